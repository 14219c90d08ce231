import type { Resource } from '@medplum/fhirtypes'
import type { CdsContext, OrderInContext } from '../cds-hooks/context.ts'
import { addFacts } from '../record/add-facts.ts'
import { findIn } from '../record/find-in-record.ts'
import type { Gap, PatientRecord } from '../record/patient-record.ts'
import type { HookCode } from '../services/service-contract.ts'

/** What a call is about, and the record with what the hook brought. */
export interface CallSubjects {
  readonly about: 'record' | 'orders' | 'facts'
  readonly orders: readonly OrderInContext[]
  readonly renewals: boolean
  /** `Type/id` of the new entries, which stand in the record. */
  readonly newFacts: readonly string[]
  readonly record: PatientRecord
}

/**
 * Asks the hook what it is about. What it names and nothing sent or read holds becomes a gap of the
 * record: the card says it, and silence never reads as if it had been checked.
 */
export function subjectsOf(
  hookCode: HookCode,
  context: CdsContext,
  record: PatientRecord
): CallSubjects {
  const find = findIn(record)
  const subjects = hookCode.subjects({ context, find })
  switch (subjects.about) {
    case 'record':
      return { about: 'record', orders: [], renewals: false, newFacts: [], record }
    case 'orders': {
      const { orders, notFound, renewals = false } = subjects
      const standing = orders.map((order) => withStanding(order, find(order.reference)))
      return {
        about: 'orders',
        orders: standing,
        renewals,
        newFacts: [],
        record: withGap(record, notFound, orders.length)
      }
    }
    case 'facts': {
      const { record: added, added: newFacts, unusable } = addFacts(record, subjects.facts)
      return {
        about: 'facts',
        orders: [],
        renewals: false,
        newFacts,
        record: withGap(added, subjects.notFound + unusable, newFacts.length)
      }
    }
  }
}

/** A draft of an order that the record holds as a standing one is a revision: never removed. */
function withStanding(order: OrderInContext, recorded: Resource | undefined): OrderInContext {
  const stands = recorded !== undefined && Reflect.get(recorded, 'status') !== 'draft'
  return stands ? { ...order, standing: 'active' } : order
}

function withGap(record: PatientRecord, notFound: number, found: number): PatientRecord {
  if (notFound === 0) return record
  const gap: Gap = {
    kind: 'subjects',
    state: { state: found > 0 ? 'partial' : 'unknown', reason: 'not-found' }
  }
  return { ...record, gaps: [...record.gaps, gap] }
}
