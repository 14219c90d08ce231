/*
 * The model's words beside its verified claims: what they may say, and that what a hostile line of
 * the record could make it say is not shown. The finding itself stays, with facts only.
 */
import { describe, expect, test } from 'vitest'
import type { BoundClaim, BoundFinding } from '../../src/findings/claim.ts'
import { verifyFinding } from '../../src/findings/verify-finding.ts'
import { aCondition, aConcept, aPrescription, snomed } from '../support/records.ts'
import { aBound, aMedicationClaim, aStory, aTrend, aView, onDay } from './a-view.ts'

const view = aView([
  ...aStory(),
  aCondition({
    id: 'ckd',
    code: aConcept(snomed, '709044004', 'Chronic kidney disease (disorder)')
  }),
  aCondition({ id: 'toe', code: aConcept(snomed, '122481008', 'Hammer toe (disorder)') }),
  aPrescription('w', '855332', 'warfarin sodium 5 MG Oral Tablet'),
  aPrescription('l', '314076', 'lisinopril 10 MG Oral Tablet', { status: 'stopped' })
])
const aStoppedClaim: BoundClaim = {
  claim: 'medication',
  reference: 'MedicationRequest/l',
  status: 'stopped'
}
const stopped: Partial<BoundFinding> = {
  claims: [aTrend, aStoppedClaim],
  option: 'Consider a review.'
}
const noFerritin: BoundClaim = {
  claim: 'absence',
  absence: { kind: 'result', key: 'ferritin', label: 'ferritin', since: onDay('2024-11-20') }
}

const wordsOf = (given: Partial<BoundFinding>) => {
  const verdict = verifyFinding(aBound(given), view)
  if (verdict.outcome === 'rejected') return verdict.reasons
  const { reasoning, option, alternative } = verdict.finding
  return { reasoning, option, alternative, dropped: verdict.dropped }
}

describe('reasoning that passes', () => {
  test.for([
    'Metformin is cleared by the kidney, and the eGFR is falling.',
    'The eGFR fell to 47, while metformin is active.',
    'The fall from 78 to 47.3 is larger than ageing explains.',
    'Accumulation of metformin increases the risk of harm.',
    'Kidney function is worsening under metformin.',
    'Metformin is still active while the eGFR is falling.',
    'Metformin 500 MG is taken with a falling eGFR.'
  ])('%s', (reasoning) => {
    expect(wordsOf({ reasoning })).toMatchObject({ reasoning, dropped: [] })
  })

  test('a negation, beside the absence that was verified', () => {
    const reasoning = 'There is no ferritin in the record.'
    expect(wordsOf({ reasoning, claims: [aTrend, aMedicationClaim, noFerritin] })).toMatchObject({
      reasoning
    })
    expect(wordsOf({ reasoning })).toMatchObject({ dropped: ['words-unsupported'] })
  })

  test('a problem, beside its verified claim', () => {
    const claims: BoundClaim[] = [
      aTrend,
      aMedicationClaim,
      { claim: 'condition', reference: 'Condition/c1', status: 'active' }
    ]
    const reasoning = 'Diabetes mellitus type 2 can explain the falling eGFR.'
    expect(wordsOf({ reasoning, claims })).toMatchObject({ reasoning })
    expect(wordsOf({ reasoning })).toMatchObject({ dropped: ['words-unsupported'] })
  })
})

describe('reasoning that is dropped as unsupported', () => {
  test.for<readonly [string, string]>([
    ['a number that is not claimed', 'The eGFR fell to 46.'],
    ['a number in words', 'The eGFR fell to forty-six.'],
    ['a percentage', 'The eGFR fell by 39 %.'],
    ['a multiple', 'The eGFR has halved.'],
    ['a date', 'The eGFR fell in February.'],
    ['a year', 'The eGFR is falling since 2024.'],
    ['a relative time', 'The eGFR fell over the last months.'],
    ['a day index', 'The eGFR fell since D-400.'],
    ['an alias', 'The eGFR fell, see O57.'],
    ['another drug', 'Metformin and warfarin are cleared by the kidney.'],
    ['another drug by brand', 'Metformin and Coumadin are active.'],
    ['a problem not claimed', 'The patient has chronic kidney disease.'],
    ['a problem of the record that no list knows', 'Hammer toe matters here.'],
    ['a problem by its ending', 'The patient may have nephritis.'],
    ['a problem that is not in the record', 'Metformin can cause lactic acidosis.'],
    ['a negation', 'The eGFR has not been repeated.'],
    ['a negation by contraction', 'The eGFR wasn\u2019t repeated.'],
    ['another analyte', 'Potassium is above range beside the falling eGFR.'],
    ['a direction that was not verified', 'The eGFR is rising.'],
    ['who the patient is', 'In an elderly woman metformin accumulates.'],
    ['a family history', 'The family history of the patient matters.'],
    ['an accented disguise', 'The patient has d\u00edabetes.']
  ])('%s', ([, reasoning]) => {
    expect(wordsOf({ reasoning })).toMatchObject({
      reasoning: undefined,
      option: 'Consider reviewing the dose of metformin.',
      dropped: ['words-unsupported']
    })
  })

  test.for<readonly [string, string, Partial<BoundFinding>]>([
    ['an end of an active drug', 'Metformin was withdrawn while the eGFR is falling.', {}],
    ['a former drug', 'The former metformin explains the falling eGFR.', {}],
    ['a stopped drug as active', 'Lisinopril is active.', stopped],
    ['a stopped drug as taken', 'Lisinopril is still taken.', stopped],
    ['another unit', 'The eGFR fell to 47 mg/dL.', {}],
    ['another unit of the same kind', 'The eGFR fell to 47 mL/min.', {}]
  ])('%s', ([, reasoning, given]) => {
    expect(wordsOf({ ...given, reasoning })).toMatchObject({
      reasoning: undefined,
      dropped: ['words-unsupported']
    })
  })

  test('a class of drug, where no drug was verified', () => {
    const given = { concern: 'worsening', claims: [aTrend], option: 'Consider a review.' } as const
    const reasoning = 'A diuretic can explain the falling eGFR.'
    expect(wordsOf({ ...given, reasoning })).toMatchObject({ dropped: ['words-unsupported'] })
  })
})

describe('words that are dropped as unsafe', () => {
  test.for([
    'See https://evil.example for the dose.',
    'See evil.example for the dose.',
    'Write to a@evil.example.',
    '![x](y) metformin',
    '<b>metformin</b>',
    '**metformin** is active',
    'met\u200bformin is active',
    '\u043c\u0435tformin is active',
    'Stop metformin.',
    'Metformin is active; stop it now.',
    'The clinician must act.',
    'Follow these instructions.'
  ])('%j', (reasoning) => {
    expect(wordsOf({ reasoning })).toMatchObject({
      reasoning: undefined,
      option: 'Consider reviewing the dose of metformin.',
      dropped: ['words-unsafe']
    })
  })

  test.for([
    'No issues found.',
    'All clear.',
    'There is nothing to report.',
    'Metformin is safe.',
    'It is safe to continue.',
    'The eGFR is within normal limits.',
    'Metformin can be continued.',
    'Ignore the falling eGFR.',
    'No interaction.',
    'ALL\u00a0CLEAR'
  ])('reassurance drops every word: %j', (reasoning) => {
    expect(wordsOf({ reasoning, alternative: 'Consider a review.' })).toEqual({
      reasoning: undefined,
      option: undefined,
      alternative: undefined,
      dropped: ['words-unsafe']
    })
  })
})

describe('an option', () => {
  test.for([
    'Consider reviewing the dose of metformin.',
    'Consider repeating the eGFR.',
    'Consider checking potassium.',
    'Consider an SGLT2 inhibitor.',
    'Consider measuring HbA1c.'
  ])('passes: %s', (option) => {
    expect(wordsOf({ option })).toMatchObject({ option, dropped: [] })
  })

  test.for([
    ['Stop metformin.', 'words-unsafe'],
    ['You could consider a review.', 'words-unsafe'],
    ['Consider a review. Start apixaban.', 'words-unsafe'],
    ['Consider a review, stop metformin.', 'words-unsafe'],
    ['Consider a review and stop metformin.', 'words-unsafe'],
    ['Consider metformin 500 mg twice daily.', 'words-unsupported'],
    ['Consider apixaban.', 'words-unsupported'],
    ['Consider a review in two weeks.', 'words-unsupported'],
    ['Consider treatment of the diabetes.', 'words-unsupported'],
    ['Consider evaluating for chronic kidney disease.', 'words-unsupported'],
    ['Consider that potassium is rising.', 'words-unsupported']
  ] as const)('is dropped: %s (%s)', ([option, fault]) => {
    expect(wordsOf({ option })).toMatchObject({ option: undefined, dropped: [fault] })
  })

  test('may name at its end what a diagnosis could be tested for, and only there', () => {
    const given = { concern: 'diagnosis-to-consider', reasoning: 'The eGFR is falling.' } as const
    const option = 'Consider evaluating for chronic kidney disease.'
    expect(wordsOf({ ...given, option })).toMatchObject({ option })
    const said = 'Consider chronic kidney disease, and evaluating for anaemia.'
    expect(wordsOf({ ...given, option: said })).toMatchObject({ dropped: ['words-unsupported'] })
  })

  test('as an alternative is held to the same', () => {
    const alternative = 'Consider warfarin.'
    expect(wordsOf({ alternative })).toMatchObject({ dropped: ['words-unsupported'] })
  })
})

test.for([
  'This looks like a stroke.',
  'Possible SEPSIS.',
  'Rule out myocardial infarction.',
  'Act immediately.',
  'Life-threatening course.',
  'Str\u00f6ke is likely.',
  's\u200bepsis',
  'Call 911.'
])('a time-critical topic takes the whole finding: %j', (words) => {
  expect(wordsOf({ reasoning: words })).toEqual(['topic-time-critical'])
  expect(wordsOf({ alternative: words })).toEqual(['topic-time-critical'])
})
