import { describe, expect, test } from 'vitest'
import type { BoundFact } from '../../../src/findings/bound-finding.ts'
import { checkFact, checkFacts } from '../../../src/findings/facts/check-facts.ts'
import { anEncounter, aProcedure, aServiceRequest } from '../../support/events.ts'
import {
  aClinicalStatus,
  aCondition,
  anAllergy,
  aPatient,
  aPrescription,
  notRead
} from '../../support/records.ts'
import { aStory, aView, aWarfarinDraft, onDay } from '../a-view.ts'

/* Entries of the record, the patient, computed lines and absences as facts of a finding. */

const resources = [
  ...aStory(),
  aCondition({ id: 'old', clinicalStatus: aClinicalStatus('resolved') }),
  aCondition({ id: 'onset', onsetDateTime: '2020-05-06' }),
  aPrescription('stopped', '314076', 'lisinopril 10 MG Oral Tablet', { status: 'stopped' }),
  aPrescription('held', '197361', 'amlodipine 5 MG Oral Tablet', { status: 'on-hold' }),
  aPrescription('dosed', '861007', 'metformin hydrochloride 500 MG Oral Tablet', {
    authoredOn: '2026-03-01',
    dosageInstruction: [{ text: '500 mg by mouth twice daily' }]
  }),
  anAllergy({ id: 'past', clinicalStatus: aClinicalStatus('resolved', 'allergyintolerance') }),
  aProcedure({ id: 'done', status: 'completed', performedDateTime: '2024-05-06' }),
  aProcedure({ id: 'not-done', status: 'not-done', performedDateTime: '2024-05-06' }),
  aServiceRequest({ id: 'asked', status: 'active' }),
  anEncounter({ id: 'visit' })
]
const view = aView(resources, {
  drafts: [aWarfarinDraft()],
  patient: aPatient({ gender: 'female', birthDate: '1959-03-02' })
})

const basis = { role: 'basis', of: null } as const
const drug = { dose: null, form: null, started: null } as const
const reasonOf = (fact: object): string => {
  const said = checkFact({ ...basis, ...fact } as BoundFact, view)
  return said.outcome === 'holds' ? ['holds', ...said.slots].join(' without ') : said.reason
}

test.for<[object, string]>([
  [{ kind: 'condition', reference: 'Condition/c1', status: 'active', date: null }, 'holds'],
  [
    { kind: 'condition', reference: 'Condition/c1', status: 'resolved', date: null },
    'status-mismatch'
  ],
  [{ kind: 'condition', reference: 'Condition/old', status: 'resolved', date: null }, 'holds'],
  [
    { kind: 'condition', reference: 'Condition/old', status: 'active', date: null },
    'status-mismatch'
  ],
  [
    { kind: 'condition', reference: 'Condition/c1', status: 'active', date: null, code: '1' },
    'code-mismatch'
  ],
  [
    { kind: 'condition', reference: 'Observation/e1', status: 'active', date: null },
    'kind-mismatch'
  ],
  [
    { kind: 'condition', reference: 'Condition/onset', status: 'active', date: '2020-05-06' },
    'holds'
  ],
  [
    { kind: 'condition', reference: 'Condition/onset', status: 'active', date: '2021-05-06' },
    'holds without date-mismatch'
  ],
  [{ kind: 'drug', reference: 'MedicationRequest/m1', status: 'active', ...drug }, 'holds'],
  [
    { kind: 'drug', reference: 'MedicationRequest/stopped', status: 'active', ...drug },
    'status-mismatch'
  ],
  [{ kind: 'drug', reference: 'MedicationRequest/stopped', status: 'stopped', ...drug }, 'holds'],
  [
    { kind: 'drug', reference: 'MedicationRequest/held', status: 'active', ...drug },
    'status-mismatch'
  ],
  [
    { kind: 'drug', reference: 'MedicationRequest/held', status: 'stopped', ...drug },
    'status-mismatch'
  ],
  [{ kind: 'allergy', reference: 'AllergyIntolerance/a1', status: 'active', date: null }, 'holds'],
  [
    { kind: 'allergy', reference: 'AllergyIntolerance/past', status: 'active', date: null },
    'status-mismatch'
  ],
  [{ kind: 'allergy', reference: 'Condition/c1', status: 'active', date: null }, 'kind-mismatch'],
  [{ kind: 'event', reference: 'Procedure/done', status: 'done', date: '2024-05-06' }, 'holds'],
  [
    { kind: 'event', reference: 'Procedure/done', status: 'pending', date: null },
    'status-mismatch'
  ],
  [
    { kind: 'event', reference: 'Procedure/done', status: 'done', date: '2025-05-06' },
    'date-mismatch'
  ],
  [
    { kind: 'event', reference: 'Procedure/not-done', status: 'done', date: null },
    'status-mismatch'
  ],
  [{ kind: 'event', reference: 'ServiceRequest/asked', status: 'pending', date: null }, 'holds'],
  [{ kind: 'event', reference: 'Encounter/visit', status: 'done', date: null }, 'holds'],
  [{ kind: 'event', reference: 'Observation/e1', status: 'done', date: null }, 'kind-mismatch'],
  [{ kind: 'order', reference: 'MedicationRequest/d1', dose: null, form: null }, 'holds'],
  [{ kind: 'order', reference: 'MedicationRequest/m1', dose: null, form: null }, 'order-unknown'],
  [{ kind: 'patient', age: 67, sex: null }, 'holds'],
  [{ kind: 'patient', age: 67, sex: 'female' }, 'holds'],
  [{ kind: 'patient', age: 66, sex: null }, 'patient-mismatch'],
  [{ kind: 'patient', age: null, sex: 'male' }, 'patient-mismatch'],
  [{ kind: 'patient', age: null, sex: null }, 'slots-unfit'],
  [{ kind: 'computed', name: 'cha2ds2-vasc', value: null }, 'computed-mismatch'],
  [{ kind: 'family', reference: 'FamilyMemberHistory/f1' }, 'reference-unknown']
])('%j: %s', ([fact, expected]) => {
  expect(reasonOf(fact)).toBe(expected)
})

describe('dose, form and start of a drug', () => {
  const dosed = { kind: 'drug', reference: 'MedicationRequest/dosed', status: 'active', ...drug }

  test.for<[object, string]>([
    [{ dose: { value: 1000, unit: 'mg' } }, 'holds'],
    [{ dose: { value: 1000, unit: 'mg/d' } }, 'holds'],
    [{ dose: { value: 500, unit: 'mg' } }, 'holds without dose-mismatch'],
    [{ dose: { value: 1000, unit: 'g' } }, 'holds without dose-mismatch'],
    [{ form: 'oral' }, 'holds'],
    [{ form: 'extended-release' }, 'holds without form-mismatch'],
    [{ started: '2026-03-01' }, 'holds'],
    [{ started: '2026-04-01' }, 'holds without date-mismatch']
  ])('%j: %s', ([given, expected]) => {
    expect(reasonOf({ ...dosed, ...given })).toBe(expected)
  })

  test('what is not as recorded is not said', () => {
    const said = checkFact(
      { ...basis, ...dosed, dose: { value: 5000, unit: 'mg' } } as BoundFact,
      view
    )
    if (said.outcome !== 'holds' || said.fact.found.kind !== 'drug')
      throw new Error('does not hold')
    expect(said.fact.found.says).toEqual({ dose: false, form: false, start: false })
    expect(said.fact.bound).toMatchObject({ dose: null })
  })
})

describe('before and after', () => {
  const onset = { kind: 'condition', reference: 'Condition/onset', status: 'active', date: null }
  const procedure = { kind: 'event', reference: 'Procedure/done', status: 'done', date: null }
  const order = (role: 'before' | 'after') =>
    checkFacts(
      {
        facts: [
          { ...basis, ...onset },
          { ...procedure, role, of: 0 }
        ] as readonly BoundFact[],
        meanings: [],
        settle: [],
        options: [],
        urgency: 'routine'
      },
      view
    )

  test('hold as the days say', () => {
    expect(order('after').lost).toEqual([])
    expect(order('after').facts[1]?.bound.role).toBe('after')
  })

  test('what is told the wrong way round is said as a plain fact', () => {
    expect(order('before').lost).toEqual([{ part: 'fact', reason: 'order-mismatch' }])
    expect(order('before').facts[1]?.bound).toMatchObject({ role: 'basis', of: null })
  })
})

describe('an absence', () => {
  const absence = (key: string) => ({
    kind: 'absence',
    absence: { kind: 'result', key, label: key, since: onDay('2024-11-20') }
  })

  test('is searched for again', () => {
    expect(reasonOf(absence('ferritin'))).toBe('holds')
    expect(reasonOf(absence('egfr'))).toBe('absence-contradicted')
  })

  test('is not known where results were not read', () => {
    const unread = aView([], { states: { laboratory: notRead() } })
    const said = checkFact({ ...basis, ...absence('ferritin') } as BoundFact, unread)
    expect(said).toEqual({ outcome: 'lost', reason: 'absence-unknown' })
  })
})

describe('what the model did not find', () => {
  const search = (given: object) =>
    ({ kind: 'not-found', since: null, sinceEntry: null, ...basis, ...given }) as BoundFact

  test.for<[object, string]>([
    [{ thing: 'drug', text: 'apixaban' }, 'holds'],
    [{ thing: 'drug', text: 'metformin' }, 'search-contradicted'],
    [{ thing: 'diagnosis', text: 'heart failure' }, 'holds'],
    [{ thing: 'diagnosis', text: 'type 2 diabetes' }, 'search-contradicted'],
    [{ thing: 'diagnosis', text: 'the family wants comfort care' }, 'concept-unknown'],
    [{ thing: 'drug', text: 'whatever helps' }, 'concept-unknown'],
    [{ thing: 'drug', text: 'lisinopril', since: '2026-11-01' }, 'holds'],
    [{ thing: 'drug', text: 'apixaban', sinceEntry: 'Procedure/none' }, 'date-mismatch']
  ])('%j: %s', ([given, expected]) => {
    expect(reasonOf(search(given))).toBe(expected)
  })

  test('is not known where drugs were not read', () => {
    const unread = aView([], { states: { medications: notRead() } })
    const said = checkFact(search({ thing: 'drug', text: 'apixaban' }), unread)
    expect(said).toEqual({ outcome: 'lost', reason: 'search-unknown' })
  })
})
