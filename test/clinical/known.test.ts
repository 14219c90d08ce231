import { expect, test } from 'vitest'
import { clinicalDate } from '../../src/clinical/clinical-date.ts'
import { factOf, standingWords, unknownWords } from '../../src/clinical/known.ts'
import type { Known, UnknownFact } from '../../src/clinical/known.ts'

const inr: UnknownFact = {
  kind: 'result',
  known: 'unreadable',
  why: 'words',
  reference: 'Observation/1',
  label: 'INR',
  codes: [],
  analyte: 'inr'
}

test.each([
  [{}, 'INR is in words that are not understood'],
  [{ written: '6.8 H' }, 'INR ("6.8 H") is in words that are not understood'],
  [{ why: 'no-date' as const }, 'INR has no date']
])('%o is said with its reason', (given, words) => {
  expect(unknownWords({ ...inr, ...given })).toBe(words)
})

test('the day is said as cards write days', () => {
  const date = clinicalDate('2026-11-12')
  expect(unknownWords({ ...inr, ...(date && { date }) })).toContain('INR of 12 Nov 2026')
})

test('a status that is missing is said behind the fact; a recorded one is not', () => {
  expect(standingWords({ status: 'unknown' })).toBe(', status not recorded')
  expect(standingWords({ status: 'active' })).toBe('')
})

test('only what is present is a fact', () => {
  const none: Known<string> = { known: 'none' }
  expect(factOf(none)).toBeUndefined()
  expect(factOf<string>({ known: 'unreadable', unknown: inr })).toBeUndefined()
  expect(factOf<string>({ known: 'status-not-recorded', fact: 'warfarin' })).toBe('warfarin')
})
