import { writeDate } from '../clinical/clinical-date.ts'
import type { ClinicalIndex, Event, Problem, Result } from '../clinical/clinical-index.ts'
import { problemsIn } from '../clinical/has-problem.ts'
import { isInEventSet } from '../terminology/named-sets.ts'
import type { ProblemSet } from '../terminology/named-sets.ts'
import { stanceAt } from '../terminology/stance.ts'
import { notHappening } from './events.ts'
import type { Evidence } from './rule.ts'

/** Hospice, palliative care and what is likely terminal: no gap is told there (CDC, eCQMs). */
const endOfLife: readonly ProblemSet[] = [
  'hospice',
  'terminal-illness',
  'conditions-likely-terminal'
]

/**
 * Problems of the sets that the patient has now, as far as the record says: active ones, and those
 * whose status it does not give. Not those that resolved.
 */
export function presentProblems(
  index: ClinicalIndex,
  ...sets: readonly ProblemSet[]
): readonly Problem[] {
  return problemsIn(index, sets).filter(({ status }) => status === 'active' || status === 'unknown')
}

/** The same without what is only suspected: for what keeps a rule silent. */
export function settledProblems(
  index: ClinicalIndex,
  ...sets: readonly ProblemSet[]
): readonly Problem[] {
  return presentProblems(index, ...sets).filter(({ doubt }) => doubt === undefined)
}

/** CDC 2022, computable logic: hospice within a year. */
const hospiceDays = 365
const hospiceWords = /\bhospice\b/i

/** Whether care is directed at comfort: by a problem, or by hospice or palliative care of a year. */
export function isEndOfLife(index: ClinicalIndex): boolean {
  const before = knownEndOfLife.get(index)
  if (before !== undefined) return before
  const answer = settledProblems(index, ...endOfLife).length > 0 || isInHospice(index)
  knownEndOfLife.set(index, answer)
  return answer
}

/** Twenty rules ask the same of one index, and a long record has thousands of events. */
const knownEndOfLife = new WeakMap<ClinicalIndex, boolean>()

function isInHospice(index: ClinicalIndex): boolean {
  const since = index.asOf.epochDay - hospiceDays
  return index.events.some(
    (event) =>
      !notHappening.has(event.status) &&
      (event.end ?? event.date ?? index.asOf).epochDay >= since &&
      (isInEventSet(event, 'hospice-care') ||
        event.codes.some(({ display = '' }) => isHospice(display)))
  )
}

/** "Hospice declined" is none. */
function isHospice(display: string): boolean {
  const match = hospiceWords.exec(display)
  if (match === null) return false
  const span = { start: match.index, end: match.index + match[0].length }
  return stanceAt(display, span) === 'affirmed'
}

/** `Peptic ulcer: resolved (4 May 2018)`: label, status and the date that goes with it. */
export function problemEvidence(problem: Problem): Evidence {
  const { label, status, doubt, onset, recorded, abated } = problem
  const date = status === 'resolved' ? (abated ?? onset ?? recorded) : (onset ?? recorded)
  const dated = date === undefined ? '' : ` (${writeDate(date)})`
  const state = status === 'unknown' && doubt === undefined ? 'status not recorded' : status
  const words = [
    ...(state === 'unknown' ? [] : [state]),
    ...(doubt === undefined ? [] : [doubtWords[doubt]])
  ].join(', ')
  return { reference: problem.reference, text: `${label}: ${words}${dated}` }
}

const doubtWords: Readonly<Record<NonNullable<Problem['doubt']>, string>> = {
  unconfirmed: 'unconfirmed',
  provisional: 'provisional, not confirmed',
  differential: 'a differential diagnosis, not confirmed',
  suspected: 'not confirmed'
}

/** What is only suspected is never told as critical. */
export function indicatorFor({ doubt }: Problem): 'critical' | 'warning' {
  return doubt === undefined ? 'critical' : 'warning'
}

export const settledFirst = (one: Problem, other: Problem): number =>
  Number(one.doubt !== undefined) - Number(other.doubt !== undefined)

/** A problem, a coded result, or an event as evidence. */
export function factEvidence(fact: Problem | Result | Event): Evidence {
  if (fact.kind === 'problem') return problemEvidence(fact)
  const dated = fact.date === undefined ? '' : ` (${writeDate(fact.date)})`
  const said = fact.kind === 'result' ? `: ${fact.recorded.text ?? fact.recorded.value}` : ''
  return { reference: fact.reference, text: `${fact.label}${said}${dated}` }
}
