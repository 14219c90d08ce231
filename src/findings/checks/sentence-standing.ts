import type { RejectionReason } from '../claim.ts'
import { lineOf } from '../sentence/line-of.ts'
import type { Token } from '../sentence/sentence.ts'
import { readStanding } from '../sentence/standing.ts'
import type { Vocabulary } from '../sentence/vocabulary.ts'
import { datesAreHeld, isHeldYear } from './sentence-dates.ts'
import type { HeldDate } from './sentence-dates.ts'
import { isConnected } from './sentence-rest.ts'

/** What a sentence about a problem, a drug or an allergy is compared with. */
export interface StandingHeld {
  readonly kind: Extract<Vocabulary, 'condition' | 'medication' | 'allergy'>
  readonly standing: 'present' | 'past'
  /** Dates that the record has for it: onset, start, end. */
  readonly dates: readonly HeldDate[]
}

/** What a sentence says of the thing that the record does not hold; undefined: nothing. */
export function standingFault(
  tokens: readonly Token[],
  { kind, standing, dates }: StandingHeld
): RejectionReason | undefined {
  const { said, rest } = readStanding(lineOf(tokens))
  if (said.has('absent') || said.has(standing === 'present' ? 'past' : 'present')) {
    return 'status-mismatch'
  }
  // Without a word for it, a thing that is named is said to be there.
  if (standing === 'past' && !said.has('past')) return 'status-mismatch'
  for (const token of tokens) {
    if (token.kind === 'unit') return 'unit-mismatch'
    if (token.kind !== 'number') continue
    if (token.unit !== undefined || !isHeldYear(token.value, dates)) return 'value-mismatch'
  }
  if (!datesAreHeld(tokens, dates)) return 'date-mismatch'
  return isConnected(rest, kind) ? undefined : 'words-unsupported'
}
