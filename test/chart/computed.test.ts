import { describe, expect, test } from 'vitest'
import type { ClinicalIndex, Person } from '../../src/clinical/clinical-index.ts'
import { readChartMessage } from '../../src/testbed/stand-in-model/chart-text.ts'
import { notRead } from '../support/records.ts'
import { aMedication, anIndex, aProblem, aResult, chartOf, code } from './an-index.ts'
import type { IndexGiven } from './an-index.ts'

/* What is computed from several entries: scores, totals, slopes. */

const fibrillation = aProblem({
  reference: 'Condition/af',
  label: 'Atrial fibrillation',
  codes: code('SCT 49436004')
})
const hypertension = aProblem({
  reference: 'Condition/ht',
  label: 'Hypertension',
  codes: code('SCT 59621000')
})
const heartFailure = aProblem({
  reference: 'Condition/hf',
  label: 'Heart failure',
  codes: code('SCT 88805009'),
  status: 'resolved'
})
const person = (given: Partial<Person>): Person => ({ ...anIndex().person, ...given })

function computed(given: IndexGiven, profile: 'minimised' | 'strict-year' = 'minimised') {
  const lines = chartOf({ index: anIndex(given), profile }).chart.review.split('\n')
  const from = lines.indexOf('COMPUTED')
  return from < 0
    ? []
    : lines
        .slice(from + 1)
        .filter((line) => /^\[Z\d\] /.test(line))
        .map((line) => line.replace(/^\[Z\d\] /, ''))
}

describe('CHA2DS2-VASc', () => {
  test.for([
    [64, 'male', 'CHA2DS2-VASc 0'],
    [65, 'male', 'CHA2DS2-VASc 1: age 1'],
    [74, 'female', 'CHA2DS2-VASc 2: age 1; female 1'],
    [75, 'male', 'CHA2DS2-VASc 2: age 2'],
    [undefined, 'unknown', 'CHA2DS2-VASc at least 0; not known: age, sex']
  ] as const)('of age %s and sex %s alone', ([ageYears, sex, line]) => {
    const { ageYears: _age, ...rest } = person({ sex })
    const who = ageYears === undefined ? rest : { ...rest, ageYears }
    expect(computed({ problems: [fibrillation], person: who })).toEqual([line])
  })

  test('names the problems that give points, past ones where they count for good', () => {
    const diabetesOver = aProblem({ status: 'resolved' })
    const problems = [fibrillation, hypertension, heartFailure, diabetesOver]
    expect(computed({ problems })).toEqual([
      'CHA2DS2-VASc 4: age 1; heart failure 1 [C3]; hypertension 1 [C2]; female 1'
    ])
  })

  test('two problems of one kind count once', () => {
    const again = { ...hypertension, reference: 'Condition/ht2', label: 'Hypertensive disorder' }
    expect(computed({ problems: [fibrillation, hypertension, again] })[0]).toMatch(
      /^CHA2DS2-VASc 3: age 1; hypertension 1 \[C\d\]; female 1$/
    )
  })

  test('is not made without active fibrillation', () => {
    expect(computed({ problems: [hypertension] })).toEqual([])
    expect(computed({ problems: [{ ...fibrillation, status: 'resolved' }] })).toEqual([])
  })

  test('says so when problems were not read whole', () => {
    const states: ClinicalIndex['states'] = { ...anIndex().states, conditions: notRead() }
    expect(computed({ problems: [fibrillation], states })[0]).toContain(
      'at least 2: age 1; female 1; not known: all problems'
    )
  })
})

describe('morphine equivalents', () => {
  const oxycodone = aMedication({
    reference: 'MedicationRequest/o',
    label: 'Oxycodone hydrochloride 10 MG Oral Tablet',
    ingredients: ['oxycodone'],
    dailyDose: { value: 40, unit: 'mg' }
  })
  const tramadol = aMedication({
    reference: 'MedicationRequest/t',
    label: 'Tramadol 50 MG Oral Tablet',
    codes: code('RX 835603'),
    ingredients: ['tramadol'],
    dailyDose: { value: 100, unit: 'mg' }
  })

  test('of active opioids are added up, each with its entry', () => {
    const [line] = computed({ medications: [oxycodone, tramadol] })
    expect(line).toMatch(
      /^Active opioids 80 MME\/d: (?:60 \[M1\]; 20 \[M2\]|20 \[M2\]; 60 \[M1\]|60 \[M2\]; 20 \[M1\])$/
    )
  })

  test('one without a dose makes the total a least one', () => {
    const { dailyDose: _dose, ...undosed } = tramadol
    expect(computed({ medications: [oxycodone, undosed] })[0]).toMatch(
      /^Active opioids at least 60 MME\/d: 60 \[M\d\]; no factor or dose \[M\d\]$/
    )
    expect(computed({ medications: [undosed] })).toEqual([
      'Active opioids not known: no factor or dose [M1]'
    ])
  })

  test('a stopped opioid counts for nothing', () => {
    expect(computed({ medications: [{ ...oxycodone, status: 'stopped' }] })).toEqual([])
  })

  test('two strengths of one drug are two lines and two terms', () => {
    const stronger = { ...oxycodone, reference: 'MedicationRequest/o2', label: 'Oxycodone 20 MG' }
    expect(computed({ medications: [oxycodone, stronger] })[0]).toMatch(
      /^Active opioids 120 MME\/d: 60 \[M[12]\]; 60 \[M[12]\]$/
    )
  })
})

describe('the slope of the eGFR', () => {
  const falling = [0, -365, -731, -1096].map((at, step) => aResult(`o${step}`, 40 + step * 5, at))
  const egfr = (results: typeof falling, profile: 'minimised' | 'strict-year' = 'minimised') =>
    chartOf({ index: anIndex({ results }), profile }).chart.review.match(/slope.*$/m)?.[0]

  test('is in units a year over all readings', () => {
    expect(egfr(falling)).toBe('slope -5/y of 4')
    expect(egfr(falling.slice(0, 3).map((one) => ({ ...one, value: 40 })))).toBe('slope 0/y of 3')
  })

  test('is not made of two readings, of half a year, or of bounds', () => {
    expect(egfr(falling.slice(0, 2))).toBeUndefined()
    const close = [0, -80, -170].map((at, step) => aResult(`o${step}`, 40 + step, at))
    expect(egfr(close)).toBeUndefined()
    expect(egfr(falling.map((one) => ({ ...one, comparator: '>' as const })))).toBeUndefined()
  })

  test('is not told where days may not be told', () => {
    expect(egfr(falling, 'strict-year')).toBeUndefined()
  })

  test('is not made of another analyte', () => {
    expect(egfr(falling.map((one) => ({ ...one, analyte: 'creatinine' })))).toBeUndefined()
  })
})

test('the stand-in reads a chart with computed lines as before', () => {
  const { chart } = chartOf({ index: anIndex({ problems: [fibrillation, hypertension] }) })
  const read = readChartMessage(`ASK review\n<<<CHART\n${chart.review}\nCHART>>>`)
  expect(chart.review).toContain('COMPUTED\n[Z1] CHA2DS2-VASc')
  expect(read?.entries.map(({ alias }) => alias)).toEqual(['C1', 'C2', 'Z1'])
  expect(read?.series).toEqual([])
})

describe('an eGFR that does not fit its creatinine', () => {
  const creatinine = (value: number) => ({
    ...aResult('cr', value, -3, { analyte: 'creatinine', unit: 'mg/dL' })
  })
  const printed = (value: number) => aResult('egfr', value, -3)
  // CKD-EPI 2021 of a woman of 67 with 1.54 mg/dL, worked out by hand: 142 × 2.2^-1.2 × 0.9938^67 × 1.012.
  const line =
    'eGFR by CKD-EPI 2021 37 mL/min/1.73m2: from creatinine 1.54 [O1]; does not fit 142.8 [O2]'

  test('is said with what the creatinine gives', () => {
    const results = [creatinine(1.54), printed(142.8)]
    expect(computed({ results })).toEqual([line])
    expect(computed({ results: [creatinine(1.54), printed(41)] })).toEqual([])
  })

  test.for([
    ['a child', { ageYears: 12 }],
    ['somebody of unknown age', { ageYears: undefined }],
    ['somebody of unknown sex', { sex: 'unknown' as const }]
  ] as const)('is not computed of %s', ([, given]) => {
    const { ageYears: _age, ...rest } = person({})
    const who = 'sex' in given ? person(given) : given.ageYears ? { ...rest, ...given } : rest
    expect(computed({ results: [creatinine(1.54), printed(142.8)], person: who })).toEqual([])
  })
})

test.for([
  [102, 85, ['Pulse pressure 17 mm[Hg]: systolic [O1]; diastolic [O2]']],
  [120, 80, []]
] as const)(
  'a pulse pressure of %i/%i is said where it is narrow',
  ([systolic, diastolic, lines]) => {
    const results = [
      aResult('bp', systolic, -3, { analyte: 'systolic', component: '8480-6' }),
      aResult('bp', diastolic, -3, { analyte: 'diastolic', component: '8462-4' })
    ]
    expect(computed({ results })).toEqual(lines)
  }
)
