import type { Gap } from '../record/patient-record.ts'
import { gapSentences } from './gap-sentences.ts'
import type { Unrecognised } from './unrecognised-sentences.ts'
import { unrecognisedSentences } from './unrecognised-sentences.ts'

/** What a call could not do: it stands on each of its cards. */
export interface CallNotes {
  readonly gaps: readonly Gap[]
  readonly restricted: number
  readonly aiReview: 'ran' | 'not-asked' | 'failed' | 'incomplete' | 'thinking'
  readonly sayWhenModelFailed: boolean
  /** How many safety rules broke: what they would have said is unknown. */
  readonly rulesFailed: number
  readonly unrecognised?: Unrecognised
}

export const unfinished = 'The AI review had not finished; what it finds comes with the next call'

export const brokeOff = 'The AI review broke off before its end'

export const notRun = 'The AI review did not run for this call; rules did'

/** The call's notes in sentences, for the detail of its cards. */
export function noteSentences(notes: CallNotes): readonly string[] {
  return [
    ...gapSentences(notes.gaps, notes.restricted),
    ...(notes.aiReview === 'failed' ? [notRun] : []),
    ...(notes.aiReview === 'incomplete' ? [brokeOff] : []),
    ...(notes.aiReview === 'thinking' ? [unfinished] : []),
    ...rulesNotRun(notes),
    ...unrecognisedSentences(notes.unrecognised)
  ]
}

/** Rules that broke, counted; empty when none did. */
export const rulesNotRun = ({ rulesFailed }: CallNotes): readonly string[] =>
  rulesFailed === 0 ? [] : [`${rulesFailed} of the safety rules could not run`]

/** The same as words for programs, on each card's provenance. */
export function noteWords({ aiReview, rulesFailed, restricted }: CallNotes): readonly string[] {
  const ofReview = {
    ran: [],
    'not-asked': [],
    failed: ['ai-review-failed'],
    incomplete: ['ai-review-incomplete'],
    thinking: ['ai-review-unfinished']
  }[aiReview]
  return [
    ...ofReview,
    ...(rulesFailed > 0 ? ['rules-failed'] : []),
    ...(restricted > 0 ? ['restricted-records-not-used'] : [])
  ]
}
