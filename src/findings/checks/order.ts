import { rejected, verified } from '../supported-claim.ts'
import type { ClaimOf, ClaimVerdict, VerifierView } from '../supported-claim.ts'

/** Only draft orders of this hook count; those of an earlier call do not. */
export function checkOrder(claim: ClaimOf<'order'>, { moment }: VerifierView): ClaimVerdict {
  const order = moment.draftOrders.find(({ reference }) => reference === claim.reference)
  return order === undefined ? rejected('order-unknown') : verified({ kind: 'order', order })
}
