import { allRows } from './all-rows.ts'
import { sourceOf } from './knowledge.ts'
import type { Knowledge } from './knowledge.ts'
import { coverageOf } from './relations.ts'
import type { TableName } from './tables.ts'

type Row = Knowledge['tables'][TableName][number]

/** The rows that a drug stands in, by table, in the order of the tables. */
export function rowsOfDrug(
  knowledge: Knowledge,
  ingredient: string
): readonly { readonly table: TableName; readonly row: Row }[] {
  return allRows(knowledge).filter(({ row }) =>
    setsOf(row).some((set) => holds(knowledge, set, ingredient))
  )
}

/** Everything that the tables say of a drug, as text. */
export function explainDrug(knowledge: Knowledge, ingredient: string): string {
  const byTable = Map.groupBy(rowsOfDrug(knowledge, ingredient), ({ table }) => table)
  const covered = Object.entries(coverageOf(knowledge, ingredient))
    .map(([aspect, is]) => `${aspect} ${is ? 'yes' : 'no'}`)
    .join(', ')
  const tables = [...byTable].map(([table, rows]) =>
    [`${table} (${rows.length})`, ...rows.map(({ row }) => `  ${lineOf(knowledge, row)}`)].join(
      '\n'
    )
  )
  return [`${ingredient}`, `reviewed: ${covered}`, ...tables].join('\n\n').concat('\n')
}

/** A row in one line: id, level, what it is about, what happens, and how well its source is known. */
export function lineOf(knowledge: Knowledge, row: Row): string {
  const { read, title, section } = sourceOf(knowledge, row)
  const level = 'severity' in row ? ` [${row.severity}]` : ''
  const happens = 'happens' in row && row.happens !== undefined ? `: ${row.happens}` : ''
  return `${row.id} ${row.version}${level} ${aboutOf(row)}${happens} (${title}, ${section}; ${read})`
}

/** What a row is about, in words. */
export function aboutOf(row: Row): string {
  if ('first' in row) return `${row.names.first} with ${row.names.second}`
  if ('allergy' in row) return `${row.names.ordered} with ${row.names.allergy}`
  if ('by' in row) return `${row.drugs ?? row.orders ?? ''} with ${row.name}`
  if ('effect' in row) return `${row.effect}, ${row.strength}: ${row.drugs}`
  if ('perDay' in row) return `${row.drugs} above ${row.perDay} ${row.unit} a day`
  if ('analytes' in row)
    return `${row.drugs}: ${row.analytes.join(', ')} every ${row.everyDays} days`
  if ('danger' in row) return `${row.name} ${limitsOf(row)}`
  if ('analyte' in row) return `${row.name} within ${row.withinDays} days`
  return 'drugs' in row ? row.drugs : ''
}

function limitsOf(row: Knowledge['tables']['results'][number]): string {
  const { below, above, change } = row
  const by = change?.by === undefined ? '' : ` by ${change.by}`
  const ratio = change?.ratio === undefined ? '' : ` ${change.ratio} times`
  const within =
    change === undefined ? '' : `${change.direction}${by}${ratio} in ${change.withinDays} days`
  return [
    below === undefined ? '' : `below ${below}`,
    above === undefined ? '' : `above ${above}`,
    within
  ]
    .filter((text) => text !== '')
    .join(', ')
}

function setsOf(row: Row): readonly string[] {
  return ['drugs', 'first', 'second', 'allergy', 'ordered'].flatMap((key) => {
    const set = (row as Readonly<Record<string, unknown>>)[key]
    return typeof set === 'string' ? [set] : []
  })
}

function holds(knowledge: Knowledge, set: string, ingredient: string): boolean {
  return knowledge.members(set).has(ingredient)
}
