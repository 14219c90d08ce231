import { factsOf, rejected, verified } from '../supported-claim.ts'
import type { ClaimOf, ClaimVerdict, VerifierView } from '../supported-claim.ts'
import { sameDate } from './date.ts'

const kinds = ['procedure', 'encounter', 'immunization', 'report', 'order'] as const

// FHIR R4 statuses by which something did not happen, or not yet.
const didNotHappen = new Set([
  'not-done',
  'cancelled',
  'aborted',
  'revoked',
  'preparation',
  'planned',
  'entered-in-error'
])

/** Something that was done, or an order that was placed, on the claimed day when one is claimed. */
export function checkEvent(claim: ClaimOf<'event'>, view: VerifierView): ClaimVerdict {
  const found = factsOf(view, claim, kinds)
  if (typeof found === 'string') return rejected(found)
  const happened = found.filter(({ status }) => !didNotHappen.has(status))
  if (happened.length === 0) return rejected('status-mismatch')
  const event = happened.find(({ date }) => claim.date === null || sameDate(claim.date, date))
  return event === undefined ? rejected('date-mismatch') : verified({ kind: 'event', event })
}
