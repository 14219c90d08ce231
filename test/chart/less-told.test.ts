import { describe, expect, test } from 'vitest'
import type { Problem } from '../../src/clinical/clinical-index.ts'
import { aMedication, anEvent, anIndex, aProblem, aResult, chartOf, code, day } from './an-index.ts'
import type { IndexGiven } from './an-index.ts'

/* What a chart says of a result besides its value, and what it leaves out because it tells nothing. */

const review = (given: IndexGiven): string => chartOf({ index: anIndex(given) }).chart.review
const potassium = (given: object = {}) =>
  aResult('k', 6.1, -3, {
    analyte: 'potassium',
    label: 'Potassium',
    codes: code('LN 2823-3'),
    recorded: { value: 6.1, unit: 'mmol/L' },
    ...given
  })

describe("the laboratory's own judgement", () => {
  test.for([
    [
      { range: { low: 3.5, high: 5.1 }, interpretation: 'high' },
      'mmol/L, ref 3.5-5.1: 6.1 D-3 [O1] H'
    ],
    [{ range: { high: 5 }, interpretation: 'critical' }, 'mmol/L, ref <5: 6.1 D-3 [O1] !'],
    [{ range: { low: 60 }, interpretation: 'low' }, 'mmol/L, ref >60: 6.1 D-3 [O1] L'],
    [{ interpretation: 'normal' }, 'mmol/L: 6.1 D-3 [O1]\n']
  ] as const)('%j is written %s', ([given, text]) => {
    expect(`${review({ results: [potassium(given)] })}\n`).toContain(text)
  })
})

describe('two panels of one day', () => {
  const creatinine = (id: string, value: number, hour: number) =>
    aResult(id, value, -3, {
      analyte: 'creatinine',
      sortMs: day(-3).epochDay * 86_400_000 + hour * 3_600_000,
      unit: 'mg/dL'
    })

  test.for([
    [0.997, 1.54, true],
    [0.997, 1.05, false]
  ] as const)('of %d and %d disagree: %s', ([one, other, disagree]) => {
    const text = review({ results: [creatinine('a', one, 9), creatinine('b', other, 8)] })
    expect(text.includes('two of D-3 disagree')).toBe(disagree)
  })
})

describe('what tells nothing is left out', () => {
  const mch = (value: number, given: object = {}) =>
    aResult('mch', value, -3, {
      analyte: 'loinc:785-6',
      label: 'MCH',
      codes: code('LN 785-6'),
      recorded: { value, unit: 'pg' },
      ...given
    })

  test.for([
    ['a normal index', mch(30), false],
    ['an index outside what is usual', mch(22), true],
    ['a normal index that the record flags', mch(30, { interpretation: 'high' }), true],
    ['an index outside its own range', mch(30, { range: { low: 31, high: 33 } }), true]
  ] as const)('%s is shown: %s', ([, result, shown]) => {
    const text = review({ results: [result] })
    expect(text.includes('MCH')).toBe(shown)
    expect(text.includes('OMITTED 1 ')).toBe(!shown)
  })

  test("a grown person's height stands once, a child's as often as it was measured", () => {
    const height = (id: string, at: number) => aResult(id, 170, at, { analyte: 'height' })
    const results = [height('h1', -3), height('h2', -300)]
    const child = { ...anIndex().person, ageYears: 12 }
    expect(review({ results })).toMatch(/: 170 D-3 \[O1\]$/m)
    expect(review({ results, person: child })).toContain('170 D-300')
  })

  test('a change over more than two years, and none at all', () => {
    const two = (from: number, at: number) => [aResult('n', 60, 0), aResult('o', from, at)]
    expect(review({ results: two(80, -900) })).not.toContain('change')
    expect(review({ results: two(60, -90) })).not.toContain('change')
    expect(review({ results: two(80, -90) })).toContain('change -25 %')
  })

  test('that questions were asked, and a share of cells beside their count', () => {
    const asked = anEvent({ label: 'Depression screening using PHQ-2', codes: [] })
    const cells = (id: string, loinc: string, label: string) =>
      aResult(id, 3, -3, { analyte: `loinc:${loinc}`, label, codes: code(`LN ${loinc}`) })
    const counts = [cells('a', '751-8', 'Neutrophils'), cells('b', '770-8', 'Neutrophils share')]
    const text = review({ events: [asked], results: counts })
    expect(text).not.toMatch(/PHQ|share/)
    expect(text).toContain('OMITTED 2 ')
  })
})

describe('what something was done or ordered for', () => {
  const social: Problem = aProblem({ reference: 'Condition/s', label: 'Unemployed', social: true })
  const forOf = (given: object, problems: readonly Problem[] = []) =>
    /; for (.+)/.exec(review({ problems, medications: [aMedication(given)] }))?.[1]

  test('is a problem of the chart, by its alias', () => {
    const problems = [aProblem()]
    expect(forOf({ reasonReferences: ['Condition/c1'] }, problems)).toBe('[C1]')
    expect(forOf({ reasonReferences: ['Condition/none'] }, problems)).toBeUndefined()
  })

  test("is a coded reason in the vocabulary's words, and nothing that it does not know", () => {
    expect(forOf({ reasons: ['Atrial fibrillation (disorder)'] })).toBe('atrial fibrillation')
    expect(forOf({ reasons: ['Zqxbcd of the household'] })).toBeUndefined()
  })

  test('is never a social finding', () => {
    expect(forOf({ reasonReferences: ['Condition/s'] }, [social])).toBeUndefined()
  })
})
