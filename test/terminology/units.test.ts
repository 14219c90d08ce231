import { expect, test } from 'vitest'
import { canonicalValue } from '../../src/terminology/analytes.ts'
import type { Analyte } from '../../src/terminology/analytes.ts'
import { readUnit } from '../../src/terminology/units.ts'

test.for([
  ['hemoglobin', 10.2, 'gm/dL', 10.2],
  ['hemoglobin', 10.2, 'g%', 10.2],
  ['hemoglobin', 102, 'g/L', 10.2],
  ['platelets', 250, 'Thousand/uL', 250],
  ['platelets', 250, 'K/uL', 250],
  ['platelets', 250, 'x10^9/L', 250],
  ['platelets', 250, '10³/µL', 250],
  ['platelets', 250, 'x10(3)/mcL', 250],
  ['platelets', 250_000, '/uL', 250],
  ['egfr', 24, 'mL/min/1.73m^2', 24],
  ['egfr', 24, 'ml/min/1.73 sq m', 24],
  ['egfr', 0.2, 'mL/s/{1.73_m2}', 12],
  ['systolic', 20, 'kPa', 150.012],
  ['temperature', 101, 'F', 38.3333],
  ['creatinine', 136, 'µmol/L', 1.53811],
  ['tsh', 2, 'mcIU/mL', 2],
  ['alt', 40, 'IU/L', 40],
  ['uacr', 300, 'mg/g creat', 300],
  ['hba1c', 9.5, '% of total Hgb', 9.5]
] as const)('%s %s %s is %s', ([analyte, value, unit, expected]) => {
  expect(canonicalValue(analyte, value, [unit])).toBeCloseTo(expected, 3)
})

test.for<[Analyte, string]>([
  ['potassium', 'mg/dL'],
  ['potassium', 'furlong'],
  ['hemoglobin', '%'],
  ['egfr', 'mg/dL'],
  ['hba1c', 'g/dL']
])('%s in %s is not understood', ([analyte, unit]) => {
  expect(canonicalValue(analyte, 6.8, [unit])).toBeUndefined()
})

test.for(['hemolyzed', 'foo/bar', 'mg//dL', 'see note'])('%s is no unit', (text) => {
  expect(readUnit(text)).toBeUndefined()
})
