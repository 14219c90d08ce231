import { ordersInContext } from '../../src/services/orders-in-context.ts'
import type { HookCode } from '../../src/services/service-contract.ts'

/** What medication-refill is about: the draft prescriptions that renew what the patient takes. */
export const hookCode: HookCode = {
  needs: ['medications'],
  subjects: ({ context: { patientId, medications } }) => ({
    about: 'orders',
    orders: ordersInContext({ patientId, draftOrders: medications }),
    renewals: true,
    notFound: 0
  })
}
