import type { Medication } from './clinical-index.ts'
import { clinicalDate } from './clinical-date.ts'
import type { ClinicalDate } from './clinical-date.ts'
import { readConcept } from './concept.ts'
import { courseOf } from './course.ts'
import { patchesOf } from './dose-quantity.ts'
import { readDailyDose } from './dosage.ts'
import { listOf, objectOf, textOf } from './loose-json.ts'
import type { LooseObject } from './loose-json.ts'
import { isNoMedication, medicationStatus } from './medication-status.ts'
import { supplyDaysIn } from './order-details.ts'
import { readDrug } from './read-drug.ts'
import type { NamedDrug, Resolve } from './read-drug.ts'
import { readReasons } from './read-reasons.ts'
import { routeOf } from './route.ts'
import { spelledOut } from '../terminology/spell-out-drug.ts'
import type { RecognisedDrug, Terminology } from '../terminology/terminology.ts'
import { isVaccineOrSupply } from '../terminology/vaccine-or-supply.ts'

const sources: ReadonlyMap<string, Medication['source']> = new Map([
  ['MedicationRequest', 'request'],
  ['MedicationOrder', 'request'],
  ['MedicationStatement', 'statement'],
  ['MedicationUsage', 'statement'],
  ['MedicationDispense', 'dispense'],
  ['MedicationAdministration', 'administration']
])

/** A course that ended longer ago, and is still recorded active, is told as that. */
const courseEndedDays = 7

/** What a drug is called of which nothing but a dead reference is there, or not even that. */
export const unnamedMedication = 'unnamed medication'

/**
 * A medication resource as a fact; undefined when it is none: entered in error, not done, or an
 * order *not* to give the drug. `complete` tells whether all of its ingredients were recognised.
 */
export function readMedication(
  resource: LooseObject,
  reference: string,
  given: {
    readonly resolve: Resolve
    readonly terminology: Terminology
    /** Then a course that ended before it is told, whatever its status still says. */
    readonly asOf?: ClinicalDate
  }
): { readonly medication: Medication; readonly complete: boolean } | undefined {
  const source = sources.get(textOf(resource['resourceType']) ?? '')
  if (source === undefined || isNoMedication(resource)) return undefined
  const drug = readDrug(resource, given.resolve)
  const recognised = recognise(drug, given.terminology)
  const dosages = resource['dosageInstruction'] ?? resource['dosage']
  const { strength } = recognised
  const doses = readDailyDose(dosages, strength)
  const patches = patchesOf(dosages, strength)
  const supplyDays = supplyDaysIn(resource)
  const { started, end } = courseOf(resource, dosages, source)
  const recorded = medicationStatus(resource)
  const isBehind = source === 'statement' && hasEndedBefore(resource, given.asOf)
  const status =
    isBehind && (recorded === 'active' || recorded === 'unknown') ? 'completed' : recorded
  const isPast = status === 'stopped' || status === 'completed'
  const isCurrent = status === 'active' || status === 'unknown'
  const isOver =
    end !== undefined &&
    given.asOf !== undefined &&
    end.epochDay + courseEndedDays < given.asOf.epochDay
  const medication: Medication = {
    kind: 'medication',
    reference,
    label: drug.named ? drug.label : unnamedMedication,
    codes: drug.codes,
    source,
    status,
    ingredients: recognised.ingredients,
    route: routeOf(routeTexts(dosages), drug.texts),
    ...(strength !== undefined && { strength }),
    ...doses,
    ...(patches !== undefined && { patches }),
    ...(supplyDays !== undefined && { supplyDays }),
    ...(started !== undefined && { started }),
    ...(end !== undefined && isPast && { ended: end }),
    ...(isOver && isCurrent && { courseEnded: end }),
    ...readReasons(resource),
    repeats: []
  }
  const hasNone = recognised.ingredients.length === 0 && isVaccineOrSupply(drug.texts)
  return { medication, complete: recognised.complete || hasNone }
}

/** A statement says when a drug was taken: when that time is over, it is of the past. */
function hasEndedBefore(resource: LooseObject, asOf: ClinicalDate | undefined): boolean {
  const end = clinicalDate(textOf(objectOf(resource['effectivePeriod'])['end']))
  return end !== undefined && asOf !== undefined && end.epochDay < asOf.epochDay
}

/** By its name and codes; where these do not say all, by the ingredients that a Medication lists. */
function recognise(drug: NamedDrug, terminology: Terminology): RecognisedDrug {
  const ask = ({ codes, texts }: Pick<NamedDrug, 'codes' | 'texts'>) =>
    terminology.recogniseDrug({ codes, texts: spelledOut(texts) })
  const whole = ask(drug)
  const [only] = drug.parts
  if (only === undefined) return whole
  const parts = drug.parts.map(ask)
  const ingredients = whole.complete
    ? whole.ingredients
    : [...new Set([whole, ...parts].flatMap((one) => one.ingredients))].toSorted()
  const ofPart = drug.parts.length === 1 ? (only.strength ?? parts[0]?.strength) : undefined
  const strength = ingredients.length === 1 ? (whole.strength ?? ofPart) : undefined
  return {
    ingredients,
    complete: whole.complete || parts.every(({ complete }) => complete),
    ...(strength !== undefined && { strength })
  }
}

function routeTexts(dosages: unknown): readonly string[] {
  return listOf(dosages).flatMap((dosage) => {
    const route = readConcept(objectOf(dosage)['route'])
    return [...route.texts, ...route.codes.map((code) => code.code)]
  })
}
