import type { Evaluation } from './evaluation.ts'
import type { Measures } from './measure.ts'
import { columns, headingOf, rowOf } from './table-rows.ts'

/** The measures as text tables for a terminal, and what they come to in one line. */
export function writeTables(evaluation: Evaluation): readonly string[] {
  const { all, by, files, passed } = evaluation
  const unread = files.filter(({ replayed }) => !replayed).length
  const verdict = [
    `${all.cases - all.failed} of ${all.cases} cases ok`,
    ...(unread === 0 ? [] : [`${unread} could not be read`]),
    ...(files.length === unread ? [] : [`${files.length - unread} with fields that were not read`])
  ]
  return [
    ...Object.entries(by).flatMap(([name, groups]) => ['', ...table(headingOf(name), groups)]),
    '',
    ...table('All', { all }),
    '',
    `${passed ? 'PASSED' : 'FAILED'}: ${verdict.join(', ')}.`
  ]
}

function table(heading: string, groups: Readonly<Record<string, Measures>>): readonly string[] {
  const rows = Object.entries(groups).map(([key, measures]) => [key, ...rowOf(measures)])
  const all = [[heading, ...columns], ...rows]
  const widths = all[0]?.map((_, column) => Math.max(...all.map((row) => row[column]?.length ?? 0)))
  return all.map((row) =>
    row
      .map((cell, column) => cell.padEnd(widths?.[column] ?? 0))
      .join('  ')
      .trimEnd()
  )
}
