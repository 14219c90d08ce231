import type { Medication as FhirMedication, Resource } from '@medplum/fhirtypes'
import { expect, test } from 'vitest'
import { activeMedications } from '../../src/clinical/active-medications.ts'
import { buildClinicalIndex } from '../../src/clinical/build-clinical-index.ts'
import { aMedicationDispense } from '../support/events.ts'
import {
  aConcept,
  aMedicationRequest,
  aMedicationStatement,
  aPrescription,
  aRecord,
  rxnorm
} from '../support/records.ts'

const asOf = '2026-11-20T09:00:00Z'

function indexOf(...resources: readonly Resource[]) {
  return buildClinicalIndex(aRecord({ resources }), asOf)
}

function only(resource: Resource) {
  const [medication] = indexOf(resource).medications
  if (medication === undefined) throw new Error('no medication was read')
  return medication
}

test('reads drug, strength, dose, route and start of an order', () => {
  expect(only(aMedicationRequest())).toMatchObject({
    reference: 'MedicationRequest/m1',
    label: 'metformin hydrochloride 500 MG Oral Tablet',
    source: 'request',
    status: 'active',
    ingredients: ['metformin'],
    route: 'systemic',
    strength: { value: 500, unit: 'mg' },
    dailyDose: { value: 1000, unit: 'mg' },
    started: { iso: '2025-11-03' },
    repeats: []
  })
})

test.for([
  ['active', 'active'],
  ['completed', 'completed'],
  ['stopped', 'stopped'],
  ['cancelled', 'stopped'],
  ['on-hold', 'on-hold'],
  ['draft', 'draft'],
  ['unknown', 'unknown']
] as const)('an order that is %s reads as %s', ([status, read]) => {
  expect(only(aMedicationRequest({ status })).status).toBe(read)
})

test('an active order stays active though its supply has long run out', () => {
  const medication = only(
    aMedicationRequest({
      authoredOn: '2009-01-01',
      dispenseRequest: { validityPeriod: { start: '2009-01-01', end: '2009-04-01' } }
    })
  )
  expect(medication.status).toBe('active')
  expect(medication).not.toHaveProperty('ended')
})

test('tells when a stopped statement ended', () => {
  const medication = only(
    aMedicationStatement({
      status: 'stopped',
      effectivePeriod: { start: '2024-01-01', end: '2024-03' }
    })
  )
  expect(medication).toMatchObject({ status: 'stopped', ended: { iso: '2024-03' } })
})

test.for([
  ['entered in error', aMedicationRequest({ status: 'entered-in-error' })],
  ['an order not to give it', aMedicationRequest({ doNotPerform: true })]
] as const)('is no medication: %s', ([, resource]) => {
  const index = indexOf(resource)
  expect(index.medications).toEqual([])
  expect(index.byReference.size).toBe(0)
})

test('what the patient reports (intent plan) is taken; a proposal is not', () => {
  expect(only(aMedicationRequest({ intent: 'plan' })).status).toBe('active')
  expect(only(aMedicationRequest({ intent: 'proposal' })).status).toBe('draft')
})

test('folds renewals of a product into the newest and keeps each under its own reference', () => {
  const index = indexOf(
    aMedicationRequest({ id: 'm1', authoredOn: '2026-01-01', status: 'completed' }),
    aMedicationRequest({ id: 'm3', authoredOn: '2026-03-01' }),
    aMedicationRequest({ id: 'm2', authoredOn: '2026-02-01', status: 'completed' })
  )
  expect(index.medications).toHaveLength(1)
  expect(index.medications[0]).toMatchObject({
    reference: 'MedicationRequest/m3',
    status: 'active',
    repeats: ['MedicationRequest/m2', 'MedicationRequest/m1']
  })
  expect(index.byReference.get('MedicationRequest/m1')).toMatchObject([{ status: 'completed' }])
  expect(index.byReference.get('MedicationRequest/m3')).toEqual(index.medications)
})

test('of two orders on one day the same one stays whatever their ids', () => {
  const orders = (one: string, other: string) =>
    indexOf(
      aPrescription(one, '861007', 'metformin 500 MG Oral Tablet'),
      aPrescription(other, '861007', 'metformin 500 MG Oral Tablet', { dosageInstruction: [] })
    ).medications
  const [kept] = orders('a', 'b')
  const [renamed] = orders('b', 'a')
  expect(renamed?.reference).not.toBe(kept?.reference)
  expect(renamed?.dailyDose).toEqual(kept?.dailyDose)
})

test('a renewal folds by code though its display was written otherwise', () => {
  const index = indexOf(
    aPrescription('m1', '314076', 'lisinopril 10 MG Oral Tablet', { authoredOn: '2025-01-01' }),
    aPrescription('m2', '314076', 'Lisinopril Tab 10mg', { authoredOn: '2026-01-01' })
  )
  expect(index.medications).toHaveLength(1)
})

test('two strengths are two medications', () => {
  const index = indexOf(
    aPrescription('m1', '308136', 'amLODIPine 2.5 MG Oral Tablet'),
    aPrescription('m2', '197361', 'amLODIPine 5 MG Oral Tablet')
  )
  expect(activeMedications(index, { ingredients: ['amlodipine'] })).toHaveLength(2)
})

test('an active order is never hidden behind a newer one that has ended', () => {
  const index = indexOf(
    aMedicationRequest({ id: 'm1', authoredOn: '2025-01-01' }),
    aMedicationRequest({ id: 'm2', authoredOn: '2026-01-01', status: 'stopped' })
  )
  expect(index.medications.map((one) => [one.reference, one.status])).toEqual([
    ['MedicationRequest/m2', 'stopped'],
    ['MedicationRequest/m1', 'active']
  ])
})

test('an order and a statement of one product stay two facts', () => {
  const index = indexOf(
    aPrescription('m1', '197805', 'ibuprofen 400 MG Oral Tablet'),
    aMedicationStatement()
  )
  expect(index.medications.map((one) => one.source).toSorted()).toEqual(['request', 'statement'])
})

test('resolves a Medication by reference, contained or beside the record, never another server’s', () => {
  const code = aConcept(rxnorm, '855332', 'warfarin sodium 5 MG Oral Tablet')
  const medication: FhirMedication = { resourceType: 'Medication', id: 'med1', code }
  const resources = [
    aMedicationRequest({
      id: 'm1',
      contained: [medication],
      medicationReference: { reference: '#med1' }
    }),
    aMedicationRequest({ id: 'm2', medicationReference: { reference: 'urn:uuid:77' } }),
    aMedicationRequest({
      id: 'm3',
      medicationReference: { reference: 'Medication/med1/_history/2' }
    }),
    aMedicationRequest({
      id: 'm4',
      medicationReference: { reference: 'https://other.example/fhir/Medication/med1' }
    })
  ]
  const supporting = new Map([
    ['urn:uuid:77', medication],
    ['Medication/med1', medication]
  ])
  const index = buildClinicalIndex(aRecord({ resources, supporting }), asOf)
  const facts = [...index.byReference.values()].flat()
  expect(facts.map((fact) => fact.kind === 'medication' && fact.ingredients)).toEqual([
    ['warfarin'],
    ['warfarin'],
    ['warfarin'],
    []
  ])
})

test('uses the display of a reference that leads nowhere', () => {
  const medicationReference = { reference: 'Medication/none', display: 'Nizatidine 15 MG/ML' }
  expect(only(aMedicationRequest({ medicationReference }))).toMatchObject({
    label: 'Nizatidine 15 MG/ML',
    ingredients: ['nizatidine']
  })
})

test('a drug that is not known, or not named, is listed as unrecognised', () => {
  const index = indexOf(
    aPrescription('m1', '999', 'Zorblaxin 5 MG Oral Tablet'),
    aMedicationRequest({ id: 'm2', medicationReference: { reference: 'Medication/none' } }),
    aPrescription('m3', '314076', 'lisinopril 10 MG Oral Tablet')
  )
  expect(index.unrecognised.map((one) => [one.reference, one.label, one.ingredients])).toEqual([
    ['MedicationRequest/m1', 'Zorblaxin 5 MG Oral Tablet', []],
    ['MedicationRequest/m2', 'unnamed medication', []]
  ])
})

test('finds active medications by ingredient, class and route', () => {
  const index = indexOf(
    aPrescription('m1', '314076', 'lisinopril 10 MG Oral Tablet'),
    aPrescription('m2', '855332', 'warfarin sodium 5 MG Oral Tablet', { status: 'stopped' }),
    aPrescription('m3', '0', 'hydrocortisone 10 MG/ML Topical Cream', { dosageInstruction: [] })
  )
  const found = (query: Parameters<typeof activeMedications>[1]) =>
    activeMedications(index, query).map((one) => one.reference.at(-1) ?? '')
  expect(found({ classes: ['ace-inhibitor', 'arb'] })).toEqual(['1'])
  expect(found({ ingredients: ['warfarin'] })).toEqual([])
  expect(found({ classes: ['corticosteroid'] })).toEqual(['3'])
  expect(found({ classes: ['corticosteroid'], route: 'systemic' })).toEqual([])
  expect(found({}).toSorted()).toEqual(['1', '3'])
})

test('a completed dispense counts only when asked for, and only when recent', () => {
  const index = indexOf(aMedicationDispense({ whenHandedOver: '2026-10-20' }))
  const ingredients = ['metformin']
  expect(activeMedications(index, { ingredients })).toEqual([])
  expect(activeMedications(index, { ingredients, dispensedWithinDays: 100 })).toHaveLength(1)
  expect(activeMedications(index, { ingredients, dispensedWithinDays: 10 })).toEqual([])
})
