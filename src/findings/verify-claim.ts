import { checkAbsence } from './checks/absence.ts'
import { checkAllergy } from './checks/allergy.ts'
import { checkCondition } from './checks/condition.ts'
import { checkEvent } from './checks/event.ts'
import { checkMedication } from './checks/medication.ts'
import { checkOrder } from './checks/order.ts'
import { checkTrend } from './checks/trend.ts'
import { checkValue } from './checks/value.ts'
import type { BoundClaim } from './claim.ts'
import type { ClaimVerdict, VerifierView } from './supported-claim.ts'

/**
 * Looks one claim up in the record. Pure code decides, no model: known reference of this patient,
 * right kind, code, value, unit, date, status, direction, or an absence searched for again.
 */
export function verifyClaim(claim: BoundClaim, view: VerifierView): ClaimVerdict {
  switch (claim.claim) {
    case 'value':
      return checkValue(claim, view)
    case 'trend':
      return checkTrend(claim, view)
    case 'condition':
      return checkCondition(claim, view)
    case 'medication':
      return checkMedication(claim, view)
    case 'allergy':
      return checkAllergy(claim, view)
    case 'event':
      return checkEvent(claim, view)
    case 'order':
      return checkOrder(claim, view)
    case 'absence':
      return checkAbsence(claim, view)
  }
}
