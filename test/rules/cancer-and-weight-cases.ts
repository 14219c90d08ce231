import type { RuleCase } from './a-view.ts'
import { active } from './drugs.ts'
import { aDiagnosticReport, anEncounter, aProcedure, aServiceRequest } from '../support/events.ts'
import {
  aConcept,
  aCondition,
  aLabResult,
  anObservation,
  aPatient,
  aVitalSign,
  icd10,
  loinc,
  notRead,
  snomed
} from '../support/records.ts'

/* Signals of cancer, screening and weight: situations L3, L5, L13 and L14. */

const man = aPatient({ gender: 'male', birthDate: '1960-05-05' })
const woman = aPatient({ birthDate: '1968-03-02' })
const psa = (value: number, date: string, id: string) =>
  aLabResult(id, '2857-1', value, 'ng/mL', date)
const rising = [
  psa(2.8, '2025-03-01', 'psa1'),
  psa(4.6, '2025-12-01', 'psa2'),
  psa(7.9, '2026-08-01', 'psa3')
]
const prostateCancer = aCondition({
  id: 'cancer',
  code: aConcept(icd10, 'C61', 'Malignant neoplasm of prostate')
})
const fit = (text: string, date: string, id = 'fit') => {
  const result = anObservation({
    id,
    code: aConcept(loinc, '29771-3', 'Hemoglobin.gastrointestinal.lower [Presence] in Stool'),
    effectiveDateTime: date,
    valueString: text
  })
  delete result.valueQuantity
  return result
}
const weight = (value: number, date: string, id: string) =>
  aVitalSign(id, '29463-7', value, 'kg', date)
/** Seen for the first time four years ago, and this autumn. */
const longKnown = [
  anEncounter({ id: 'first', period: { start: '2022-10-01', end: '2022-10-01' } }),
  anEncounter({ id: 'last', period: { start: '2026-10-01', end: '2026-10-01' } })
]
const mammogram = (date: string) =>
  aDiagnosticReport({
    id: 'mammogram',
    code: aConcept(loinc, '39153-2', 'MG Breast Screening'),
    effectiveDateTime: date
  })
const smear = (date: string) =>
  aDiagnosticReport({
    id: 'smear',
    code: aConcept(loinc, '10524-7', 'Cervical cytology'),
    effectiveDateTime: date
  })
const colonoscopy = (date: string) => aProcedure({ performedDateTime: date })

const cancer: readonly RuleCase[] = [
  {
    name: 'a PSA of 2.8, 4.6 and 7.9 without repeat or urology is told',
    given: { resources: rising, patient: man },
    said: ['L-03 warning'],
    summary: 'PSA 2.8, 4.6, 7.9 (1 Aug 2026): rising, no repeat or urology found'
  },
  {
    name: 'a PSA of exactly 4 is not above 4',
    given: {
      resources: [psa(2.8, '2025-12-01', 'psa1'), psa(4, '2026-08-01', 'psa2')],
      patient: man
    },
    said: []
  },
  {
    name: 'a PSA that fell again is silent',
    given: { resources: [...rising, psa(3.9, '2026-09-15', 'psa4')], patient: man },
    said: []
  },
  {
    name: 'one raised PSA is no rise',
    given: { resources: [psa(7.9, '2026-08-01', 'psa')], patient: man },
    said: []
  },
  {
    name: 'a urology referral since the rise is silent',
    given: {
      resources: [...rising, aServiceRequest({ code: { text: 'Referral to urology service' } })],
      patient: man
    },
    said: []
  },
  {
    name: 'a PSA that was ordered again is silent',
    given: {
      resources: [
        ...rising,
        aServiceRequest({ code: aConcept(loinc, '2857-1', 'Prostate specific Ag') })
      ],
      patient: man
    },
    said: []
  },
  {
    name: 'a rising PSA in known prostate cancer is silent',
    given: { resources: [...rising, prostateCancer], patient: man },
    said: []
  },
  {
    name: 'a rising PSA with unread orders cannot be assessed',
    given: { resources: rising, patient: man, states: { orders: notRead('failed') } },
    said: ['L-03 info missing']
  },
  {
    name: 'a positive stool test without colonoscopy is told',
    given: { resources: [fit('Positive', '2026-08-01')] },
    said: ['L-05 warning'],
    summary: 'Stool test positive (1 Aug 2026): no colonoscopy found since'
  },
  {
    name: 'a positive stool test of 60 days ago is told',
    given: { resources: [fit('Positive', '2026-09-21')] },
    said: ['L-05 warning']
  },
  {
    name: 'a positive stool test of 59 days ago is silent',
    given: { resources: [fit('Positive', '2026-09-22')] },
    said: []
  },
  {
    name: 'a stool test that says not detected is silent',
    given: { resources: [fit('Not detected', '2026-08-01')] },
    said: []
  },
  {
    name: 'a later negative stool test is silent',
    given: { resources: [fit('Positive', '2026-06-01'), fit('Negative', '2026-08-01', 'later')] },
    said: []
  },
  {
    name: 'a colonoscopy since the positive stool test is silent',
    given: { resources: [fit('Positive', '2026-08-01'), colonoscopy('2026-09-15')] },
    said: []
  },
  {
    name: 'a colonoscopy ordered since the positive stool test is silent',
    given: { resources: [fit('Positive', '2026-08-01'), aServiceRequest()] },
    said: []
  },
  {
    name: 'a positive stool test with unread procedures cannot be assessed',
    given: {
      resources: [fit('Positive', '2026-08-01')],
      states: { procedures: notRead('failed') }
    },
    said: ['L-05 info missing']
  }
]

const screening: readonly RuleCase[] = [
  {
    name: 'three overdue screenings are one card',
    given: {
      resources: [colonoscopy('2012-02-01'), mammogram('2022-05-01'), smear('2020-05-01')],
      patient: woman
    },
    said: ['L-13 info'],
    summary: 'Cancer screening overdue: colorectal, breast and cervical'
  },
  {
    name: 'screening that is up to date is silent',
    given: {
      resources: [
        ...longKnown,
        colonoscopy('2019-02-01'),
        mammogram('2025-05-01'),
        smear('2024-05-01')
      ],
      patient: woman
    },
    said: []
  },
  {
    name: 'a woman known for four years without any screening found is asked about, but not of mammograms',
    given: { resources: longKnown, patient: woman },
    said: ['L-13 info'],
    summary: 'Ask when cancer screening was done: colorectal and cervical'
  },
  {
    name: 'a woman seen for the first time this autumn is silent',
    given: { resources: [anEncounter()], patient: woman },
    said: []
  },
  {
    name: 'a stool test of this year stands for the colon',
    given: {
      resources: [
        colonoscopy('2012-02-01'),
        fit('Negative', '2026-03-01'),
        mammogram('2025-05-01'),
        smear('2024-05-01')
      ],
      patient: woman
    },
    said: []
  },
  {
    name: 'a colonoscopy that was ordered is silent',
    given: { resources: [colonoscopy('2012-02-01'), aServiceRequest()], patient: woman },
    said: []
  },
  {
    name: 'after a hysterectomy no smear is due',
    given: {
      resources: [
        smear('2015-05-01'),
        aProcedure({ id: 'h', code: aConcept(snomed, '236886002', 'Hysterectomy (procedure)') })
      ],
      patient: woman
    },
    said: []
  },
  {
    name: 'a man of 76 years is beyond colorectal screening',
    given: {
      resources: [colonoscopy('2012-02-01')],
      patient: aPatient({ gender: 'male', birthDate: '1950-01-01' })
    },
    said: []
  },
  {
    name: 'screening in palliative care is silent',
    given: {
      resources: [
        colonoscopy('2012-02-01'),
        aCondition({ code: aConcept(icd10, 'Z51.5', 'Encounter for palliative care') })
      ],
      patient: woman
    },
    said: []
  },
  {
    name: 'screening with unread procedures is not told',
    given: {
      resources: [mammogram('2020-05-01')],
      patient: woman,
      states: { procedures: notRead('failed') }
    },
    said: []
  }
]

const weights: readonly RuleCase[] = [
  {
    name: 'a loss of 7 % in eight months without a reason is for information',
    given: { resources: [weight(80, '2026-03-01', 'w1'), weight(74.4, '2026-11-01', 'w2')] },
    said: ['L-14 info'],
    summary: 'Weight 80 kg (1 Mar 2026) to 74.4 kg (1 Nov 2026), -7 %: no reason found'
  },
  {
    name: 'a loss of exactly 5 % is told',
    given: { resources: [weight(80, '2026-03-01', 'w1'), weight(76, '2026-11-01', 'w2')] },
    said: ['L-14 info']
  },
  {
    name: 'a loss of 4.9 % is silent',
    given: { resources: [weight(80, '2026-03-01', 'w1'), weight(76.1, '2026-11-01', 'w2')] },
    said: []
  },
  {
    name: 'a loss in three months is another matter',
    given: { resources: [weight(80, '2026-08-01', 'w1'), weight(74, '2026-11-01', 'w2')] },
    said: []
  },
  {
    name: 'a loss on semaglutide is silent',
    given: {
      resources: [
        weight(80, '2026-03-01', 'w1'),
        weight(74, '2026-11-01', 'w2'),
        active('semaglutide', { dosageInstruction: [] })
      ]
    },
    said: []
  },
  {
    name: 'a loss in known cancer is silent',
    given: {
      resources: [weight(80, '2026-03-01', 'w1'), weight(74, '2026-11-01', 'w2'), prostateCancer],
      patient: man
    },
    said: []
  },
  {
    name: 'a newest weight of last winter tells nothing of now',
    given: { resources: [weight(80, '2025-06-01', 'w1'), weight(74, '2026-02-01', 'w2')] },
    said: []
  }
]

export const cancerAndWeightCases: readonly RuleCase[] = [...cancer, ...screening, ...weights]
