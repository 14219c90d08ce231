import type { BuiltCard } from '../cards/build-cards.ts'
import type { HeldBackFinding } from '../cards/quiet.ts'
import { reviewKey } from '../cds-hooks/card.ts'
import type { CdsResponse } from '../cds-hooks/card.ts'
import { limits } from '../ground/limits.ts'
import type { ClinicalIndex } from '../clinical/clinical-index.ts'
import type { PatientRecord } from '../record/patient-record.ts'
import type { SecondReading } from '../reading/second-reading.ts'
import type { Call } from './call.ts'

/** The answer, and everything that audit, log and metrics say about how it came about. */
export interface Advice {
  readonly response: CdsResponse
  /** `thinking`: nothing to say yet, and the model had not finished. */
  readonly outcome: 'cards' | 'empty' | 'thinking' | 'degraded' | 'shadow'
  /** In shadow mode: those that would have been shown. */
  readonly cards: readonly BuiltCard[]
  readonly trail: Trail
}

/** What happened at each station; counts, words and references, never a value of the record. */
export interface Trail {
  record?: PatientRecord
  index?: ClinicalIndex
  reading?: SecondReading
  rulesFired: readonly string[]
  rulesFailed: readonly string[]
  heldBack: readonly HeldBackFinding[]
  /** Findings that had no place among the cards; never a critical one. */
  cut: number
  /** Drugs of the record and of the orders that no rule could judge. */
  unrecognised: number
  disagreements: number
  notPractitioner: boolean
  readonly marks: Record<string, number>
}

/** The trail of a call that has just begun. */
export const newTrail = (): Trail => ({
  rulesFired: [],
  rulesFailed: [],
  heldBack: [],
  cut: 0,
  unrecognised: 0,
  disagreements: 0,
  notPractitioner: false,
  marks: {}
})

/** Keeps when a station was done, in milliseconds since the request arrived. */
export function mark(trail: Trail, call: Call, name: string): void {
  trail.marks[name] = Math.round(call.deadline.elapsedMs())
}

/** The answer on the wire; an empty one says when the model still thinks. */
export function responseOf(shown: readonly BuiltCard[], isThinking: boolean): CdsResponse {
  const cards = shown.map(({ card }) => card)
  if (!isThinking) return { cards }
  const { askAgainAfterMs } = limits
  return { cards, extension: { [reviewKey]: { state: 'thinking', askAgainAfterMs } } }
}
