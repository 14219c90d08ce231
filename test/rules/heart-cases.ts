import type { RuleCase } from './a-view.ts'
import { active } from './drugs.ts'
import { aProcedure } from '../support/events.ts'
import {
  aBloodPressure,
  aClinicalStatus,
  aConcept,
  aCondition,
  aLabResult,
  anAllergy,
  aPatient,
  icd10,
  notRead,
  rxnorm,
  snomed
} from '../support/records.ts'

/* Heart and vessels: situations L7, L8, L9 and L10. */

const medicationsUnread = { medications: notRead('failed') }
const lvef = (value: number) => aLabResult('lvef', '10230-1', value, '%', '2026-05-01')
const hospice = aCondition({
  id: 'hospice',
  code: aConcept(icd10, 'Z51.5', 'Encounter for palliative care')
})
const coronary = aCondition({
  id: 'cad',
  code: aConcept(snomed, '53741008', 'Coronary arteriosclerosis (disorder)')
})
const fibrillation = aCondition({
  id: 'af',
  code: aConcept(snomed, '49436004', 'Atrial fibrillation (disorder)')
})
const hypertension = aCondition({
  id: 'htn',
  code: aConcept(snomed, '59621000', 'Essential hypertension (disorder)')
})
const at60 = aPatient({ birthDate: '1966-05-05' })
const highTwice = [
  hypertension,
  aBloodPressure('bp1', 152, 88, '2026-06-01'),
  aBloodPressure('bp2', 148, 92, '2026-10-01')
]

const failure: readonly RuleCase[] = [
  {
    name: 'an LVEF of 35 % without both drugs is for information',
    given: { resources: [lvef(35)] },
    said: ['L-07 info'],
    summary:
      'LVEF 35 % (1 May 2026): no beta blocker for heart failure and ACE inhibitor, ARB or ARNI found'
  },
  {
    name: 'an LVEF of exactly 40 % without an ACE inhibitor names that one',
    given: { resources: [lvef(40), active('carvedilol')] },
    said: ['L-07 info'],
    summary: 'LVEF 40 % (1 May 2026): no ACE inhibitor, ARB or ARNI found'
  },
  { name: 'an LVEF of 41 % is silent', given: { resources: [lvef(41)] }, said: [] },
  {
    name: 'an LVEF of 35 % with both drugs is silent',
    given: { resources: [lvef(35), active('carvedilol'), active('lisinopril')] },
    said: []
  },
  {
    name: 'an LVEF of 35 % with sacubitril/valsartan and carvedilol is silent',
    given: { resources: [lvef(35), active('carvedilol'), active('sacubitril')] },
    said: []
  },
  {
    name: 'an LVEF of 35 % with a product nobody knows cannot be assessed',
    given: { resources: [lvef(35), active('unknownProduct')] },
    said: ['L-07 info missing']
  },
  {
    name: 'an LVEF of 35 % in palliative care is silent',
    given: { resources: [lvef(35), hospice] },
    said: []
  },
  {
    name: 'an LVEF of 35 % with unread medications cannot be assessed',
    given: { resources: [lvef(35)], states: medicationsUnread },
    said: ['L-07 info missing']
  },
  {
    name: 'coronary disease without a statin is for information',
    given: { resources: [coronary] },
    said: ['L-08 info'],
    summary: 'Coronary arteriosclerosis: active (4 May 2018): no statin found'
  },
  {
    name: 'coronary disease with atorvastatin is silent',
    given: { resources: [coronary, active('atorvastatin')] },
    said: []
  },
  {
    name: 'coronary disease with a statin allergy is silent',
    given: {
      resources: [coronary, anAllergy({ code: aConcept(rxnorm, '83367', 'atorvastatin') })]
    },
    said: []
  },
  {
    name: 'coronary disease after rhabdomyolysis is silent',
    given: {
      resources: [
        coronary,
        aCondition({
          id: 'rhabdo',
          code: aConcept(snomed, '240131006', 'Rhabdomyolysis (disorder)'),
          clinicalStatus: aClinicalStatus('resolved')
        })
      ]
    },
    said: []
  },
  {
    name: 'coronary disease in end-stage kidney disease is silent',
    given: {
      resources: [
        coronary,
        aCondition({ id: 'esrd', code: aConcept(snomed, '46177005', 'End-stage renal disease') })
      ]
    },
    said: []
  },
  {
    name: 'coronary disease with unread medications cannot be assessed',
    given: { resources: [coronary], states: medicationsUnread },
    said: ['L-08 info missing']
  }
]

const fibrillations: readonly RuleCase[] = [
  {
    name: 'atrial fibrillation with hypertension at 67 years without an anticoagulant is told',
    given: { resources: [fibrillation, hypertension] },
    said: ['L-09 warning'],
    summary: 'Atrial fibrillation: active (4 May 2018): CHA2DS2-VASc 3, no anticoagulant found'
  },
  {
    name: 'atrial fibrillation at 60 years with hypertension alone is silent',
    given: { resources: [fibrillation, hypertension], patient: at60 },
    said: []
  },
  {
    name: 'atrial fibrillation at 75 years is told by age alone',
    given: { resources: [fibrillation], patient: aPatient({ birthDate: '1951-11-20' }) },
    said: ['L-09 warning']
  },
  {
    name: 'atrial fibrillation at 74 years without anything else is silent',
    given: { resources: [fibrillation], patient: aPatient({ birthDate: '1951-11-21' }) },
    said: []
  },
  {
    name: 'atrial fibrillation with apixaban is silent',
    given: { resources: [fibrillation, hypertension, active('apixaban')] },
    said: []
  },
  {
    name: 'atrial fibrillation after closure of the appendage is silent',
    given: {
      resources: [
        fibrillation,
        hypertension,
        aProcedure({ code: { text: 'Percutaneous left atrial appendage occlusion' } })
      ]
    },
    said: []
  },
  {
    name: 'atrial fibrillation with unread medications cannot be assessed',
    given: { resources: [fibrillation, hypertension], states: medicationsUnread },
    said: ['L-09 info missing']
  },
  {
    name: 'atrial fibrillation without an age cannot be assessed',
    given: { resources: [fibrillation, hypertension], patient: ageless() },
    said: ['L-09 info missing']
  }
]

const pressures: readonly RuleCase[] = [
  {
    name: 'a high blood pressure at two visits with unchanged treatment is for information',
    given: { resources: highTwice },
    said: ['L-10 info'],
    summary:
      'Blood pressure 152/88 (1 Jun 2026), then 148/92 (1 Oct 2026): no change of treatment found'
  },
  {
    name: 'exactly 140 over 80 twice is high',
    given: {
      resources: [
        hypertension,
        aBloodPressure('bp1', 140, 80, '2026-06-01'),
        aBloodPressure('bp2', 140, 80, '2026-10-01')
      ]
    },
    said: ['L-10 info']
  },
  {
    name: 'one of two below 140 over 90 is silent',
    given: { resources: [...highTwice, aBloodPressure('bp3', 139, 89, '2026-11-01')] },
    said: []
  },
  {
    name: 'a second measurement of the day that is lower counts',
    given: { resources: [...highTwice, aBloodPressure('second', 132, 84, '2026-10-01')] },
    said: []
  },
  {
    name: 'a new antihypertensive since the first visit is silent',
    given: { resources: [...highTwice, active('amlodipine', { authoredOn: '2026-06-01' })] },
    said: []
  },
  {
    name: 'an antihypertensive that goes on unchanged is told',
    given: { resources: [...highTwice, active('amlodipine')] },
    said: ['L-10 info']
  },
  {
    name: 'two high values without hypertension on the list are silent',
    given: { resources: highTwice.slice(1) },
    said: []
  },
  {
    name: 'high blood pressure with unread medications cannot be assessed',
    given: { resources: highTwice, states: medicationsUnread },
    said: ['L-10 info missing']
  }
]

export const heartCases: readonly RuleCase[] = [...failure, ...fibrillations, ...pressures]

function ageless() {
  const patient = aPatient()
  delete patient.birthDate
  return patient
}
