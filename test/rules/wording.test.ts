import { expect, test } from 'vitest'
import { joinWords, summarise } from '../../src/rules/wording.ts'

test('a summary whose names are long keeps number, date and consequence', () => {
  const long = 'hydrochlorothiazide/lisinopril/'.repeat(8)
  const text = summarise(
    [long, long],
    (one, other) => `eGFR 24 (12 Mar 2026): ${one} with ${other} may injure the kidneys`
  )
  expect(text.length).toBeLessThan(140)
  expect(text).toMatch(/^eGFR 24 \(12 Mar 2026\): /)
  expect(text).toMatch(/ may injure the kidneys$/)
})

test('short names stand whole', () => {
  expect(summarise(['warfarin'], (drug) => `${drug} ordered`)).toBe('Warfarin ordered')
})

test('a first word with capitals of its own keeps its small letter', () => {
  expect(summarise([], () => 'eGFR 24')).toBe('eGFR 24')
  expect(summarise([], () => 'metformin ordered')).toBe('Metformin ordered')
})

test('a text that cannot be made to fit is cut, never longer than a card takes', () => {
  expect(summarise([], () => 'x'.repeat(300))).toHaveLength(139)
})

test('words are joined as in a sentence', () => {
  expect(joinWords([])).toBe('')
  expect(joinWords(['a'])).toBe('a')
  expect(joinWords(['a', 'b'])).toBe('a and b')
  expect(joinWords(['a', 'b', 'c'])).toBe('a, b and c')
})
