import type { ClinicalFact, ClinicalIndex, Moment } from '../../clinical/clinical-index.ts'
import type { BoundFact } from '../bound-finding.ts'
import type { LossReason } from '../loss.ts'
import type { FactVerdict, FoundFact } from '../supported-fact.ts'

/** What facts are checked against: the record as it was read for this call, and its moment. */
export interface FactView {
  readonly index: ClinicalIndex
  readonly moment: Moment
}

/** The bound fact of one kind. */
export type FactOf<Kind extends BoundFact['kind']> = Extract<BoundFact, { readonly kind: Kind }>

/** The fact holds; `slots` names what of it did not, and so is not said. */
export function holds(
  bound: BoundFact,
  found: FoundFact,
  slots: readonly LossReason[] = []
): FactVerdict {
  return { outcome: 'holds', fact: { bound, found }, slots }
}

export const lost = (reason: LossReason): FactVerdict => ({ outcome: 'lost', reason })

/**
 * The facts of one kind that stand under a reference and carry the code, when one is named; else
 * why there are none.
 */
export function factsAt<Kind extends ClinicalFact['kind']>(
  { index }: FactView,
  named: { readonly reference: string; readonly code?: string },
  kinds: readonly Kind[]
): readonly Extract<ClinicalFact, { readonly kind: Kind }>[] | LossReason {
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
