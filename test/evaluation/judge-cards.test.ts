import { expect, test } from 'vitest'
import { indicators } from '../../src/cds-hooks/card.ts'
import type { EvaluationCase } from '../../src/evaluation/case.ts'
import { judgeCards } from '../../src/evaluation/judge-cards.ts'
import { readCards } from '../../src/evaluation/read-card.ts'
import { readCase } from '../../src/evaluation/read-case.ts'

function aCase(given: { readonly expect?: unknown; readonly silent?: unknown }): EvaluationCase {
  const request = { hook: 'patient-view', context: { patientId: 'p1' } }
  const reading = readCase({ asOf: '2026-11-20', request, ...given }, 'a.json')
  if (reading.outcome === 'unreadable') throw new Error('the case is wrong')
  return reading.one
}

const aCard = (indicator: string, summary: string, detail = '**Rule R-01, version 1**') => ({
  indicator,
  summary,
  detail,
  source: { label: 'FDA label', topic: { display: 'Metformin' } },
  suggestions: [{ label: 'Order an eGFR', actions: [{ description: 'A blood test' }] }]
})
const judge = (given: Parameters<typeof aCase>[0], ...cards: readonly ReturnType<typeof aCard>[]) =>
  judgeCards(aCase(given), readCards({ cards }) ?? [])
const isMet = (expected: object, ...cards: readonly ReturnType<typeof aCard>[]): boolean =>
  judge({ expect: expected }, ...cards).expectations.every(({ met }) => met)

test('an expectation is met at its indicator and above, never below', () => {
  const met = indicators.map((wanted) =>
    indicators.map((came) => isMet({ matches: 'eGFR', indicator: wanted }, aCard(came, 'eGFR 24')))
  )
  expect(met).toEqual([
    [true, true, true],
    [false, true, true],
    [false, false, true]
  ])
})

test('an expectation is met by one card, with its words and by its rule', () => {
  const card = aCard('warning', 'eGFR 24')
  expect(isMet({ matches: 'warfarin' }, card)).toBe(false)
  expect(isMet({ matches: 'eGFR', rule: 'R-02' }, card)).toBe(false)
  expect(isMet({ matches: 'eGFR', rule: 'R-01' }, card)).toBe(true)
  expect(isMet({ matches: 'eGFR.*warfarin' }, card, aCard('info', 'warfarin'))).toBe(false)
  expect(isMet({ matches: 'eGFR' })).toBe(false)
})

test('words are looked for in summary, detail, source, topic and suggestions, as they read', () => {
  const card = aCard('info', 'eGFR 24', 'below &lt;30 \\*twice\\*, [a label](https://x.example)')
  for (const matches of [
    '<30',
    '\\*twice\\*',
    'a label',
    'FDA',
    'Metformin',
    'Order an eGFR',
    'blood'
  ]) {
    expect(isMet({ matches }, card), matches).toBe(true)
  }
})

test('checks that could not be made are one card, which names one of their rules', () => {
  const folded = '**Rule R-05, version 1**\n\n**Why** Not checked: ARBs and lithium. Not known: x.'
  expect(isMet({ matches: 'lithium', rule: 'R-30' }, aCard('info', 'Enalapril', folded))).toBe(true)
})

test('a silence is broken by a warning or more; a dot by any card', () => {
  const broken = (silent: string, indicator: string): number =>
    judge({ silent }, aCard(indicator, 'eGFR 24')).broken.length
  expect(indicators.map((indicator) => broken('egfr', indicator))).toEqual([0, 1, 1])
  expect(indicators.map((indicator) => broken('.', indicator))).toEqual([1, 1, 1])
  expect(broken('warfarin', 'critical')).toBe(0)
})

test('a card is false when it is forbidden, or loud and unexpected', () => {
  const expected = [{ matches: 'eGFR 24', indicator: 'critical' }]
  const cards = [
    aCard('warning', 'eGFR 24'),
    aCard('warning', 'warfarin'),
    aCard('info', 'screening'),
    aCard('critical', 'potassium')
  ]
  // Expected, although not loud enough: missed, but not false.
  expect(judge({ expect: expected }, ...cards).isFalse).toEqual([false, true, false, true])
  expect(judge({ silent: '.' }, ...cards).isFalse).toEqual([true, true, true, true])
})
