import { expect, test } from 'vitest'
import { writtenResult } from '../../src/clinical/written-result.ts'
import { specimenWords } from '../../src/clinical/specimen-note.ts'

const isUnit = (unit: string): boolean => ['mmol/L', '%', 'ng/mL', 'C'].includes(unit)

test.for([
  ['> 60', { value: 60, comparator: '>' }],
  ['≥90', { value: 90, comparator: '>=' }],
  ['less than 5', { value: 5, comparator: '<' }],
  ['LESS THAN OR EQUAL TO 5 ng/mL', { value: 5, comparator: '<=', unit: 'ng/mL' }],
  ['60 or greater', { value: 60, comparator: '>=' }],
  ['GT 45', { value: 45, comparator: '>' }],
  ['30-59', { value: 30, upTo: 59 }],
  ['30 to 59', { value: 30, upTo: 59 }],
  ['55-60%', { value: 55, upTo: 60, unit: '%' }],
  ['24 (L)', { value: 24 }],
  ['6.8 H', { value: 6.8 }],
  ['6,8 mmol/L', { value: 6.8, unit: 'mmol/L' }],
  ['1,200 ng/mL', { value: 1200, unit: 'ng/mL' }],
  ['38.4 C', { value: 38.4, unit: 'C' }],
  ['6.8 foo/bar', { value: 6.8, unit: 'foo/bar' }]
] as const)('"%s" is read', ([text, expected]) => {
  expect(writtenResult(text, isUnit)).toEqual(expected)
})

test.for(['see comment', '59-30', '6.8 then 7.1', '24 repeat in 3 months', '', '1:80', '150/95'])(
  '"%s" is no value',
  (text) => {
    expect(writtenResult(text, isUnit)).toBeUndefined()
  }
)

test.for([
  ['Specimen slightly hemolyzed', 'hemolyzed specimen'],
  ['Not hemolyzed', undefined],
  ['Hemolysis index: 0', undefined],
  ['No evidence of hemolysis', undefined]
] as const)('"%s" says %s', ([text, note]) => {
  expect(specimenWords(text)).toBe(note)
})
