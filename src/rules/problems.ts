import { writeDate } from '../clinical/clinical-date.ts'
import type { ClinicalIndex, Event, Problem, Result } from '../clinical/clinical-index.ts'
import { problemsIn } from '../clinical/has-problem.ts'
import { isInEventSet } from '../terminology/named-sets.ts'
import type { ProblemSet } from '../terminology/named-sets.ts'
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

/** CDC 2022, computable logic: hospice within a year. */
const hospiceDays = 365
const hospiceWords = /\bhospice\b/i

/** Whether care is directed at comfort: by a problem, or by hospice or palliative care of a year. */
export function isEndOfLife(index: ClinicalIndex): boolean {
  const before = knownEndOfLife.get(index)
  if (before !== undefined) return before
  const answer = presentProblems(index, ...endOfLife).length > 0 || isInHospice(index)
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
        event.codes.some(({ display = '' }) => hospiceWords.test(display)))
  )
}

/** `Peptic ulcer: resolved (4 May 2018)`: label, status and the date that goes with it. */
export function problemEvidence(problem: Problem): Evidence {
  const { label, status, onset, recorded, abated } = problem
  const date = status === 'resolved' ? (abated ?? onset ?? recorded) : (onset ?? recorded)
  const dated = date === undefined ? '' : ` (${writeDate(date)})`
  const words = status === 'unknown' ? 'recorded' : status
  return { reference: problem.reference, text: `${label}: ${words}${dated}` }
}

/** A problem, a coded result, or an event as evidence. */
export function factEvidence(fact: Problem | Result | Event): Evidence {
  if (fact.kind === 'problem') return problemEvidence(fact)
  const dated = fact.date === undefined ? '' : ` (${writeDate(fact.date)})`
  const said = fact.kind === 'result' ? `: ${fact.recorded.text ?? fact.recorded.value}` : ''
  return { reference: fact.reference, text: `${fact.label}${said}${dated}` }
}
