import type { Resource } from '@medplum/fhirtypes'
import { expect, test } from 'vitest'
import type { Absence } from '../../src/clinical/absence.ts'
import { buildClinicalIndex } from '../../src/clinical/build-clinical-index.ts'
import { clinicalDate } from '../../src/clinical/clinical-date.ts'
import { isAbsent } from '../../src/clinical/is-absent.ts'
import { standardAbsences } from '../../src/clinical/standard-absences.ts'
import { recordKinds } from '../../src/record/record-kinds.ts'
import { aDiagnosticReport, aProcedure, aServiceRequest } from '../support/events.ts'
import {
  aConcept,
  aCondition,
  aLabResult,
  anObservation,
  aPatient,
  aPrescription,
  aRecord,
  icd10,
  loinc,
  notRead,
  snomed
} from '../support/records.ts'
import type { RecordGiven } from '../support/records.ts'

const asOf = '2026-11-20T09:00:00Z'

function indexOf(given: RecordGiven) {
  return buildClinicalIndex(aRecord(given), asOf)
}

function absence(kind: Absence['kind'], key: string, since: string): Absence {
  const date = clinicalDate(since)
  if (date === undefined) throw new Error('no date')
  return { kind, key, label: key, since: date }
}

function presence(question: Absence, given: RecordGiven) {
  return isAbsent(indexOf(given), question)
}

/** The words in which a record's absences would be said. */
function said(given: RecordGiven): string[] {
  return standardAbsences(indexOf(given)).map((one) => `${one.kind} ${one.key}`)
}

const ferritin = absence('result', 'ferritin', '2025-01-01')
const aFerritin = (date: string) => aLabResult('o1', '2276-4', 9, 'ng/mL', date)

test('a result is absent when none lies within the time and the data were read whole', () => {
  expect(presence(ferritin, {})).toBe('absent')
  expect(presence(ferritin, { resources: [aFerritin('2024-12-31')] })).toBe('absent')
  expect(presence(ferritin, { resources: [aFerritin('2025-01-01')] })).toBe('present')
})

test('a result without a date or a value that can be read may be the very one looked for', () => {
  const { effectiveDateTime: _date, ...undated } = aFerritin('2025-06-01')
  const { valueQuantity: _value, ...withoutValue } = aFerritin('2025-06-01')
  const unreadable = { ...aFerritin('2025-06-01'), effectiveDateTime: 'last spring' }
  expect(presence(ferritin, { resources: [undated] })).toBe('unknown')
  expect(presence(ferritin, { resources: [unreadable] })).toBe('unknown')
  expect(presence(ferritin, { resources: [withoutValue] })).toBe('unknown')
  const named = { ...undated, code: { text: 'FERRITIN, SERUM' } }
  expect(presence(ferritin, { resources: [named] })).toBe('unknown')
})

test('a result that cannot be read hides nothing of another analyte, time or making', () => {
  const { effectiveDateTime: _date, ...undated } = aFerritin('2025-06-01')
  const { valueQuantity: _value, ...before } = aFerritin('2024-06-01')
  expect(presence(ferritin, { resources: [before] })).toBe('absent')
  const cancelled: Resource = { ...undated, status: 'cancelled' }
  expect(presence(ferritin, { resources: [cancelled] })).toBe('absent')
  const potassium = absence('result', 'potassium', '2025-01-01')
  expect(presence(potassium, { resources: [undated] })).toBe('absent')
})

test('a test that stands without its date is not missed as a procedure either', () => {
  const fit = absence('procedure', 'fit', '2025-01-01')
  const { effectiveDateTime: _date, ...undated } = aLabResult('o1', '29771-3', 1, '', '2025-06-01')
  expect(presence(fit, {})).toBe('absent')
  expect(presence(fit, { resources: [undated] })).toBe('unknown')
})

test.for([
  ['unknown', notRead()],
  ['partial', { state: 'partial', reason: 'more-pages' } as const]
] as const)('nothing is absent from laboratory data that are %s', ([, laboratory]) => {
  const states = { laboratory }
  expect(presence(ferritin, { states })).toBe('unknown')
  expect(presence(ferritin, { states, resources: [aFerritin('2026-01-01')] })).toBe('present')
})

test('a laboratory that sends no LOINC is read by the name of the test', () => {
  const local = anObservation({
    code: { text: 'FERRITIN, SERUM' },
    effectiveDateTime: '2026-01-01'
  })
  expect(presence(ferritin, { resources: [local] })).toBe('present')
})

test('what no search returns for certain is never absent', () => {
  expect(presence(absence('result', 'lvef', '2025-01-01'), {})).toBe('unknown')
  expect(presence(absence('result', 'no-such-analyte', '2025-01-01'), {})).toBe('unknown')
  expect(presence(absence('procedure', 'no-such-set', '2025-01-01'), {})).toBe('unknown')
  expect(presence(absence('problem', 'no-such-set', '2025-01-01'), {})).toBe('unknown')
})

const colonoscopy = absence('procedure', 'colonoscopy', '2016-11-20')

test('a procedure counts as procedure or report, not when it was not done, nor as an order', () => {
  const code = aConcept(snomed, '73761001', 'Colonoscopy')
  expect(presence(colonoscopy, {})).toBe('absent')
  expect(presence(colonoscopy, { resources: [aProcedure()] })).toBe('present')
  expect(presence(colonoscopy, { resources: [aProcedure({ status: 'not-done' })] })).toBe('absent')
  expect(presence(colonoscopy, { resources: [aDiagnosticReport({ code })] })).toBe('present')
  expect(presence(colonoscopy, { resources: [aServiceRequest()] })).toBe('absent')
})

test('every kind of data that would hold the procedure must have been read', () => {
  for (const kind of ['procedures', 'reports'] as const) {
    expect(presence(colonoscopy, { states: { [kind]: notRead() } })).toBe('unknown')
  }
  expect(presence(colonoscopy, { states: { laboratory: notRead() } })).toBe('absent')
})

test('an order counts where an order was looked for, unless it was revoked', () => {
  const referral = absence('order', 'nephrology-referral', '2026-01-01')
  const code = { text: 'Referral to nephrology' }
  const resources = [aServiceRequest({ code })]
  expect(presence(referral, { resources })).toBe('present')
  expect(presence(referral, { resources: [aServiceRequest({ code, status: 'revoked' })] })).toBe(
    'absent'
  )
  expect(presence(referral, { states: { orders: notRead() } })).toBe('unknown')
})

test('a problem counts while it is active, and when it ended within the time', () => {
  const ckd = absence('problem', 'ckd', '2025-01-01')
  const code = aConcept(icd10, 'N18.4', 'Chronic kidney disease, stage 4')
  const ended = (abatementDateTime: string) =>
    aCondition({ code, onsetDateTime: '2010-01-01', abatementDateTime })
  expect(presence(ckd, { resources: [aCondition({ code })] })).toBe('present')
  expect(presence(ckd, { resources: [ended('2025-06-01')] })).toBe('present')
  expect(presence(ckd, { resources: [ended('2012-01-01')] })).toBe('absent')
  expect(presence(ckd, { states: { conditions: notRead() } })).toBe('unknown')
})

test('no drug of a class is said only when every drug taken is known', () => {
  const anticoagulant = absence('medication', 'anticoagulant', '2026-08-01')
  const warfarin = aPrescription('m1', '855332', 'warfarin sodium 5 MG Oral Tablet')
  const stopped = aPrescription('m1', '855332', 'warfarin sodium 5 MG Oral Tablet', {
    status: 'stopped',
    authoredOn: '2024-01-01'
  })
  const unknown = aPrescription('m2', '999', 'Zorblaxin 5 MG Oral Tablet')
  expect(presence(anticoagulant, {})).toBe('absent')
  expect(presence(anticoagulant, { resources: [warfarin] })).toBe('present')
  expect(presence(anticoagulant, { resources: [stopped] })).toBe('absent')
  expect(presence(anticoagulant, { resources: [unknown] })).toBe('unknown')
  expect(presence(anticoagulant, { resources: [warfarin, unknown] })).toBe('present')
  expect(presence(anticoagulant, { states: { statements: notRead() } })).toBe('unknown')
})

const diabetes = aCondition()
const youngMan = aPatient({ gender: 'male', birthDate: '1996-01-01' })

test('a healthy young man misses nothing', () => {
  expect(said({ patient: youngMan })).toEqual([])
})

test('diabetes asks for uACR, eGFR and HbA1c of the last year', () => {
  const resources = [
    diabetes,
    aLabResult('o1', '98979-8', 80, 'mL/min/{1.73_m2}', '2026-06-01'),
    aLabResult('o2', '4548-4', 6.5, '%', '2025-11-01')
  ]
  expect(said({ patient: youngMan, resources })).toEqual(['result uacr', 'result hba1c'])
})

test('a high HbA1c asks for the next one from the day after', () => {
  const resources = [diabetes, aLabResult('o1', '4548-4', 9.8, '%', '2026-04-20')]
  const index = indexOf({ patient: youngMan, resources })
  const hba1c = standardAbsences(index).find((one) => one.key === 'hba1c')
  expect(hba1c).toEqual({
    kind: 'result',
    key: 'hba1c',
    label: 'HbA1c',
    since: { iso: '2026-04-21', epochDay: expect.any(Number) }
  })
})

test.for<[string, readonly Resource[], string]>([
  [
    'low haemoglobin without ferritin',
    [aLabResult('o1', '718-7', 10.4, 'g/dL', '2026-10-01')],
    'result ferritin'
  ],
  [
    'low MCV without ferritin',
    [aLabResult('o1', '787-2', 74, 'fL', '2026-10-01')],
    'result ferritin'
  ],
  [
    'warfarin without INR',
    [aPrescription('m1', '855332', 'warfarin sodium 5 MG Oral Tablet')],
    'result inr'
  ],
  [
    'heart failure without echocardiogram',
    [aCondition({ code: aConcept(snomed, '88805009', 'Chronic congestive heart failure') })],
    'procedure echocardiogram'
  ],
  [
    'atrial fibrillation without anticoagulant',
    [aCondition({ code: aConcept(snomed, '49436004', 'Atrial fibrillation') })],
    'medication anticoagulant'
  ],
  [
    'lasting low eGFR without a kidney problem',
    [
      aLabResult('o1', '98979-8', 47, 'mL/min/{1.73_m2}', '2026-10-01'),
      aLabResult('o2', '98979-8', 52, 'mL/min/{1.73_m2}', '2026-03-01')
    ],
    'problem ckd'
  ],
  [
    'positive FIT without colonoscopy',
    [
      {
        resourceType: 'Observation',
        id: 'o1',
        status: 'final',
        code: aConcept(loinc, '29771-3', 'FIT'),
        effectiveDateTime: '2026-09-01',
        valueCodeableConcept: { text: 'Positive' }
      }
    ],
    'procedure colonoscopy'
  ]
])('says: %s', ([, resources, expected]) => {
  expect(said({ patient: youngMan, resources })).toContain(expected)
})

test('asks a woman of 67 for colonoscopy or FIT and for a mammogram', () => {
  expect(said({})).toEqual(['procedure colonoscopy', 'procedure fit'])
  expect(said({ resources: [aProcedure()] })).toEqual([])
})

test('asks for no screening in hospice care', () => {
  const code = aConcept(snomed, '385763009', 'Hospice care (regime/therapy)')
  expect(said({ resources: [aCondition({ code })] })).toEqual([])
})

test('says nothing when nothing was read', () => {
  const states = Object.fromEntries(recordKinds.map((kind) => [kind, notRead()]))
  const resources = [diabetes, aLabResult('o1', '718-7', 9, 'g/dL', '2026-10-01')]
  expect(said({ states, resources })).toEqual([])
})

test('everything it says is found absent again', () => {
  const index = indexOf({ resources: [diabetes] })
  const absences = standardAbsences(index)
  expect(absences.length).toBeGreaterThan(3)
  expect(absences.map((one) => isAbsent(index, one))).toEqual(absences.map(() => 'absent'))
})
