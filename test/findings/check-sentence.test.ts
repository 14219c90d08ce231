/*
 * A sentence beside a verified claim: it passes when it says the same in whatever form, and fails
 * when it says another number, unit, date, direction, standing or thing, or what cannot be read.
 */
import { describe, expect, test } from 'vitest'
import { checkSentence } from '../../src/findings/check-sentence.ts'
import type { SentenceClaim } from '../../src/findings/check-sentence.ts'
import type { BoundClaim } from '../../src/findings/claim.ts'
import { verifyClaim } from '../../src/findings/verify-claim.ts'
import {
  aClinicalStatus,
  aConcept,
  aCondition,
  aLabResult,
  anAllergy,
  aPrescription,
  loinc,
  snomed
} from '../support/records.ts'
import { aView } from './a-view.ts'

const named = (code: string, display: string) => ({ code: aConcept(loinc, code, display) })
const platelets = named('777-3', 'Platelets [#/volume] in Blood by Automated count')
const view = aView([
  aLabResult('old', '777-3', 1290.5, '10*3/uL', '2017-01-05', platelets),
  aLabResult('new', '777-3', 370.8, '10*3/uL', '2018-01-23T09:30:00-05:00', platelets),
  aLabResult('hdl', '2085-9', 48.25, 'mg/dL', '2018-01-23', named('2085-9', 'Cholesterol in HDL')),
  aLabResult(
    'pain',
    '72514-3',
    3,
    '{score}',
    '2018-01-23',
    named('72514-3', 'Pain severity - 0-10 [Score]')
  ),
  aLabResult('b1', 'B1', 97, 'nmol/L', '2018-01-23', {
    code: aConcept('urn:local', 'B1-LOCAL', 'Vitamin B 1')
  }),
  aCondition({ id: 'c', code: aConcept(snomed, '59621000', 'Essential hypertension (disorder)') }),
  aCondition({ id: 'past', clinicalStatus: aClinicalStatus('resolved') }),
  aPrescription('m', '1649987', 'doxycycline hyclate 100 MG'),
  anAllergy({ id: 'a' })
])

const said = (claim: BoundClaim, text: string, display?: string): string => {
  const verdict = verifyClaim(claim, view)
  if (verdict.outcome === 'rejected') throw new Error(verdict.reason)
  const sentence = { text, ...(display !== undefined && { display }) }
  return checkSentence(sentence, verdict.claim as SentenceClaim, view) ?? 'holds'
}

const value = (id: string, number: number, unit: string): BoundClaim => ({
  claim: 'value',
  reference: `Observation/${id}`,
  value: number,
  unit,
  date: '2018-01-23'
})

describe('about a value', () => {
  const about = (text: string) => said(value('new', 370.8, '10*3/uL'), text)

  test.for([
    'Platelets [#/volume] in Blood by Automated count was 370.8 10*3/uL on 2018-01-23',
    'platelets were 370.8 x10^3/\u00b5L on 23 Jan 2018',
    'Platelets 371 K/uL (01/23/2018)',
    'Platelet count: 370.8 10\u00b3/\u00b5L, January 23rd, 2018.',
    'On Tuesday, January 23, 2018 platelets were 370.80 thousand per microliter',
    'Platelets in January 2018: 370.8',
    'Platelets were 370,8 in 2018',
    'Platelets measured 370.8 on 2018-01-23T14:30:00Z',
    'Platelets measured 370.8 on 2018-01-23 at 09:30',
    'Platelets (10*3/uL): 370.8',
    'The most recent platelets were 370.8',
    'LOINC 777-3, platelets, was 370.8'
  ])('holds: %s', (text) => {
    expect(about(text)).toBe('holds')
  })

  test.for([
    ['Platelets were 371.8 10*3/uL', 'value-mismatch'],
    ['Platelets were 370.7', 'value-mismatch'],
    ['Platelets were 371.00', 'value-mismatch'],
    ['Platelets were 370.80 and 290.5', 'value-mismatch'],
    ['Platelets were 3,708 10*3/uL', 'value-mismatch'],
    ['Platelets were -370.8', 'value-mismatch'],
    ['Platelets were three hundred', 'value-mismatch'],
    ['Platelets were >370.8', 'value-mismatch'],
    ['Platelets were at least 370.8', 'value-mismatch'],
    ['Platelets were 370.8-482', 'value-mismatch'],
    ['Platelets were 370.8 mg/L', 'unit-mismatch'],
    ['Platelets were 370.8 10*6/uL', 'unit-mismatch'],
    ['Platelets were 370.8 %', 'unit-mismatch'],
    ['Platelets (mmol/L): 370.8', 'unit-mismatch'],
    ['Platelets were 370.8 on 2019-01-23', 'date-mismatch'],
    ['Platelets were 370.8 on 01/24/2018', 'date-mismatch'],
    ['Platelets were 370.8 on Monday, January 23, 2018', 'date-mismatch'],
    ['Platelets were 370.8 on 2018-01-23T15:30:00Z', 'date-mismatch'],
    ['Platelets were 370.8 on 2018-01-23 at 09:37', 'date-mismatch'],
    ['Platelets were 370.8 in February 2018', 'date-mismatch'],
    ['Platelets were 370.8 on 31 Feb 2018', 'date-mismatch'],
    ['Sodium was 370.8', 'name-mismatch'],
    ['Mean platelet volume was 370.8', 'words-unsupported'],
    ['Platelets were not 370.8', 'words-unsupported'],
    ['Platelets \u2260 370.8', 'words-unsupported'],
    ['Platelets rose to 370.8', 'words-unsupported'],
    ['Were platelets 370.8?', 'words-unsupported'],
    ["The mother's platelets were 370.8", 'words-unsupported'],
    ['Platelets were normal at 370.8', 'words-unsupported'],
    ['\u03a1latelets were 370.8', 'name-mismatch']
  ] as const)('%s: %s', ([text, expected]) => {
    expect(about(text)).toBe(expected)
  })

  test('only the newest reading is the latest one', () => {
    const old: BoundClaim = { ...value('old', 1290.5, '10*3/uL'), date: '2017-01-05' } as BoundClaim
    expect(said(old, 'Platelets were 1,290.5 on 2017-01-05')).toBe('holds')
    expect(said(old, 'The latest platelets were 1290.5')).toBe('date-mismatch')
  })

  test('another analyte that shares a word is another thing', () => {
    const hdl = value('hdl', 48.25, 'mg/dL')
    expect(said(hdl, 'HDL cholesterol was 48.25 mg/dL')).toBe('holds')
    expect(said(hdl, 'Cholesterol in LDL was 48.25 mg/dL')).toBe('name-mismatch')
    expect(said(hdl, 'Cholesterol was 48.25 mg/dL')).toBe('name-mismatch')
    expect(said(hdl, 'HDL cholesterol was 48.25', 'Cholesterol in LDL')).toBe('name-mismatch')
    expect(said(hdl, 'HDL cholesterol was 48.25', 'HDL Cholesterol')).toBe('holds')
    expect(said(hdl, 'HDL cholesterol was 48.25', 'HDL Cholesterol ratio')).toBe('name-mismatch')
    const b1 = value('b1', 97, 'nmol/L')
    expect(said(b1, 'Vitamin B1 was 97 nmol/L')).toBe('holds')
    expect(said(b1, 'Vitamin B1a was 97 nmol/L')).toBe('name-mismatch')
  })

  test('digits in a name are no value, and no others may stand there', () => {
    const pain = value('pain', 3, '{score}')
    expect(said(pain, 'Pain severity - 0-10 [Score] was 3 {score}')).toBe('holds')
    expect(said(pain, 'Pain severity - 0-10 [Score] was 3 points')).toBe('holds')
    expect(said(pain, 'Pain severity - 0-10 [Score] was 10 {score}')).toBe('value-mismatch')
    expect(said(pain, 'Pain severity - 0-20 [Score] was 3 {score}')).toBe('name-mismatch')
    expect(said(pain, 'Severity of pain - 0-10 [Score] was 10')).toBe('name-mismatch')
    expect(said(pain, 'Pain severity - 0-10 [Score] was 3 {INR}')).toBe('unit-mismatch')
  })
})

describe('about a trend', () => {
  const about = (text: string) =>
    said(
      {
        claim: 'trend',
        fromReference: 'Observation/old',
        toReference: 'Observation/new',
        direction: 'falling'
      },
      text
    )

  test.for([
    'Platelets fell from 1290.5 (2017-01-05) to 370.8 (2018-01-23)',
    'Platelets fell from 1,290.5 to 370.8 between 2017-01-05 and 2018-01-23',
    'Platelets were 370.8 on 23 Jan 2018, down from 1290.5 on 5 Jan 2017',
    'Platelets decreased by 919.7',
    'Platelets showed a drop of 71 % from 1290.5 to 370.8',
    'Platelets went from 1290.5 to 370.8',
    'Platelets: 1290.5 \u2192 370.8'
  ])('holds: %s', (text) => {
    expect(about(text)).toBe('holds')
  })

  test.for([
    ['Platelets rose from 1290.5 to 370.8', 'trend-mismatch'],
    ['Platelets were stable', 'trend-mismatch'],
    ['Platelets fell, then rose', 'trend-mismatch'],
    ['Platelets fell from 370.8 to 1290.5', 'value-mismatch'],
    ['Platelets fell from 1290.5 (2018-01-23) to 370.8 (2017-01-05)', 'date-mismatch'],
    ['Platelets fell from 2018-01-23 to 2017-01-05', 'date-mismatch'],
    ['Platelets fell from 1290.5 to 470.8', 'value-mismatch'],
    ['Platelets fell from 1290.5 to 370.8 mg/dL', 'unit-mismatch'],
    ['Platelets fell by 50 %', 'value-mismatch'],
    ['Platelets fell by 900', 'value-mismatch'],
    ['Platelets fell (2018-01-23; 2017-01-05)', 'trend-mismatch'],
    ['Platelets fell from 1290.5 (2016-01-05)', 'date-mismatch'],
    ['Three readings of platelets fell', 'value-mismatch'],
    ['Platelets did not fall', 'words-unsupported'],
    ['Platelets fell below 370.8', 'value-mismatch'],
    ['Sodium fell', 'name-mismatch']
  ] as const)('%s: %s', ([text, expected]) => {
    expect(about(text)).toBe(expected)
  })
})

test.for([
  ['Essential hypertension is an active problem', 'holds'],
  ['Essential hypertension (disorder), active since 4 May 2018', 'holds'],
  ['Essential hypertension has not resolved', 'holds'],
  ['No past history of essential hypertension', 'status-mismatch'],
  ['Concern for essential hypertension', 'status-mismatch'],
  ['Evaluated for essential hypertension', 'status-mismatch'],
  ['Essential hypertension is present in 2 relatives', 'value-mismatch'],
  ['Essential hypertension since 2015-01-01', 'date-mismatch'],
  ['Pulmonary hypertension', 'name-mismatch'],
  ['Essential hypertension of the father', 'words-unsupported'],
  ['Perhaps essential hypertension', 'words-unsupported']
] as const)('about a problem, %s: %s', ([text, expected]) => {
  expect(said({ claim: 'condition', reference: 'Condition/c', status: 'active' }, text)).toBe(
    expected
  )
})

test.for([
  ['Diabetes mellitus type 2 has resolved', 'holds'],
  ['Diabetes mellitus type 2 is not active', 'holds'],
  ['Diabetes mellitus type 2 was never there', 'status-mismatch'],
  ['Diabetes mellitus type 2', 'status-mismatch']
] as const)('about a problem of the past, %s: %s', ([text, expected]) => {
  const claim = { claim: 'condition', reference: 'Condition/past', status: 'resolved' } as const
  expect(said(claim, text)).toBe(expected)
})

test.for([
  ['The patient takes doxycycline', 'holds'],
  ['doxycycline hyclate 100 MG is to be started', 'status-mismatch'],
  ['doxycycline hyclate 100 MG was stopped', 'status-mismatch'],
  ['The patient was on doxycycline hyclate 100 MG', 'status-mismatch'],
  ['doxycycline hyclate 200 MG is active', 'value-mismatch'],
  ['doxycycline and warfarin are active', 'name-mismatch'],
  ['doxycycline hyclate 100 MG and warfarin are active', 'words-unsupported']
] as const)('about a drug, %s: %s', ([text, expected]) => {
  const claim = { claim: 'medication', reference: 'MedicationRequest/m', status: 'active' } as const
  expect(said(claim, text)).toBe(expected)
})

test.for([
  ['Allergic to penicillin -class of antibiotic-', 'holds'],
  ['No known allergy to penicillin -class of antibiotic-', 'status-mismatch'],
  ['Allergic to latex', 'name-mismatch']
] as const)('about an allergy, %s: %s', ([text, expected]) => {
  expect(said({ claim: 'allergy', reference: 'AllergyIntolerance/a' }, text)).toBe(expected)
})
