import { ordersInContext } from '../../src/services/orders-in-context.ts'
import type { HookCode } from '../../src/services/service-contract.ts'

/** What order-select adds to the record: the draft orders; `selections` are the ones just picked. */
export const hookCode: HookCode = {
  needs: ['draftOrders'],
  subjects: ({ context }) => ({ about: 'orders', orders: ordersInContext(context), notFound: 0 })
}
