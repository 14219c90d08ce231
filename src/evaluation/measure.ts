import type { CaseResult } from './replay-case.ts'

/** The measures of a group of cases. Shares have their numbers beside them: small groups say little. */
export interface Measures {
  readonly cases: number
  readonly failed: number
  /** Expectations, and how many a card met: must-not-miss recall. */
  readonly expected: number
  readonly met: number
  /** Of them those at warning or critical. */
  readonly expectedLoud: number
  readonly metLoud: number
  readonly cards: number
  /** Cards that a silence forbids, and warnings and criticals that nothing expected. */
  readonly falseCards: number
  /** Statements that were looked up in what was served, and those that do not stand there. */
  readonly statements: number
  readonly ungrounded: number
  /** Milliseconds from sending to the answer's last byte. */
  readonly ms: { readonly p50: number; readonly p95: number; readonly max: number }
}

export function measure(results: readonly CaseResult[]): Measures {
  const expectations = results.flatMap((one) => one.expectations)
  const loud = expectations.filter(({ indicator }) => indicator !== 'info')
  const cards = results.flatMap((one) => one.cards)
  const times = results.map(({ elapsedMs }) => elapsedMs).toSorted((one, other) => one - other)
  return {
    cases: results.length,
    failed: results.filter(({ outcome }) => outcome === 'failed').length,
    expected: expectations.length,
    met: expectations.filter(({ met }) => met).length,
    expectedLoud: loud.length,
    metLoud: loud.filter(({ met }) => met).length,
    cards: cards.length,
    falseCards: cards.filter(({ isFalse }) => isFalse).length,
    statements: cards.reduce((sum, { statements }) => sum + statements, 0),
    ungrounded: cards.reduce((sum, { ungrounded }) => sum + ungrounded.length, 0),
    ms: { p50: nearestRank(times, 50), p95: nearestRank(times, 95), max: times.at(-1) ?? 0 }
  }
}

/** The smallest sample that so many percent of all do not exceed; 0 without samples. */
function nearestRank(sorted: readonly number[], percent: number): number {
  return sorted[Math.max(1, Math.ceil((percent / 100) * sorted.length)) - 1] ?? 0
}
