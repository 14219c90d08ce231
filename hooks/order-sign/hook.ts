import { ordersInContext } from '../../src/services/orders-in-context.ts'
import type { HookCode } from '../../src/services/service-contract.ts'

/** What order-sign adds to the record: all orders about to be signed. It has no selections. */
export const hookCode: HookCode = {
  needs: ['draftOrders'],
  subjects: ({ context }) => ({
    about: 'orders',
    orders: ordersInContext({ ...context, selections: undefined }),
    notFound: 0
  })
}
