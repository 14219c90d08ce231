import { factsOf, rejected, verified } from '../supported-claim.ts'
import type { ClaimOf, ClaimVerdict, VerifierView } from '../supported-claim.ts'

/** An allergy that the record does not call resolved or inactive. */
export function checkAllergy(claim: ClaimOf<'allergy'>, view: VerifierView): ClaimVerdict {
  const found = factsOf(view, claim, ['allergy'])
  if (typeof found === 'string') return rejected(found)
  const allergy = found.find(({ status }) => status === 'active' || status === 'unknown')
  return allergy === undefined
    ? rejected('status-mismatch')
    : verified({ kind: 'allergy', allergy })
}
