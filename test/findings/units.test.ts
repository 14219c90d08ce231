import { expect, test } from 'vitest'
import { sameUnit } from '../../src/findings/checks/unit.ts'

test.for([
  ['mmHg', 'mm[Hg]'],
  ['mg/dl', 'mg/dL'],
  ['mcg/L', 'ug/L'],
  ['\u00b5mol/L', 'umol/L'],
  ['K/uL', '10*3/uL'],
  ['x10^3/uL', '10*3/uL'],
  ['10*9/L', '10*3/uL'],
  ['kg/m^2', 'kg/m2'],
  ['kg/m\u00b2', 'kg/m2'],
  ['/min', '{beats}/min'],
  ['beats/min', '/min'],
  ['bpm', '/min'],
  ['\u00b0C', 'Cel'],
  ['%', '%{HbA1c}'],
  ['', '{score}'],
  ['1', '{score}'],
  ['mIU/L', 'm[IU]/L'],
  ['mL/min/1.73 m2', 'mL/min/{1.73_m2}'],
  ['lb', '[lb_av]'],
  ['inches', '[in_i]'],
  ['beats/minute', '/min'],
  ['', '(score)'],
  ['{score}', '{Score}']
] as const)('%s is %s', ([one, other]) => {
  expect(sameUnit(one, other)).toBe(true)
  expect(sameUnit(other, one)).toBe(true)
})

test.for([
  ['mg/dL', 'mmol/L'],
  ['mg/dL', 'mg/L'],
  ['mg', 'ug'],
  ['g/dL', 'g/L'],
  ['mL/min', 'mL/min/{1.73_m2}'],
  ['10*3/uL', '10*6/uL'],
  ['10*9/L', '10*12/L'],
  ['kg', 'lb'],
  ['Cel', '[degF]'],
  ['%', ''],
  ['mmol/L', 'meq/L'],
  ['{score}', '{INR}'],
  ['{beats}/min', '{breaths}/min']
] as const)('%s is not %s', ([one, other]) => {
  expect(sameUnit(one, other)).toBe(false)
})

test('a unit left out is none', () => {
  expect(sameUnit(null, undefined)).toBe(true)
  expect(sameUnit(null, 'mg/dL')).toBe(false)
  expect(sameUnit('mg/dL', undefined)).toBe(false)
})
