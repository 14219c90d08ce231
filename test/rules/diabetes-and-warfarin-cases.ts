import type { Observation } from '@medplum/fhirtypes'
import type { RuleCase } from './a-view.ts'
import { egfr } from './a-view.ts'
import { active } from './drugs.ts'
import {
  aClinicalStatus,
  aCondition,
  aConcept,
  aLabResult,
  aPatient,
  icd10,
  loinc,
  notRead,
  snomed
} from '../support/records.ts'
import { anEncounter, aServiceRequest } from '../support/events.ts'

const hospice = aCondition({
  id: 'hospice',
  code: aConcept(icd10, 'Z51.5', 'Encounter for palliative care')
})
const hba1c = (value: number, date: string, id = 'a1c') =>
  aLabResult(id, '4548-4', value, '%', date)
const uacr = (date: string) => aLabResult('uacr', '9318-7', 12, 'mg/g', date)
const inr = (value: number, date: string, id = 'inr') =>
  aLabResult(id, '6301-6', value, '{INR}', date)

const diabetesCases: readonly RuleCase[] = [
  {
    name: 'an HbA1c of 9.8 % 7 months ago without repeat or change is told',
    given: { resources: [hba1c(9.8, '2026-04-15'), active('metformin')] },
    said: ['L-04 warning'],
    summary: 'HbA1c 9.8 % (15 Apr 2026): no repeat and no new glucose-lowering drug since'
  },
  {
    name: 'an HbA1c of 9 % is not above 9 %',
    given: { resources: [hba1c(9, '2026-04-15')] },
    said: []
  },
  {
    name: 'a repeat below 9 % is silent',
    given: { resources: [hba1c(9.8, '2026-04-15'), hba1c(8.1, '2026-09-15', 'later')] },
    said: []
  },
  {
    name: 'a repeat that the laboratory sent without a code is silent',
    given: {
      resources: [
        hba1c(9.8, '2026-04-15'),
        aLabResult('local', '', 8.4, '%', '2026-09-01', { code: { text: 'HbA1c, whole blood' } })
      ]
    },
    said: []
  },
  {
    name: 'an HbA1c of last month is silent',
    given: { resources: [hba1c(9.8, '2026-10-20')] },
    said: []
  },
  {
    name: 'a new glucose-lowering drug since is silent',
    given: {
      resources: [hba1c(9.8, '2026-04-15'), active('empagliflozin', { authoredOn: '2026-05-01' })]
    },
    said: []
  },
  {
    name: 'a renewal of metformin is no change of therapy',
    given: {
      resources: [
        hba1c(9.8, '2026-04-15'),
        active('metformin', { id: 'first', status: 'completed', authoredOn: '2025-09-01' }),
        active('metformin', { id: 'renewal', authoredOn: '2026-09-01' })
      ]
    },
    said: ['L-04 warning']
  },
  {
    name: 'an unread medication list leaves the change of therapy open',
    given: { resources: [hba1c(9.8, '2026-04-15')], states: { medications: notRead() } },
    said: ['L-04 info missing']
  },
  {
    name: 'palliative care asks for no HbA1c',
    given: { resources: [hba1c(9.8, '2026-04-15'), hospice] },
    said: []
  },
  {
    name: 'diabetes without eGFR and uACR is for information',
    given: { resources: [aCondition()] },
    said: ['L-06 info'],
    summary:
      'Diabetes mellitus type 2: yearly kidney check is due, no eGFR in the record and no uACR in the record'
  },
  {
    name: 'diabetes with an eGFR but without uACR names the uACR',
    given: { resources: [aCondition(), egfr(82, '2026-10-01')] },
    said: ['L-06 info'],
    summary: 'Diabetes mellitus type 2: yearly kidney check is due, no uACR in the record'
  },
  {
    name: 'diabetes with both is silent',
    given: { resources: [aCondition(), egfr(82, '2026-10-01'), uacr('2026-02-01')] },
    said: []
  },
  {
    name: 'an ordered uACR is silent',
    given: {
      resources: [
        aCondition(),
        egfr(82, '2026-10-01'),
        aServiceRequest({
          code: aConcept(loinc, '9318-7', 'Albumin/Creatinine [Mass Ratio] in Urine')
        })
      ]
    },
    said: []
  },
  {
    name: 'diabetes with unread laboratory results cannot be assessed',
    given: { resources: [aCondition()], states: { laboratory: notRead('failed') } },
    said: ['L-06 info missing']
  },
  {
    name: 'diabetes with laboratory results read in part cannot be assessed',
    given: {
      resources: [aCondition(), egfr(82, '2026-10-01')],
      states: { laboratory: { state: 'partial', reason: 'more-pages' } }
    },
    said: ['L-06 info missing']
  },
  {
    name: 'end stage kidney disease asks for no kidney check',
    given: {
      resources: [
        aCondition(),
        aCondition({
          id: 'esrd',
          code: aConcept(snomed, '46177005', 'End-stage renal disease (disorder)')
        })
      ]
    },
    said: []
  },
  {
    name: 'resolved diabetes is silent',
    given: { resources: [aCondition({ clinicalStatus: aClinicalStatus('resolved') })] },
    said: []
  },
  {
    name: 'a person of 86 years is beyond the measure',
    given: { resources: [aCondition()], patient: aPatient({ birthDate: '1940-01-01' }) },
    said: []
  }
]

function withoutValue({ valueQuantity: _value, ...rest }: Observation): Observation {
  return { ...rest, status: 'registered' }
}

const anticoagulationCases: readonly RuleCase[] = [
  {
    name: 'an INR of 5.2 on warfarin is told',
    given: { resources: [active('warfarin'), inr(5.2, '2026-11-10')] },
    said: ['L-12 warning'],
    summary: 'INR 5.2 (10 Nov 2026) on warfarin, none after it: above 4.5, bleeding risk'
  },
  {
    name: 'an INR of 4.5 is not above 4.5',
    given: { resources: [active('warfarin'), inr(4.5, '2026-11-10')] },
    said: []
  },
  {
    name: 'a later INR of 2.4 is silent',
    given: {
      resources: [active('warfarin'), inr(5.2, '2026-11-01'), inr(2.4, '2026-11-08', 'later')]
    },
    said: []
  },
  {
    name: 'no INR for more than 12 weeks is told',
    given: { resources: [active('warfarin'), inr(2.4, '2026-08-27')] },
    said: ['L-12 warning'],
    summary: 'Warfarin: newest INR 2.4 (27 Aug 2026), none for more than 12 weeks'
  },
  {
    name: 'an INR that is still to come does not hide that none came for 12 weeks',
    given: {
      resources: [
        active('warfarin'),
        inr(2.4, '2026-08-27'),
        withoutValue(inr(2.4, '2026-11-18', 'pending'))
      ]
    },
    said: ['L-12 warning'],
    summary:
      'Warfarin: newest INR 2.4 (27 Aug 2026), none for more than 12 weeks; INR of 18 Nov 2026 has no result yet'
  },
  {
    name: 'an INR of exactly 12 weeks ago is silent',
    given: { resources: [active('warfarin'), inr(2.4, '2026-08-28')] },
    said: []
  },
  {
    name: 'warfarin without any INR is told',
    given: { resources: [active('warfarin')] },
    said: ['L-12 warning']
  },
  {
    name: 'warfarin of last month without an INR yet is silent',
    given: { resources: [active('warfarin', { authoredOn: '2026-10-20' })] },
    said: []
  },
  {
    name: 'a renewal of last month does not make warfarin new',
    given: {
      resources: [
        active('warfarin', { id: 'first', status: 'completed', authoredOn: '2025-10-20' }),
        active('warfarin', { id: 'renewal', authoredOn: '2026-10-20' })
      ]
    },
    said: ['L-12 warning']
  },
  {
    name: 'an INR that the laboratory sent without a code is silent',
    given: {
      resources: [
        active('warfarin'),
        aLabResult('local', '', 2.4, '1', '2026-11-01', { code: { text: 'INR (coagulometer)' } })
      ]
    },
    said: []
  },
  {
    name: 'stopped warfarin needs no INR',
    given: { resources: [active('warfarin', { status: 'stopped' })] },
    said: []
  },
  {
    name: 'warfarin with unread laboratory results cannot be assessed',
    given: { resources: [active('warfarin')], states: { laboratory: notRead() } },
    said: ['L-12 info missing']
  },
  {
    name: 'an opioid and a benzodiazepine that are both active are told',
    given: { resources: [active('oxycodone'), active('flurazepam')] },
    said: ['R-19 warning']
  },
  {
    name: 'a benzodiazepine alone is silent',
    given: { resources: [active('flurazepam'), anEncounter()] },
    said: []
  }
]

export const diabetesAndWarfarinCases: readonly RuleCase[] = [
  ...diabetesCases,
  ...anticoagulationCases
]
