import type { Resource } from '@medplum/fhirtypes'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { buildClinicalIndex } from '../../src/clinical/build-clinical-index.ts'
import { latest, latestValue, readingsOf, valuesOf } from '../../src/clinical/latest.ts'
import { isSocialResult } from '../../src/clinical/social.ts'
import {
  aBloodPressure,
  aConcept,
  aLabResult,
  anObservation,
  aQuantity,
  aRecord,
  aVitalSign,
  hl7,
  loinc
} from '../support/records.ts'

const asOf = '2026-11-20T09:00:00Z'

function indexOf(...resources: readonly Resource[]) {
  return buildClinicalIndex(aRecord({ resources }), asOf)
}

test.for(['33914-3', '62238-1', '98979-8', '77147-7'])('reads LOINC %s as eGFR', (code) => {
  const index = indexOf(aLabResult('o1', code, 41, 'mL/min/{1.73_m2}', '2026-10-01'))
  expect(latest(index, 'egfr')).toMatchObject({ value: 41, unit: 'mL/min/1.73m2' })
})

test('one series holds the drifting codes of an analyte, newest first', () => {
  const index = indexOf(
    aLabResult('o1', '38483-4', 1.1, 'mg/dL', '2024-10-01'),
    aLabResult('o2', '2160-0', 1.9, 'mg/dL', '2026-10-01'),
    aLabResult('o3', '2160-0', 1.4, 'mg/dL', '2025-10-01')
  )
  expect(valuesOf(index, 'creatinine').map((one) => one.value)).toEqual([1.9, 1.4, 1.1])
})

test('orders readings of one day by their time, across offsets', () => {
  const index = indexOf(
    aLabResult('o1', '2823-3', 4.1, 'mmol/L', '2026-10-01T23:30:00-05:00'),
    aLabResult('o2', '2823-3', 5.2, 'mmol/L', '2026-10-02T03:00:00Z')
  )
  expect(readingsOf(index, 'potassium').map((one) => one.reference)).toEqual([
    'Observation/o1',
    'Observation/o2'
  ])
})

test.for([
  ['2160-0', 177, 'umol/L', 'creatinine', 2.00181],
  ['2160-0', 177, 'µmol/L', 'creatinine', 2.00181],
  ['2345-7', 10, 'mmol/L', 'glucose', 180.156],
  ['718-7', 104, 'g/L', 'hemoglobin', 10.4],
  ['4548-4', 84, 'mmol/mol', 'hba1c', 9.83632],
  ['9318-7', 30, 'mg/mmol', 'uacr', 265.2],
  ['2823-3', 5.4, 'mEq/L', 'potassium', 5.4],
  ['29463-7', 150, '[lb_av]', 'weight', 68.0389],
  ['8310-5', 101.3, '[degF]', 'temperature', 38.5],
  ['2276-4', 9, 'ug/L', 'ferritin', 9]
] as const)('converts LOINC %s %d %s', ([code, value, unit, analyte, canonical]) => {
  const result = latest(indexOf(aLabResult('o1', code, value, unit, '2026-10-01')), analyte)
  expect(result?.value).toBe(canonical)
  expect(result?.recorded).toEqual({ value, unit })
})

test('a unit that is not known gives no value to compare, and the recorded one stays', () => {
  const index = indexOf(aLabResult('o1', '2160-0', 1.9, 'furlong', '2026-10-01'))
  expect(latest(index, 'creatinine')).toMatchObject({ recorded: { value: 1.9, unit: 'furlong' } })
  expect(latest(index, 'creatinine')).not.toHaveProperty('value')
  expect(latestValue(index, 'creatinine')).toBeUndefined()
})

test('a missing unit is believed of a ratio and of nothing else', () => {
  const inr = anObservation({
    id: 'o1',
    code: aConcept(loinc, '6301-6', 'INR'),
    valueQuantity: { value: 3.1 }
  })
  const potassium = anObservation({
    id: 'o2',
    code: aConcept(loinc, '2823-3', 'Potassium'),
    valueQuantity: { value: 3.1 }
  })
  const index = indexOf(inr, potassium)
  expect(latestValue(index, 'inr')?.value).toBe(3.1)
  expect(latestValue(index, 'potassium')).toBeUndefined()
})

test('reads blood pressure by code, never by place', () => {
  const index = indexOf(aBloodPressure('o1', 152, 88, '2026-10-01'))
  expect(latest(index, 'systolic')).toMatchObject({ value: 152, component: '8480-6' })
  expect(latest(index, 'diastolic')).toMatchObject({ value: 88, component: '8462-4' })
  expect(index.byReference.get('Observation/o1')).toHaveLength(2)
  expect(index.results.has('loinc:85354-9')).toBe(false)
})

test.for(['cancelled', 'entered-in-error'] as const)('a %s result is no fact', (status) => {
  const index = indexOf(anObservation({ status }))
  expect(index.results.size).toBe(0)
  expect(index.byReference.size).toBe(0)
})

test('marks preliminary results, and takes amended ones as final', () => {
  const index = indexOf(
    anObservation({ id: 'o1', status: 'preliminary', effectiveDateTime: '2026-10-02' }),
    anObservation({ id: 'o2', status: 'amended', effectiveDateTime: '2026-10-01' })
  )
  expect(readingsOf(index, 'egfr').map((one) => one.status)).toEqual(['preliminary', 'final'])
})

test('takes interpretation and range as recorded and invents neither', () => {
  const told = anObservation({
    id: 'o1',
    interpretation: [aConcept(`${hl7}/v3-ObservationInterpretation`, 'LL', 'Critical low')],
    referenceRange: [{ low: aQuantity(60, 'mL/min'), high: aQuantity(120, 'mL/min') }]
  })
  const untold = anObservation({ id: 'o2', effectiveDateTime: '2026-09-01' })
  const index = indexOf(told, untold)
  const [first, second] = readingsOf(index, 'egfr')
  expect(first).toMatchObject({ interpretation: 'critical', range: { low: 60, high: 120 } })
  expect(second).not.toHaveProperty('interpretation')
  expect(second).not.toHaveProperty('range')
})

test('of several ranges without one called normal, none is taken', () => {
  const range = { low: aQuantity(1, 'g') }
  const index = indexOf(anObservation({ referenceRange: [range, range] }))
  expect(latest(index, 'egfr')).not.toHaveProperty('range')
})

test('keeps a comparator and a coded answer', () => {
  const less = anObservation({
    id: 'o1',
    code: aConcept(loinc, '2276-4', 'Ferritin'),
    valueQuantity: { ...aQuantity(5, 'ng/mL'), comparator: '<' }
  })
  const { valueQuantity: _none, ...positive } = anObservation({
    id: 'o2',
    code: aConcept(loinc, '29771-3', 'Hemoglobin.gastrointestinal'),
    valueCodeableConcept: aConcept(
      'http://snomed.info/sct',
      '10828004',
      'Positive (qualifier value)'
    )
  })
  const index = indexOf(less, positive)
  expect(latest(index, 'ferritin')).toMatchObject({ comparator: '<', value: 5 })
  expect(latest(index, 'fit')?.recorded).toEqual({ text: 'Positive' })
})

test('names what has no LOINC by its text, and unknown LOINC by its code', () => {
  const local = anObservation({ id: 'o1', code: { text: 'Sagittal Alignment' } })
  const other = aLabResult('o2', '72514-3', 3, '{score}', '2026-10-01')
  expect([...indexOf(local, other).results.keys()]).toEqual([
    'loinc:72514-3',
    'text:sagittal alignment'
  ])
})

test('a result without value or without any date is no fact', () => {
  const { valueQuantity: _value, ...empty } = anObservation({ id: 'o1' })
  const { effectiveDateTime: _date, ...undated } = anObservation({ id: 'o2' })
  expect(indexOf(empty, undated).results.size).toBe(0)
})

test('tells vital signs from laboratory results', () => {
  const index = indexOf(
    aVitalSign('o1', '8867-4', 71, '/min', '2026-10-01'),
    aLabResult('o2', '2823-3', 4, 'mmol/L', '2026-10-01')
  )
  expect(latest(index, 'heart-rate')?.category).toBe('vital-sign')
  expect(latest(index, 'potassium')?.category).toBe('laboratory')
})

test('answers of a social questionnaire can be told apart', () => {
  const index = indexOf(
    aLabResult('o1', '93027-1', 1, '{score}', '2026-10-01'),
    aLabResult('o2', '2823-3', 4, 'mmol/L', '2026-10-01')
  )
  const social = [...index.results.values()].flatMap((one) => one.readings).filter(isSocialResult)
  expect(social.map((one) => one.reference)).toEqual(['Observation/o1'])
})

test('creatinine in µmol/L orders as it does in mg/dL', () => {
  const conversionOf = (value: number) =>
    latestValue(indexOf(aLabResult('o1', '2160-0', value, 'umol/L', '2026-10-01')), 'creatinine')
  fc.assert(
    fc.property(fc.integer({ min: 10, max: 2000 }), (value) => {
      expect(conversionOf(value + 1)?.value).toBeGreaterThan(conversionOf(value)?.value ?? NaN)
    })
  )
})
