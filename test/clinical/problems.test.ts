import type { Resource } from '@medplum/fhirtypes'
import { expect, test } from 'vitest'
import { buildClinicalIndex } from '../../src/clinical/build-clinical-index.ts'
import { currentPregnancy } from '../../src/clinical/current-pregnancy.ts'
import { hasProblem, problemsIn } from '../../src/clinical/has-problem.ts'
import type { ProblemSet } from '../../src/terminology/named-sets.ts'
import {
  aClinicalStatus,
  aConcept,
  aCondition,
  anAllergy,
  anObservation,
  aPatient,
  aRecord,
  hl7,
  icd10,
  loinc,
  notRead,
  rxnorm,
  snomed
} from '../support/records.ts'

const asOf = '2026-11-20T09:00:00Z'

function indexOf(...resources: readonly Resource[]) {
  return buildClinicalIndex(aRecord({ resources }), asOf)
}

function statusOf(given: Parameters<typeof aCondition>[0]) {
  return indexOf(aCondition(given)).problems[0]?.status
}

test.for([
  ['active', 'active'],
  ['recurrence', 'active'],
  ['relapse', 'active'],
  ['inactive', 'inactive'],
  ['remission', 'inactive'],
  ['resolved', 'resolved']
] as const)('a problem whose clinical status is %s reads as %s', ([code, status]) => {
  expect(statusOf({ clinicalStatus: aClinicalStatus(code) })).toBe(status)
})

test('a problem without clinical status is unknown, and resolved when it has abated', () => {
  const { clinicalStatus: _status, ...silent } = aCondition()
  expect(indexOf(silent).problems[0]?.status).toBe('unknown')
  expect(indexOf({ ...silent, abatementDateTime: '2020-01-01' }).problems[0]).toMatchObject({
    status: 'resolved',
    abated: { iso: '2020-01-01' }
  })
  expect(indexOf({ ...silent, abatementString: 'last year' }).problems[0]?.status).toBe('resolved')
})

test('what has abated is not active, what will abate still is', () => {
  expect(statusOf({ abatementDateTime: '2026-01-01' })).toBe('resolved')
  expect(statusOf({ abatementDateTime: '2027-01-01' })).toBe('active')
})

test.for(['refuted', 'entered-in-error'])('a problem that is %s is no fact', (code) => {
  const verificationStatus = aConcept(`${hl7}/condition-ver-status`, code, code)
  const index = indexOf(aCondition({ verificationStatus }))
  expect(index.problems).toEqual([])
  expect(index.byReference.size).toBe(0)
})

test('a differential diagnosis is not an active problem', () => {
  const verificationStatus = aConcept(`${hl7}/condition-ver-status`, 'differential', 'Differential')
  expect(statusOf({ verificationStatus })).toBe('unknown')
})

test('reads the older shape: statuses as strings, category as an object', () => {
  const older = { ...aCondition(), clinicalStatus: 'active', category: { coding: [] } }
  expect(indexOf(older as unknown as Resource).problems[0]).toMatchObject({
    label: 'Diabetes mellitus type 2',
    status: 'active'
  })
})

test.for([
  'Full-time employment (finding)',
  'Stress (finding)',
  'Victim of intimate partner abuse (finding)',
  'Has a criminal record (finding)',
  'Received higher education (finding)',
  'Housing unsatisfactory (finding)',
  'Reports of violence in the environment (finding)',
  'Refugee (person)',
  'Not in labor force (finding)',
  'Social isolation (finding)'
])('keeps "%s" apart as social', (display) => {
  const [problem] = indexOf(aCondition({ code: aConcept(snomed, '1', display) })).problems
  expect(problem?.social).toBe(true)
})

test.for([
  'Stress fracture of foot (disorder)',
  'Posttraumatic stress disorder (disorder)',
  'Opioid abuse (disorder)',
  'Unhealthy alcohol drinking behavior (finding)',
  'Diabetes mellitus type 2 (disorder)',
  'Body mass index 30+ - obesity (finding)'
])('takes "%s" as a medical problem', (display) => {
  const [problem] = indexOf(aCondition({ code: aConcept(snomed, '1', display) })).problems
  expect(problem?.social).toBe(false)
})

test('knows social problems by category and by ICD-10-CM Z55 to Z65', () => {
  const category = [aConcept('http://hl7.org/fhir/us/core', 'sdoh', 'SDOH')]
  const index = indexOf(
    aCondition({ id: 'c1', category, code: { text: 'Concern' } }),
    aCondition({ id: 'c2', code: aConcept(icd10, 'Z59.41', 'Insecurity of food') }),
    aCondition({ id: 'c3', code: aConcept(icd10, 'Z79.4', 'Long term use of insulin') })
  )
  expect(index.problems.map((one) => one.social)).toEqual([true, true, false])
})

test.for<[ProblemSet, ReturnType<typeof aConcept>, boolean]>([
  ['diabetes', aConcept(snomed, '44054006', 'Diabetes'), true],
  ['diabetes', aConcept(icd10, 'E11.65', 'Type 2 DM with hyperglycemia'), true],
  ['diabetes', { text: 'Type 2 diabetes mellitus without complication' }, true],
  ['diabetes', aConcept(snomed, '15777000', 'Prediabetes'), false],
  ['diabetes', { text: 'Family history of diabetes mellitus' }, false],
  ['diabetes', { text: 'Diabetes insipidus' }, false],
  ['ckd', aConcept(snomed, '431857002', 'Chronic kidney disease stage 4 (disorder)'), true],
  ['ckd', aConcept(icd10, 'N18.4', 'Stage 4'), true],
  ['ckd', aConcept(icd10, 'N17.9', 'Acute kidney failure'), false],
  ['atrial-fibrillation', aConcept(icd10, 'I48.91', 'Unspecified atrial fibrillation'), true],
  ['upper-gi-bleed', aConcept(snomed, '12847006', 'Acute duodenal ulcer with hemorrhage'), true],
  ['upper-gi-bleed', { text: 'Lower gastrointestinal hemorrhage' }, false],
  ['asthma', aConcept(snomed, '195967001', 'Asthma (disorder)'), true],
  ['ascvd', aConcept(snomed, '22298006', 'Myocardial infarction'), true],
  ['ascvd', { text: 'Heat stroke' }, false],
  ['hypertension', { text: 'Pulmonary hypertension' }, false],
  ['cancer', aConcept(icd10, 'C18.9', 'Colon'), true],
  ['cancer', aConcept('urn:local', 'C18.9', 'Cold'), false],
  ['hospice', aConcept(snomed, '385763009', 'Hospice care (regime/therapy)'), true],
  ['pregnancy', { text: 'Pregnancy test negative' }, false]
])('set %s', ([set, code, belongs]) => {
  expect(hasProblem(indexOf(aCondition({ code })), [set])).toBe(belongs)
})

test('a resolved problem is history, not active', () => {
  const index = indexOf(aCondition({ clinicalStatus: aClinicalStatus('resolved') }))
  expect(problemsIn(index, ['diabetes'])).toHaveLength(1)
  expect(hasProblem(index, ['diabetes'], { active: true })).toBe(false)
})

const pregnancy = aConcept(snomed, '77386006', 'Pregnancy (finding)')
const young = aPatient({ birthDate: '1995-01-01' })

function pregnancyOf(given: Parameters<typeof aRecord>[0]) {
  return currentPregnancy(buildClinicalIndex(aRecord({ patient: young, ...given }), asOf))
}

test('a recent active pregnancy is one, with the problem as evidence', () => {
  const resources = [aCondition({ code: pregnancy, onsetDateTime: '2026-08-01' })]
  const answer = pregnancyOf({ resources })
  expect(answer.pregnant).toBe('yes')
  expect(answer.evidence.map((fact) => fact.reference)).toEqual(['Condition/c1'])
})

test('an active pregnancy of two years ago says nothing of today', () => {
  const resources = [aCondition({ code: pregnancy, onsetDateTime: '2024-08-01' })]
  expect(pregnancyOf({ resources }).pregnant).toBe('unknown')
})

test('no pregnancy is known only when the problems were read', () => {
  expect(pregnancyOf({}).pregnant).toBe('no')
  expect(pregnancyOf({ states: { conditions: notRead() } }).pregnant).toBe('unknown')
  const partial = { state: 'partial', reason: 'more-pages' } as const
  expect(pregnancyOf({ states: { conditions: partial } }).pregnant).toBe('unknown')
})

test('a man, a child and a woman of 67 are not asked about, even with problems unread', () => {
  const states = { conditions: notRead() }
  for (const patient of [
    aPatient({ gender: 'male', birthDate: '1995-01-01' }),
    aPatient({ birthDate: '2020-01-01' }),
    aPatient()
  ]) {
    expect(pregnancyOf({ patient, states }).pregnant).toBe('no')
  }
})

function aPregnancyStatus(answer: string, date: string) {
  const { valueQuantity: _none, ...observation } = anObservation({
    code: aConcept(loinc, '82810-3', 'Pregnancy status'),
    effectiveDateTime: date,
    valueCodeableConcept: { text: answer }
  })
  return observation
}

test('a recorded status decides while it is fresh, unless a pregnancy was written down since', () => {
  const resources = [aCondition({ code: pregnancy, onsetDateTime: '2026-08-01' })]
  const no = aPregnancyStatus('Not pregnant', '2026-11-01')
  expect(pregnancyOf({ resources: [no] }).pregnant).toBe('no')
  expect(pregnancyOf({ resources: [...resources, no] }).pregnant).toBe('no')
  const since = [aCondition({ code: pregnancy, onsetDateTime: '2026-11-10' })]
  expect(pregnancyOf({ resources: [...since, no] }).pregnant).toBe('yes')
  expect(pregnancyOf({ resources: [aPregnancyStatus('Pregnant', '2026-11-01')] }).pregnant).toBe(
    'yes'
  )
  expect(pregnancyOf({ resources: [aPregnancyStatus('Pregnant', '2026-01-01')] }).pregnant).toBe(
    'no'
  )
})

test('reads an allergy with substance, severity, reactions and date', () => {
  expect(indexOf(anAllergy()).allergies[0]).toMatchObject({
    label: 'Penicillin -class of antibiotic-',
    status: 'active',
    substances: ['penicillin'],
    reactions: ['Anaphylaxis'],
    severe: true,
    date: { iso: '2012-06-01' }
  })
})

test.for([
  ['mild rash', { reaction: [{ manifestation: [{ text: 'Rash' }], severity: 'mild' }] }, false],
  ['no reaction', { reaction: [] }, false],
  ['criticality high', { reaction: [], criticality: 'high' }, true],
  [
    'anaphylaxis of no stated severity',
    { reaction: [{ manifestation: [{ text: 'Anaphylaxis' }] }] },
    true
  ]
] as const)('severity of an allergy: %s', ([, given, severe]) => {
  const allergy = anAllergy(structuredClone(given) as unknown as Parameters<typeof anAllergy>[0])
  expect(indexOf(allergy).allergies[0]?.severe).toBe(severe)
})

test('knows an allergy by RxNorm code, and one to no drug by no substance', () => {
  const index = indexOf(
    anAllergy({ id: 'a1', code: { coding: [{ system: rxnorm, code: '7980' }] } }),
    anAllergy({ id: 'a2', code: aConcept(snomed, '762952008', 'Peanut (substance)') })
  )
  expect(index.allergies.map((one) => one.substances)).toEqual([['penicillin g'], []])
})

test.for([
  ['refuted', { verificationStatus: aConcept(`${hl7}/av`, 'refuted', 'Refuted') }],
  ['no known allergy', { code: aConcept(snomed, '716186003', 'No known allergy (situation)') }],
  ['NKDA', { code: { text: 'NKDA' } }]
] as const)('is no allergy: %s', ([, given]) => {
  const allergy = anAllergy(structuredClone(given) as unknown as Parameters<typeof anAllergy>[0])
  expect(indexOf(allergy).allergies).toEqual([])
})

test('an allergy without clinical status is unknown, not active', () => {
  const { clinicalStatus: _status, ...silent } = anAllergy()
  expect(indexOf(silent).allergies[0]?.status).toBe('unknown')
})
