import { isAbsent } from '../../clinical/is-absent.ts'
import type { Event } from '../../clinical/clinical-index.ts'
import { sameDate } from '../checks/date.ts'
import type { FactVerdict } from '../supported-fact.ts'
import { factsAt, holds, lost } from './fact-view.ts'
import type { FactOf, FactView } from './fact-view.ts'

/** A problem with the claimed status. */
export function checkCondition(
  bound: FactOf<'condition' | 'allergy'>,
  view: FactView
): FactVerdict {
  const found = factsAt(view, bound, ['problem'])
  if (typeof found === 'string') return lost(found)
  const problem = found.find(({ status }) => isStatus(bound.status, status))
  if (problem === undefined) return lost('status-mismatch')
  const { onset, recorded } = problem
  const isDated =
    bound.date === null || sameDate(bound.date, onset) || sameDate(bound.date, recorded)
  const said = isDated ? bound : { ...bound, date: null }
  return holds(
    said,
    { kind: 'condition', problem, saysDate: said.date !== null },
    isDated ? [] : ['date-mismatch']
  )
}

/** An allergy with the claimed status. */
export function checkAllergy(bound: FactOf<'condition' | 'allergy'>, view: FactView): FactVerdict {
  const found = factsAt(view, bound, ['allergy'])
  if (typeof found === 'string') return lost(found)
  const allergy = found.find(({ status }) => isStatus(bound.status, status))
  return allergy === undefined
    ? lost('status-mismatch')
    : holds({ ...bound, date: null }, { kind: 'allergy', allergy })
}

/** What has no status counts as there; the card says that none is recorded. */
function isStatus(claimed: 'active' | 'resolved', recorded: string): boolean {
  return claimed === 'active'
    ? recorded === 'active' || recorded === 'unknown'
    : recorded === 'resolved' || recorded === 'inactive'
}

const eventKinds = ['procedure', 'encounter', 'immunization', 'report', 'order'] as const

// FHIR R4 statuses by which something did not happen, and those by which it is still to come.
const never = new Set(['not-done', 'cancelled', 'aborted', 'revoked', 'entered-in-error'])
const toCome = new Set([
  'preparation',
  'planned',
  'registered',
  'partial',
  'preliminary',
  'draft',
  'active',
  'on-hold',
  'in-progress'
])

/** Something that was done or is still to come, on the claimed day when one is claimed. */
export function checkEvent(bound: FactOf<'event'>, view: FactView): FactVerdict {
  const found = factsAt(view, bound, eventKinds)
  if (typeof found === 'string') return lost(found)
  const fitting = found.filter((event) => isInState(bound.status, event))
  if (fitting.length === 0) return lost('status-mismatch')
  const { date } = bound
  const event = fitting.find(
    (one) => date === null || sameDate(date, one.date) || sameDate(date, one.end)
  )
  return event === undefined ? lost('date-mismatch') : holds(bound, { kind: 'event', event })
}

function isInState(claimed: 'done' | 'pending', { kind, status }: Event): boolean {
  if (never.has(status)) return false
  const isToCome = toCome.has(status)
  if (claimed === 'pending') return isToCome
  // A visit that goes on has begun, a placed order is an event of its own.
  return !isToCome || kind === 'order' || (kind === 'encounter' && status === 'in-progress')
}

/** Searched for again in the record of this call: what was not read is not absent. */
export function checkAbsence(bound: FactOf<'absence'>, { index }: FactView): FactVerdict {
  switch (isAbsent(index, bound.absence)) {
    case 'absent':
      return holds(bound, { kind: 'absence', absence: bound.absence })
    case 'present':
      return lost('absence-contradicted')
    case 'unknown':
      return lost('absence-unknown')
  }
}
