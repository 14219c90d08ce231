import { factsOf, rejected, verified } from '../supported-claim.ts'
import type { ClaimOf, ClaimVerdict, VerifierView } from '../supported-claim.ts'

/** A medication with the claimed status; one on hold or of unknown status supports neither. */
export function checkMedication(claim: ClaimOf<'medication'>, view: VerifierView): ClaimVerdict {
  const found = factsOf(view, claim, ['medication'])
  if (typeof found === 'string') return rejected(found)
  const medication = found.find(({ status }) =>
    claim.status === 'active' ? status === 'active' : status === 'stopped' || status === 'completed'
  )
  return medication === undefined
    ? rejected('status-mismatch')
    : verified({ kind: 'medication', medication })
}
