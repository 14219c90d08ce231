import { expect, test } from 'vitest'
import {
  isAbove,
  isBelow,
  newestReading,
  readingsOf,
  writeReading
} from '../../src/rules/readings.ts'
import { aLabResult } from '../support/records.ts'
import { aView, egfr } from './a-view.ts'

test.for([
  [29, undefined, 'yes'],
  [30, undefined, 'no'],
  [30, '<', 'yes'],
  [30, '<=', 'unknown'],
  [29, '<=', 'yes'],
  [60, '<', 'unknown'],
  [30, '>', 'no'],
  [30, '>=', 'no'],
  [15, '>', 'unknown']
] as const)('a value of %s with comparator %s is below 30: %s', ([value, comparator, answer]) => {
  const { index } = aView({
    resources: [egfr(value, '2026-11-01', 'e', comparator === undefined ? {} : { comparator })]
  })
  const reading = newestReading(index, 'egfr')
  expect(reading && isBelow(reading, 30)).toBe(answer)
})

test.for([
  [31, undefined, 'yes'],
  [30, undefined, 'no'],
  [30, '>', 'yes'],
  [30, '>=', 'unknown'],
  [31, '>=', 'yes'],
  [15, '>', 'unknown'],
  [30, '<', 'no'],
  [30, '<=', 'no'],
  [60, '<', 'unknown']
] as const)('a value of %s with comparator %s is above 30: %s', ([value, comparator, answer]) => {
  const { index } = aView({
    resources: [egfr(value, '2026-11-01', 'e', comparator === undefined ? {} : { comparator })]
  })
  const reading = newestReading(index, 'egfr')
  expect(reading && isAbove(reading, 30)).toBe(answer)
})

test('a reading after the day of the call is not there yet', () => {
  const { index } = aView({ resources: [egfr(24, '2026-11-21', 'later'), egfr(70, '2026-11-01')] })
  expect(readingsOf(index, 'egfr').map(({ value }) => value)).toEqual([70])
})

test('a result without a number is no reading', () => {
  const result = egfr(24, '2026-11-01')
  delete result.valueQuantity
  const { index } = aView({ resources: [{ ...result, valueString: 'hemolyzed' }] })
  expect(newestReading(index, 'egfr')).toBeUndefined()
})

test('an eGFR reported as the text ">60" is a number with a comparator', () => {
  const result = egfr(24, '2026-11-01')
  delete result.valueQuantity
  const { index } = aView({ resources: [{ ...result, valueString: '>60' }] })
  const reading = newestReading(index, 'egfr')
  expect(reading?.value).toBe(60)
  expect(reading && isBelow(reading, 45)).toBe('no')
})

test('a value is written as it was recorded, with a unit that can be read', () => {
  const { index } = aView({
    resources: [
      egfr(24, '2026-11-01'),
      aLabResult('hb', '718-7', 104, 'g/L', '2026-10-01'),
      aLabResult('inr', '6301-6', 2.4, '{INR}', '2026-10-01')
    ]
  })
  const written = ['egfr', 'hemoglobin', 'inr'].map((analyte) => {
    const reading = newestReading(index, analyte)
    return reading && writeReading(analyte, reading)
  })
  expect(written).toEqual([
    'egfr 24 mL/min/1.73 m2 (1 Nov 2026)',
    'hemoglobin 104 g/L (1 Oct 2026)',
    'inr 2.4 (1 Oct 2026)'
  ])
})

test('a value with the noise of a machine is written with two decimals', () => {
  const { index } = aView({ resources: [egfr(18.467131641575758, '2026-11-01')] })
  const reading = newestReading(index, 'egfr')
  expect(reading && writeReading('eGFR', reading)).toBe('eGFR 18.47 mL/min/1.73 m2 (1 Nov 2026)')
})
