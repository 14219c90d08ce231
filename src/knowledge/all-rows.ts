import type { Knowledge } from './knowledge.ts'
import type { TableName } from './tables.ts'

/** Every row of every table. */
export function allRows(knowledge: Knowledge): readonly {
  readonly table: TableName
  readonly row: Knowledge['tables'][TableName][number]
}[] {
  return (Object.keys(knowledge.tables) as TableName[]).flatMap((table) =>
    knowledge.tables[table].map((row) => ({ table, row }))
  )
}
