import { describe, expect, test } from 'vitest'
import type { SuggestedAction } from '../../src/rules/rule.ts'
import {
  aConcept,
  aCondition,
  aDosage,
  aLabResult,
  aPatient,
  aVitalSign,
  snomed
} from '../support/records.ts'
import { aView, runAll } from './a-view.ts'
import type { ViewGiven } from './a-view.ts'
import { active, draft } from './drugs.ts'

const older = aPatient({ birthDate: '1944-05-05' })
const fibrillation = aCondition({
  id: 'af',
  code: aConcept(snomed, '49436004', 'Atrial fibrillation (disorder)')
})
const light = aVitalSign('weight', '29463-7', 52, 'kg', '2026-10-01')
const heavy = aVitalSign('weight', '29463-7', 82, 'kg', '2026-10-01')
const creatinine = aLabResult('crea', '2160-0', 0.9, 'mg/dL', '2026-10-01')

const suggested = (given: ViewGiven): readonly SuggestedAction[] =>
  runAll(aView(given), 'order-select').flatMap(({ finding }) => finding.suggestions)
const dosed = (given: ViewGiven) =>
  suggested(given).flatMap((action) =>
    action.type === 'adjust-order'
      ? [[action.dose.mg, action.dose.timesADay, action.drug?.code ?? 'as ordered']]
      : []
  )

describe('a dose that the source of the rule states', () => {
  test.for<[string, ViewGiven, (number | string)[][]]>([
    [
      'citalopram over 60 years: 20 mg in whole tablets of the product',
      { drafts: [draft('citalopram')], patient: older },
      [[20, 1, 'as ordered']]
    ],
    [
      'citalopram at any age: 40 mg',
      {
        drafts: [draft('citalopram', { dosageInstruction: [aDosage(3, 1)] })],
        patient: aPatient({ birthDate: '1990-01-01' })
      },
      [[40, 1, 'as ordered']]
    ],
    [
      'simvastatin 40 mg with amlodipine: 20 mg, of which the tablet is half, so of another',
      { drafts: [draft('simvastatin')], resources: [active('amlodipine')] },
      [[20, 1, '312961']]
    ],
    [
      'simvastatin 40 mg with verapamil: 10 mg, for which no product is named, so none',
      { drafts: [draft('simvastatin')], resources: [active('verapamil')] },
      []
    ],
    [
      'amlodipine ordered beside simvastatin: the order is not the statin',
      { drafts: [draft('amlodipine')], resources: [active('simvastatin')] },
      []
    ],
    [
      'apixaban with two criteria in atrial fibrillation: 2.5 mg',
      { drafts: [draft('apixaban')], patient: older, resources: [fibrillation, light, creatinine] },
      [[2.5, 2, '1364435']]
    ],
    [
      'apixaban with two criteria for another reason: the label states no dose',
      { drafts: [draft('apixaban')], patient: older, resources: [light, creatinine] },
      []
    ],
    [
      'apixaban reduced without need: 5 mg, in whole tablets of the product',
      {
        drafts: [draft('apixaban2', { dosageInstruction: [aDosage(1, 2)] })],
        patient: aPatient(),
        resources: [fibrillation, heavy, creatinine]
      },
      [[5, 2, 'as ordered']]
    ]
  ])('%s', ([, given, expected]) => {
    expect(dosed(given)).toEqual(expected)
  })

  test('is not offered for a taper: the clinician writes it', () => {
    const taper = { dosageInstruction: [{ ...aDosage(4, 1), sequence: 1 }, aDosage(2, 1)] }
    const given = { drafts: [draft('citalopram', taper)], patient: older }
    expect(suggested(given).map(({ type }) => type)).toEqual(['remove-order'])
  })
})

test('an NSAID on warfarin with a high risk offers the gastroprotection that its source names', () => {
  const given = { drafts: [draft('ibuprofen')], resources: [active('warfarin')] }
  expect(suggested({ ...given, patient: older }).map(({ label }) => label)).toEqual([
    'Remove the order for ibuprofen',
    'Add pantoprazole beside the NSAID'
  ])
  const younger = aPatient({ birthDate: '1980-01-01' })
  expect(suggested({ ...given, patient: younger }).map(({ label }) => label)).toEqual([
    'Remove the order for ibuprofen'
  ])
})
