import { expect, test } from 'vitest'
import type { Result } from '../../src/clinical/clinical-index.ts'
import { anIndex, aResult, chartOf, code } from './an-index.ts'

const withResult = (given: Partial<Result>) => {
  const plain = { analyte: 'loinc:9999-9', label: 'Question', codes: code('LN 9999-9') }
  const { chart, withheld } = chartOf({
    index: anIndex({ results: [aResult('o1', 7, -3, { ...plain, ...given })] })
  })
  expect(withheld).toBe(0)
  return chart.review
}
const words = (text: string) => ({ recorded: { text } })

test.for([
  ['a number of any kind', { category: 'other' }],
  ['a coded laboratory result', words('Positive')],
  ['a smoking status', { ...words('Former smoker'), category: 'other', codes: code('LN 72166-2') }],
  ['words for a known analyte', { ...words('Negative'), category: 'other', analyte: 'fit' }]
] as const)('shows %s', ([, given]) => {
  expect(withResult(given as Partial<Result>)).toContain('Question')
})

test.for([
  ['an answer to another question', { ...words('Lives alone'), category: 'other' }],
  ['income (PRAPARE)', { category: 'other', codes: code('LN 63586-2') }],
  ['the address (PRAPARE)', { ...words('1 Elm Street'), codes: code('LN 56799-0') }],
  ['a violence score (HARK)', { category: 'other', codes: code('LN 76504-0') }],
  ['a drug use score (DAST-10)', { category: 'other', codes: code('LN 82667-7') }],
  ['a date as an answer', words('2024-03-14')],
  ['a narrative', words('x'.repeat(81))],
  ['nothing', words('')],
  ['no number', { recorded: { value: Number.POSITIVE_INFINITY } }]
] as const)('does not show %s', ([, given]) => {
  expect(withResult(given as Partial<Result>)).not.toMatch(/Question|RESULTS/)
})
