import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { readOptions, runCommand, UsageError } from '../integration/command-line.ts'
import { rules } from '../rules/all-rules.ts'
import { findIngredients } from '../terminology/find-ingredients.ts'
import { checkKnowledge } from './check-knowledge.ts'
import { embeddedKnowledge } from './embedded.ts'
import { explainDrug } from './explain-drug.ts'
import type { TableName } from './tables.ts'
import { writeCsv, writeKnowledgePage } from './write-tables.ts'

const usage = `npm run knowledge -- check | explain --drug NAME | csv DIR | page

check    schema, sources, sets that name nothing, rows that contradict each other
explain  every row that a drug stands in
csv      each table as a CSV file below DIR
page     docs/knowledge.md anew`

const { out, said, exitCode } = await runCommand(usage, async () => {
  const [command = '', ...rest] = process.argv.slice(2)
  if (command === '--help') readOptions([command], {})
  if (command === 'explain') {
    const { drug } = readOptions(rest, { drug: 'text' })
    if (drug === undefined) throw new UsageError('Name the drug: explain --drug NAME.')
    const { ingredients } = findIngredients(drug)
    return ingredients.length === 0
      ? { out: 'No drug of that name is known.\n', exitCode: 1 as const }
      : {
          out: ingredients.map((one) => explainDrug(embeddedKnowledge, one)).join('\n'),
          exitCode: 0 as const
        }
  }
  if (command === 'csv') return csv(rest[0] ?? '')
  if (command === 'page') {
    writeFileSync('docs/knowledge.md', writeKnowledgePage(embeddedKnowledge))
    return { out: 'docs/knowledge.md is written.\n', exitCode: 0 as const }
  }
  if (command !== 'check') throw new UsageError('Name one of check, explain, csv, page.')
  return check()
})
process.stdout.write(out)
process.stderr.write(said)
process.exitCode = exitCode

function check() {
  const faults = checkKnowledge(embeddedKnowledge, new Set(rules.map(({ id }) => id)))
  const counts = Object.entries(embeddedKnowledge.tables)
    .map(([table, rows]) => `${table} ${rows.length}`)
    .join(', ')
  const lines = faults.map(({ where, says }) => `${where}: ${says}\n`).join('')
  return {
    out: `${lines}${faults.length === 0 ? 'The tables are sound' : `${faults.length} faults`}: ${counts}.\n`,
    exitCode: faults.length === 0 ? (0 as const) : (1 as const)
  }
}

function csv(folder: string) {
  if (folder === '') throw new UsageError('Name the folder: csv DIR.')
  mkdirSync(folder, { recursive: true })
  const tables = Object.keys(embeddedKnowledge.tables) as TableName[]
  for (const table of tables) {
    writeFileSync(join(folder, `${table}.csv`), writeCsv(embeddedKnowledge, table))
  }
  return { out: `${tables.length} tables are written below ${folder}.\n`, exitCode: 0 as const }
}
