import { createHash } from 'node:crypto'
import type { ClinicalIndex } from '../../clinical/clinical-index.ts'
import type { PatientRecord } from '../../record/patient-record.ts'
import type { AliasTable } from '../alias-table.ts'
import type { LineContext, Part } from '../chart-line.ts'
import { writeCode } from '../code-mark.ts'
import { nameFinder } from './note-words.ts'
import { readNotes } from './read-notes.ts'
import type { Note } from './read-notes.ts'
import { scrubNote } from './scrub-note.ts'

/** The notes as they stand in the chart, and what of them does not. */
export interface WrittenNotes {
  /** Lines of the section; none when there is nothing to show. */
  readonly lines: readonly string[]
  readonly shown: number
  /** Sentences that would have told who somebody is. */
  readonly withheld: number
  /** Lines and notes that were left out for want of room, or because they hold no readable text. */
  readonly cut: number
  /** Names exactly these notes, with their true dates, for the digest. */
  readonly statements: readonly string[]
}

/**
 * Stands between the words of a note, in place of the space: so a model can tell at each word that
 * it reads data (spotlighting by datamarking, arXiv 2403.14720). It is taken out of the text before.
 */
export const noteMark = '^'

// The kinds by the names that LOINC gives them; the EHR's own title of a document is free text.
const kindNames: Readonly<Record<string, string>> = {
  '18842-5': 'Discharge summary',
  '11488-4': 'Consultation note',
  '34117-2': 'History and physical note',
  '28570-0': 'Procedure note',
  '11504-8': 'Surgical operation note',
  '34133-9': 'Summarization of episode note',
  '11506-3': 'Progress note'
}

/**
 * The section NOTES: context for the model, never support for a claim. Each line of it begins with
 * a bar, so that no text can be taken for a line of the record. `charactersMax` holds for all of it.
 */
export function writeNotes(given: {
  readonly record: PatientRecord
  readonly index: ClinicalIndex
  readonly context: LineContext
  readonly table: AliasTable
  readonly charactersMax: number
}): WrittenNotes {
  const { context, table } = given
  const { notes, more } = readNotes(given.record, context.today)
  const mayName = nameFinder(
    given.index,
    notes.flatMap(({ text }) => text ?? [])
  )
  const lines: string[] = []
  let left = given.charactersMax
  let withheld = 0
  let shown = 0
  let cut = more
  for (const note of notes) {
    const scrubbed = scrubNote(note.text ?? '', context, mayName)
    withheld += scrubbed.withheld
    const texts = scrubbed.lines.map((line) => `| ${line.replace(/ /g, noteMark)}`)
    const head = headOf(note, context)
    let room = left - table.lengthOf(head) - 1
    const kept = texts.filter((text) => {
      room -= text.length + 1
      return room >= 0
    })
    cut += kept.length === 0 ? 1 : texts.length - kept.length
    if (kept.length === 0) continue
    table.assign(head)
    const block = [table.write(head), ...kept]
    left -= block.join('\n').length + 1
    lines.push(...block)
    shown += 1
  }
  return { lines, shown, withheld, cut, statements: notes.map(statementOf) }
}

/** `[N1] Discharge summary (LN 18842-5) D-20`. */
function headOf({ codes, date, reference }: Note, { search, time }: LineContext): Part[] {
  const kind = codes.map(({ code }) => kindNames[code]).find(Boolean) ?? 'Clinical note'
  const when = date === undefined ? ' undated' : ` ${time.write(date)}`
  return ['[', { letter: 'N', reference }, `] ${kind}${writeCode(codes, search)}${when}`]
}

function statementOf({ reference, date, text }: Note): string {
  const sha256 = createHash('sha256')
    .update(text ?? '')
    .digest('hex')
  return JSON.stringify(['note', reference, date?.iso ?? null, sha256])
}
