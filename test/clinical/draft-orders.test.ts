import { existsSync, globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Medication, Resource } from '@medplum/fhirtypes'
import { expect, test } from 'vitest'
import { readDraftOrders } from '../../src/clinical/read-draft-orders.ts'
import { aServiceRequest } from '../support/events.ts'
import {
  aConcept,
  aDosage,
  aDraft,
  aMedicationRequest,
  anOrder,
  rxnorm
} from '../support/records.ts'

const none = new Map<string, Resource>()
const warfarin: Medication = {
  resourceType: 'Medication',
  id: 'med1',
  code: aConcept(rxnorm, '855332', 'warfarin sodium 5 MG Oral Tablet')
}

test('reads a drafted drug as a draft Medication with dose, under the reference of the order', () => {
  const draft = aDraft('d1', '197805', 'ibuprofen 400 MG Oral Tablet', {
    dosageInstruction: [aDosage(1, 3)]
  })
  const [order] = readDraftOrders([anOrder(draft)], none)
  expect(order).toMatchObject({
    reference: 'MedicationRequest/d1',
    selected: true,
    medication: {
      reference: 'MedicationRequest/d1',
      status: 'draft',
      ingredients: ['ibuprofen'],
      dailyDose: { value: 1200, unit: 'mg' },
      repeats: []
    }
  })
  expect(order?.resource).toBe(draft)
})

test('is a draft whatever status it was sent with', () => {
  const [order] = readDraftOrders([anOrder(aMedicationRequest({ status: 'active' }))], none)
  expect(order?.medication?.status).toBe('draft')
})

test('keeps which orders are selected, and orders that are for no drug', () => {
  const orders = readDraftOrders(
    [anOrder(aServiceRequest(), false), anOrder(aDraft('d1', '197805', 'ibuprofen 400 MG'))],
    none
  )
  expect(orders.map((one) => [one.selected, one.medication?.label])).toEqual([
    [false, undefined],
    [true, 'ibuprofen 400 MG']
  ])
})

test('an order that names no drug, or a dead reference, is a drug that is not recognised', () => {
  const { medicationCodeableConcept: _drug, ...empty } = aMedicationRequest()
  const dangling = aMedicationRequest({ medicationReference: { reference: 'Medication/none' } })
  const orders = readDraftOrders([anOrder(empty as Resource), anOrder(dangling)], none)
  expect(orders.map((one) => [one.medication?.label, one.recognised])).toEqual([
    ['unnamed medication', false],
    ['unnamed medication', false]
  ])
})

test.for(['cancelled', 'stopped', 'entered-in-error'] as const)(
  'an order that is %s orders nothing',
  (status) => {
    const [order] = readDraftOrders([anOrder(aMedicationRequest({ status }))], none)
    expect(order?.medication).toBeUndefined()
    expect(order?.recognised).toBeUndefined()
  }
)

test.for([
  ['contained', { contained: [warfarin], medicationReference: { reference: '#med1' } }, []],
  [
    'an entry of the same bundle',
    { medicationReference: { reference: 'Medication/med1' } },
    [anOrder(warfarin, false)]
  ]
] as const)('finds the drug that is %s', ([, given, beside]) => {
  const request = aMedicationRequest(
    structuredClone(given) as Parameters<typeof aMedicationRequest>[0]
  )
  const [order] = readDraftOrders([anOrder(request), ...beside], none)
  expect(order?.medication?.ingredients).toEqual(['warfarin'])
})

test('finds the drug that the record holds', () => {
  const request = aMedicationRequest({ medicationReference: { reference: 'Medication/med1' } })
  const [order] = readDraftOrders([anOrder(request)], new Map([['Medication/med1', warfarin]]))
  expect(order?.medication?.label).toBe('warfarin sodium 5 MG Oral Tablet')
})

test('reads a DSTU2 MedicationOrder and the STU3 dose', () => {
  const older = {
    resourceType: 'MedicationOrder',
    id: 'o1',
    status: 'draft',
    dateWritten: '2026-11-20',
    medicationCodeableConcept: { text: 'Ketorolac Tromethamine 10 MG Oral Tablet' },
    dosageInstruction: [
      {
        timing: { repeat: { frequency: 2, period: 1, periodUnits: 'd' } },
        doseQuantity: { value: 1, code: '{pill}' }
      }
    ]
  }
  const [order] = readDraftOrders([anOrder(older as unknown as Resource)], none)
  expect(order?.medication).toMatchObject({
    ingredients: ['ketorolac'],
    started: { iso: '2026-11-20' },
    dailyDose: { value: 20, unit: 'mg' }
  })
})

test('never throws on orders that make no sense', () => {
  const shapes: readonly unknown[] = [
    { resourceType: 'MedicationRequest', medicationCodeableConcept: 7, dosageInstruction: 'x' },
    { resourceType: 'MedicationRequest', medicationReference: 'Medication/1', contained: {} },
    { resourceType: 'MedicationRequest', medicationCodeableConcept: { coding: [null, 3, 'a'] } },
    { resourceType: 7 }
  ]
  const orders = shapes.map((resource) => ({
    reference: 'MedicationRequest/x',
    selected: true,
    standing: 'draft' as const,
    resource: resource as Resource
  }))
  expect(readDraftOrders(orders, none).map((one) => one.recognised)).toEqual([
    false,
    false,
    false,
    undefined
  ])
})

const folder = join(process.env['CURBSIDE_REAL_DATA'] ?? '../shared/data', 'cds-hooks-requests')
const published = existsSync(folder)
  ? globSync(['hl7-pddi/*.json', 'opioid-cds-r4/requests/*/*.json'], { cwd: folder })
  : []

test.skipIf(published.length === 0)('knows every drug that the published requests order', () => {
  const drafts = published.flatMap((path) => draftsOf(readFileSync(join(folder, path), 'utf8')))
  const orders = readDraftOrders(
    drafts.map((resource) => anOrder(resource)),
    none
  )
  const drugs = orders.flatMap((one) => one.medication ?? [])
  expect(drugs.length).toBeGreaterThan(10)
  expect(drugs.filter((one) => one.ingredients.length === 0).map((one) => one.label)).toEqual([])
  expect(drugs.filter((one) => one.label === 'Digoxin 0.2 MG Oral Capsule')).toContainEqual(
    expect.objectContaining({ dailyDose: { value: 0.2, unit: 'mg' } })
  )
})

/** The entries of context.draftOrders; older requests write bare resources. */
function draftsOf(text: string): Resource[] {
  const { context } = JSON.parse(text) as {
    context: { draftOrders?: { entry?: readonly { resource?: Resource }[] } }
  }
  return (context.draftOrders?.entry ?? []).flatMap((entry) => entry.resource ?? [])
}
