import { ordersByReference } from '../../src/services/orders-by-reference.ts'
import type { HookCode } from '../../src/services/service-contract.ts'

/** What order-dispatch is about: orders that stand already, named by reference only. */
export const hookCode: HookCode = {
  needs: ['dispatchedOrders'],
  references: ({ dispatchedOrders = [] }) => dispatchedOrders,
  subjects: ({ context, find }) => ordersByReference(context.dispatchedOrders ?? [], find)
}
