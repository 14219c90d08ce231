import type { ClinicalDate } from '../clinical/clinical-date.ts'
import type { ClinicalIndex, Medication } from '../clinical/clinical-index.ts'
import { activeMedications, isAskedFor, isSupplied } from '../clinical/active-medications.ts'
import { classesOf } from '../clinical/drug-classes.ts'
import type { DrugClass } from '../clinical/drug-classes.ts'

/** Drugs that a rule speaks of: by ingredient, by class, or both. */
export interface DrugSet {
  /** RxNorm ingredient names in lower case. */
  readonly ingredients?: readonly string[]
  readonly classes?: readonly DrugClass[]
  /** Products that also hold one of these do not count: valsartan within sacubitril/valsartan. */
  readonly without?: readonly string[]
  /** Products for the skin, eye or lung count too. Otherwise they do not. */
  readonly topicalToo?: boolean
}

/** Whether a product holds a drug of the set: a combination counts for each of its ingredients. */
export function isIn(medication: Medication, set: DrugSet): boolean {
  if (medication.route === 'topical' && set.topicalToo !== true) return false
  if (medication.ingredients.some((one) => set.without?.includes(one) === true)) return false
  return isAskedFor(medication, queryOf(set))
}

/** Whether an ingredient, or a class that an allergy names, is of the set. */
export function substanceIsIn(substance: string, set: DrugSet): boolean {
  if (set.ingredients?.includes(substance) === true) return true
  const wanted = set.classes ?? []
  return wanted.length > 0 && classesOf(substance).some((one) => wanted.includes(one))
}

/** Medications of the record that are of the set, in any status but draft; newest first. */
export function medicationsIn(index: ClinicalIndex, set: DrugSet): readonly Medication[] {
  return index.medications.filter(
    (medication) => medication.status !== 'draft' && isIn(medication, set)
  )
}

/**
 * Of these, the active ones, those whose status is not recorded, and those that were handed out and
 * whose supply still lasts, or given a few days ago: some records have nothing else. On hold and
 * stopped are not active.
 */
export function activeIn(index: ClinicalIndex, set: DrugSet): readonly Medication[] {
  const active = activeMedications(index, queryOf(set)).filter((one) => isIn(one, set))
  const supplied = index.medications.filter(
    (one) => isSupplied(one, index) && isIn(one, set) && !isOrderedOrEnded(one, index)
  )
  return supplied.length === 0 ? active : [...active, ...supplied]
}

/** An order or statement of the same drug says more than what was once handed out. */
function isOrderedOrEnded({ ingredients }: Medication, index: ClinicalIndex): boolean {
  return index.medications.some(
    (other) =>
      (other.source === 'request' || other.source === 'statement') &&
      other.status !== 'draft' &&
      ingredients.some((ingredient) => other.ingredients.includes(ingredient))
  )
}

/** When a product was first started: its renewals are older requests of the same product. */
export function firstStarted(
  index: ClinicalIndex,
  medication: Medication
): ClinicalDate | undefined {
  const renewed = medication.repeats
    .flatMap((reference) => index.byReference.get(reference) ?? [])
    .flatMap((fact) => (fact.kind === 'medication' && fact.started ? [fact.started] : []))
  return [...renewed, ...(medication.started ? [medication.started] : [])].toSorted(
    (one, other) => one.epochDay - other.epochDay
  )[0]
}

function queryOf({ ingredients, classes }: DrugSet) {
  return {
    ...(ingredients !== undefined && { ingredients }),
    ...(classes !== undefined && { classes })
  }
}
