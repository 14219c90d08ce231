import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { demoPatients } from '../../src/demo/patients/demo-patients.ts'
import type { Faults } from '../../src/testbed/stand-in-model/faults.ts'
import { startStandIn } from '../../src/testbed/stand-in-model/stand-in-model.ts'
import { aRequest, fhirAccessOf, runCurbside } from '../support/curbside.ts'
import type { RunningCurbside } from '../support/curbside.ts'
import { startDemo } from '../support/demo.ts'
import type { RunningDemoForTest } from '../support/demo.ts'
import { fakeEhr } from '../support/fake-ehr.ts'
import { aDraft, aLabResult, aPatient } from '../support/records.ts'

/*
 * What the clinician sees when a part of the world is down: the rules' cards with what is missing,
 * or one card that says what was not looked at. Never an empty list that reads as an all-clear.
 */

const notRun = 'The AI review did not run'
const patients = new Map(demoPatients(new Date().toISOString()).map((each) => [each.id, each]))
const firstOrderOf = (id: string): object => ({ ...patients.get(id)?.orders[0]?.resource })

describe('the model of the running demo', () => {
  let demo: RunningDemoForTest
  beforeAll(async () => {
    demo = await startDemo()
  })
  afterEach(() => demo.breakModel({}))
  afterAll(() => demo[Symbol.asyncDispose]())

  const broken: [how: string, faults: Faults][] = [
    ['answers 500', { status: 500 }],
    ['answers 429 and asks for a minute', { status: 429, retryAfterMs: 60_000 }],
    ['refuses the key', { status: 401 }],
    ['cuts the stream off', { cutAfterChunks: 2 }],
    ['says what is no answer', { answer: 'I am sorry, the chart looks fine to me.' }],
    ['says an answer of another shape', { answer: '{"findings":"none"}' }]
  ]

  test.for(broken)('that %s: the rule of an order answers and says it', async ([, faults]) => {
    await demo.breakModel(faults)
    const order = firstOrderOf('marisol-quintanilla')
    const { status, response } = await demo.call('marisol-quintanilla', { order })
    expect(status).toBe(200)
    const [card] = response.cards ?? []
    expect(card?.indicator).toBe('critical')
    expect(card?.summary).toMatch(/metformin is contraindicated below 30/)
    expect(card?.detail).toContain(notRun)
  })

  test.for(broken)('that %s: where rules are silent one card says it', async ([, faults]) => {
    await demo.breakModel(faults)
    const { status, response } = await demo.call('margarethe-vaitkus')
    expect(status).toBe(200)
    expect(response.cards).toHaveLength(1)
    expect(response.cards?.[0]).toMatchObject({ indicator: 'info' })
    expect(response.cards?.[0]?.summary).toContain(notRun)
    expect(response.cards?.[0]?.detail).toContain('not an all-clear')
  })

  test('that has recovered is asked again at once: no failure is remembered', async () => {
    await demo.breakModel({ status: 500 })
    const down = await demo.call('eileen-macfarlane')
    expect(down.response.cards?.[0]?.summary).toContain(notRun)
    await demo.breakModel({})
    const up = await demo.call('eileen-macfarlane')
    expect(up.response.cards?.[0]?.summary).toMatch(/Calcium 11\.2 mg\/dL/)
    expect(up.response.cards?.[0]?.detail).not.toContain(notRun)
  })

  // Last: its silent call stays open at Curbside for longer than this test.
  test('that takes the call and is silent: the rule answers, in time', async () => {
    await demo.breakModel({ silent: true })
    const order = firstOrderOf('desmond-okonkwo')
    const { status, response } = await demo.call('desmond-okonkwo', { order })
    expect(status).toBe(200)
    expect(response.cards?.[0]?.indicator).toBe('critical')
    expect(response.cards?.[0]?.summary).toMatch(/Ibuprofen ordered, warfarin active/)
  })
})

test('a model whose port nobody listens on: rules answer within a second and say it', async () => {
  const gone = await startStandIn({ port: 0 })
  await gone.close()
  const model = {
    kind: 'azure-foundry',
    endpoint: gone.url,
    deployments: { default: 'demo-frontier' },
    auth: { kind: 'key', key: 'stand-in-key' }
  }
  await using curbside = await runCurbside({ config: { model } })
  const prefetch = { patient: aPatient(), laboratory: kidneys }
  const answer = await curbside.call('order-select', anOrderOf(prefetch))
  expect(answer.body.cards?.[0]?.indicator).toBe('critical')
  expect(answer.body.cards?.[0]?.detail).toContain(notRun)
})

describe('a FHIR server that nobody listens on', () => {
  let curbside: RunningCurbside
  let access: object
  beforeAll(async () => {
    const ehr = await fakeEhr({ resources: [] })
    await ehr.close()
    access = fhirAccessOf(ehr)
    curbside = await runCurbside({ fhirServers: [ehr.baseUrl] })
  })
  afterAll(() => curbside[Symbol.asyncDispose]())

  test('with nothing prefetched is a 412 that says what to do, within a second', async () => {
    const request = aRequest({ ...access, prefetch: undefined })
    const answer = await curbside.call('patient-view', request)
    expect([answer.status, answer.body['resourceType']]).toEqual([412, 'OperationOutcome'])
    expect(answer.text).toContain('CURBSIDE_RECORD_UNREADABLE')
  })

  test('leaves the rules on what was prefetched, with the gap named', async () => {
    const prefetch = { patient: aPatient(), laboratory: kidneys }
    const answer = await curbside.call('order-select', anOrderOf(prefetch, access))
    expect(answer.body.cards?.[0]?.indicator).toBe('critical')
    expect(answer.body.cards?.[0]?.summary).toMatch(/eGFR 24/)
    expect(answer.body.cards?.[0]?.detail).toMatch(
      /Not read: problem list, .*\(the EHR could not deliver them\)/
    )
  })

  test('with the Patient alone is one card that says what was not read', async () => {
    const answer = await curbside.call('patient-view', aRequest(access as Record<string, unknown>))
    expect(answer.status).toBe(200)
    expect(answer.body.cards).toHaveLength(1)
    expect(answer.body.cards?.[0]).toMatchObject({ indicator: 'info' })
    expect(answer.body.cards?.[0]?.summary).toMatch(/Part of the record was not read/)
    expect(answer.body.cards?.[0]?.detail).toMatch(/laboratory results.*not an all-clear/s)
  })
})

const kidneys = {
  resourceType: 'Bundle',
  type: 'searchset',
  entry: [{ resource: aLabResult('egfr', '98979-8', 24, 'mL/min/{1.73_m2}', '2026-11-01') }]
}

function anOrderOf(prefetch: object, access: object = {}): Record<string, unknown> {
  const metformin = aDraft('draft-1', '861007', 'metformin hydrochloride 500 MG Oral Tablet')
  return aRequest({
    ...access,
    hook: 'order-select',
    prefetch,
    context: {
      userId: 'Practitioner/d1',
      patientId: 'p1',
      selections: ['MedicationRequest/draft-1'],
      draftOrders: { resourceType: 'Bundle', entry: [{ resource: metformin }] }
    }
  })
}
