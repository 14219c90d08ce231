import type { Observation } from '@medplum/fhirtypes'
import {
  aCondition,
  aConcept,
  aLabResult,
  anObservation,
  loinc,
  snomed
} from '../support/records.ts'
import type { RuleCase } from './a-view.ts'
import { active, draft } from './drugs.ts'
import { egfr } from './a-view.ts'

/*
 * The newest result is there and cannot be used: an older one never decides in its place, and no
 * rule that needs it is silent about it.
 */

/** The result as it came, with another value in the place of its own. */
function as(result: Observation, value: Partial<Observation>): Observation {
  const { valueQuantity: _number, ...rest } = result
  return { ...rest, ...value }
}
const potassium = (date: string, value: Partial<Observation>, id = 'k') =>
  as(aLabResult(id, '2823-3', 4, 'mmol/L', date), value)
const inr = (date: string, value: Partial<Observation>) =>
  as(aLabResult('inr', '6301-6', 2, '{INR}', date), value)
const older = aLabResult('k0', '2823-3', 4.2, 'mmol/L', '2026-11-01')
const hypertension = aCondition({ code: aConcept(snomed, '38341003', 'Hypertension') })

export const unreadRecordCases: readonly RuleCase[] = [
  {
    name: 'a newest potassium in words is said, though an older one is normal',
    given: { resources: [older, potassium('2026-11-18', { valueString: 'see comment' })] },
    said: ['L-30 info missing'],
    summary: 'Potassium of 18 Nov 2026 ("see comment") cannot be used: a critical value not checked'
  },
  {
    name: 'a newest potassium without unit is said',
    given: { resources: [older, potassium('2026-11-18', { valueQuantity: { value: 6.8 } })] },
    said: ['L-30 info missing']
  },
  {
    name: 'a potassium that no patient can have is said, and is no critical card',
    given: { resources: [aLabResult('k', '2823-3', 68, 'mmol/L', '2026-11-20')] },
    said: ['L-30 info missing'],
    summary: 'Potassium of 20 Nov 2026 ("68 mmol/L") cannot be used: a critical value not checked'
  },
  {
    name: 'a potassium whose number and text contradict each other is said',
    given: {
      resources: [
        potassium('2026-11-18', { valueQuantity: { value: 0, unit: 'mmol/L' }, valueString: '6.8' })
      ]
    },
    said: ['L-30 info missing']
  },
  {
    name: 'a potassium that the EHR keeps back is said',
    given: {
      resources: [
        older,
        potassium('2026-11-18', { dataAbsentReason: aConcept('x', 'masked', 'Masked') })
      ]
    },
    said: ['L-30 info missing']
  },
  {
    name: 'an attempt that gave no value leaves the older one in its place',
    given: {
      resources: [
        older,
        potassium('2026-11-18', { dataAbsentReason: aConcept('x', 'not-performed', 'Not done') })
      ]
    },
    said: []
  },
  {
    name: 'a unit behind the reference range is the unit of the value',
    given: {
      resources: [
        potassium('2026-11-19', {
          valueString: '6.8',
          referenceRange: [{ text: '3.5 - 5.1 mmol/L' }]
        })
      ]
    },
    said: ['L-11 critical'],
    summary: 'Potassium 6.8 mmol/L (19 Nov 2026): newest result, no repeat found'
  },
  {
    name: 'a potassium far above a range is one of a critical card',
    given: { resources: [potassium('2026-11-19', { valueString: '>6.5 mmol/L' })] },
    said: ['L-11 critical']
  },
  {
    name: 'an INR on warfarin in words is said',
    given: { resources: [active('warfarin'), inr('2026-11-12', { valueString: 'high' })] },
    said: ['L-30 info missing'],
    summary: 'INR of 12 Nov 2026 ("high") cannot be used: the INR on warfarin not checked'
  },
  {
    name: 'an INR in words that nothing rests on is not said',
    given: { resources: [inr('2026-11-12', { valueString: 'high' })] },
    said: []
  },
  {
    name: 'an INR that is in the laboratory is told beside the one that is missing',
    given: {
      resources: [
        active('warfarin', { authoredOn: '2025-01-01' }),
        inr('2026-11-18', { status: 'registered' })
      ]
    },
    said: ['L-12 warning'],
    summary:
      'Warfarin: no INR in the record, one is due every 12 weeks; INR of 18 Nov 2026 has no result yet'
  },
  {
    name: 'several results that cannot be used are one card',
    given: {
      resources: [
        active('warfarin'),
        inr('2026-11-12', { valueString: 'high' }),
        potassium('2026-11-18', { valueString: 'see comment' })
      ]
    },
    said: ['L-30 info missing']
  },
  {
    name: 'the newer of two pressures cannot be read',
    given: {
      resources: [
        hypertension,
        ...['2026-09-01', '2026-10-01'].flatMap((date, at) => [
          anObservation({
            id: `s${at}`,
            code: aConcept(loinc, '8480-6', 'Systolic blood pressure'),
            effectiveDateTime: date,
            valueQuantity: { value: 160, unit: at === 0 ? 'mm[Hg]' : 'units' }
          }),
          anObservation({
            id: `d${at}`,
            code: aConcept(loinc, '8462-4', 'Diastolic blood pressure'),
            effectiveDateTime: date,
            valueQuantity: { value: 95, unit: 'mm[Hg]' }
          })
        ])
      ]
    },
    said: ['L-30 info missing']
  }
]

export const unreadOrderCases: readonly RuleCase[] = [
  {
    name: 'metformin with a newest eGFR that is a range across the limit',
    given: {
      drafts: [draft('metformin')],
      resources: [egfr(80, '2026-09-01', 'e0'), as(egfr(1, '2026-11-01'), { valueString: '30-59' })]
    },
    said: ['R-01 info missing'],
    summary:
      'Metformin ordered: newest eGFR "30-59" (1 Nov 2026) does not tell whether it is safe now'
  },
  {
    name: 'metformin with a newest eGFR in words',
    given: {
      drafts: [draft('metformin')],
      resources: [egfr(80, '2026-09-01', 'e0'), as(egfr(1, '2026-11-01'), { valueString: 'low' })]
    },
    said: ['R-01 info missing']
  },
  {
    name: 'metformin with an eGFR below its limit in words',
    given: {
      drafts: [draft('metformin')],
      resources: [as(egfr(1, '2026-11-01'), { valueString: 'LESS THAN 15' })]
    },
    said: ['R-01 critical'],
    summary: 'eGFR <15 (1 Nov 2026): metformin is contraindicated below 30'
  },
  {
    name: 'metformin with a creatinine and no eGFR',
    given: {
      drafts: [draft('metformin')],
      resources: [aLabResult('c', '2160-0', 2.4, 'mg/dL', '2026-11-01')]
    },
    said: ['R-01 critical']
  }
]
