import type { Event } from '../../clinical/clinical-index.ts'
import type { AliasLetter, Cut, LineContext, Section } from '../chart-line.ts'
import { writeDay } from '../day-index.ts'
import type { FactLine } from './fact-line.ts'

interface EventKind {
  readonly section: Section
  readonly letter: AliasLetter
  readonly cut: Cut
  /** FHIR R4 status codes of the resource; anything else is written as unknown. */
  readonly statuses: string
}

const kinds: Readonly<Record<Event['kind'], EventKind>> = {
  immunization: {
    section: 'IMMUNIZATIONS',
    letter: 'V',
    cut: 'immunizations',
    statuses: 'completed not-done'
  },
  procedure: {
    section: 'PROCEDURES',
    letter: 'P',
    cut: 'procedures',
    statuses: 'preparation in-progress not-done on-hold stopped completed'
  },
  report: {
    section: 'REPORTS',
    letter: 'R',
    cut: 'reports',
    statuses: 'registered partial preliminary final amended corrected appended cancelled'
  },
  encounter: {
    section: 'ENCOUNTERS',
    letter: 'E',
    cut: 'encounters',
    statuses: 'planned arrived triaged in-progress onleave finished cancelled'
  },
  order: {
    section: 'ORDERS',
    letter: 'Q',
    cut: 'orders',
    statuses: 'draft active on-hold revoked completed'
  }
}

/** `[P1] Colonoscopy (SCT 73761001) completed D-900`. */
export function eventLines(events: readonly Event[], { today }: LineContext): FactLine[] {
  return events.map((event) => {
    const { section, letter, cut, statuses } = kinds[event.kind]
    const { date, end } = event
    const status = statuses.split(' ').includes(event.status) ? event.status : 'status unknown'
    const ended = end !== undefined && end.epochDay !== date?.epochDay
    return {
      section,
      cut: event.kind === 'order' && /^(?:revoked|completed)$/.test(status) ? 'past-orders' : cut,
      letter,
      fact: event,
      says:
        ` ${status}` +
        (date === undefined ? '' : ` ${writeDay(date, today)}`) +
        (ended ? ` until ${writeDay(end, today)}` : ''),
      date: date ?? end
    }
  })
}
