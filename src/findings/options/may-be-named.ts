import { activeMedications } from '../../clinical/active-medications.ts'
import { tryDrug } from '../../rules/knowledge/try-drug.ts'
import type { NamedConcept } from '../meanings/concept-named.ts'
import type { DoorView } from '../meanings/meaning.ts'
import type { SupportedFact } from '../supported-fact.ts'
import { ingredientsOf } from './option-target.ts'
import { ingredientsOfClass, isDrugClass } from '../../clinical/drug-classes.ts'

/*
 * "No amoxicillin among the medications" reads as a proposal of amoxicillin. So a drug that is named
 * as missing is tried like one that is proposed: what speaks against it keeps its name off the card.
 */

/** Rows of these aspects are about the patient, and one is enough. */
const ofThePatient = ['allergy', 'pregnancy', 'age', 'kidney'] as const

/** Whether drugs that are not taken may be named as missing: nothing in the tables speaks against them. */
export function mayBeMissing(ingredients: readonly string[], view: DoorView): boolean {
  const { index, knowledge, moment } = view
  const drafts = moment.draftOrders.flatMap(({ medication }) =>
    medication === undefined ? [] : [{ ...medication, status: 'active' as const }]
  )
  const beside = { ...index, medications: [...index.medications, ...drafts] }
  const tried = ingredients.map((one) => tryDrug(knowledge, beside, { ingredients: [one] }).aspects)
  if (tried.length === 0) return true
  const isOfPatient = tried.some((aspects) =>
    ofThePatient.some((name) => aspects[name].answer === 'yes')
  )
  const speaking = tried.filter((aspects) =>
    Object.values(aspects).some(({ rows }) =>
      rows.some(({ severity }) => severity === 'warning' || severity === 'critical')
    )
  )
  return !isOfPatient && speaking.length * 2 < tried.length
}

/** Whether a concept may be named as missing; what is no drug may. */
export function conceptMayBeMissing(concept: NamedConcept, view: DoorView): boolean {
  const drugs = ingredientsOf(concept)
  return drugs === undefined || mayBeMissing(drugs.ingredients, view)
}

/** Whether the drug that a fact says is not there may be named; other facts may. */
export function factMayStand({ found }: SupportedFact, view: DoorView): boolean {
  const key =
    found.kind === 'not-found' && (found.thing === 'drug' || found.thing === 'drug-class')
      ? found.key
      : found.kind === 'absence' && found.absence.kind === 'medication'
        ? found.absence.key
        : undefined
  if (key === undefined) return true
  return mayBeMissing(isDrugClass(key) ? [...ingredientsOfClass(key)] : [key], view)
}

/** Whether a drug of a concept is taken or ordered now: then its name is no proposal. */
export function isTakenOrOrdered(concept: NamedConcept, { index, moment }: DoorView): boolean {
  const ingredients = ingredientsOf(concept)?.ingredients ?? []
  const ordered = moment.draftOrders.flatMap(({ medication }) => medication?.ingredients ?? [])
  return (
    activeMedications(index, { ingredients }).length > 0 ||
    ordered.some((one) => ingredients.includes(one))
  )
}
