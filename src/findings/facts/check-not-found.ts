import { clinicalDate } from '../../clinical/clinical-date.ts'
import type { ClinicalDate } from '../../clinical/clinical-date.ts'
import { searchRecord } from '../../clinical/search/search-record.ts'
import { thingNamed } from '../../clinical/search/thing.ts'
import type { FactVerdict } from '../supported-fact.ts'
import { holds, lost } from './fact-view.ts'
import type { FactOf, FactView } from './fact-view.ts'

/**
 * Curbside's own search: true only if the kind was read whole for that time and holds none. What is
 * there contradicts it; what was not read leaves it unknown.
 */
export function checkNotFound(bound: FactOf<'not-found'>, view: FactView): FactVerdict {
  const thing = thingNamed(bound.thing, bound.text)
  if (thing === undefined) return lost('concept-unknown')
  const since = sinceOf(bound, view)
  if (since === 'no-day') return lost('date-mismatch')
  switch (searchRecord(view.index, thing, since)) {
    case 'present':
      return lost('search-contradicted')
    case 'unknown':
      return lost('search-unknown')
    case 'absent': {
      const { kind, key, label } = thing
      const from = since?.iso ?? null
      return holds(bound, { kind: 'not-found', thing: kind, key, label, since: from })
    }
  }
}

/** The first day searched; undefined for ever. An entry without a day is no day to search from. */
function sinceOf(
  { since, sinceEntry }: FactOf<'not-found'>,
  { index }: FactView
): ClinicalDate | undefined | 'no-day' {
  if (sinceEntry === null) return since === null ? undefined : clinicalDate(since)
  const [entry] = index.byReference.get(sinceEntry) ?? []
  if (entry === undefined) return 'no-day'
  switch (entry.kind) {
    case 'problem':
      return entry.onset ?? entry.recorded ?? 'no-day'
    case 'medication':
      return entry.started ?? 'no-day'
    case 'allergy':
    case 'result':
      return entry.date ?? 'no-day'
    case 'procedure':
    case 'encounter':
    case 'immunization':
    case 'report':
    case 'order':
      return entry.date ?? entry.end ?? 'no-day'
  }
}
