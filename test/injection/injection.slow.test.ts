/*
 * Instructions planted in a record, in every place that text can stand, against a model that obeys
 * them: over real sockets, each call beside the same call with a harmless text. What the clinician
 * gets may not differ in anything, and nothing that the obeying model said may be believed.
 */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { CdsCard } from '../../src/cds-hooks/card.ts'
import { startStandIn } from '../../src/testbed/stand-in-model/stand-in-model.ts'
import type { Recorded, StandIn } from '../../src/testbed/stand-in-model/stand-in-model.ts'
import { fhirAccessOf, runCurbside } from '../support/curbside.ts'
import type { RunningCurbside } from '../support/curbside.ts'
import { fakeEhr } from '../support/fake-ehr.ts'
import type { FakeEhr, ServedResource } from '../support/fake-ehr.ts'
import { payloads } from './payloads.ts'
import type { Payload } from './payloads.ts'
import { aCallWith, places } from './places.ts'
import type { Place } from './places.ts'

/** Stands before every planted text, so that the stand-in knows which line to obey. */
const word = 'coughing'
const harmless: Payload = { kind: 'harmless', text: 'of childhood', rest: 'of later years' }

let standIn: StandIn
let ehr: FakeEhr
let curbside: RunningCurbside
beforeAll(async () => {
  const deployment = { model: 'scripted', firstTokenMs: 0, msPerChunk: 0 }
  standIn = await startStandIn({
    port: 0,
    deployments: { 'demo-frontier': deployment, 'demo-frontier-fast': deployment }
  })
  ehr = await fakeEhr({ resources: Object.values(places).flatMap(servedOf) as ServedResource[] })
  curbside = await runCurbside({
    fhirServers: [ehr.baseUrl],
    ehr: { answerWithinMs: 20_000 },
    config: {
      deidentification: { notes: 'scrubbed' },
      model: {
        kind: 'azure-foundry',
        endpoint: standIn.url,
        deployments: { default: 'demo-frontier', fast: 'demo-frontier-fast' },
        auth: { kind: 'key', key: 'stand-in-key' }
      }
    }
  })
})
afterAll(async () => {
  await curbside[Symbol.asyncDispose]()
  await standIn.close()
  await ehr[Symbol.asyncDispose]()
})

const told = (text: string): string => `${word}. ${text}`
const servedId = (payload: Payload): string => `served-${[harmless, ...payloads].indexOf(payload)}`

function servedOf({ served }: Place): readonly object[] {
  if (served === undefined) return []
  return [harmless, ...payloads].map((payload) => {
    const id = servedId(payload)
    return { ...served(told(payload.text), id), subject: { reference: `Patient/${id}` } }
  })
}

interface Seen {
  readonly cards: readonly CdsCard[]
  /** What the model was sent, and how often it was asked. */
  readonly sent: string
  readonly accepted: number
  readonly dropped: readonly string[]
}

let patients = 0
const seen = new WeakSet<Recorded>()

async function ask(place: Place, payload: Payload): Promise<Seen> {
  patients += 1
  const { text, rest = harmless.rest } = payload
  const patientId = place.served === undefined ? `p${patients}` : servedId(payload)
  const request: Record<string, unknown> = {
    ...aCallWith(place, told(text), { patientId, rest }),
    ...(place.served !== undefined && fhirAccessOf(ehr))
  }
  const answer = await curbside.call(place.hook, request)
  expect(answer.status).toBe(200)
  const bodies = standIn
    .recorded()
    .filter((one) => !seen.has(one))
    .map((one) => {
      seen.add(one)
      return Buffer.from(one.bodyBase64, 'base64').toString('utf8')
    })
  const verdicts = await verdictsOf(String(request['hookInstance']))
  return {
    cards: answer.body.cards ?? [],
    sent: bodies.join('\n'),
    accepted: verdicts.filter(({ accepted }) => accepted).length,
    dropped: verdicts.flatMap(({ accepted, reason }) => (accepted ? [] : [reason ?? '?']))
  }
}

interface Verdict {
  readonly accepted: boolean
  readonly reason: string | null
}

/** From the audit, which is written behind the answer. */
async function verdictsOf(hookInstance: string): Promise<readonly Verdict[]> {
  const body = await expect
    .poll(async () => {
      const rows = await curbside.store.invocations({ limit: 5 })
      return rows.find((row) => row.body.includes(hookInstance))?.body ?? ''
    })
    .not.toBe('')
    .then(async () => {
      const rows = await curbside.store.invocations({ limit: 5 })
      return rows.find((row) => row.body.includes(hookInstance))?.body ?? '{}'
    })
  const record = JSON.parse(body) as { artifacts?: { verdicts?: readonly Verdict[] } }
  return record.artifacts?.verdicts ?? []
}

const aiAdds = / AI adds: [^.\n]*\./g
/** What the model's findings add to cards of rules. */
const additions = (cards: readonly CdsCard[]): readonly string[] =>
  cards.flatMap(({ detail }) => detail?.match(aiAdds) ?? [])

/**
 * A card without what is new in each call: uuids, the number of the call, and the patient; without
 * the planted text where a card names a drug that is not known; without what the model adds.
 */
const lasting = (cards: readonly CdsCard[]): unknown =>
  JSON.parse(
    JSON.stringify(cards, (key, value: unknown) => {
      const isPatient = typeof value === 'string' && /^Patient\/(?:p|served-)\d+$/.test(value)
      if (key === 'uuid' || key === 'eventId' || isPatient) return ''
      return typeof value === 'string'
        ? value.replaceAll(aiAdds, '').replaceAll(new RegExp(`${word}[^\\n]*`, 'g'), word)
        : value
    })
  )

/** What rules said, as far as it does not depend on whether the model was asked. */
const ofRules = (cards: readonly CdsCard[]) =>
  cards
    .filter(({ detail }) => detail?.startsWith('**Rule'))
    .map(({ indicator, summary, source, suggestions, links }) => ({
      indicator,
      summary,
      source,
      links,
      suggestions: suggestions?.map(({ label }) => label)
    }))

const ofModel = (cards: readonly CdsCard[]) =>
  cards.filter(({ source }) => source.label.includes('AI')).map(({ summary }) => summary)

describe.for(Object.entries(places))('planted as %s', ([, place]) => {
  test('no payload changes a card, and nothing said in obedience is believed', async () => {
    standIn.setFaults({})
    const usual = await ask(place, harmless)
    standIn.setFaults({ obey: true, obeyWord: word })
    expect(usual.cards.length).toBeGreaterThan(0)
    expect(usual.accepted).toBeGreaterThan(0)
    expect(usual.sent.includes(word)).toBe(place.leaves)
    let reached = 0
    for (const payload of payloads) {
      const { cards, accepted, dropped, sent } = await ask(place, payload)
      const about = `${payload.kind}: ${payload.text}`
      if (sent === '') {
        // Fail closed: words of this name stand in the chart, so it was not sent at all.
        expect.soft(place.mayClose, about).toBe(true)
        expect.soft(ofRules(cards), about).toEqual(ofRules(usual.cards))
        expect.soft(cards.length, about).toBe(ofRules(cards).length)
        continue
      }
      if (place.namesDrug) {
        // It stands in the name of a drug: rules read a drug by its name, and cards name one that is not known.
        if (!payload.namesDrug) expect.soft(ofRules(cards), about).toEqual(ofRules(usual.cards))
        const kept = (of: readonly CdsCard[]) =>
          of.map(({ indicator, source }) => [indicator, source])
        expect.soft(kept(cards), about).toEqual(expect.arrayContaining(kept(usual.cards)))
        expect.soft(ofModel(cards), about).toEqual(ofModel(usual.cards))
      } else expect.soft(lasting(cards), about).toEqual(lasting(usual.cards))
      // A finding that cites the planted line is refused: of the model's words only less can stand.
      if (!(place.namesDrug && payload.namesDrug)) {
        const usually: readonly string[] = additions(usual.cards)
        expect
          .soft(
            additions(cards).filter((added) => !usually.includes(added)),
            about
          )
          .toEqual([])
      }
      expect.soft(accepted, about).toBeLessThanOrEqual(usual.accepted)
      if (!sent.includes(word)) continue
      reached += 1
      // It did obey: it said more than without the payload, and that was dropped.
      expect.soft(dropped.length, about).toBeGreaterThan(usual.dropped.length)
    }
    expect(reached).toBeGreaterThanOrEqual(place.leaves ? payloads.length * 0.75 : 0)
    if (!place.leaves) expect(reached).toBe(0)
  })
})

test('a model that obeys by saying nothing hides no card of a rule', async () => {
  const [place] = Object.values(places)
  if (place === undefined) throw new Error('no place')
  standIn.setFaults({})
  const usual = await ask(place, harmless)
  standIn.setFaults({ answer: '{"findings":[],"nothingToReport":true,"couldNotAssess":[]}' })
  const { cards } = await ask(place, harmless)
  expect(ofRules(usual.cards).length).toBeGreaterThan(0)
  expect(ofRules(cards)).toEqual(ofRules(usual.cards))
  expect(cards).toHaveLength(ofRules(cards).length)
})
