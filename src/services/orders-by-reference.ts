import type { OrderInContext } from '../cds-hooks/context.ts'
import { orderTypes } from './orders-in-context.ts'
import type { HookCall, HookSubjects } from './service-contract.ts'

/**
 * Orders that a context names by reference only (order-dispatch): they stand in the EHR already, so
 * each is active, and what nothing sent or read holds is counted, never passed over.
 */
export function ordersByReference(
  references: readonly string[],
  find: HookCall['find']
): HookSubjects & { readonly about: 'orders' } {
  const orders = new Map<string, OrderInContext>()
  let notFound = 0
  for (const named of new Set(references)) {
    const resource = find(named)
    if (resource?.id === undefined || orderTypes[resource.resourceType] === undefined) notFound += 1
    else {
      const reference = `${resource.resourceType}/${resource.id}`
      orders.set(reference, { reference, selected: true, standing: 'active', resource })
    }
  }
  return { about: 'orders', orders: [...orders.values()], notFound }
}
