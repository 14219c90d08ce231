import type { Analyte } from '../terminology/analytes.ts'
import { analyteOf } from '../terminology/analytes.ts'
import type { EpochDay } from '../clinical/clinical-date.ts'
import type { ClinicalIndex, Event } from '../clinical/clinical-index.ts'
import { isInEventSet } from '../terminology/named-sets.ts'
import type { EventSet } from '../terminology/named-sets.ts'

/** FHIR statuses of what did not and will not happen (EventStatus, RequestStatus). */
export const notHappening: ReadonlySet<string> = new Set([
  'not-done',
  'cancelled',
  'stopped',
  'revoked',
  'entered-in-error',
  'draft'
])

/** Events of the sets since a day: done, reported or ordered. */
export function eventsIn(
  index: ClinicalIndex,
  sets: readonly EventSet[],
  since: EpochDay
): readonly Event[] {
  return eventsSince(index, since).filter((event) => sets.some((set) => isInEventSet(event, set)))
}

/**
 * Whether a test was ordered since a day, by its LOINC code or, where the EHR codes its orders
 * otherwise, by the words of its label. Used only to stay silent, never to state a fact.
 */
export function isTestOrdered(
  index: ClinicalIndex,
  test: { readonly analyte: Analyte; readonly words: RegExp },
  since: EpochDay
): boolean {
  return eventsSince(index, since).some(
    (event) =>
      event.kind === 'order' &&
      (analyteOf(event.codes) === test.analyte || test.words.test(event.label))
  )
}

function eventsSince(index: ClinicalIndex, since: EpochDay): readonly Event[] {
  return index.events.filter(
    ({ status, date }) => !notHappening.has(status) && date !== undefined && date.epochDay >= since
  )
}
