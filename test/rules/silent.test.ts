import { expect, test } from 'vitest'
import type { Resource } from '@medplum/fhirtypes'
import { aConcept, aCondition, aLabResult, aPatient, icd10, snomed } from '../support/records.ts'
import { aView, egfr, said } from './a-view.ts'
import { active, draft, onceDaily } from './drugs.ts'
import type { Product } from './drugs.ts'

/*
 * The negative set of the clinical reference, section 4: pairs and situations that must not
 * interrupt. Silent over all rules, in both directions of ordering.
 */

const lowPriorityPairs: readonly (readonly [Product, Product])[] = [
  ['warfarin', 'atorvastatin'],
  ['warfarin', 'pantoprazole'],
  ['warfarin', 'bupropion'],
  ['lisinopril', 'hydrochlorothiazide'],
  ['levothyroxine', 'calcium'],
  ['metoprolol', 'ibuprofen'],
  ['lisinopril', 'ibuprofen'],
  ['sulfamethoxazole', 'metformin']
]
const normalKidneys = egfr(90, '2026-11-01')
const recentInr = aLabResult('inr', '6301-6', 2.4, '{INR}', '2026-11-01')

test.for(lowPriorityPairs)('%s and %s are silent, whichever is ordered', ([one, other]) => {
  for (const [ordered, present] of [
    [one, other],
    [other, one]
  ] as const) {
    const resources = [active(present), normalKidneys, recentInr]
    const view = aView({ drafts: [draft(ordered)], resources })
    expect(said(view, 'order-select')).toEqual([])
    expect(said(view, 'patient-view')).toEqual([])
  }
})

// Over 65 years starting amitriptyline is told for itself, whatever it meets.
test('warfarin and amitriptyline are silent at 55 years, whichever is ordered', () => {
  const patient = aPatient({ birthDate: '1971-05-05' })
  for (const [ordered, present] of [
    ['warfarin', 'amitriptyline'],
    ['amitriptyline', 'warfarin']
  ] as const) {
    const resources = [active(present), normalKidneys, recentInr]
    const view = aView({ drafts: [draft(ordered)], resources, patient })
    expect(said(view, 'order-select')).toEqual([])
  }
})

test('low-dose citalopram and ondansetron are silent, whichever is ordered', () => {
  for (const [ordered, present] of [
    [draft('citalopram', onceDaily), active('ondansetron')],
    [draft('ondansetron'), active('citalopram', onceDaily)]
  ] as const) {
    const view = aView({ drafts: [ordered], resources: [present, normalKidneys] })
    expect(said(view, 'order-select')).toEqual([])
  }
})

test('metformin at eGFR 60 is silent', () => {
  const view = aView({ drafts: [draft('metformin')], resources: [egfr(60, '2026-11-01')] })
  expect(said(view, 'order-select')).toEqual([])
})

const exclusions: readonly (readonly [string, Resource])[] = [
  ['hospice', aCondition({ code: aConcept(icd10, 'Z51.5', 'Encounter for palliative care') })],
  [
    'cancer pain',
    aCondition({ code: aConcept(icd10, 'G89.3', 'Neoplasm related pain (acute) (chronic)') })
  ],
  [
    'sickle cell disease',
    aCondition({
      code: aConcept(snomed, '127040003', 'Sickle cell-hemoglobin SS disease (disorder)')
    })
  ]
]

test.for(exclusions)('an opioid beside a benzodiazepine in %s is silent', ([, exclusion]) => {
  const view = aView({
    drafts: [draft('oxycodone')],
    resources: [active('flurazepam'), exclusion]
  })
  expect(said(view, 'order-select')).toEqual([])
})

test('a draft that names no drug is silent', () => {
  const nameless = draft('metformin')
  delete nameless.medicationCodeableConcept
  expect(said(aView({ drafts: [nameless] }), 'order-select')).toEqual([])
})

test('an empty record is silent at every hook', () => {
  expect(said(aView(), 'order-select')).toEqual([])
  expect(said(aView(), 'patient-view')).toEqual([])
})
