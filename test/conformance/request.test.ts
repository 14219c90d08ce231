import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { fhirAccessOf, aRequest, runCurbside } from '../support/curbside.ts'
import type { RunningCurbside } from '../support/curbside.ts'
import { heldDeadlines } from '../support/held-deadlines.ts'
import { aPatient } from '../support/records.ts'
import { ScriptedModel, aGate, anEnd } from '../support/scripted-model.ts'
import {
  anOrderCall,
  calcium,
  diagnosticsOf,
  metformin,
  searchset,
  wholePrefetch
} from './calls.ts'
import { cites, verifies } from './verifies.ts'

let curbside: RunningCurbside
beforeAll(async () => {
  curbside = await runCurbside()
})
afterAll(async () => curbside[Symbol.asyncDispose]())

const call = (change: Record<string, unknown>) => curbside.call('patient-view', aRequest(change))

/** The first issue of the 400 that a change of a good call gives. */
async function refusalOf(change: Record<string, unknown>): Promise<string> {
  const answer = await call(change)
  expect(answer.status).toBe(400)
  return diagnosticsOf(answer)[0] ?? ''
}

verifies('H-022-call', async () => {
  expect((await call({})).status).toBe(200)
  const unknown = await curbside.call('patient-views', aRequest())
  expect([unknown.status, unknown.body['resourceType']]).toEqual([404, 'OperationOutcome'])
})

verifies('H-023-hook', async () => {
  expect(await refusalOf({ hook: 'order-sign' })).toMatch(
    /^hook: this service answers patient-view/
  )
  expect(await refusalOf({ hook: 'no-such-hook' })).toMatch(/^hook/)
  expect(await refusalOf({ hook: undefined })).toMatch(/^hook/)
})

verifies('H-024-hook-instance', async () => {
  for (const hookInstance of [
    '3f1dde72-162b-11ec-82a8-0242ac130003',
    '3F1DDE72-162B-11EC-82A8-0242AC130003',
    '6f6c0fbc-9f0b-4a7c-9d0e-0c2d4f0f6a01',
    '01932f2e-7b1a-7cc3-98c4-dc0c0c07398f',
    '6f6c0fbc-9f0b-4a7c-9d0e-0c2d4f0f6a01'
  ]) {
    expect((await call({ hookInstance })).status, hookInstance).toBe(200)
  }
  for (const hookInstance of [undefined, '', 'x', 5, null]) {
    expect(await refusalOf({ hookInstance })).toMatch(/^hookInstance/)
  }
})

verifies('H-025-fhir-server', async () => {
  const { fhirAuthorization } = fhirAccessOf({ baseUrl: '', token: 't' })
  expect(await refusalOf({ fhirAuthorization })).toMatch(/^fhirServer: required together/)
})

verifies('H-026-context', async () => {
  for (const context of [undefined, null, {}, [], 'x', { userId: 'Practitioner/d1' }]) {
    expect(await refusalOf({ context })).toMatch(/^context/)
  }
})

verifies('H-027-prefetch-optional', async () => {
  const prefetch = { patient: aPatient(), other: { resourceType: 'Basic' }, item1: null, '': 1 }
  expect((await call({ prefetch })).status).toBe(200)
  // Without it there is no Patient, which is another matter than a wrong request.
  for (const none of [undefined, null, {}])
    expect((await call({ prefetch: none })).status).toBe(412)
})

verifies(['H-028-request-extension', 'H-121-epic-extensions', 'H-122-crd-extensions'], async () => {
  const extension = {
    'com.epic.cdshooks.request.bpa-trigger-action': '18',
    'com.epic.cdshooks.request.cds-hooks-specification-version': '1.1',
    'com.epic.cdshooks.request.fhir-version': 'R4',
    'internal.epic.cdshooks.request.epic-emp-id': '1234',
    'davinci-crd.requestedVersion': '2.2',
    'davinci-crd.configuration': { 'max-cards': 0, unknown: { a: 1 } }
  }
  const plain = anOrderCall('order-select', [metformin])
  const context = { ...(plain['context'] as object), extension }
  const answer = await curbside.call('order-select', { ...plain, extension, context })
  const without = await curbside.call('order-select', plain)
  expect(answer.body.cards?.[0]?.summary).toBe(without.body.cards?.[0]?.summary)
  expect(answer.body.cards?.[0]?.extension).toMatchObject({
    'davinci-crd.associated-resource': [{ reference: 'Observation/egfr-new' }]
  })
})

test(`${cites('H-029-fast')} a slow model does not hold the answer beyond the deadline`, async () => {
  const [begins, ends] = [aGate(), aGate()]
  const model = new ScriptedModel(async function* () {
    begins.open()
    await ends.opened
    yield anEnd()
  })
  await using slow = await runCurbside({ model })
  using deadlines = heldDeadlines()
  const prefetch = wholePrefetch({ laboratory: searchset(...calcium) })
  const call = slow.call('patient-view', aRequest({ prefetch }))
  await begins.opened
  deadlines.pass()
  expect((await call).status).toBe(200)
  ends.open()
})

describe('requests of every version are answered', () => {
  const { fhirServer: _, ...noServer } = aRequest()
  test.for<[string, Record<string, unknown>]>([
    ['1.0, with the user at the root', { user: 'Practitioner/d1', context: { patientId: 'p1' } }],
    ['1.0, with userId at the root', { userId: 'Practitioner/d1', context: { patientId: 'p1' } }],
    ['1.0, with patient beside the context', { patient: 'p1', prefetch: { patient: aPatient() } }],
    [
      '2.0, with null for a key that gave nothing',
      { prefetch: { patient: aPatient(), allergies: null } }
    ],
    ['3.0, with SMART 2 scopes but no token', { fhirServer: 'https://ehr.test/r4' }],
    [
      'with every optional attribute null',
      { fhirServer: null, fhirAuthorization: null, user: null, userId: null }
    ],
    ['with optional attributes empty', { fhirServer: '', user: '', userId: '' }],
    ['nothing but what is required', noServer]
  ])('%s', async ([, change]) => {
    const answer = await call(change)
    expect([answer.status, Array.isArray(answer.body.cards)]).toEqual([200, true])
  })
})
