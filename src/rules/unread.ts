import type { UnknownReason } from '../cds-hooks/prefetch.ts'
import { unknownWords } from '../clinical/known.ts'
import type { ClinicalIndex } from '../clinical/clinical-index.ts'
import { recordKindTable } from '../record/record-kinds.ts'
import type { RecordKind } from '../record/record-kinds.ts'

const reasonWords: Readonly<Record<UnknownReason, string>> = {
  'not-read': 'not asked for',
  failed: 'the read failed',
  forbidden: 'no permission',
  late: 'not read in time',
  malformed: 'not readable',
  'no-access': 'no access',
  'not-offered': 'not offered by the EHR'
}

/**
 * What of a kind of data is not known, in words, or undefined when all of it was read. A kind that
 * was read and holds nothing is known: absence can be told from it.
 */
export function unreadWords(index: ClinicalIndex, kind: RecordKind): string | undefined {
  const state = index.states[kind]
  if (state.state === 'present' || state.state === 'empty') {
    const [nameless] =
      kind === 'conditions' ? (index.notKnown ?? []).filter((one) => one.kind === 'problem') : []
    return nameless === undefined ? undefined : unknownWords(nameless)
  }
  return state.state === 'partial'
    ? `${recordKindTable[kind].label} (read only in part)`
    : `${recordKindTable[kind].label} (${reasonWords[state.reason]})`
}
