import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { aView, said } from '../a-view.ts'
import { readCases } from './read-case.ts'

/*
 * The situations as other EHRs write them: brands, codes without display, displays without code,
 * directions in words, other units and LOINC codes, statements for requests, and both sides of
 * every threshold. One line a case, for a pharmacist to read and to add to.
 */

for (const [table, hook] of [
  ['at-ordering', 'order-select'],
  ['in-the-record', 'patient-view']
] as const) {
  const cases = readCases(readFileSync(new URL(`${table}.txt`, import.meta.url), 'utf8'))

  test.for(cases)(`${table}: $line`, ({ expected, given }) => {
    const all = said(aView(given), hook)
    for (const one of expected) {
      if (one === 'silent') expect(all).toEqual([])
      else if (one === 'quiet') expect(all.filter(isLoud)).toEqual([])
      else if (one.startsWith('not '))
        expect(all.filter((rule) => is(rule, one.slice(4)))).toEqual([])
      else
        expect(
          all.filter((rule) => is(rule, one)),
          all.join(', ')
        ).not.toEqual([])
    }
  })

  test(`${table}: no line stands twice`, () => {
    expect(new Set(cases.map(({ line }) => line)).size).toBe(cases.length)
  })
}

const isLoud = (rule: string): boolean => /\b(?:warning|critical)\b/.test(rule)

/** `R-01` of `R-01 critical`; never `R-01 info` of `R-01 info missing`, which is another thing. */
function is(rule: string, expected: string): boolean {
  return rule === expected || (/^\S+$/.test(expected) && rule.startsWith(`${expected} `))
}
