import type { Result } from '../../clinical/clinical-index.ts'
import type { BoundFact } from '../../findings/bound-finding.ts'
import { checkFact } from '../../findings/facts/check-facts.ts'
import type { LossReason } from '../../findings/loss.ts'
import { bindFact, bindTrend, standingOf } from './bind-stated-claim.ts'
import type { ClaimRecord } from './claim-record.ts'
import { isNamed } from './is-named.ts'
import type { StatedClaim } from './stated-claim.ts'

/**
 * Whether the record supports a claim in parts: every resource that it cites, by the check that a
 * model's facts go through. Its sentence is not read. Null when it does, else why not.
 */
export function judgeClaim(claim: StatedClaim, record: ClaimRecord): LossReason | null {
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
    const fault = typeof bound === 'string' ? bound : faultOf(claim, bound, record)
    if (fault !== null) return fault
  }
  return null
}

function absenceFault(references: readonly string[], { view }: ClaimRecord): LossReason {
  const isThere = references.every((reference) => view.index.byReference.has(reference))
  return isThere ? 'absence-contradicted' : 'reference-unknown'
}

function trendFault(
  claim: StatedClaim,
  references: readonly string[],
  record: ClaimRecord
): LossReason | null {
  const { byReference } = record.view.index
  const results = references.map((reference) => ({
    reference,
    result: byReference.get(reference)?.find((fact) => fact.kind === 'result')
  }))
  if (results.some(({ result }) => result === undefined)) {
    const isKnown = references.every((one) => byReference.has(one))
    return isKnown ? 'kind-mismatch' : 'reference-unknown'
  }
  const [first, ...rest] = results.toSorted((one, other) => timeOf(one) - timeOf(other))
  const last = rest.at(-1)
  if (first === undefined || last === undefined) return 'trend-single-point'
  if (rest.some(({ result }) => result?.analyte !== first.result?.analyte)) return 'code-mismatch'
  // A claim joins its first and last reading; what lies between them it does not speak of.
  const bound = bindTrend(claim, [first.reference, last.reference], record.view)
  return typeof bound === 'string' ? bound : faultOf(claim, [bound], record)
}

const timeOf = ({ result }: { readonly result: Result | undefined }): number => result?.sortMs ?? 0

/** Null when one of the readings of a claim holds; else what is wrong with the best of them. */
function faultOf(
  { structured }: StatedClaim,
  candidates: readonly BoundFact[],
  record: ClaimRecord
): LossReason | null {
  let fault: LossReason = 'no-support'
  for (const bound of candidates) {
    const verdict = checkFact(bound, record.view)
    // A slot that does not hold is left out of a card; of a claim it is the claim that is wrong.
    if (verdict.outcome === 'lost') fault = verdict.reason
    else if (verdict.slots[0] !== undefined) [fault] = verdict.slots
    else if (!isNamed(structured.display, verdict.fact.found, record)) fault = 'name-mismatch'
    else return null
  }
  return fault
}
