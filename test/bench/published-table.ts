import { countTokens } from 'gpt-tokenizer/encoding/o200k_base'
import {
  chartOfRecord,
  clinicalJson,
  publishedPeople,
  recordOfPerson
} from '../support/published-charts.ts'
import type { PublishedPerson } from '../support/published-charts.ts'

/*
 * What becomes of every published record on its way to the model, as a table. Started by
 * `node test/bench/published-table.ts`; reads the records where they are at hand.
 */

/** One row: counts of resources, lines and o200k tokens, milliseconds of index and chart. */
export interface Row {
  readonly record: string
  readonly resources: number
  readonly ofPatient: number
  readonly lines: number
  readonly tokens: number
  readonly clinicalTokens: number
  readonly milliseconds: number
  /** Lines that were left out for an identifier. */
  readonly withheld: number
  /** Resources and results that are no facts. */
  readonly unreadable: number
}

/** Throws when the gate closes on a record or a station breaks on it: then there is no table. */
export async function rowOf(person: PublishedPerson): Promise<Row> {
  const record = await recordOfPerson(person)
  // Once before it counts: the first chart of a process compiles its code.
  chartOfRecord(record, person)
  const { index, outcome, milliseconds } = chartOfRecord(record, person)
  if (outcome.outcome !== 'clean') throw new Error(`the gate closed on ${person.name}`)
  const { chart, withheld } = outcome.value
  return {
    record: person.name,
    resources: person.resources.length,
    ofPatient: record.resources.length + 1,
    lines: chart.size.lines,
    tokens: countTokens(chart.review),
    clinicalTokens: countTokens(clinicalJson(person)),
    milliseconds: Math.round(milliseconds * 10) / 10,
    withheld,
    unreadable: record.counts.unreadable + (index.notKnown?.length ?? 0)
  }
}

/** The rows below their names, in columns. */
export function tableOf(rows: readonly Row[]): string {
  const head = Object.keys(rows[0] ?? {})
  const lines = [head, ...rows.map((row) => Object.values(row).map(String))]
  const widths = head.map((_, column) =>
    Math.max(...lines.map((line) => line[column]?.length ?? 0))
  )
  return lines
    .map((line) =>
      line
        .map((cell, column) =>
          column === 0 ? cell.padEnd(widths[0] ?? 0) : cell.padStart(widths[column] ?? 0)
        )
        .join('  ')
    )
    .join('\n')
}

if (import.meta.main) {
  const rows: Row[] = []
  for (const person of publishedPeople()) rows.push(await rowOf(person))
  process.stdout.write(rows.length === 0 ? 'No published records at hand.\n' : `${tableOf(rows)}\n`)
}
