import { existsSync, globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { CdsResponseSchema } from '../../src/cds-hooks/card.ts'
import type { CdsCard } from '../../src/cds-hooks/card.ts'
import { rules } from '../../src/rules/all-rules.ts'
import { runCurbside } from '../support/curbside.ts'
import type { Answer, RunningCurbside } from '../support/curbside.ts'

/*
 * Requests that others have published, sent over sockets as they stand by a registered EHR, at
 * their own time: their fhirServer is not registered, and they carry no fhirAuthorization. Every
 * well-formed one is answered with valid cards, an empty list, or 412; every malformed one with
 * 400. The opioid requests have published answers: printed beside ours. Skipped where the
 * published requests are not at hand.
 */

const folder = join(process.env['CURBSIDE_REAL_DATA'] ?? '../shared/data', 'cds-hooks-requests')
const opioid = join(folder, 'opioid-cds-r4')
const found = existsSync(folder)
const named = (pattern: string): string[] =>
  found ? globSync(pattern, { cwd: folder }).toSorted() : []
const wellFormed = [...named('opioid-cds-r4/requests/**/*.json'), ...named('hl7-pddi/*.json')]
const malformed = named('opioid-cds-r4/invalid-originals/**/*.json')

const running = new Map<string, Promise<RunningCurbside>>()
afterAll(async () => {
  for (const one of running.values()) await (await one)[Symbol.asyncDispose]()
})

/** One Curbside per day, with that day as its clinical clock. */
function curbsideAt(asOf: string): Promise<RunningCurbside> {
  const known = running.get(asOf) ?? runCurbside({ asOf, ehr: { answerWithinMs: 10_000 } })
  running.set(asOf, known)
  return known
}

// Most are of that day; the first one opens the store.
beforeAll(async () => {
  if (found) await curbsideAt('2023-05-01')
})

const services: Readonly<Record<string, string>> = { 'medication-prescribe': 'order-select' }

/** The day of a request: as published, else the newest date in it. */
function dayOf(path: string, text: string): string {
  if (path.startsWith('opioid')) return '2023-05-01'
  return (text.match(/\b20\d\d-\d\d-\d\d/g) ?? []).toSorted().at(-1) ?? '2020-03-30'
}

async function send(path: string): Promise<Answer> {
  const text = readFileSync(join(folder, path), 'utf8')
  const [, hook = ''] = /"hook"\s*:\s*"([^"]+)"/.exec(text) ?? []
  const curbside = await curbsideAt(dayOf(path, text))
  return curbside.call(services[hook] ?? hook, text)
}

describe.skipIf(!found)('a published request that is well formed', () => {
  test.for(wellFormed)('%s is answered with valid cards, none, or 412', async (path) => {
    const answer = await send(path)
    expect([200, 412], answer.text).toContain(answer.status)
    if (answer.status === 412) {
      expect(answer.text).toContain('CURBSIDE_RECORD_UNREADABLE')
      expect(answer.text).toContain('patient: ')
      return
    }
    expect(CdsResponseSchema.safeParse(answer.body).error).toBeUndefined()
  })

  test('412 is only for those without a Patient', async () => {
    for (const path of wellFormed) {
      const { status } = await send(path)
      const hasPatient = /"resourceType"\s*:\s*"Patient"/.test(
        readFileSync(join(folder, path), 'utf8')
      )
      // Older than 1.0: the prefetch lies inside the context, where nothing is read.
      const insideContext = path.includes('scenario-02')
      expect(status, path).toBe(hasPatient && !insideContext ? 200 : 412)
    }
  })
})

describe.skipIf(!found)('a published request that is no JSON', () => {
  test.for(malformed)('%s is a 400 that says so, without a word of the patient', async (path) => {
    const answer = await send(path)
    expect(answer.status).toBe(400)
    expect(answer.text).toContain('CURBSIDE_REQUEST_INVALID')
    expect(answer.text).toMatch(/JSON/)
    expect(answer.text).not.toContain('example-rec')
  })
})

interface Pair {
  readonly request: string
  readonly recommendation: string
  readonly expectedCards: number
  readonly indicators: readonly string[]
  readonly summaries: readonly string[]
}

/** The topics of our rules for a recommendation of the CDC guideline. */
const topicsOf: Readonly<Record<string, readonly string[]>> = {
  '03': ['firstOpioidExtendedRelease'],
  '04/05': ['opioidDosage', 'opioidDoseNaloxone'],
  '07': ['opioidFollowUp'],
  '10': ['opioidUrineDrugTest', 'opioidUrineDrugResult'],
  '11': ['opioidBenzodiazepine']
}

/** As they stand: prefetch keys that are none of ours, and no access to the record. */
const asPublished = async (request: string): Promise<Answer> => send(join('opioid-cds-r4', request))

/** The same record under the keys of our discovery: a null there is a search that found nothing. */
async function underOurKeys(request: string): Promise<Answer> {
  const text = readFileSync(join(opioid, request), 'utf8')
  const body = JSON.parse(text) as { hook: string; prefetch: Record<string, unknown> }
  const sent = Object.values(body.prefetch).flatMap((value) => resourcesOf(value as Resource))
  const patient = sent.find(({ resourceType }) => resourceType === 'Patient')
  const prefetch: Record<string, unknown> = { patient }
  for (const [key, types] of Object.entries(typesOfKey)) {
    const entry = sent
      .filter(({ resourceType }) => types.includes(resourceType))
      .map((resource) => ({ resource }))
    prefetch[key] = { resourceType: 'Bundle', type: 'searchset', total: entry.length, entry }
  }
  const curbside = await curbsideAt('2023-05-01')
  return curbside.call(body.hook, JSON.stringify({ ...body, prefetch }))
}

const typesOfKey: Readonly<Record<string, readonly string[]>> = {
  conditions: ['Condition'],
  medications: ['MedicationRequest'],
  statements: ['MedicationStatement'],
  allergies: ['AllergyIntolerance'],
  laboratory: ['Observation'],
  vitals: [],
  encounters: ['Encounter'],
  procedures: ['Procedure'],
  immunizations: ['Immunization'],
  reports: ['DiagnosticReport'],
  orders: ['ServiceRequest']
}

interface Resource {
  readonly resourceType: string
  readonly entry?: readonly { readonly resource: Resource }[]
}

const resourcesOf = (value: Resource | null): readonly Resource[] =>
  value === null
    ? []
    : value.resourceType === 'Bundle'
      ? (value.entry ?? []).flatMap(({ resource }) => resourcesOf(resource))
      : [value]

describe.skipIf(!found)('the opioid requests beside their published answers', () => {
  test.for([
    ['as published', asPublished],
    ['under our own prefetch keys', underOurKeys]
  ] as const)('%s: a warning where they have a card, silent where they are', async ([how, ask]) => {
    const pairs = JSON.parse(readFileSync(join(opioid, 'pairs.json'), 'utf8')) as Pair[]
    const rows: string[] = []
    const wrong: string[] = []
    for (const pair of pairs) {
      const { cards = [] } = (await ask(pair.request)).body
      const name = pair.request.replace(/^.*request-example-/, '').replace(/\.json$/, '')
      const verdict = verdictOf(pair, cards)
      if (verdict !== 'the same') wrong.push(`${name}: ${verdict}`)
      rows.push(
        [
          name,
          `  published: ${pair.expectedCards === 0 ? 'silent' : pair.summaries.join('; ')}`,
          ...(cards.length === 0 ? ['  Curbside:  silent'] : cards.map(shown)),
          `  ${verdict}`
        ].join('\n')
      )
    }
    process.stdout.write(`\n${how}\n${rows.join('\n')}\n\n`)
    expect(wrong).toEqual([])
    for (const topic of Object.values(topicsOf).flat()) {
      expect(rules.map((rule) => rule.topic)).toContain(topic)
    }
    expect(rows).toHaveLength(15)
  })
})

const shown = (card: CdsCard): string =>
  `  Curbside:  ${card.indicator}, ${card.source.topic?.code ?? ''}: ${card.summary}`

/** Card or no card, its indicator and its topic; "cannot assess" is no finding. */
function verdictOf(pair: Pair, cards: readonly CdsCard[]): string {
  const topics = topicsOf[pair.recommendation] ?? []
  const own = cards.filter(({ source }) => topics.includes(source.topic?.code ?? ''))
  const loud = own.filter(({ indicator }) => indicator !== 'info')
  if (pair.expectedCards === 0) return loud.length === 0 ? 'the same' : 'should be silent'
  return loud.some(({ indicator }) => pair.indicators.includes(indicator))
    ? 'the same'
    : `${topics.join(' or ')} should speak`
}
