import { recordKinds } from '../record/record-kinds.ts'
import type { RecordKind } from '../record/record-kinds.ts'
import type { Absence } from './absence.ts'
import { isAnalyte, kindOfAnalyte } from '../terminology/analytes.ts'
import type { ClinicalIndex, Event, Medication, Problem, Result } from './clinical-index.ts'
import type { EpochDay } from './clinical-date.ts'
import { isDrugClass } from './drug-classes.ts'
import { isAskedFor } from './active-medications.ts'
import type { UnknownFact } from './known.ts'
import { isWhole } from './is-whole.ts'
import {
  isEventSet,
  isInEventSet,
  isInProblemSet,
  isProblemSet,
  kindsOfEventSet
} from '../terminology/named-sets.ts'

export type Presence = 'absent' | 'present' | 'unknown'

/**
 * Looks again for what an absence says was not found. `unknown` when the data it would stand in
 * were not read whole, when nothing of the record holds them for certain, or when the key means
 * nothing: unknown never becomes "none".
 */
export function isAbsent(index: ClinicalIndex, absence: Absence): Presence {
  const since = absence.since.epochDay
  switch (absence.kind) {
    case 'result':
      return resultPresence(index, absence.key, since)
    case 'procedure':
      return eventPresence(index, absence.key, { since, ordered: false })
    case 'order':
      return eventPresence(index, absence.key, { since, ordered: true })
    case 'problem':
      return problemPresence(index, absence.key, since)
    case 'medication':
      return medicationPresence(index, absence.key, since)
  }
}

function resultPresence(index: ClinicalIndex, key: string, since: EpochDay): Presence {
  const found = index.results.get(key)?.readings.some((one) => one.date.epochDay >= since)
  if (found === true || hasUncoded(index, key, since)) return 'present'
  if (
    mayStandUnread(index, since, ({ analyte = '' }) => analyte === key || isNamed(analyte, key))
  ) {
    return 'unknown'
  }
  const kind = isAnalyte(key) ? kindOfAnalyte(key) : 'other'
  return kind !== 'other' && isWhole(index, kind) ? 'absent' : 'unknown'
}

/** A laboratory without LOINC calls it by name: "FERRITIN, SERUM" is a ferritin too. */
function hasUncoded(index: ClinicalIndex, key: string, since: EpochDay): boolean {
  for (const [analyte, series] of index.results) {
    if (!isNamed(analyte, key)) continue
    if (series.readings.some((one) => one.date.epochDay >= since)) return true
  }
  return false
}

function isNamed(analyte: string, key: string): boolean {
  if (!analyte.startsWith('text:')) return false
  const words = analyte.slice('text:'.length).replace(/[^a-z0-9]+/g, ' ')
  return ` ${words} `.includes(` ${key.replaceAll('-', ' ')} `)
}

/** A result that stands in the record without a date or value may be the very one looked for. */
function mayStandUnread(
  { notKnown = [] }: ClinicalIndex,
  since: EpochDay,
  matches: (one: UnknownFact) => boolean
): boolean {
  return notKnown.some((one) => one.kind === 'result' && isSince(one.date, since) && matches(one))
}

interface EventQuery {
  readonly since: EpochDay
  /** An order for it counts too. */
  readonly ordered: boolean
}

// FHIR event status: what was not done, or not yet, is not done.
const notDone: ReadonlySet<string> = new Set([
  'not-done',
  'preparation',
  'cancelled',
  'revoked',
  'planned',
  'registered'
])

function eventPresence(index: ClinicalIndex, key: string, query: EventQuery): Presence {
  if (!isEventSet(key)) return 'unknown'
  const counts = (event: Event): boolean =>
    (event.kind !== 'order' || query.ordered) &&
    !notDone.has(event.status) &&
    isSince(event.end ?? event.date, query.since) &&
    isInEventSet(event, key)
  if (index.events.some(counts) || hasResultOf(index, key, query.since)) return 'present'
  if (mayStandUnread(index, query.since, (one) => isInEventSet(one, key))) return 'unknown'
  const kinds = kindsOfEventSet(key).filter(isRecordKind)
  const needed = query.ordered ? new Set<RecordKind>([...kinds, 'orders']) : kinds
  return isWhole(index, ...needed) ? 'absent' : 'unknown'
}

function hasResultOf(index: ClinicalIndex, key: string, since: EpochDay): boolean {
  if (!isEventSet(key)) return false
  for (const { readings } of index.results.values()) {
    const [newest] = readings
    if (newest === undefined || newest.date.epochDay < since) continue
    if (isInEventSet(newest, key)) return true
  }
  return false
}

function problemPresence(index: ClinicalIndex, key: string, since: EpochDay): Presence {
  if (!isProblemSet(key)) return 'unknown'
  // A problem counts while it lasts, and when it ended within the time looked at.
  const counts = (problem: Problem): boolean =>
    isInProblemSet(problem, key) &&
    (problem.status === 'active' || isSince(problem.abated ?? problem.onset, since))
  if (index.problems.some(counts)) return 'present'
  return isWhole(index, 'conditions') ? 'absent' : 'unknown'
}

function medicationPresence(index: ClinicalIndex, key: string, since: EpochDay): Presence {
  const query = isDrugClass(key) ? { classes: [key] } : { ingredients: [key] }
  const counts = (one: Medication): boolean =>
    one.status === 'active' || isSince(one.started, since)
  const taken = index.medications.filter((one) => one.status !== 'draft' && counts(one))
  if (taken.some((one) => isAskedFor(one, query))) return 'present'
  // A product whose ingredients are not known may be the very one.
  if (taken.some((one) => index.unrecognised.includes(one))) return 'unknown'
  return isWhole(index, 'medications') && isWholeOrNotOffered(index) ? 'absent' : 'unknown'
}

/** An EHR without MedicationStatement has what patients take in its MedicationRequests (US Core). */
function isWholeOrNotOffered(index: ClinicalIndex): boolean {
  const state = index.states.statements
  return (
    isWhole(index, 'statements') || (state.state === 'unknown' && state.reason === 'not-offered')
  )
}

/** Undated things may well lie within the time: they count. */
function isSince(date: Result['date'] | undefined, since: EpochDay): boolean {
  return date === undefined || date.epochDay >= since
}

function isRecordKind(kind: string): kind is RecordKind {
  return recordKinds.some((one) => one === kind)
}
