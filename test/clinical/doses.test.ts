import type { Resource } from '@medplum/fhirtypes'
import { expect, test } from 'vitest'
import { buildClinicalIndex } from '../../src/clinical/build-clinical-index.ts'
import { isExtendedRelease } from '../../src/clinical/extended-release.ts'
import { dailyDoseOfIngredient } from '../../src/clinical/ingredient-dose.ts'
import {
  aConcept,
  aDosage,
  aMedicationRequest,
  aPrescription,
  aRecord,
  snomed
} from '../support/records.ts'

function only(resource: Resource) {
  const record = aRecord({ resources: [resource] })
  const [medication] = buildClinicalIndex(record, '2026-11-20T09:00:00Z').medications
  if (medication === undefined) throw new Error('no medication was read')
  return medication
}

test.for([
  ['Hydrocortisone 10 MG/ML Topical Cream', 'topical'],
  ['diclofenac sodium 0.01 MG/MG Topical Gel', 'topical'],
  ['timolol 2.5 MG/ML Ophthalmic Solution', 'topical'],
  ['60 ACTUAT Fluticasone propionate 0.25 MG/ACTUAT Dry Powder Inhaler', 'topical'],
  ['72 HR Fentanyl 0.075 MG/HR Transdermal System', 'systemic'],
  ['24 HR nicotine 0.583 MG/HR Transdermal System', 'systemic'],
  ['lidocaine 0.05 MG/MG Medicated Patch', 'topical'],
  ['naloxone 40 MG/ML Nasal Spray', 'systemic'],
  ['fluticasone 0.05 MG/ACTUAT Metered Dose Nasal Spray', 'topical'],
  ['10 ML Furosemide 10 MG/ML Injection', 'systemic'],
  ['Nitroglycerin 0.4 MG/ACTUAT Mucosal Spray', 'systemic'],
  ['Verapamil Hydrochloride 40 MG', 'unknown']
] as const)('reads the form of "%s" as %s', ([display, route]) => {
  expect(only(aPrescription('m1', '0', display, { dosageInstruction: [] })).route).toBe(route)
})

test('the route of the Dosage decides over the name of the product', () => {
  const dosageInstruction = [{ route: aConcept(snomed, '6064005', 'Topical route') }]
  expect(only(aPrescription('m1', '0', 'diclofenac', { dosageInstruction })).route).toBe('topical')
})

test.for([
  ['twice a day', [aDosage(1, 2)], { value: 40, unit: 'mg' }],
  ['two tablets once', [aDosage(2, 1)], { value: 40, unit: 'mg' }],
  [
    'a weight, every 6 hours',
    [{ timing: every(1, 6, 'h'), doseAndRate: [{ doseQuantity: { value: 0.02, unit: 'g' } }] }],
    { value: 80, unit: 'mg' }
  ],
  [
    'weekly',
    [{ timing: every(1, 1, 'wk'), doseAndRate: [{ doseQuantity: { value: 7, unit: 'mg' } }] }],
    { value: 1, unit: 'mg' }
  ],
  [
    'as needed counts as the maximum',
    [{ ...aDosage(1, 4), asNeededBoolean: true }],
    { value: 80, unit: 'mg' }
  ],
  [
    'a range counts with its upper end',
    [
      {
        timing: every(1, 1, 'd'),
        doseAndRate: [{ doseRange: { low: { value: 1 }, high: { value: 2, unit: 'tablet' } } }]
      }
    ],
    { value: 40, unit: 'mg' }
  ],
  [
    'morning and evening',
    [
      { ...aDosage(1, 1), sequence: 1 },
      { ...aDosage(2, 1), sequence: 1 }
    ],
    { value: 60, unit: 'mg' }
  ],
  [
    'a taper counts with its highest step',
    [
      { ...aDosage(3, 1), sequence: 1 },
      { ...aDosage(1, 1), sequence: 2 }
    ],
    { value: 60, unit: 'mg' }
  ],
  [
    'timing as a code',
    [
      {
        timing: { code: { coding: [{ code: 'BID' }] } },
        doseAndRate: [{ doseQuantity: { value: 1 } }]
      }
    ],
    { value: 40, unit: 'mg' }
  ],
  ['no timing', [{ doseAndRate: [{ doseQuantity: { value: 1 } }] }], undefined],
  ['no dose', [{ timing: every(1, 1, 'd') }], undefined],
  ['one of two without details', [aDosage(1, 1), { text: 'and as told' }], undefined],
  ['no dosage', [], undefined]
] as const)('daily dose of citalopram 20 mg: %s', ([, dosageInstruction, dose]) => {
  const display = 'citalopram 20 MG Oral Tablet'
  const request = aPrescription('m1', '200371', display, {
    dosageInstruction: structuredClone(dosageInstruction) as never
  })
  expect(only(request).dailyDose).toEqual(dose)
})

test('reads doseAndRate written as an object, and the STU3 place of the dose', () => {
  const timing = every(1, 1, 'd')
  const doseQuantity = { value: 2, unit: 'tablet' }
  for (const dosage of [
    { timing, doseAndRate: { doseQuantity } },
    { timing, doseQuantity }
  ]) {
    const request = aMedicationRequest({ dosageInstruction: [dosage] as never })
    expect(only(request).dailyDose).toEqual({ value: 1000, unit: 'mg' })
  }
})

test('millilitres become milligrams by the concentration', () => {
  const doseAndRate = [{ doseQuantity: { value: 10, unit: 'mL' } }]
  const request = aPrescription('m1', '311989', 'Nitrofurantoin 5 MG/ML Oral Suspension', {
    dosageInstruction: [{ timing: every(4, 1, 'd'), doseAndRate }]
  })
  expect(only(request).dailyDose).toEqual({ value: 200, unit: 'mg' })
})

test('patches count as patches: their strength is a rate', () => {
  const doseAndRate = [{ doseQuantity: { value: 1, unit: 'patch' } }]
  const request = aPrescription('m1', '197696', '72 HR Fentanyl 0.075 MG/HR Transdermal System', {
    dosageInstruction: [{ timing: every(1, 1, 'd'), doseAndRate }]
  })
  expect(only(request)).toMatchObject({
    dailyDose: { value: 1, unit: 'patch' },
    strength: { value: 0.075, unit: 'mg/h' }
  })
})

test('a combination has a dose for each ingredient', () => {
  const display = 'Acetaminophen 325 MG / oxyCODONE Hydrochloride 5 MG Oral Tablet'
  const medication = only(
    aPrescription('m1', '1049221', display, { dosageInstruction: [aDosage(1, 4)] })
  )
  expect(medication.dailyDose).toEqual({ value: 4, unit: 'tablet' })
  expect(dailyDoseOfIngredient(medication, 'oxycodone')).toEqual({ value: 20, unit: 'mg' })
  expect(dailyDoseOfIngredient(medication, 'acetaminophen')).toEqual({ value: 1300, unit: 'mg' })
  expect(dailyDoseOfIngredient(medication, 'ibuprofen')).toBeUndefined()
})

test('knows extended release by name and by value set', () => {
  const long = '12 HR Oxycodone Hydrochloride 10 MG Extended Release Oral Tablet'
  expect(isExtendedRelease(only(aPrescription('m1', '1049502', long)))).toBe(true)
  expect(isExtendedRelease(only(aPrescription('m1', '1049502', 'OxyContin')))).toBe(true)
  expect(isExtendedRelease(only(aMedicationRequest()))).toBe(false)
})

function every(frequency: number, period: number, periodUnit: 'h' | 'd' | 'wk') {
  return { repeat: { frequency, period, periodUnit } }
}
