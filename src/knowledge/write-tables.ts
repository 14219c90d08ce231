import { allRows } from './all-rows.ts'
import { aboutOf, rowsOfDrug } from './explain-drug.ts'
import { sourceOf } from './knowledge.ts'
import type { Knowledge } from './knowledge.ts'
import type { TableName } from './tables.ts'

type Row = Knowledge['tables'][TableName][number]

const columns = [
  'id',
  'version',
  'severity',
  'about',
  'what happens',
  'what to do',
  'source',
  'section',
  'date',
  'read',
  'quote',
  'url'
] as const

/** One table as CSV (RFC 4180), a header line first. */
export function writeCsv(knowledge: Knowledge, table: TableName): string {
  const lines = knowledge.tables[table].map((row) => cellsOf(knowledge, row).map(csvCell).join(','))
  return [columns.map(csvCell).join(','), ...lines].join('\r\n').concat('\r\n')
}

function cellsOf(knowledge: Knowledge, row: Row): readonly string[] {
  const { title, section, date, read, readOn, quote = '', url } = sourceOf(knowledge, row)
  return [
    row.id,
    row.version,
    'severity' in row ? row.severity : '',
    aboutOf(row),
    'happens' in row ? (row.happens ?? '') : '',
    'do' in row ? row.do.join(' ') : '',
    title,
    section,
    date,
    readOn === undefined ? read : `${read} ${readOn}`,
    quote,
    url
  ]
}

/** A leading =, +, - or @ would be a formula in a spreadsheet. */
function csvCell(text: string): string {
  const safe = /^[=+\-@]/.test(text) ? `'${text}` : text
  return `"${safe.replaceAll('"', '""')}"`
}

const head = `# The knowledge tables

Made from the tables themselves by \`npm run knowledge -- page\`: do not edit by hand.

What is true of drugs, tests and problems stands in \`src/knowledge/tables/\` as rows. A row has an id and
a version, a level, what happens, what to do, and a source. **critical**: a label contraindicates it, or
it is the drug of a severe allergy. **warning**: to be settled before ordering. **info**: to be known.
**quiet**: true, and no card on its own; the check of AI findings and of options still knows it.

**read** says whether the text of the source was read for this project, with a quotation in the CSV
(\`npm run knowledge -- csv DIR\`). A row whose source was not read is at most a warning, unless it keeps
the level of a rule that said it before; its card says that the source was not re-read.
`

/** The page of the tables as Markdown: by table, then by drug. */
export function writeKnowledgePage(knowledge: Knowledge): string {
  const rows = allRows(knowledge)
  const read = rows.filter(({ row }) => sourceOf(knowledge, row).read === 'verified').length
  const tables = (Object.keys(knowledge.tables) as TableName[]).map((table) =>
    sectionOf(knowledge, table)
  )
  return [
    head,
    `${rows.length} rows; the sources of ${read} were read.\n`,
    ...tables,
    byDrug(knowledge)
  ]
    .join('\n')
    .concat('\n')
}

function sectionOf(knowledge: Knowledge, table: TableName): string {
  const lines = knowledge.tables[table].map((row) => {
    const cells = cellsOf(knowledge, row)
    const [id = '', version = '', severity = '', about = '', happens = '', does = '', title = ''] =
      cells
    const mark = cells[9]?.startsWith('verified') === true ? 'read' : 'not re-read'
    const level = severity === '' ? '' : `**${severity}** `
    return `| ${id} ${version} | ${level}${plain(about)} | ${plain(happens)} | ${plain(does)} | ${plain(title)}, ${plain(cells[7] ?? '')} (${mark}) |`
  })
  return [
    `## ${table} (${lines.length})`,
    '',
    '| row | about | what happens | what to do | source |',
    '|---|---|---|---|---|',
    ...lines,
    ''
  ].join('\n')
}

function byDrug(knowledge: Knowledge): string {
  const drugs = [...knowledge.coverage.keys()].toSorted()
  const lines = drugs.map((drug) => {
    const ids = rowsOfDrug(knowledge, drug)
      .filter(({ table }) => table !== 'effects' && table !== 'coverage')
      .map(({ row }) => row.id)
    return `- **${drug}**: ${ids.join(', ')}`
  })
  return [
    `## By drug (${drugs.length} that were gone through)`,
    '',
    'Effects are left out here; `npm run knowledge -- explain --drug NAME` shows every row.',
    '',
    ...lines
  ].join('\n')
}

const plain = (text: string): string => text.replaceAll('|', '/').replaceAll('\n', ' ')
