import type { RuleCase } from './a-view.ts'
import { egfr } from './a-view.ts'
import { active } from './drugs.ts'
import { aCondition, aConcept, aLabResult, aPatient, icd10, notRead } from '../support/records.ts'
import { aProcedure, aServiceRequest } from '../support/events.ts'

const man = aPatient({ gender: 'male', birthDate: '1971-05-05' })
const olderWoman = aPatient({ birthDate: '1959-03-02' })
const youngWoman = aPatient({ birthDate: '1995-01-20' })
const fall = [
  egfr(78, '2025-05-20', 'e1'),
  egfr(61, '2026-01-10', 'e2'),
  egfr(47, '2026-11-01', 'e3')
]
const kidneyDisease = aCondition({
  id: 'ckd',
  code: aConcept(icd10, 'N18.31', 'Chronic kidney disease, stage 3a')
})
const hospice = aCondition({
  id: 'hospice',
  code: aConcept(icd10, 'Z51.5', 'Encounter for palliative care')
})
const hemoglobin = (value: number, date = '2026-10-01') =>
  aLabResult('hb', '718-7', value, 'g/dL', date)
const ferritin = (value: number) => aLabResult('fer', '2276-4', value, 'ng/mL', '2026-10-01')
const mcv = (value: number, low = false) =>
  aLabResult('mcv', '787-2', value, 'fL', '2026-10-01', {
    ...(low && { interpretation: [aConcept(v3, 'L', 'Low')] })
  })
const v3 = 'http://terminology.hl7.org/CodeSystem/v3-ObservationInterpretation'
const anemia = [hemoglobin(10.4), mcv(74), ferritin(9)]
const uacr = (date: string) => aLabResult('uacr', '9318-7', 12, 'mg/g', date)

const egfrCases: readonly RuleCase[] = [
  {
    name: 'an eGFR that fell from 78 to 47 in 18 months is told',
    given: { resources: fall },
    said: ['L-01 warning'],
    summary:
      'eGFR 78 (20 May 2025) to 47 (1 Nov 2026), -40 %: kidney disease not on the problem list, no uACR or nephrology referral found'
  },
  {
    name: 'a known kidney disease is silent',
    given: { resources: [...fall, kidneyDisease] },
    said: []
  },
  {
    name: 'a urine albumin since then is silent',
    given: { resources: [...fall, uacr('2026-03-01')] },
    said: []
  },
  {
    name: 'a referral to nephrology since then is silent',
    given: {
      resources: [
        ...fall,
        aServiceRequest({ code: { text: 'Referral to nephrology' }, authoredOn: '2026-11-02' })
      ]
    },
    said: []
  },
  {
    name: 'a fall of at most 30 % since an SGLT2 inhibitor was started is for information',
    given: {
      resources: [
        egfr(62, '2026-03-01', 'e1'),
        egfr(47, '2026-11-01', 'e2'),
        active('empagliflozin', { authoredOn: '2026-08-01' })
      ]
    },
    said: ['L-01 info']
  },
  {
    name: 'a fall of more than 30 % since an SGLT2 inhibitor was started is told',
    given: {
      resources: [
        egfr(78, '2026-03-01', 'e1'),
        egfr(47, '2026-11-01', 'e2'),
        active('empagliflozin', { authoredOn: '2026-08-01' })
      ]
    },
    said: ['L-01 warning']
  },
  {
    name: 'a fall of exactly 20 % is silent',
    given: { resources: [egfr(70, '2026-03-01', 'e1'), egfr(56, '2026-11-01', 'e2')] },
    said: []
  },
  {
    name: 'a fall that ends at 60 is silent',
    given: { resources: [egfr(95, '2026-03-01', 'e1'), egfr(60, '2026-11-01', 'e2')] },
    said: []
  },
  {
    name: 'one eGFR is no trend',
    given: { resources: [egfr(47, '2026-11-01')] },
    said: []
  },
  {
    name: 'a fall of three years ago is silent',
    given: { resources: [egfr(78, '2022-03-01', 'e1'), egfr(47, '2023-11-01', 'e2')] },
    said: []
  },
  {
    name: 'an unread problem list leaves open whether the fall is known',
    given: { resources: fall, states: { conditions: notRead() } },
    said: ['L-01 info missing']
  },
  {
    name: 'unread orders leave the referral out of the words',
    given: { resources: fall, states: { orders: notRead('failed') } },
    said: ['L-01 warning'],
    summary:
      'eGFR 78 (20 May 2025) to 47 (1 Nov 2026), -40 %: kidney disease not on the problem list, no uACR found'
  },
  {
    name: 'unread laboratory results say nothing of a trend',
    given: { states: { laboratory: notRead() } },
    said: []
  }
]

const ironCases: readonly RuleCase[] = [
  {
    name: 'iron deficiency anaemia in a man without endoscopy is told',
    given: { patient: man, resources: anemia },
    said: ['L-02 warning'],
    summary:
      'Hb 10.4 g/dL (1 Oct 2026), ferritin 9 ng/mL (1 Oct 2026): iron deficiency, no endoscopy found'
  },
  {
    name: 'iron deficiency anaemia at 67 years without endoscopy is told',
    given: { patient: olderWoman, resources: anemia },
    said: ['L-02 warning']
  },
  {
    name: 'iron deficiency anaemia at 31 years is for information',
    given: { patient: youngWoman, resources: anemia },
    said: ['L-02 info']
  },
  {
    name: 'iron deficiency anaemia with menorrhagia is for information',
    given: {
      patient: youngWoman,
      resources: [
        ...anemia,
        aCondition({
          id: 'menorrhagia',
          code: aConcept(icd10, 'N92.0', 'Excessive and frequent menstruation with regular cycle')
        })
      ]
    },
    said: ['L-02 info']
  },
  {
    name: 'a colonoscopy of 4 months ago is silent',
    given: {
      patient: man,
      resources: [...anemia, aProcedure({ performedDateTime: '2026-07-20' })]
    },
    said: []
  },
  {
    name: 'a colonoscopy of two years ago does not answer it',
    given: {
      patient: man,
      resources: [...anemia, aProcedure({ performedDateTime: '2024-07-20' })]
    },
    said: ['L-02 warning']
  },
  {
    name: 'an ordered colonoscopy is silent',
    given: { patient: man, resources: [...anemia, aServiceRequest({ authoredOn: '2026-10-20' })] },
    said: []
  },
  {
    name: 'a ferritin of 45 is no iron deficiency',
    given: { patient: man, resources: [hemoglobin(10.4), ferritin(45)] },
    said: []
  },
  {
    name: 'a haemoglobin of 13 in a man is no anaemia',
    given: { patient: man, resources: [hemoglobin(13), ferritin(9)] },
    said: []
  },
  {
    name: 'a haemoglobin of 12.5 is an anaemia in a man',
    given: { patient: man, resources: [hemoglobin(12.5), ferritin(9)] },
    said: ['L-02 warning']
  },
  {
    name: 'a haemoglobin of 12.5 is none in a woman',
    given: { patient: olderWoman, resources: [hemoglobin(12.5), ferritin(9)] },
    said: []
  },
  {
    name: 'a haemoglobin of 12.5 without a recorded sex cannot be assessed',
    given: { patient: aPatient({ gender: 'unknown' }), resources: [hemoglobin(12.5), ferritin(9)] },
    said: ['L-02 info missing']
  },
  {
    name: 'anaemia with an MCV flagged low and no ferritin cannot be assessed',
    given: { patient: man, resources: [hemoglobin(10.4), mcv(74, true)] },
    said: ['L-02 info missing']
  },
  {
    name: 'anaemia alone is silent',
    given: { patient: man, resources: [hemoglobin(10.4)] },
    said: []
  },
  {
    name: 'unread procedures leave the endoscopy open',
    given: { patient: man, resources: anemia, states: { procedures: notRead() } },
    said: ['L-02 info missing']
  },
  {
    name: 'palliative care is silent',
    given: { patient: man, resources: [...anemia, hospice] },
    said: []
  }
]

export const kidneyAndIronCases: readonly RuleCase[] = [...egfrCases, ...ironCases]
