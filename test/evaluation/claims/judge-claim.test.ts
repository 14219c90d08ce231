/*
 * Claims that are cited, coded or stated in other ways than the usual one. Only their parts are judged.
 */
import { describe, expect, test } from 'vitest'
import { claimRecordOf } from '../../../src/evaluation/claims/claim-record.ts'
import { judgeClaim } from '../../../src/evaluation/claims/judge-claim.ts'
import { StatedClaimSchema } from '../../../src/evaluation/claims/stated-claim.ts'
import { noFacts, someRecord } from './some-records.ts'

const record = claimRecordOf(someRecord(noFacts()))
if (record === undefined) throw new Error('no patient')
const verdict = (claim: object) =>
  judgeClaim(
    StatedClaimSchema.parse({ id: '1', bundle: 'one', text: 'not read', ...claim }),
    record
  ) ?? 'believed'

const bmi = {
  kind: 'observation',
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
const withParts = (given: object) =>
  verdict({ ...bmi, structured: { ...bmi.structured, ...given } })

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
  const virus = { code: '94500-6', value: 'Not detected', unit: null, date: '2021-03-09' }
  const ferritin = { code: 'FER', display: 'Ferritin, serum', value: 35, unit: 'ng/mL' }
  test.for<[string, string, object, string]>([
    ['of a component', 'bp', systolic, 'believed'],
    ['of the other component', 'bp', { ...systolic, value: 88 }, 'value-mismatch'],
    ['of a component, misnamed', 'bp', { ...systolic, display: 'Heart rate' }, 'name-mismatch'],
    ['in words', 'virus', virus, 'believed'],
    ['in other words', 'virus', { ...virus, value: 'Detected' }, 'value-mismatch'],
    ['that is true', 'boolean', { value: true }, 'believed'],
    ['that is not true', 'boolean', { value: false }, 'value-mismatch'],
    ['below a bound', 'below', { value: '<0.1', unit: 'ng/mL' }, 'believed'],
    ['as a bound, without its sign', 'below', { value: 0.1, unit: 'ng/mL' }, 'value-mismatch'],
    ['of a month', 'month', { ...ferritin, date: '2021-03-14' }, 'believed'],
    ['of another month', 'month', { ...ferritin, date: '2021-04-14' }, 'date-mismatch']
  ])('%s', ([, id, structured, expected]) => {
    expect(verdict({ kind: 'observation', refs: [`Observation/${id}`], structured })).toBe(expected)
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

test.for<[string, object, string]>([
  ['coded-twice', {}, 'believed'],
  ['coded-twice', { code: 'E11.9', display: 'T2DM' }, 'believed'],
  ['coded-twice', { display: 'type 1 diabetes mellitus' }, 'name-mismatch'],
  ['coded-twice', { date: '2018-05-04' }, 'believed'],
  ['coded-twice', { date: '2016-05-04' }, 'date-mismatch'],
  ['asthma', { display: 'Hypertension' }, 'name-mismatch'],
  ['asthma', { code: '59621000' }, 'code-mismatch'],
  ['asthma', { assertion: 'absent' }, 'absence-contradicted'],
  ['asthma', { assertion: 'resolved' }, 'status-mismatch'],
  ['work', {}, 'believed'],
  ['pneumonia', { assertion: 'resolved' }, 'believed'],
  ['pneumonia', {}, 'status-mismatch'],
  ['in-error', {}, 'reference-unknown'],
  ['somebody-else', {}, 'reference-unknown']
])('a problem, %s with %j is %s', ([id, structured, expected]) => {
  const refs = [`Condition/${id}`]
  const parts = { assertion: 'active', ...structured }
  expect(verdict({ kind: 'condition', refs, structured: parts })).toBe(expected)
})

test.for<[string, object, string]>([
  ['by-reference', {}, 'believed'],
  ['by-reference', { code: '854235', display: 'enoxaparin' }, 'believed'],
  ['contained', { display: 'lisinopril' }, 'name-mismatch'],
  ['combined', { display: 'hydrocodone and acetaminophen' }, 'believed'],
  ['lisinopril', { assertion: 'completed' }, 'believed'],
  ['lisinopril', {}, 'status-mismatch'],
  ['doxycycline', { assertion: 'stopped' }, 'status-mismatch'],
  ['doxycycline', { display: 'minocycline 100 MG' }, 'name-mismatch']
])('a drug, %s with %j is %s', ([id, structured, expected]) => {
  const refs = [`MedicationRequest/${id}`]
  const parts = { assertion: 'active', ...structured }
  expect(verdict({ kind: 'medication', refs, structured: parts })).toBe(expected)
})
