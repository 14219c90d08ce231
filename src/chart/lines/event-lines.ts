import type { Event } from '../../clinical/clinical-index.ts'
import type { AliasLetter, Cut, LineContext, Section } from '../chart-line.ts'
import type { ChartTime } from '../chart-time.ts'
import { writeCode } from '../code-mark.ts'
import { cleanLabel } from '../ehr-text.ts'
import type { FactLine } from './fact-line.ts'
import { reasonsOf } from './reasons-of.ts'
import type { ShownProblems } from './reasons-of.ts'

interface EventKind {
  readonly section: Section
  readonly letter: AliasLetter
  readonly cut: Cut
  /** FHIR R4 status codes of the resource; anything else is written as unknown. */
  readonly statuses: ReadonlySet<string>
}

const words = (text: string): ReadonlySet<string> => new Set(text.split(' '))

const kinds: Readonly<Record<Event['kind'], EventKind>> = {
  immunization: {
    section: 'IMMUNIZATIONS',
    letter: 'V',
    cut: 'immunizations',
    statuses: words('completed not-done')
  },
  procedure: {
    section: 'PROCEDURES',
    letter: 'P',
    cut: 'procedures',
    statuses: words('preparation in-progress not-done on-hold stopped completed')
  },
  report: {
    section: 'REPORTS',
    letter: 'R',
    cut: 'reports',
    statuses: words('registered partial preliminary final amended corrected appended cancelled')
  },
  encounter: {
    section: 'ENCOUNTERS',
    letter: 'E',
    cut: 'encounters',
    statuses: words('planned arrived triaged in-progress onleave finished cancelled')
  },
  order: {
    section: 'ORDERS',
    letter: 'Q',
    cut: 'orders',
    statuses: words('draft active on-hold revoked completed')
  }
}

const furtherMax = 2

/**
 * `[P1] Colonoscopy (SCT 73761001) completed D-900; before D-4600 [P2]; +1 older`: one line for all
 * of which the same is said, newest first.
 */
export function eventLines(
  events: readonly Event[],
  context: LineContext,
  shown: ShownProblems
): FactLine[] {
  // A few labels, hundreds of times.
  const labels = new Map<string, string>()
  const labelOf = (event: Event): string => {
    const label = labels.get(event.label) ?? cleanLabel(event.label)
    labels.set(event.label, label)
    return label
  }
  const said = Map.groupBy(events, (event) =>
    JSON.stringify([
      event.kind,
      statusOf(event),
      labelOf(event),
      writeCode(event.codes, context.search),
      // Undated ones are not before anything.
      dateOf(event) === undefined,
      event.reasons ?? [],
      event.reasonReferences ?? []
    ])
  )
  return [...said.values()].flatMap((same) => {
    const [newest, ...before] = same.toSorted(newestFirst(context))
    return newest === undefined ? [] : [eventLine(newest, before, context, shown)]
  })
}

function eventLine(
  event: Event,
  before: readonly Event[],
  { time }: LineContext,
  problems: ShownProblems
): FactLine {
  const { section, letter, cut } = kinds[event.kind]
  const status = statusOf(event)
  const shown = before.slice(0, furtherMax)
  return {
    section,
    cut: event.kind === 'order' && /^(?:revoked|completed)$/.test(status) ? 'past-orders' : cut,
    letter,
    fact: event,
    ...reasonsOf(event, problems, ` ${status}${whenOf(event, time)}`),
    date: dateOf(event),
    ...(before.length > 0 && {
      further: {
        shown: shown.map((one) => ({
          reference: one.reference,
          when: whenOf(one, time).trim() || 'undated'
        })),
        older: before.length - shown.length
      }
    })
  }
}

function statusOf({ kind, status }: Event): string {
  return kinds[kind].statuses.has(status) ? status : 'status unknown'
}

function dateOf({ date, end }: Event): Event['date'] {
  return date ?? end
}

function whenOf({ date, end }: Event, time: ChartTime): string {
  const ended = end !== undefined && end.epochDay !== date?.epochDay
  return (
    (date === undefined ? '' : ` ${time.write(date)}`) + (ended ? ` until ${time.write(end)}` : '')
  )
}

function newestFirst({ inOrder }: LineContext): (one: Event, other: Event) => number {
  return (one, other) =>
    (dateOf(other)?.epochDay ?? 0) - (dateOf(one)?.epochDay ?? 0) ||
    inOrder(one.reference, other.reference)
}
