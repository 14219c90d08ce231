import type { CodeableConcept, Resource } from '@medplum/fhirtypes'
import { describe, expect, test } from 'vitest'
import { buildClinicalIndex } from '../../src/clinical/build-clinical-index.ts'
import { currentPregnancy } from '../../src/clinical/current-pregnancy.ts'
import {
  aClinicalStatus,
  aConcept,
  aCondition,
  anObservation,
  aPatient,
  aRecord,
  hl7,
  icd10,
  loinc,
  snomed,
  subject
} from '../support/records.ts'

/* Rows: what the record holds, and what is known of a pregnancy on 20 Nov 2026. */

const asOf = '2026-11-20T09:00:00Z'
const code = aConcept(snomed, '77386006', 'Pregnancy (finding)')

const problem = (onset: string, given: Parameters<typeof aCondition>[0] = {}) =>
  aCondition({ id: `c-${onset}`, code, onsetDateTime: onset, ...given })
const { clinicalStatus: _status, ...withoutStatus } = problem('2026-08-01')
const undated = (given: Parameters<typeof aCondition>[0] = {}) => {
  const { onsetDateTime: _onset, ...rest } = problem('x', given)
  return rest as Resource
}

const observed = (
  test: readonly [string, string],
  date: string,
  value: CodeableConcept | string,
  category = 'social-history'
): Resource => {
  const { valueQuantity: _value, ...plain } = anObservation()
  return {
    ...plain,
    id: `o-${test[0]}-${date}`,
    category: [aConcept(`${hl7}/observation-category`, category, category)],
    code: aConcept(loinc, ...test),
    effectiveDateTime: date,
    ...(typeof value === 'string' ? { valueString: value } : { valueCodeableConcept: value })
  }
}
const status = (date: string, value: CodeableConcept | string) =>
  observed(['82810-3', 'Pregnancy status'], date, value)
const test2106 = (date: string, value: string) =>
  observed(['2106-3', 'HCG (pregnancy test) Ql Urine'], date, value, 'laboratory')
const due = (written: string, delivery: string): Resource => {
  const { valueString: _text, ...rest } = observed(['11778-8', 'Delivery date'], written, '') as {
    valueString?: string
  } & Resource
  return { ...rest, valueDateTime: delivery } as Resource
}
const procedure = (text: string, date: string, state = 'completed'): Resource =>
  ({
    resourceType: 'Procedure',
    id: `p-${date}`,
    status: state,
    subject,
    code: { text },
    performedDateTime: date
  }) as Resource

const bare = (system: string, one: string): CodeableConcept => ({ coding: [{ system, code: one }] })
const foreign = (one: string, display: string): CodeableConcept => ({
  text: display,
  coding: [{ system: snomed, code: one, display }]
})

type Row = readonly [string, readonly Resource[], 'yes' | 'no' | 'unknown']
const rows: readonly Row[] = [
  ['an encounter diagnosis without status', [withoutStatus as Resource], 'yes'],
  ['active, without any date', [undated()], 'yes'],
  ['active for two years', [problem('2024-08-01')], 'unknown'],
  ['refuted', [problem('2026-08-01', { verificationStatus: { text: 'Refuted' } })], 'no'],
  [
    'provisional',
    [problem('2026-08-01', { verificationStatus: aConcept(hl7, 'provisional', 'Provisional') })],
    'unknown'
  ],
  [
    'suspected, in words',
    [problem('2026-11-01', { code: { text: 'Possible pregnancy' } })],
    'unknown'
  ],
  ['denied in words', [problem('2026-11-01', { code: { text: 'Not pregnant' } })], 'no'],
  [
    'denied in words beside the code',
    [problem('2026-11-01', { code: { ...code, text: 'Pregnancy ruled out' } })],
    'no'
  ],
  ['a wish', [problem('2026-11-01', { code: { text: 'Desire for pregnancy' } })], 'no'],
  ['of her sister', [problem('2026-11-01', { code: { text: 'Sister is pregnant' } })], 'no'],
  [
    'a positive test as a problem',
    [problem('2026-11-01', { code: { text: 'Positive pregnancy test' } })],
    'yes'
  ],
  [
    'status by code and another display',
    [status('2026-11-15', foreign('77386006', 'Schwanger'))],
    'yes'
  ],
  ['status by SNOMED code alone', [status('2026-11-15', bare(snomed, '77386006'))], 'yes'],
  ['status by LOINC code alone', [status('2026-11-15', bare(loinc, 'LA15173-0'))], 'yes'],
  [
    'status not pregnant, by code',
    [status('2026-11-15', foreign('60001007', 'Nicht schwanger'))],
    'no'
  ],
  ['status not pregnant, by LOINC', [status('2026-11-15', bare(loinc, 'LA26683-5'))], 'no'],
  ['status possible, by code', [status('2026-11-15', bare(snomed, '146799005'))], 'unknown'],
  ['status not yet confirmed', [status('2026-11-15', bare(snomed, '152231000119106'))], 'unknown'],
  ['status unknown, by code', [status('2026-11-15', bare(loinc, 'LA4489-6'))], 'unknown'],
  ['status in words with weeks', [status('2026-11-15', 'Pregnant, 20 weeks')], 'yes'],
  ['status yes', [status('2026-11-15', 'Yes')], 'yes'],
  ['a narrative is no status', [status('2026-11-15', 'two pregnancy losses')], 'no'],
  ['status of 50 days ago', [status('2026-10-01', 'Pregnant')], 'unknown'],
  [
    'status of 50 days ago, delivered since',
    [status('2026-10-01', 'Pregnant'), procedure('Cesarean section', '2026-10-20')],
    'no'
  ],
  ['status of two years ago', [status('2024-10-01', 'Pregnant')], 'no'],
  [
    'status no, after one that said yes',
    [status('2026-10-01', 'Pregnant'), status('2026-11-10', 'Not pregnant')],
    'no'
  ],
  ['test positive', [test2106('2026-11-10', 'Positive')], 'yes'],
  ['test positive long ago', [test2106('2026-06-10', 'Positive')], 'unknown'],
  ['test negative', [test2106('2026-11-10', 'Negative')], 'no'],
  [
    'test negative after an active entry',
    [problem('2026-08-01'), test2106('2026-11-10', 'Negative')],
    'unknown'
  ],
  [
    'test negative before an active entry',
    [problem('2026-11-15'), test2106('2026-11-10', 'Negative')],
    'yes'
  ],
  ['due in March', [due('2026-09-01', '2027-03-01')], 'yes'],
  ['due a month ago', [due('2026-03-01', '2026-10-10')], 'no'],
  [
    'due in March, lost since',
    [due('2026-09-01', '2027-03-01'), problem('2026-10-01', { code: { text: 'Miscarriage' } })],
    'no'
  ],
  [
    'active, delivered since',
    [problem('2026-02-01'), procedure('Normal vaginal delivery', '2026-11-01')],
    'no'
  ],
  [
    'active, a delivery that is planned',
    [problem('2026-02-20'), procedure('Cesarean section', '2026-11-19', 'preparation')],
    'yes'
  ],
  [
    'active, an earlier delivery',
    [problem('2026-08-01'), procedure('Normal vaginal delivery', '2024-11-01')],
    'yes'
  ],
  [
    'active, postpartum since',
    [
      problem('2026-02-01'),
      problem('2026-11-01', {
        code: aConcept(icd10, 'Z39.2', 'Encounter for routine postpartum follow-up')
      })
    ],
    'no'
  ],
  [
    'a closed one, and a new one',
    [
      problem('2024-08-01', {
        clinicalStatus: aClinicalStatus('resolved'),
        abatementDateTime: '2025-03-01'
      }),
      problem('2026-09-01')
    ],
    'yes'
  ],
  [
    'old and open, uterus removed since',
    [problem('2022-08-01'), procedure('Hysterectomy', '2024-01-01')],
    'no'
  ]
]

describe('a pregnancy in the record', () => {
  test.for(rows)('%s: %s', ([, resources, expected]) => {
    const patient = aPatient({ birthDate: '1995-01-01' })
    const index = buildClinicalIndex(aRecord({ patient, resources }), asOf)
    expect(currentPregnancy(index).pregnant).toBe(expected)
  })
})

test.for<[string, Parameters<typeof aPatient>[0], 'yes' | 'no' | 'unknown']>([
  ['a man with an entry', { gender: 'male' }, 'yes'],
  ['a woman of 70 with an entry', { birthDate: '1956-01-01' }, 'yes']
])('%s counts', ([, given, expected]) => {
  const index = buildClinicalIndex(
    aRecord({ patient: aPatient(given), resources: [problem('2026-09-01')] }),
    asOf
  )
  expect(currentPregnancy(index).pregnant).toBe(expected)
})
