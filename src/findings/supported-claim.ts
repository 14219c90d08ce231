import type { Absence } from '../clinical/absence.ts'
import type {
  Allergy,
  ClinicalFact,
  ClinicalIndex,
  DraftOrder,
  Event,
  Medication,
  Moment,
  Problem,
  Result
} from '../clinical/clinical-index.ts'
import type { BoundClaim, RejectionReason } from './claim.ts'

/** A claim that the record supports, with the facts it was found in. What is written comes of these. */
export type SupportedClaim =
  | { readonly kind: 'value'; readonly result: Result }
  | {
      readonly kind: 'trend'
      readonly from: Result
      readonly to: Result
      readonly direction: 'rising' | 'falling' | 'stable'
    }
  | { readonly kind: 'condition'; readonly problem: Problem }
  | { readonly kind: 'medication'; readonly medication: Medication }
  | { readonly kind: 'allergy'; readonly allergy: Allergy }
  | { readonly kind: 'event'; readonly event: Event }
  | { readonly kind: 'order'; readonly order: DraftOrder }
  | { readonly kind: 'absence'; readonly absence: Absence }

export type ClaimVerdict =
  | { readonly outcome: 'verified'; readonly claim: SupportedClaim }
  | { readonly outcome: 'rejected'; readonly reason: RejectionReason }

/** What claims are verified against: the record as it was read for this call, and its moment. */
export interface VerifierView {
  readonly index: ClinicalIndex
  readonly moment: Moment
}

/** The claim of one kind. */
export type ClaimOf<Kind extends BoundClaim['claim']> = Extract<
  BoundClaim,
  { readonly claim: Kind }
>

export const verified = (claim: SupportedClaim): ClaimVerdict => ({ outcome: 'verified', claim })
export const rejected = (reason: RejectionReason): ClaimVerdict => ({ outcome: 'rejected', reason })

/**
 * The facts of one kind that stand under a reference and carry the code, when one is named; else
 * why there are none.
 */
export function factsOf<Kind extends ClinicalFact['kind']>(
  { index }: VerifierView,
  named: { readonly reference: string; readonly code?: string },
  kinds: readonly Kind[]
): readonly Extract<ClinicalFact, { readonly kind: Kind }>[] | RejectionReason {
  const all = index.byReference.get(named.reference) ?? []
  if (all.length === 0) return 'reference-unknown'
  const wanted: readonly ClinicalFact['kind'][] = kinds
  const isKind = (fact: ClinicalFact): fact is Extract<ClinicalFact, { readonly kind: Kind }> =>
    wanted.includes(fact.kind)
  const ofKind = all.filter(isKind)
  if (ofKind.length === 0) return 'kind-mismatch'
  const { code } = named
  const coded = ofKind.filter((fact) => code === undefined || carries(fact, code))
  return coded.length === 0 ? 'code-mismatch' : coded
}

function carries(fact: ClinicalFact, code: string): boolean {
  return fact.codes.some((coding) => coding.code === code)
}
