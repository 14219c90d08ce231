import type { RuleCase } from './a-view.ts'
import { active } from './drugs.ts'
import { anEncounter, aServiceRequest } from '../support/events.ts'
import {
  aClinicalStatus,
  aConcept,
  aCondition,
  aLabResult,
  anObservation,
  icd10,
  loinc,
  notRead,
  snomed
} from '../support/records.ts'

/* What was found and not followed: situations L11, L15 and L16. */

const potassium = (value: number, date: string, id = 'k') =>
  aLabResult(id, '2823-3', value, 'mmol/L', date)
const hemoglobin = (value: number, date: string, id: string) =>
  aLabResult(id, '718-7', value, 'g/dL', date)
const hospice = aCondition({
  id: 'hospice',
  code: aConcept(icd10, 'Z51.5', 'Encounter for palliative care')
})
const phq9 = (value: number, date: string) => {
  const result = anObservation({
    id: 'phq9',
    code: aConcept(loinc, '44261-6', 'PHQ-9 total score'),
    effectiveDateTime: date,
    valueInteger: value
  })
  delete result.valueQuantity
  return result
}
const item9 = (text: string) => {
  const result = anObservation({
    id: 'item9',
    code: aConcept(loinc, '44260-8', 'Thoughts that you would be better off dead'),
    effectiveDateTime: '2026-10-01',
    valueCodeableConcept: { text }
  })
  delete result.valueQuantity
  return result
}
const disorder = aCondition({
  id: 'oud',
  code: aConcept(snomed, '191865004', 'Opioid misuse disorder (disorder)')
})

const results: readonly RuleCase[] = [
  {
    name: 'a potassium of 6.1 of yesterday is critical',
    given: { resources: [potassium(6.1, '2026-11-19')] },
    said: ['L-11 critical'],
    summary: 'Potassium 6.1 mmol/L (19 Nov 2026): newest result, no repeat found'
  },
  {
    name: 'a potassium of 6.1 of two days ago is a warning',
    given: { resources: [potassium(6.1, '2026-11-18')] },
    said: ['L-11 warning']
  },
  {
    name: 'a potassium of exactly 6.0 is silent',
    given: { resources: [potassium(6, '2026-11-18')] },
    said: []
  },
  {
    name: 'a potassium that was repeated is silent',
    given: { resources: [potassium(6.1, '2026-11-10'), potassium(4.6, '2026-11-12', 'later')] },
    said: []
  },
  {
    name: 'a potassium whose repeat was ordered is silent',
    given: {
      resources: [
        potassium(6.1, '2026-11-10'),
        aServiceRequest({
          code: aConcept(loinc, '2823-3', 'Potassium [Moles/volume] in Serum or Plasma'),
          authoredOn: '2026-11-11'
        })
      ]
    },
    said: []
  },
  {
    name: 'a potassium of two years ago is history',
    given: { resources: [potassium(6.1, '2024-11-10')] },
    said: []
  },
  {
    name: 'a fall of haemoglobin of 2 g/dL within two weeks is told',
    given: {
      resources: [hemoglobin(13.1, '2026-10-20', 'hb1'), hemoglobin(11.1, '2026-11-02', 'hb2')]
    },
    said: ['L-11 warning'],
    summary: 'Hb 13.1 (20 Oct 2026) to 11.1 g/dL (2 Nov 2026): newest result, no repeat found'
  },
  {
    name: 'a fall of haemoglobin of 1.9 g/dL is silent',
    given: {
      resources: [hemoglobin(13.1, '2026-10-20', 'hb1'), hemoglobin(11.2, '2026-11-02', 'hb2')]
    },
    said: []
  },
  {
    name: 'a fall of haemoglobin over a year is no sudden one',
    given: {
      resources: [hemoglobin(14.5, '2025-10-20', 'hb1'), hemoglobin(12.3, '2026-11-02', 'hb2')]
    },
    said: []
  },
  {
    name: 'a potassium of 6.1 in palliative care is silent',
    given: { resources: [potassium(6.1, '2026-11-19'), hospice] },
    said: []
  },
  {
    name: 'a potassium of 6.1 with unread orders cannot be assessed',
    given: {
      resources: [potassium(6.1, '2026-11-19')],
      states: { orders: notRead('failed') }
    },
    said: ['L-11 info missing']
  }
]

const minds: readonly RuleCase[] = [
  {
    name: 'a PHQ-9 of 22 without follow-up is told',
    given: { resources: [phq9(22, '2026-09-01')] },
    said: ['L-15 warning'],
    summary: 'PHQ-9 22 (1 Sep 2026): no follow-up found'
  },
  {
    name: 'a PHQ-9 of exactly 20 is told',
    given: { resources: [phq9(20, '2026-09-01')] },
    said: ['L-15 warning']
  },
  {
    name: 'a PHQ-9 of 19 is silent',
    given: { resources: [phq9(19, '2026-09-01')] },
    said: []
  },
  {
    name: 'an item 9 of several days is told whatever the score',
    given: { resources: [phq9(9, '2026-10-01'), item9('Several days')] },
    said: ['L-15 warning']
  },
  {
    name: 'an item 9 of not at all is silent',
    given: { resources: [phq9(9, '2026-10-01'), item9('Not at all')] },
    said: []
  },
  {
    name: 'a psychiatry visit since the PHQ-9 is silent',
    given: {
      resources: [
        phq9(22, '2026-09-01'),
        anEncounter({ type: [{ text: 'Psychiatry follow-up visit' }] })
      ]
    },
    said: []
  },
  {
    name: 'a referral on the same day is silent',
    given: {
      resources: [
        phq9(22, '2026-09-01'),
        aServiceRequest({ code: { text: 'Referral to mental health counseling service' } })
      ]
    },
    said: []
  },
  {
    name: 'an antidepressant started since the PHQ-9 is silent',
    given: {
      resources: [phq9(22, '2026-09-01'), active('sertraline', { authoredOn: '2026-09-02' })]
    },
    said: []
  },
  {
    name: 'an antidepressant of before is no follow-up',
    given: { resources: [phq9(22, '2026-09-01'), active('sertraline')] },
    said: ['L-15 warning']
  },
  {
    name: 'a PHQ-9 of 22 in bipolar disorder is silent',
    given: {
      resources: [
        phq9(22, '2026-09-01'),
        aCondition({ code: aConcept(icd10, 'F31.9', 'Bipolar disorder, unspecified') })
      ]
    },
    said: []
  },
  {
    name: 'a PHQ-9 of 22 with unread orders cannot be assessed',
    given: { resources: [phq9(22, '2026-09-01')], states: { orders: notRead() } },
    said: ['L-15 info missing']
  },
  {
    name: 'opioid use disorder without medication is told',
    given: { resources: [disorder] },
    said: ['L-16 warning'],
    summary:
      'Opioid misuse disorder: active (4 May 2018): no buprenorphine, methadone or naltrexone found'
  },
  {
    name: 'opioid use disorder on buprenorphine is silent',
    given: { resources: [disorder, active('buprenorphine')] },
    said: []
  },
  {
    name: 'opioid dependence in remission is silent',
    given: {
      resources: [
        aCondition({ code: aConcept(icd10, 'F11.21', 'Opioid dependence, in remission') })
      ]
    },
    said: []
  },
  {
    name: 'opioid use disorder in hospice care is silent',
    given: { resources: [disorder, hospice] },
    said: []
  },
  {
    name: 'opioid use disorder that resolved is silent',
    given: { resources: [{ ...disorder, clinicalStatus: aClinicalStatus('resolved') }] },
    said: []
  },
  {
    name: 'opioid use disorder with unread medications cannot be assessed',
    given: { resources: [disorder], states: { medications: notRead('failed') } },
    said: ['L-16 info missing']
  },
  {
    name: 'opioid use disorder with a product nobody knows cannot be assessed',
    given: { resources: [disorder, active('unknownProduct')] },
    said: ['L-16 info missing']
  }
]

export const followUpCases: readonly RuleCase[] = [...results, ...minds]
