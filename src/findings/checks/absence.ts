import { isAbsent } from '../../clinical/is-absent.ts'
import { rejected, verified } from '../supported-claim.ts'
import type { ClaimOf, ClaimVerdict, VerifierView } from '../supported-claim.ts'

/** Searched for again in the record of this call: what was not read is not absent. */
export function checkAbsence(
  { absence }: ClaimOf<'absence'>,
  { index }: VerifierView
): ClaimVerdict {
  switch (isAbsent(index, absence)) {
    case 'absent':
      return verified({ kind: 'absence', absence })
    case 'present':
      return rejected('absence-contradicted')
    case 'unknown':
      return rejected('absence-unknown')
  }
}
