/*
 * Claims that are cited, coded or stated in other ways than the usual one, and sentences that say
 * something else than the parts beside them.
 */
import { describe, expect, test } from 'vitest'
import { claimRecordOf } from '../../../src/evaluation/claims/claim-record.ts'
import { judgeClaim } from '../../../src/evaluation/claims/judge-claim.ts'
import { StatedClaimSchema } from '../../../src/evaluation/claims/stated-claim.ts'
import { noFacts, someRecord } from './some-records.ts'

const record = claimRecordOf(someRecord(noFacts()))
if (record === undefined) throw new Error('no patient')
const verdict = (claim: object) =>
  judgeClaim(StatedClaimSchema.parse({ id: '1', bundle: 'one', ...claim }), record) ?? 'believed'

const bmi = {
  kind: 'observation',
  text: 'Body Mass Index was 30.31 kg/m2 on 2020-02-28',
  refs: ['Observation/o-0-1'],
  structured: {
    code: '39156-5',
    display: 'Body Mass Index',
    value: 30.31,
    unit: 'kg/m2',
    date: '2020-02-28',
    assertion: 'value'
  }
}
const withParts = (given: object, text = bmi.text) =>
  verdict({ ...bmi, text, structured: { ...bmi.structured, ...given } })

describe('a value', () => {
  test.for<[object, string]>([
    [{}, 'believed'],
    [{ code: null }, 'believed'],
    [{ code: undefined, display: undefined }, 'believed'],
    [{ unit: undefined }, 'believed'],
    [{ date: undefined }, 'believed'],
    [{ assertion: undefined }, 'believed'],
    [{ code: 'http://loinc.org|39156-5' }, 'believed'],
    [{ display: 'body mass index' }, 'believed'],
    [{ display: 'BMI' }, 'believed'],
    [{ value: '30.31' }, 'believed'],
    [{ date: '2020-02' }, 'believed'],
    [{ date: '2020-02-28T23:30:00-05:00' }, 'believed'],
    [{ value: undefined }, 'no-support'],
    [{ unit: null }, 'unit-mismatch'],
    [{ value: 30.4 }, 'value-mismatch'],
    [{ unit: 'kg' }, 'unit-mismatch'],
    [{ date: '2021-02-28' }, 'date-mismatch'],
    [{ date: '2019' }, 'date-mismatch'],
    [{ code: '29463-7' }, 'code-mismatch'],
    [{ display: 'Body Weight' }, 'name-mismatch'],
    [{ assertion: 'somehow' }, 'status-mismatch'],
    [{ assertion: 'absent' }, 'absence-contradicted']
  ])('with %j is %s', ([given, expected]) => {
    expect(withParts(given)).toBe(expected)
  })

  test('without a date in its parts is still held to the date in its sentence', () => {
    expect(withParts({ date: undefined }, 'Body Mass Index was 30.31 kg/m2 on 2018-02-28')).toBe(
      'date-mismatch'
    )
    expect(withParts({ unit: undefined }, 'Body Mass Index was 30.31 mg/L')).toBe('unit-mismatch')
  })

  test.for<[string[], string]>([
    [['urn:uuid:o-0-1'], 'believed'],
    [['https://ehr.example.org/fhir/Observation/o-0-1'], 'believed'],
    [['Observation/o-0-1/_history/1'], 'believed'],
    [['Observation/o-0-1', 'Observation/o-0-1'], 'believed'],
    [[], 'no-support'],
    [['Observation/o-0-1', 'Observation/none'], 'reference-unknown'],
    [['Observation/o-0-1', 'Observation/o-1-1'], 'code-mismatch'],
    [['Observation/o-0-2'], 'value-mismatch'],
    [['Condition/o-0-1'], 'reference-unknown'],
    [['Condition/asthma'], 'kind-mismatch'],
    [['#o-0-1'], 'reference-unknown'],
    [['urn:uuid:none'], 'reference-unknown'],
    [['o-0-1'], 'reference-unknown']
  ])('citing %j is %s', ([refs, expected]) => {
    expect(verdict({ ...bmi, refs })).toBe(expected)
  })

  const systolic = {
    code: '8480-6',
    display: 'Systolic blood pressure',
    value: 152,
    unit: 'mmHg',
    date: '2021-03-09'
  }
  test.for([
    ['Systolic blood pressure was 152 mmHg on 2021-03-09', 'believed'],
    ['Blood pressure was 152/88 mmHg on 2021-03-09', 'name-mismatch'],
    ['Systolic blood pressure was 88 mmHg on 2021-03-09', 'value-mismatch'],
    ['Diastolic blood pressure was 152 mmHg on 2021-03-09', 'name-mismatch']
  ] as const)('of a component: %s, %s', ([text, expected]) => {
    expect(
      verdict({ kind: 'observation', text, refs: ['Observation/bp'], structured: systolic })
    ).toBe(expected)
  })

  const virus = { code: '94500-6', value: 'Not detected', unit: null, date: '2021-03-09' }
  test.for([
    [
      'SARS-CoV-2 (COVID-19) RNA [Presence] in Respiratory specimen was Not detected on 2021-03-09',
      'believed'
    ],
    ['SARS-CoV-2 (COVID-19) RNA: not detected', 'believed'],
    ['SARS-CoV-2 (COVID-19) RNA was detected on 2021-03-09', 'words-unsupported'],
    ['SARS-CoV-2 (COVID-19) RNA was positive', 'words-unsupported']
  ] as const)('in words: %s, %s', ([text, expected]) => {
    expect(
      verdict({ kind: 'observation', text, refs: ['Observation/virus'], structured: virus })
    ).toBe(expected)
  })

  test('that is true or not', () => {
    const claim = { kind: 'observation', refs: ['Observation/boolean'] }
    const text = 'History of Tobacco use: yes'
    expect(verdict({ ...claim, text, structured: { value: true } })).toBe('believed')
    expect(verdict({ ...claim, text, structured: { value: false } })).toBe('value-mismatch')
  })

  test('below a bound', () => {
    const claim = {
      kind: 'observation',
      refs: ['Observation/below'],
      structured: { value: '<0.1', unit: 'ng/mL' }
    }
    const name = 'Prostate specific Ag [Mass/volume] in Serum or Plasma'
    expect(verdict({ ...claim, text: `${name} was <0.1 ng/mL` })).toBe('believed')
    expect(verdict({ ...claim, text: `${name} was less than 0.1 ng/mL` })).toBe('believed')
    expect(verdict({ ...claim, text: `${name} was 0.1 ng/mL` })).toBe('value-mismatch')
    expect(verdict({ ...claim, text: `${name} was >0.1 ng/mL` })).toBe('value-mismatch')
  })

  test('of a month, by a code of the hospital', () => {
    const structured = {
      code: 'FER',
      display: 'Ferritin, serum',
      value: 35,
      unit: 'ng/mL',
      date: '2021-03-14'
    }
    const claim = { kind: 'observation', refs: ['Observation/month'], structured }
    expect(verdict({ ...claim, text: 'Ferritin was 35 ng/mL in March 2021' })).toBe('believed')
    expect(verdict({ ...claim, text: 'Ferritin was 35 ng/mL in April 2021' })).toBe('date-mismatch')
  })
})

test('an address on another server is another resource, where the record has addresses', () => {
  const here = 'https://here.example.org/fhir'
  const bundle = someRecord()
  const placed = {
    ...bundle,
    entry: bundle.entry?.map(({ resource }) => ({
      fullUrl: `${here}/${resource?.resourceType}/${resource?.id}`,
      ...(resource !== undefined && { resource })
    }))
  }
  const addressed = claimRecordOf(placed)
  expect(addressed?.referenceOf(`${here}/Condition/asthma`)).toBe('Condition/asthma')
  expect(addressed?.referenceOf(`${here}/Condition/asthma/_history/3`)).toBe('Condition/asthma')
  expect(addressed?.referenceOf('Condition/asthma')).toBe('Condition/asthma')
  expect(addressed?.referenceOf('https://there.example.org/fhir/Condition/asthma')).toBeUndefined()
})

describe('a trend', () => {
  const trend = {
    kind: 'trend',
    text: 'Body Mass Index rose from 27.4 (2019-03-11) to 33.2 (2021-03-09)',
    refs: ['Observation/o-0-0', 'Observation/o-0-2'],
    structured: {
      code: '39156-5',
      display: 'Body Mass Index',
      from: 27.4,
      to: 33.2,
      direction: 'rose',
      fromDate: '2019-03-11',
      toDate: '2021-03-09',
      assertion: 'trend'
    }
  }
  test.for<[object, string]>([
    [{}, 'believed'],
    [{ refs: ['Observation/o-0-2', 'Observation/o-0-0'] }, 'believed'],
    [{ refs: ['Observation/o-0-0', 'Observation/o-0-1', 'Observation/o-0-2'] }, 'believed'],
    [{ refs: ['Observation/o-0-0', 'Observation/o-1-1', 'Observation/o-0-2'] }, 'code-mismatch'],
    [{ refs: ['Observation/o-0-2'] }, 'trend-single-point'],
    [{ refs: ['Observation/o-0-2', 'urn:uuid:o-0-2'] }, 'trend-single-point'],
    [{ refs: ['Observation/o-0-1', 'Observation/o-0-2'] }, 'value-mismatch'],
    [{ refs: ['Condition/asthma', 'Observation/o-0-2'] }, 'kind-mismatch']
  ])('with %j is %s', ([given, expected]) => {
    expect(verdict({ ...trend, ...given })).toBe(expected)
  })

  test.for<[object, string]>([
    [{ from: undefined, to: undefined, fromDate: undefined, toDate: undefined }, 'believed'],
    [{ direction: 'increased' }, 'believed'],
    [{ direction: 'fell' }, 'trend-mismatch'],
    [{ direction: 'stable' }, 'trend-mismatch'],
    [{ direction: undefined }, 'trend-mismatch'],
    [{ unit: 'kg/m2' }, 'believed'],
    [{ unit: 'kg' }, 'unit-mismatch'],
    [{ from: 26.4 }, 'value-mismatch'],
    [{ toDate: '2020-03-09' }, 'date-mismatch']
  ])('in parts %j is %s', ([given, expected]) => {
    expect(verdict({ ...trend, structured: { ...trend.structured, ...given } })).toBe(expected)
  })
})

describe('a problem', () => {
  const claim = (id: string, text: string, structured: object = {}) =>
    verdict({
      kind: 'condition',
      text,
      refs: [`Condition/${id}`],
      structured: { assertion: 'active', ...structured }
    })
  test.for<[string, string, object, string]>([
    ['coded-twice', 'Active problem: T2DM', {}, 'believed'],
    [
      'coded-twice',
      'Active problem: Type 2 diabetes mellitus without complications',
      { code: 'E11.9' },
      'believed'
    ],
    ['coded-twice', 'Active problem: Diabetes mellitus type 2', { display: 'T2DM' }, 'believed'],
    ['coded-twice', 'The patient has type 2 diabetes mellitus', {}, 'believed'],
    ['coded-twice', 'The patient has type 1 diabetes mellitus', {}, 'name-mismatch'],
    ['coded-twice', 'The patient has diabetes', {}, 'name-mismatch'],
    ['coded-twice', 'Diabetes mellitus type 2, active since 2018-05-04', {}, 'believed'],
    ['coded-twice', 'Diabetes mellitus type 2, active since 2016-05-04', {}, 'date-mismatch'],
    ['coded-twice', 'Diabetes mellitus type 2', { date: '2016-05-04' }, 'date-mismatch'],
    ['asthma', 'Active problem: Asthma', { display: 'Hypertension' }, 'name-mismatch'],
    ['asthma', 'Active problem: Asthma', { code: '59621000' }, 'code-mismatch'],
    ['asthma', 'Active problem: Severe asthma', {}, 'words-unsupported'],
    ['asthma', 'Active problem: Asthma and COPD', {}, 'words-unsupported'],
    ['asthma', 'Asthma has resolved', {}, 'status-mismatch'],
    ['asthma', 'Asthma', { assertion: 'absent' }, 'absence-contradicted'],
    ['suspected', 'Active problem: Suspected COVID-19', {}, 'believed'],
    ['suspected', 'Active problem: COVID-19', {}, 'name-mismatch'],
    ['history', 'The patient has a history of cardiac arrest', {}, 'believed'],
    ['history', 'The patient has no history of cardiac arrest', {}, 'status-mismatch'],
    ['never', 'Active problem: Never smoked tobacco (finding)', {}, 'believed'],
    ['never', 'Active problem: Smoked tobacco', {}, 'name-mismatch'],
    ['migraine', 'Active problem: Chronic migraine without aura', {}, 'believed'],
    ['migraine', 'Aura without chronic migraine', {}, 'name-mismatch'],
    ['work', 'Not in labor force is an active problem', {}, 'believed'],
    ['pneumonia', 'Pneumonia has resolved', { assertion: 'resolved' }, 'believed'],
    ['pneumonia', 'Pneumonia is no longer active', { assertion: 'resolved' }, 'believed'],
    ['pneumonia', 'Pneumonia has not resolved', { assertion: 'resolved' }, 'status-mismatch'],
    ['pneumonia', 'Active problem: Pneumonia', { assertion: 'resolved' }, 'status-mismatch'],
    ['pneumonia', 'Pneumonia', { assertion: 'resolved' }, 'status-mismatch'],
    ['in-error', 'Active problem: Diabetes mellitus type 2', {}, 'reference-unknown'],
    ['somebody-else', 'Active problem: Diabetes mellitus type 2', {}, 'reference-unknown']
  ])('%s: %s %j is %s', ([id, text, structured, expected]) => {
    expect(claim(id, text, structured)).toBe(expected)
  })
})

test.for<[string, string, object, string]>([
  [
    'by-reference',
    'Active medication: 0.4 ML Enoxaparin sodium 100 MG/ML Prefilled Syringe',
    {},
    'believed'
  ],
  ['by-reference', 'The patient takes enoxaparin', { code: '854235' }, 'believed'],
  ['contained', 'The patient takes amlodipine 5 mg', {}, 'believed'],
  ['contained', 'The patient takes amlodipine 10 mg', {}, 'value-mismatch'],
  ['contained', 'The patient takes lisinopril', {}, 'name-mismatch'],
  ['combined', 'The patient takes hydrocodone and acetaminophen', {}, 'believed'],
  ['combined', 'The patient takes acetaminophen', {}, 'name-mismatch'],
  [
    'metoprolol',
    'Active medication: 24 HR metoprolol succinate 100 MG Extended Release Oral Tablet',
    {},
    'value-mismatch'
  ],
  ['docetaxel', '1 ML DOCEtaxel 20 MG/ML Injection is being held', {}, 'status-mismatch'],
  [
    'lisinopril',
    'lisinopril 10 MG Oral Tablet was completed',
    { assertion: 'completed' },
    'believed'
  ],
  ['lisinopril', 'lisinopril 10 MG Oral Tablet is active', {}, 'status-mismatch'],
  ['doxycycline', 'doxycycline hyclate 100 MG was stopped on 2021-03-09', {}, 'status-mismatch'],
  [
    'doxycycline',
    'doxycycline hyclate 100 MG, active',
    { display: 'minocycline 100 MG' },
    'name-mismatch'
  ]
])('a drug, %s: %s %j is %s', ([id, text, structured, expected]) => {
  const refs = [`MedicationRequest/${id}`]
  expect(
    verdict({ kind: 'medication', text, refs, structured: { assertion: 'active', ...structured } })
  ).toBe(expected)
})
