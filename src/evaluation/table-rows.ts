import type { Measures } from './measure.ts'

/** The columns of every table, for the terminal and for Markdown alike. */
export const columns = [
  'cases',
  'failed',
  'recall',
  'recall, warning or critical',
  'false cards',
  'false per call',
  'ungrounded',
  'ms p50',
  'p95',
  'max'
] as const

/** One row of measures as text: shares with their numbers. */
export function rowOf(measures: Measures): readonly string[] {
  const { cases, failed, falseCards, ungrounded, statements, ms } = measures
  return [
    String(cases),
    String(failed),
    share(measures.met, measures.expected),
    share(measures.metLoud, measures.expectedLoud),
    String(falseCards),
    cases === 0 ? '-' : (falseCards / cases).toFixed(2),
    `${ungrounded} of ${statements}`,
    ...[ms.p50, ms.p95, ms.max].map((time) => time.toFixed(0))
  ]
}

const share = (part: number, whole: number): string =>
  whole === 0 ? '-' : `${((100 * part) / whole).toFixed(0)} % (${part} of ${whole})`

/** `age` as a heading: "By age". */
export const headingOf = (name: string): string => `By ${name}`
