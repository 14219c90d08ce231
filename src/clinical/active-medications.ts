import type { ClinicalIndex, Medication } from './clinical-index.ts'
import { daysSince } from './days-since.ts'
import { classesOf } from './drug-classes.ts'
import type { DrugClass } from './drug-classes.ts'

export interface MedicationQuery {
  /** Any of these ingredients. */
  readonly ingredients?: readonly string[]
  /** Or of any of these classes. */
  readonly classes?: readonly DrugClass[]
  readonly route?: Medication['route']
  /** Completed dispenses of so many days count too: handed out, so perhaps taken. */
  readonly dispensedWithinDays?: number
}

/**
 * Whether a medication counts as there: recorded active, however old, or with a status that is not
 * recorded. What was only handed out or given is judged by its day.
 */
export function isCurrent({ status, source }: Medication): boolean {
  if (status === 'active') return true
  return status === 'unknown' && (source === 'request' || source === 'statement')
}

/** HL7 PDDI-CDS looks back 100 days for what was handed out: a renewal period and some days. */
export const dispensedDays = 100
/** What was given is still at work for some days; our choice. */
const administeredDays = 3

/** Whether a medication of the record counts as there now, whatever it holds. */
export function isThere(medication: Medication, index: Pick<ClinicalIndex, 'asOf'>): boolean {
  return isCurrent(medication) || isSupplied(medication, index)
}

/** Whether it was handed out and the supply still lasts, or was given a few days ago. */
export function isSupplied(medication: Medication, { asOf }: Pick<ClinicalIndex, 'asOf'>): boolean {
  const { source, status, started, supplyDays } = medication
  if (source !== 'dispense' && source !== 'administration') return false
  if (started === undefined || (status !== 'completed' && status !== 'unknown')) return false
  const lasts = source === 'dispense' ? (supplyDays ?? dispensedDays) : administeredDays
  return started.epochDay + lasts > asOf.epochDay
}

/** Whether something was handed out within 100 days, for nobody knows how long. */
export function isSupplyUnknown(
  medication: Medication,
  index: Pick<ClinicalIndex, 'asOf'>
): boolean {
  const { source, supplyDays } = medication
  return source === 'dispense' && supplyDays === undefined && isSupplied(medication, index)
}

/**
 * The medications that count as there and hold one of the ingredients or classes asked for; all of
 * them when neither is given.
 */
export function activeMedications(
  index: ClinicalIndex,
  query: MedicationQuery = {}
): readonly Medication[] {
  return index.medications.filter(
    (medication) => isTaken(medication, index, query) && isAskedFor(medication, query)
  )
}

/** Whether a medication (also a draft) holds an ingredient or class, by a route when one is given. */
export function isAskedFor(medication: Medication, query: MedicationQuery): boolean {
  if (query.route !== undefined && medication.route !== query.route) return false
  const { ingredients, classes } = query
  if (ingredients === undefined && classes === undefined) return true
  return medication.ingredients.some(
    (ingredient) =>
      ingredients?.includes(ingredient) === true ||
      (classes !== undefined && classesOf(ingredient).some((one) => classes.includes(one)))
  )
}

function isTaken(medication: Medication, index: ClinicalIndex, query: MedicationQuery): boolean {
  if (isCurrent(medication)) return true
  const { dispensedWithinDays } = query
  if (dispensedWithinDays === undefined || medication.source !== 'dispense') return false
  if (medication.status !== 'completed' || medication.started === undefined) return false
  return daysSince(medication.started, index) <= dispensedWithinDays
}
