import { conceptNamed } from '../meanings/concept-named.ts'
import type { NamedConcept } from '../meanings/concept-named.ts'
import type { DoorView } from '../meanings/meaning.ts'
import { drugName, problemName } from '../meanings/names.ts'
import type { Medication, Result } from '../../clinical/clinical-index.ts'
import type { Absence } from '../../clinical/absence.ts'
import type { BoundTarget } from '../bound-finding.ts'
import type { LossReason } from '../loss.ts'
import { ingredientsOfClass, isDrugClass } from '../../clinical/drug-classes.ts'
import { resultName } from '../words/result-words.ts'

/** What a step is done to, found in the record or the vocabulary. */
export type Target =
  | {
      readonly kind: 'drug'
      readonly name: string
      readonly medication: Medication
      readonly draft: boolean
    }
  | { readonly kind: 'result'; readonly name: string; readonly result: Result }
  /** A problem, an event, an allergy: what one can correct or document. */
  | { readonly kind: 'entry'; readonly name: string; readonly reference: string }
  | {
      readonly kind: 'absence'
      readonly name: string
      readonly of: Absence['kind']
    }
  | { readonly kind: 'concept'; readonly name: string; readonly concept: NamedConcept }

export function targetOf(target: BoundTarget, view: DoorView): Target | LossReason {
  switch (target.kind) {
    case 'concept': {
      const concept = conceptNamed(target.concept)
      return concept === undefined
        ? 'concept-unknown'
        : { kind: 'concept', name: concept.name, concept }
    }
    case 'absence':
      return { kind: 'absence', name: target.absence.label, of: target.absence.kind }
    case 'order': {
      const draft = view.moment.draftOrders.find(({ reference }) => reference === target.reference)
      if (draft === undefined) return 'order-unknown'
      const { medication } = draft
      if (medication !== undefined) {
        return { kind: 'drug', name: drugName(medication), medication, draft: true }
      }
      return { kind: 'entry', name: 'the order', reference: target.reference }
    }
    case 'entry': {
      const all = view.index.byReference.get(target.reference) ?? []
      const { component } = target
      const fact = all.find((one) => one.kind === 'result' && one.component === component) ?? all[0]
      if (fact === undefined) return 'reference-unknown'
      if (fact.kind === 'problem' && fact.social) return 'kind-mismatch'
      if (fact.kind === 'medication') {
        return { kind: 'drug', name: drugName(fact), medication: fact, draft: false }
      }
      if (fact.kind === 'result') return { kind: 'result', name: resultName(fact), result: fact }
      return { kind: 'entry', name: problemName(fact.label), reference: target.reference }
    }
  }
}

/** The ingredients of a drug or class that a concept names; undefined for other concepts. */
export function ingredientsOf(
  named: NamedConcept
): { readonly ingredients: readonly string[]; readonly isClass: boolean } | undefined {
  if (named.kind === 'drug') return { ingredients: [named.id], isClass: false }
  const { concept } = named
  if (concept.kind !== 'drug-class') return undefined
  const { drugClass } = concept
  const ingredients =
    drugClass !== undefined && isDrugClass(drugClass)
      ? [...ingredientsOfClass(drugClass)]
      : concept.ingredients
  return { ingredients, isClass: true }
}
