import type { Resource } from '@medplum/fhirtypes'
import type { OrderInContext } from '../cds-hooks/context.ts'
import type { DraftOrder, Medication } from './clinical-index.ts'
import { objectOf, textOf } from './loose-json.ts'
import { isTakenBack } from './medication-status.ts'
import type { Resolve } from './read-drug.ts'
import { readMedication } from './read-medication.ts'
import { resolverOf } from './resolve-reference.ts'
import { embeddedTerminology } from '../terminology/terminology.ts'
import type { Terminology } from '../terminology/terminology.ts'

const medicationOrders: ReadonlySet<string> = new Set(['MedicationRequest', 'MedicationOrder'])

/**
 * The orders that a hook is about; those for a drug as Medication facts: of drafts as draft ones,
 * whatever status they were sent with (published draft orders say "active"). `supporting` holds what
 * the record and the draft bundle refer to; Medication entries among the orders themselves are found
 * too. An order that is taken back orders nothing; one without a drug that can be read is unrecognised.
 */
export function readDraftOrders(
  orders: readonly OrderInContext[],
  supporting: ReadonlyMap<string, Resource>,
  terminology: Terminology = embeddedTerminology
): readonly DraftOrder[] {
  const beside = new Map(orders.map((order) => [order.reference, order.resource]))
  const resolve = resolverOf(supporting, beside)
  return orders.map((order) => {
    return { ...order, ...draftMedication(order, resolve, terminology) }
  })
}

function draftMedication(
  order: OrderInContext,
  resolve: Resolve,
  terminology: Terminology
): { readonly medication?: Medication; readonly recognised?: boolean } {
  const resource = objectOf(order.resource)
  if (!medicationOrders.has(textOf(resource['resourceType']) ?? '')) return {}
  if (isTakenBack(resource)) return {}
  const read = readMedication(resource, order.reference, { resolve, terminology })
  if (read === undefined) return {}
  const { ended: _ended, ...medication } = read.medication
  // An order that stands already is taken with the status that it has.
  return order.standing === 'active'
    ? { medication: read.medication, recognised: read.complete }
    : { medication: { ...medication, status: 'draft' }, recognised: read.complete }
}
