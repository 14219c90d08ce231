import { searchRecord } from '../../clinical/search/search-record.ts'
import { thingNamed } from '../../clinical/search/thing.ts'
import type { Thing, ThingKind } from '../../clinical/search/thing.ts'
import type { ClinicalDate } from '../../clinical/clinical-date.ts'
import { dateOfEpochDay } from '../../clinical/clinical-date.ts'
import type { Presence } from '../../clinical/is-absent.ts'
import { activeMedications } from '../../clinical/active-medications.ts'
import { isDrugClass } from '../../clinical/drug-classes.ts'
import type { SupportedFact } from '../supported-fact.ts'
import type { NamedConcept } from './concept-named.ts'
import type { DoorView } from './meaning.ts'

/* What Curbside looks up for a meaning by itself: treatments among what is taken, tests by their name. */

const searchable = new Set([
  'drug',
  'drug-class',
  'test',
  'diagnosis',
  'procedure',
  'vaccine',
  'sign'
])
const isThingKind = (kind: string): kind is ThingKind => searchable.has(kind)

/** What can be searched for under a concept. */
export function thingOf(concept: NamedConcept): Thing | undefined {
  return isThingKind(concept.kind) ? thingNamed(concept.kind, concept.name) : undefined
}

/** Whether a drug or class is among what is taken now; unknown where that was not read whole. */
export function isTaken(concept: NamedConcept, view: DoorView): Presence {
  const thing = thingOf(concept)
  if (thing === undefined) return 'unknown'
  if (thing.kind === 'drug') {
    const taken = activeMedications(view.index, { ingredients: thing.ingredients })
    if (taken.length > 0) return 'present'
  }
  if (thing.kind === 'drug-class') {
    const taken = activeMedications(view.index, { classes: [thing.drugClass] })
    return taken.length > 0 ? 'present' : notRead(view)
  }
  return thing.kind === 'drug' ? notRead(view) : 'unknown'
}

function notRead({ index }: DoorView): Presence {
  const { state } = index.states.medications
  return state === 'present' || state === 'empty' ? 'absent' : 'unknown'
}

/** Whether something stands in the record within so many days. */
export function isFound(concept: NamedConcept, view: DoorView, days?: number): Presence {
  const thing = thingOf(concept)
  if (thing === undefined) return 'unknown'
  return searchRecord(view.index, thing, days === undefined ? undefined : daysBack(view, days))
}

export function daysBack({ index }: DoorView, days: number): ClinicalDate {
  return dateOfEpochDay(index.asOf.epochDay - days)
}

/** Facts that something was looked for and is not there. */
export const absencesIn = (facts: readonly SupportedFact[]): readonly SupportedFact[] =>
  facts.filter(({ found }) => found.kind === 'absence' || found.kind === 'not-found')

/** Whether a fact says that drugs of a kind were not found. */
export function isDrugAbsence({ found }: SupportedFact): boolean {
  if (found.kind === 'not-found') return found.thing === 'drug' || found.thing === 'drug-class'
  return found.kind === 'absence' && found.absence.kind === 'medication'
}

/** Whether a key of a not-found fact is a drug class. */
export const isClassKey = (key: string): boolean => isDrugClass(key)
