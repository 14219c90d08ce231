import { factsOf, rejected, verified } from '../supported-claim.ts'
import type { ClaimOf, ClaimVerdict, VerifierView } from '../supported-claim.ts'

/** A problem with the claimed status. A status the record does not say supports neither. */
export function checkCondition(claim: ClaimOf<'condition'>, view: VerifierView): ClaimVerdict {
  const found = factsOf(view, claim, ['problem'])
  if (typeof found === 'string') return rejected(found)
  const problem = found.find(({ status }) =>
    claim.status === 'active' ? status === 'active' : status === 'resolved' || status === 'inactive'
  )
  return problem === undefined
    ? rejected('status-mismatch')
    : verified({ kind: 'condition', problem })
}
