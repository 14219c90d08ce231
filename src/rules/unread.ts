import type { UnknownReason } from '../cds-hooks/prefetch.ts'
import { unknownWords } from '../clinical/known.ts'
import type { ClinicalIndex } from '../clinical/clinical-index.ts'

/** The kinds of data that rules ask for, as a card calls them. */
const kindWords = {
  conditions: 'problem list',
  medications: 'medication orders',
  allergies: 'allergies',
  laboratory: 'laboratory results',
  vitals: 'vital signs',
  reports: 'reports',
  procedures: 'procedures',
  orders: 'orders and referrals'
} as const

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
export function unreadWords(
  index: ClinicalIndex,
  kind: keyof typeof kindWords
): string | undefined {
  const state = index.states[kind]
  if (state.state === 'present' || state.state === 'empty') {
    const [nameless] =
      kind === 'conditions' ? (index.notKnown ?? []).filter((one) => one.kind === 'problem') : []
    return nameless === undefined ? undefined : unknownWords(nameless)
  }
  return state.state === 'partial'
    ? `${kindWords[kind]} (read only in part)`
    : `${kindWords[kind]} (${reasonWords[state.reason]})`
}
