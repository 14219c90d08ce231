/*
 * An order of ibuprofen beside warfarin, where the record names its patient and its drug in each way
 * that Bundles do: only when both are resolved has the rule something to say.
 */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { aRequest, runCurbside } from '../support/curbside.ts'
import type { RunningCurbside } from '../support/curbside.ts'
import { aConcept, aMedicationRequest, aPatient, rxnorm } from '../support/records.ts'
import { ibuprofen } from './world.ts'

let curbside: RunningCurbside
beforeAll(async () => {
  curbside = await runCurbside({ ehr: { answerWithinMs: 4_000 } })
})
afterAll(() => curbside[Symbol.asyncDispose]())

const identifier = [{ system: 'https://ehr.test/mrn', value: '0017' }]
const drug = (id: string) => ({
  resourceType: 'Medication',
  id,
  code: aConcept(rxnorm, '855332', 'warfarin sodium 5 MG Oral Tablet')
})
const own = { reference: 'Patient/p1' }
const included = { fullUrl: 'urn:uuid:drug', resource: drug('d1'), search: { mode: 'include' } }

const ways: readonly [string, object, readonly object[]][] = [
  [
    'by urn:uuid',
    { subject: { reference: 'urn:uuid:own' }, medicationReference: { reference: 'urn:uuid:drug' } },
    [included]
  ],
  [
    'the patient by a condition, the drug by its id',
    {
      subject: { reference: 'Patient?identifier=https://ehr.test/mrn|0017' },
      medicationReference: { reference: 'Medication/d1' }
    },
    [included]
  ],
  [
    'the patient by identifier, the drug contained',
    {
      subject: { identifier: identifier[0] },
      medicationReference: { reference: '#inside' },
      contained: [drug('inside')]
    },
    []
  ]
]

const answerTo = async (order: object, beside: readonly object[]) => {
  const warfarin = aMedicationRequest({ id: 'm1', medicationReference: {}, ...order })
  const request = aRequest({
    hook: 'order-select',
    context: {
      userId: 'Practitioner/d1',
      patientId: 'p1',
      selections: ['MedicationRequest/draft-1'],
      draftOrders: { resourceType: 'Bundle', entry: [{ resource: ibuprofen }] }
    },
    prefetch: {
      patient: {
        resourceType: 'Bundle',
        type: 'searchset',
        entry: [{ fullUrl: 'urn:uuid:own', resource: { ...aPatient(), identifier } }]
      },
      medications: {
        resourceType: 'Bundle',
        type: 'searchset',
        entry: [{ fullUrl: 'urn:uuid:order', resource: warfarin }, ...beside]
      }
    }
  })
  const { status, body } = await curbside.call('order-select', request)
  expect(status).toBe(200)
  return (body.cards ?? []).map(({ summary }) => summary).join(' ')
}

test.for(ways)('%s', async ([, order, beside]) => {
  expect(await answerTo(order, beside)).toContain('Ibuprofen ordered, warfarin active')
})

test.for<[string, object]>([
  ['another patient’s urn', { subject: { reference: 'urn:uuid:other' } }],
  ['a condition that another patient meets', { subject: { reference: 'Patient?identifier=0018' } }],
  ['a contained patient', { subject: { reference: '#p1' } }],
  ['a drug that did not come', { subject: own, medicationReference: { reference: 'urn:uuid:no' } }]
])('not %s', async ([, order]) => {
  const medicationReference = { reference: 'urn:uuid:drug' }
  const said = await answerTo({ medicationReference, ...order }, [included])
  expect(said).not.toContain('warfarin active')
  expect(said).not.toBe('')
})
