import { expect, test } from 'vitest'
import { embeddedTerminology } from '../../src/terminology/terminology.ts'

const system = 'http://hl7.org/fhir/sid/cvx'
const read = (code: string, text?: string): string =>
  embeddedTerminology
    .recogniseDrug({ codes: [{ system, code }], texts: text === undefined ? [] : [text] })
    .ingredients.join(', ')

test.for([
  ['03', 'measles vaccine, mumps vaccine, rubella vaccine'],
  ['3', 'measles vaccine, mumps vaccine, rubella vaccine'],
  ['94', 'measles vaccine, mumps vaccine, rubella vaccine, varicella vaccine'],
  ['19', 'bcg vaccine'],
  ['21', 'varicella vaccine'],
  ['25', 'typhoid vaccine live'],
  ['101', 'typhoid vaccine'],
  ['37', 'yellow fever vaccine'],
  ['111', 'influenza vaccine live'],
  ['149', 'influenza vaccine live'],
  ['140', 'influenza vaccine'],
  ['116', 'rotavirus vaccine'],
  ['121', 'zoster vaccine live'],
  ['98', ''],
  ['999', '']
] as const)('CVX %s stands for %s', ([code, ingredients]) => {
  expect(read(code)).toBe(ingredients)
})

test.for([
  ['121', 'zoster vaccine', 'zoster vaccine live'],
  ['111', 'influenza, live, intranasal', 'influenza vaccine live'],
  ['187', 'zoster vaccine', 'zoster vaccine'],
  // The text is what a clinician reads: a code does not turn it into another vaccine.
  ['21', 'influenza vaccine', 'influenza vaccine']
] as const)('CVX %s beside "%s" stands for %s', ([code, text, ingredients]) => {
  expect(read(code, text)).toBe(ingredients)
})
