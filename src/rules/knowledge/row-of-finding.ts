import { sourceOf } from '../../knowledge/knowledge.ts'
import type { Knowledge } from '../../knowledge/knowledge.ts'
import type { Severity } from '../../knowledge/row.ts'
import type { InteractionRow } from '../../knowledge/tables.ts'
import type { FindingRow } from '../rule.ts'

/** What a finding tells of the row that made it. */
export function rowOfFinding(
  knowledge: Knowledge,
  row: Pick<InteractionRow, 'id' | 'version' | 'source'>,
  title: string
): FindingRow {
  const { section, date, url, read, title: text } = sourceOf(knowledge, row)
  return {
    id: row.id,
    version: row.version,
    title,
    topic: row.id.replaceAll('-', ''),
    source: { title: text, section, date, url, verified: read === 'verified' }
  }
}

/** A row that speaks makes a card; a quiet one is only known. */
export function speaks(severity: Severity): severity is Exclude<Severity, 'quiet'> {
  return severity !== 'quiet'
}
