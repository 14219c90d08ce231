import type { EpochDay } from '../../clinical/clinical-date.ts'
import type { FoundFact } from '../supported-fact.ts'

/** The day that a fact is of, for what came before what; undefined where the record has none. */
export function dayOfFact(found: FoundFact): EpochDay | undefined {
  switch (found.kind) {
    case 'value':
      return found.result.date.epochDay
    case 'trend':
      return found.readings.at(-1)?.date.epochDay
    case 'condition':
      return (found.problem.onset ?? found.problem.recorded)?.epochDay
    case 'allergy':
      return found.allergy.date?.epochDay
    case 'drug':
      return found.medication.started?.epochDay
    case 'event':
      return (found.event.date ?? found.event.end)?.epochDay
    case 'order':
    case 'patient':
    case 'computed':
    case 'family':
    case 'plan':
    case 'absence':
    case 'not-found':
      return undefined
  }
}
