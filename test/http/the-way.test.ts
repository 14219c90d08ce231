import { afterEach, describe, expect, test } from 'vitest'
import { CdsResponseSchema } from '../../src/cds-hooks/card.ts'
import type { ReadFinding } from '../../src/model/proposal/read-finding.ts'
import { arrives, resultFinding } from '../support/result-finding.ts'
import { aRequest, fhirAccessOf, runCurbside, anEhr } from '../support/curbside.ts'
import type { CurbsideGiven, RunningCurbside } from '../support/curbside.ts'
import { fakeEhr } from '../support/fake-ehr.ts'
import type { EhrFault, EhrRequest, FakeEhr, ServedResource } from '../support/fake-ehr.ts'
import { heldDeadlines } from '../support/held-deadlines.ts'
import { keptInvocation } from '../support/kept-invocation.ts'
import { aDraft, aLabResult, aPatient } from '../support/records.ts'
import { ScriptedModel, aGate, anEnd } from '../support/scripted-model.ts'
import type { ScriptedCall } from '../support/scripted-model.ts'

/*
 * The whole way over real sockets: a hook call, the record from a FHIR server, rules, a scripted
 * model, verification, cards, feedback. Only the world outside is played.
 */

const open: AsyncDisposable[] = []
afterEach(async () => {
  for (const one of open.splice(0).toReversed()) await one[Symbol.asyncDispose]()
})

const unit = 'mL/min/{1.73_m2}'
const kidneys = [
  aLabResult('egfr-new', '98979-8', 24, unit, '2026-11-01'),
  aLabResult('egfr-old', '98979-8', 41, unit, '2026-02-01')
]
const metformin = aDraft('draft-1', '861007', 'metformin hydrochloride 500 MG Oral Tablet')
const calcium = [
  aLabResult('calcium-1', '17861-6', 11.2, 'mg/dL', '2026-10-01'),
  aLabResult('calcium-2', '17861-6', 10.9, 'mg/dL', '2026-03-01')
]
const platelets = [aLabResult('platelets-1', '777-3', 250, '10*3/uL', '2026-10-01')]

async function world(given: {
  readonly resources?: readonly unknown[]
  readonly faults?: (request: EhrRequest) => EhrFault | undefined
  readonly curbside?: CurbsideGiven
}): Promise<{ ehr: FakeEhr; curbside: RunningCurbside }> {
  const ehr = await fakeEhr({
    resources: [aPatient(), ...(given.resources ?? [])] as ServedResource[],
    ...(given.faults === undefined ? {} : { faults: given.faults })
  })
  open.push(ehr)
  const curbside = await runCurbside({ fhirServers: [ehr.baseUrl], ...given.curbside })
  open.push(curbside)
  return { ehr, curbside }
}

const orderSelect = (ehr: FakeEhr, draft: object, change: Record<string, unknown> = {}) =>
  aRequest({
    hook: 'order-select',
    ...fhirAccessOf(ehr),
    prefetch: undefined,
    context: {
      userId: 'Practitioner/d1',
      patientId: 'p1',
      selections: ['MedicationRequest/draft-1'],
      draftOrders: {
        resourceType: 'Bundle',
        entry: [{ resource: { ...draft, id: 'draft-1' } }]
      }
    },
    ...change
  })

/** Reads the newest reading of a line of the chart, as a model would: alias, value, unit, day. */
function newest(chart: string, code: string) {
  const [, unitOfLine, value, day, alias] =
    chart.match(new RegExp(`\\(LN ${code}\\) (\\S+): ([\\d.]+) D(-?\\d+) \\[(O\\d+)\\]`)) ?? []
  if (alias === undefined) throw new Error('the chart does not show it')
  return { alias, value: Number(value), unit: unitOfLine ?? null, day: Number(day) }
}

function aboutCalcium(chart: string, change: { value?: number } = {}): ReadFinding {
  return resultFinding({ ...newest(chart, '17861-6'), ...change })
}

const says =
  (...make: ((chart: string) => ReadFinding)[]): ScriptedCall =>
  (ask) => [...make.map((one) => arrives(one(ask.chart.review))), anEnd()]

describe('without a model', () => {
  test('an order that the record contradicts gives the card of its rule', async () => {
    const { ehr, curbside } = await world({ resources: kidneys })
    const answer = await curbside.call('order-select', orderSelect(ehr, metformin))
    expect(answer.status).toBe(200)
    const [card] = answer.body.cards ?? []
    expect(card).toMatchObject({ indicator: 'critical' })
    expect(card?.summary).toMatch(/eGFR 24 .*1 Nov 2026.*metformin/i)
    expect(card?.detail).toMatch(/^\*\*Rule R-01, version \d/)
    expect(CdsResponseSchema.safeParse(answer.body).error).toBeUndefined()
  })

  test('the same from prefetch alone, without any access', async () => {
    const { curbside, ehr } = await world({})
    const request = orderSelect(ehr, metformin, {
      fhirServer: undefined,
      fhirAuthorization: undefined,
      prefetch: {
        patient: aPatient(),
        laboratory: {
          resourceType: 'Bundle',
          type: 'searchset',
          entry: kidneys.map((resource) => ({ resource }))
        }
      }
    })
    const answer = await curbside.call('order-select', request)
    expect(answer.body.cards?.[0]?.indicator).toBe('critical')
    expect(answer.body.cards?.[0]?.detail).toMatch(/Not read: .*\(not sent and no access\)/)
    expect(ehr.requests).toEqual([])
  })

  test('nothing to say is an empty list', async () => {
    const { ehr, curbside } = await world({ resources: platelets })
    const answer = await curbside.call('patient-view', aRequest(fhirAccessOf(ehr)))
    expect(answer.text).toBe('{"cards":[]}')
  })

  test('what the EHR prefetched is not searched again', async () => {
    const { ehr, curbside } = await world({ resources: kidneys })
    const empty = { resourceType: 'Bundle', type: 'searchset' }
    const prefetch = { patient: aPatient(), laboratory: empty, allergies: null }
    await curbside.call('patient-view', aRequest({ ...fhirAccessOf(ehr), prefetch }))
    const asked = ehr.requests.map(({ query }) => query)
    expect(asked.some((query) => query.startsWith('Condition?'))).toBe(true)
    expect(asked.filter((query) => /^Patient|laboratory|^Allergy/.test(query))).toEqual([])
  })
})

describe('the record', () => {
  test('without a Patient anywhere is a 412 that says what to do', async () => {
    const { curbside } = await world({})
    const answer = await curbside.call('patient-view', aRequest({ prefetch: undefined }))
    expect(answer.status).toBe(412)
    expect(answer.text).toContain('CURBSIDE_RECORD_UNREADABLE')
  })

  test('of another patient in the prefetch is refused', async () => {
    const { curbside } = await world({})
    const prefetch = { patient: aPatient({ id: 'somebody-else' }) }
    const answer = await curbside.call('patient-view', aRequest({ prefetch }))
    expect([answer.status, answer.text.includes('CURBSIDE_PATIENT_MISMATCH')]).toEqual([400, true])
  })

  test('of another patient in the token is refused', async () => {
    const { ehr, curbside } = await world({})
    const access = fhirAccessOf(ehr)
    const fhirAuthorization = { ...access.fhirAuthorization, patient: 'somebody-else' }
    const answer = await curbside.call('patient-view', aRequest({ ...access, fhirAuthorization }))
    expect(answer.status).toBe(400)
    expect(ehr.requests).toEqual([])
  })

  test('kinds that fail are named on the card, and rules on the rest still answer', async () => {
    const { ehr, curbside } = await world({
      resources: kidneys,
      faults: ({ query }) =>
        query.startsWith('Condition') ? { fault: 'status', status: 500 } : undefined
    })
    const answer = await curbside.call('order-select', orderSelect(ehr, metformin))
    expect(answer.body.cards?.[0]?.indicator).toBe('critical')
    expect(answer.body.cards?.[0]?.detail).toContain(
      'Not read: problem list (the EHR could not deliver them)'
    )
  })

  test('on a server that hangs gives an answer in time, never an all-clear', async () => {
    const { ehr, curbside } = await world({
      faults: ({ query }) => (query.startsWith('Patient') ? undefined : { fault: 'silent' })
    })
    const answer = await curbside.call('patient-view', aRequest(fhirAccessOf(ehr)))
    expect(answer.status).toBe(200)
    expect(answer.body.cards?.[0]?.summary).toMatch(/Part of the record was not read/)
  })

  test('on a server that is not registered is never asked for', async () => {
    const { ehr } = await world({})
    const curbside = await runCurbside({ fhirServers: ['http://127.0.0.1:1/fhir'] })
    open.push(curbside)
    const answer = await curbside.call('patient-view', aRequest(fhirAccessOf(ehr)))
    expect([answer.status, answer.text.includes('CURBSIDE_FHIR_SERVER_REFUSED')]).toEqual([
      400,
      true
    ])
    expect(ehr.requests).toEqual([])
  })
})

describe('who is answered', () => {
  test('a patient or a relative gets no card and the model is not asked', async () => {
    const model = new ScriptedModel()
    const { ehr, curbside } = await world({ resources: calcium, curbside: { model } })
    for (const userId of ['Patient/p1', 'RelatedPerson/r1']) {
      const context = { userId, patientId: 'p1' }
      const answer = await curbside.call(
        'patient-view',
        aRequest({ ...fhirAccessOf(ehr), context })
      )
      expect(answer.text).toBe('{"cards":[]}')
    }
    expect(model.asks).toEqual([])
    expect(ehr.requests).toEqual([])
  })

  test('for a patient who has died there is none', async () => {
    const model = new ScriptedModel()
    const { curbside } = await world({ curbside: { model } })
    const prefetch = { patient: aPatient({ deceasedDateTime: '2026-01-01' }) }
    const answer = await curbside.call('patient-view', aRequest({ prefetch }))
    expect(answer.text).toBe('{"cards":[]}')
    expect(model.asks).toEqual([])
  })
})

describe('with a model', () => {
  const ask = (curbside: RunningCurbside, ehr: FakeEhr) =>
    curbside.call('patient-view', aRequest(fhirAccessOf(ehr)))

  test('its verified finding is a card with the true date, capped at warning', async () => {
    const model = new ScriptedModel(says((chart) => aboutCalcium(chart)))
    const { ehr, curbside } = await world({ resources: calcium, curbside: { model } })
    const [card] = (await ask(curbside, ehr)).body.cards ?? []
    expect(card).toMatchObject({ indicator: 'warning', source: { label: 'Curbside, AI-assisted' } })
    expect(card?.summary).toMatch(/11\.2 mg\/dL.*1 Oct 2026/)
    expect(card?.detail).toMatch(/^\*\*AI-assisted, verified against 1 entry/)
    expect(card?.extension).toEqual({
      'davinci-crd.associated-resource': [{ reference: 'Observation/calcium-1' }],
      'org.curbside.provenance': {
        eventId: expect.stringMatching(/^[0-9a-f-]{36}$/) as string,
        policyVersion: '2',
        transparencyUrl: 'https://cds.test/transparency',
        modelId: 'scripted',
        modelVersion: 'scripted-1',
        promptVersion: expect.stringMatching(/^\d+$/) as string,
        aiLabel: 'AIAST',
        evidence: [{ ref: 'Observation/calcium-1', day: '2026-10-01' }],
        limits: ['no-guideline-cited']
      }
    })
  })

  test('an invented value never reaches a card, and the invocation record says why', async () => {
    const model = new ScriptedModel(says((chart) => aboutCalcium(chart, { value: 13.9 })))
    const { ehr, curbside } = await world({ resources: calcium, curbside: { model } })
    const answer = await ask(curbside, ehr)
    expect(answer.text).not.toContain('13.9')
    expect(answer.body.cards).toEqual([])
    expect(await curbside.metrics()).toMatch(/claims_dropped\S*reason="value-mismatch"\S* 1/)
    expect(await lastRecord(curbside)).toMatchObject({
      artifacts: {
        verdicts: [
          {
            accepted: false,
            reason: 'value-mismatch',
            lost: [
              { part: 'fact', reason: 'value-mismatch' },
              { part: 'finding', reason: 'no-support' }
            ]
          }
        ]
      }
    })
  })

  test('an alias that does not stand in the chart never reaches a card', async () => {
    const model = new ScriptedModel(
      says(() => resultFinding({ alias: 'O99', value: 1, unit: null, day: -1 }))
    )
    const { ehr, curbside } = await world({ resources: calcium, curbside: { model } })
    expect((await ask(curbside, ehr)).body.cards).toEqual([])
    expect(await lastRecord(curbside)).toMatchObject({
      artifacts: { verdicts: [{ accepted: false, reason: 'alias-unknown' }] }
    })
  })

  test('the chart it sees holds no identifier and no date', async () => {
    const model = new ScriptedModel(says())
    const prefetch = {
      patient: aPatient({
        name: [{ family: 'Zanzibarova', given: ['Quintilla'] }],
        telecom: [{ system: 'phone', value: '555-867-5309' }]
      })
    }
    const { ehr, curbside } = await world({ resources: calcium, curbside: { model } })
    await curbside.call('patient-view', aRequest({ ...fhirAccessOf(ehr), prefetch }))
    const [{ chart } = { chart: undefined }] = model.asks
    expect(chart?.review).toContain('PATIENT [Y1] 67y female')
    expect(chart?.review).not.toMatch(/Zanzibarova|Quintilla|555|2026|1959|calcium-1/i)
  })

  test('the same chart is answered from the store, without asking again', async () => {
    const model = new ScriptedModel(says((chart) => aboutCalcium(chart)))
    const { ehr, curbside } = await world({ resources: calcium, curbside: { model } })
    const first = await ask(curbside, ehr)
    const second = await ask(curbside, ehr)
    expect(model.asks).toHaveLength(1)
    expect(second.body.cards?.[0]?.summary).toBe(first.body.cards?.[0]?.summary)
  })

  test('what it finds after the deadline comes with the next call for the same chart', async () => {
    const [begins, speaks] = [aGate(), aGate()]
    const model = new ScriptedModel(async function* (asked) {
      begins.open()
      await speaks.opened
      yield arrives(aboutCalcium(asked.chart.review))
      yield anEnd()
    })
    const { ehr, curbside } = await world({ resources: calcium, curbside: { model } })
    using deadlines = heldDeadlines()
    const call = ask(curbside, ehr)
    await begins.opened
    deadlines.pass()
    const early = await call
    expect(early.body).toEqual({
      cards: [],
      extension: { 'org.curbside.review': { state: 'thinking', askAgainAfterMs: 10_000 } }
    })
    speaks.open()
    const later = await ask(curbside, ehr)
    expect(later.body.cards?.[0]?.summary).toMatch(/11\.2 mg\/dL/)
    expect(model.asks).toHaveLength(1)
  })

  test('a corrected result is another chart: it is asked anew and the old finding is gone', async () => {
    const model = new ScriptedModel(
      says((chart) => aboutCalcium(chart)),
      says()
    )
    const same = { model, ...(await anEhr()) }
    const before = await world({ resources: calcium, curbside: same })
    expect((await ask(before.curbside, before.ehr)).body.cards).toHaveLength(1)
    const resources = [aLabResult('calcium-1', '17861-6', 9.2, 'mg/dL', '2026-10-01'), calcium[1]]
    const after = await world({ resources, curbside: same })
    expect((await ask(after.curbside, after.ehr)).body.cards).toEqual([])
    expect(model.asks).toHaveLength(2)
  })

  test('equal calls at once share one asking', async () => {
    const model = new ScriptedModel(async function* () {
      // Not before all ten are under way.
      await expect.poll(() => ehr.requests.filter(reads).length, { timeout: 60_000 }).toBe(10)
      yield anEnd()
    })
    const { ehr, curbside } = await world({ resources: calcium, curbside: { model } })
    const reads = ({ query }: EhrRequest) => query.startsWith('Condition')
    const answers = await Promise.all(Array.from({ length: 10 }, () => ask(curbside, ehr)))
    expect(answers.every(({ status }) => status === 200)).toBe(true)
    expect(model.asks).toHaveLength(1)
  })

  test.for(['unavailable', 'misconfigured', 'filtered-prompt', 'limited'] as const)(
    'that ends as %s leaves the rules, and says that the AI review did not run',
    async (ending) => {
      const model = new ScriptedModel([anEnd({ ending })], [anEnd({ ending })])
      const { ehr, curbside } = await world({ resources: kidneys, curbside: { model } })
      const withRule = await curbside.call('order-select', orderSelect(ehr, metformin))
      expect(withRule.body.cards?.[0]?.indicator).toBe('critical')
      expect(withRule.body.cards?.[0]?.detail).toContain('The AI review did not run')
      expect(await curbside.metrics()).toContain(`ending="${ending}"`)
    }
  )

  test('that fails where rules are silent gives one info card, not an empty list', async () => {
    const model = new ScriptedModel([anEnd({ ending: 'unavailable' })])
    const { ehr, curbside } = await world({ resources: platelets, curbside: { model } })
    const { cards } = (await ask(curbside, ehr)).body
    expect(cards).toHaveLength(1)
    expect(cards?.[0]).toMatchObject({ indicator: 'info' })
    expect(cards?.[0]?.summary).toMatch(/AI review did not run/)
  })
})

describe('feedback', () => {
  const now = '2026-11-20T10:05:00Z'

  test('an override holds the finding back for this user until its facts change', async () => {
    const model = new ScriptedModel(says((chart) => aboutCalcium(chart)))
    const { ehr, curbside } = await world({ resources: calcium, curbside: { model } })
    const ask = (userId: string) =>
      curbside.call(
        'patient-view',
        aRequest({ ...fhirAccessOf(ehr), context: { userId, patientId: 'p1' } })
      )
    const [card] = (await ask('Practitioner/d1')).body.cards ?? []
    expect((await ask('Practitioner/d1')).body.cards).toHaveLength(1) // shown is not seen
    const overrideReason = { reason: card?.overrideReasons?.[0] }
    const sent = await curbside.feedback('patient-view', {
      feedback: [{ card: card?.uuid, outcome: 'overridden', overrideReason, outcomeTimestamp: now }]
    })
    expect([sent.status, sent.text]).toEqual([200, '{}'])
    expect((await ask('Practitioner/d1')).body.cards).toEqual([])
    expect((await ask('Practitioner/d2')).body.cards).toHaveLength(1)
  })

  test('for a card that was never issued is answered like any other, and counted', async () => {
    const { curbside } = await world({})
    const card = '6f6c0fbc-9f0b-4a7c-9d0e-0c2d4f0f6a01'
    const sent = await curbside.feedback('patient-view', {
      feedback: [{ card, outcome: 'overridden', outcomeTimestamp: now }]
    })
    expect([sent.status, sent.text]).toEqual([200, '{}'])
    expect(await curbside.metrics()).toMatch(/feedback_unknown_total\S* 1/)
  })

  test('of a wrong shape is refused with the path', async () => {
    const { curbside } = await world({})
    for (const body of [
      {},
      { feedback: [{}] },
      { feedback: [{ card: 'x', outcome: 'ignored' }] }
    ]) {
      const sent = await curbside.feedback('patient-view', body)
      expect(sent.status).toBe(400)
      expect(sent.text).toContain('feedback')
    }
  })
})

async function lastRecord(curbside: RunningCurbside): Promise<unknown> {
  return JSON.parse(await keptInvocation(curbside))
}
