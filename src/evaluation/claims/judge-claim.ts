import type { Result } from '../../clinical/clinical-index.ts'
import { checkSentence } from '../../findings/check-sentence.ts'
import type { SentenceClaim } from '../../findings/check-sentence.ts'
import type { BoundClaim, RejectionReason } from '../../findings/claim.ts'
import { factsOfClaim } from '../../findings/words-held.ts'
import { verifyClaim } from '../../findings/verify-claim.ts'
import { bindFact, bindTrends, standingOf } from './bind-stated-claim.ts'
import type { ClaimRecord } from './claim-record.ts'
import type { StatedClaim } from './stated-claim.ts'

/**
 * Whether the record supports a claim: every resource that it cites by the service's own verifier,
 * and its sentence word by word. Null when it does, else why not.
 */
export function judgeClaim(claim: StatedClaim, record: ClaimRecord): RejectionReason | null {
  const known = claim.refs.map((cited) => record.referenceOf(cited))
  const references = [...new Set(known)].filter((one) => one !== undefined)
  if (known.length === 0) return 'no-support'
  if (known.includes(undefined)) return 'reference-unknown'
  const standing = standingOf(claim)
  if (standing === undefined) return 'status-mismatch'
  // What cites the very entry that it denies is contradicted by it.
  if (standing === 'absent') return absenceFault(references, record)
  if (claim.kind === 'trend') return trendFault(claim, references, record)
  for (const reference of references) {
    const bound = bindFact(claim, { reference, standing }, record.view)
    const fault = Array.isArray(bound) ? faultOf(claim, bound, record) : bound
    if (fault !== null) return fault as RejectionReason
  }
  return null
}

function absenceFault(references: readonly string[], { view }: ClaimRecord): RejectionReason {
  const isThere = references.every((reference) => view.index.byReference.has(reference))
  return isThere ? 'absence-contradicted' : 'reference-unknown'
}

function trendFault(
  claim: StatedClaim,
  references: readonly string[],
  record: ClaimRecord
): RejectionReason | null {
  const results = references.map((reference) => ({
    reference,
    result: record.view.index.byReference.get(reference)?.find((fact) => fact.kind === 'result')
  }))
  if (results.some(({ result }) => result === undefined)) {
    const isKnown = references.every((one) => record.view.index.byReference.has(one))
    return isKnown ? 'kind-mismatch' : 'reference-unknown'
  }
  const ordered = results.toSorted((one, other) => timeOf(one) - timeOf(other))
  const [first] = ordered
  const last = ordered.at(-1)
  if (first === undefined || last === undefined || first === last) return 'trend-single-point'
  // Between the first and the last reading only readings of the same analyte may stand.
  if (ordered.some(({ result }) => result?.analyte !== first.result?.analyte))
    return 'code-mismatch'
  const bound = bindTrends(claim, [first.reference, last.reference], record.view)
  return typeof bound === 'string' ? bound : faultOf(claim, bound, record)
}

const timeOf = ({ result }: { readonly result: Result | undefined }): number => result?.sortMs ?? 0

/** Null when one of the readings of a claim holds; else what is wrong with the best of them. */
function faultOf(
  claim: StatedClaim,
  candidates: readonly BoundClaim[],
  record: ClaimRecord
): RejectionReason | null {
  let fault: RejectionReason = 'no-support'
  for (const bound of candidates) {
    const verdict = verifyClaim(bound, record.view)
    if (verdict.outcome === 'rejected') fault = verdict.reason
    else {
      const { text, structured } = claim
      const verified = verdict.claim as SentenceClaim
      const [stated, isDated] = [structured.date, verified.kind !== 'value']
      const sentence = {
        // A date beside the sentence is read like one in it; that of a value was verified with it.
        text: stated && isDated ? `${text} (${stated})` : text,
        names: factsOfClaim(verified).flatMap((fact) => record.namesOf(fact)),
        ...(structured.display && { display: structured.display })
      }
      const said = checkSentence(sentence, verified, record.view)
      if (said === undefined) return null
      fault = said
    }
  }
  return fault
}
