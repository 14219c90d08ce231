import type { Medication } from './clinical-index.ts'
import { clinicalDate } from './clinical-date.ts'
import type { ClinicalDate } from './clinical-date.ts'
import { readConcept } from './concept.ts'
import type { Concept } from './concept.ts'
import { dailyDoseOf } from './dosage.ts'
import { cleanLabel } from './label.ts'
import { listOf, objectOf, textOf } from './loose-json.ts'
import type { LooseObject } from './loose-json.ts'
import { supplyDaysIn } from './order-details.ts'
import { routeOf } from './route.ts'
import { spelledOut } from '../terminology/spell-out-drug.ts'
import type { Terminology } from '../terminology/terminology.ts'
import { isVaccineOrSupply } from '../terminology/vaccine-or-supply.ts'

type Status = Medication['status']

const sources: ReadonlyMap<string, Medication['source']> = new Map([
  ['MedicationRequest', 'request'],
  ['MedicationOrder', 'request'],
  ['MedicationStatement', 'statement'],
  ['MedicationDispense', 'dispense'],
  ['MedicationAdministration', 'administration']
])

// FHIR R4 status codes of the four resources. A completed dispense was handed out: whether the
// patient takes it, no status says.
const statuses: ReadonlyMap<string, Status> = new Map([
  ['active', 'active'],
  ['in-progress', 'active'],
  ['completed', 'completed'],
  ['stopped', 'stopped'],
  ['cancelled', 'stopped'],
  ['declined', 'stopped'],
  ['not-taken', 'stopped'],
  ['on-hold', 'on-hold'],
  ['draft', 'draft']
])

/** What `reference` points to, when it is at hand. */
export type Resolve = (reference: string) => unknown

/** A drug as a resource names it, before any terminology. */
export interface NamedDrug extends Concept {
  /** False when nothing but a reference stood there. */
  readonly named: boolean
}

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
    /** Then a statement whose time is over is of the past, whatever its status still says. */
    readonly asOf?: ClinicalDate
  }
): { readonly medication: Medication; readonly complete: boolean } | undefined {
  const source = sources.get(textOf(resource['resourceType']) ?? '')
  const code = textOf(resource['status']) ?? ''
  if (source === undefined || isNoMedication(resource, code)) return undefined
  const drug = readDrug(resource, given.resolve)
  const { codes, texts } = drug
  const recognised = given.terminology.recogniseDrug({ codes, texts: spelledOut(texts) })
  const dosages = resource['dosageInstruction'] ?? resource['dosage']
  const dailyDose = dailyDoseOf(dosages, recognised.strength)
  const supplyDays = supplyDaysIn(resource)
  const { started, ended } = course(resource, dosages, source)
  const isOver =
    source === 'statement' &&
    given.asOf !== undefined &&
    (ended?.epochDay ?? Infinity) < given.asOf.epochDay
  const recorded = statusOf(resource, code)
  const status = recorded === 'active' && isOver ? 'completed' : recorded
  const medication: Medication = {
    kind: 'medication',
    reference,
    label: drug.named ? drug.label : 'unnamed medication',
    codes: drug.codes,
    source,
    status,
    ingredients: recognised.ingredients,
    route: routeOf(routeTexts(dosages), drug.texts),
    ...(recognised.strength !== undefined && { strength: recognised.strength }),
    ...(dailyDose !== undefined && { dailyDose }),
    ...(supplyDays !== undefined && { supplyDays }),
    ...(started !== undefined && { started }),
    ...(ended !== undefined && hasEnded(status) && { ended }),
    repeats: []
  }
  const hasNone = recognised.ingredients.length === 0 && isVaccineOrSupply(texts)
  return { medication, complete: recognised.complete || hasNone }
}

/** The drug that a medication resource names: by concept, by reference, or contained. */
export function readDrug(resource: LooseObject, resolve: Resolve): NamedDrug {
  // R5 wraps both in `medication`.
  const medication = objectOf(resource['medication'])
  const concept = readConcept(resource['medicationCodeableConcept'] ?? medication['concept'])
  if (concept.label !== '') return { ...concept, named: true }
  const pointer = objectOf(resource['medicationReference'] ?? medication['reference'])
  const target = objectOf(resolveIn(resource, textOf(pointer['reference']) ?? '', resolve))
  const coded = readConcept(target['code'])
  if (coded.label !== '') return { ...coded, named: true }
  // A compounded Medication names its ingredients only.
  const parts = listOf(target['ingredient']).map((one) => {
    const ingredient = objectOf(one)
    return readConcept(ingredient['itemCodeableConcept'] ?? objectOf(ingredient['item'])['concept'])
  })
  const label = parts.flatMap((part) => (part.label === '' ? [] : [part.label])).join(' / ')
  if (label !== '') {
    return { label: cleanLabel(label), codes: [], texts: [label], named: true }
  }
  const display = cleanLabel(textOf(pointer['display']) ?? '')
  return {
    label: display,
    codes: [],
    texts: display === '' ? [] : [display],
    named: display !== ''
  }
}

function resolveIn(resource: LooseObject, reference: string, resolve: Resolve): unknown {
  if (!reference.startsWith('#')) return reference === '' ? undefined : resolve(reference)
  return listOf(resource['contained']).find(
    (contained) => objectOf(contained)['id'] === reference.slice(1)
  )
}

function isNoMedication(resource: LooseObject, status: string): boolean {
  return (
    status === 'entered-in-error' ||
    status === 'not-done' ||
    resource['doNotPerform'] === true ||
    resource['notGiven'] === true
  )
}

function statusOf(resource: LooseObject, code: string): Status {
  const intent = textOf(resource['intent'])
  // US Core writes what patients report as intent "plan": that one is taken.
  if (code === 'active' && (intent === 'proposal' || intent === 'option')) return 'draft'
  return statuses.get(code) ?? 'unknown'
}

function hasEnded(status: Status): boolean {
  return status === 'stopped' || status === 'completed'
}

function routeTexts(dosages: unknown): readonly string[] {
  return listOf(dosages).flatMap((dosage) => {
    const route = readConcept(objectOf(dosage)['route'])
    return [...route.texts, ...route.codes.map((code) => code.code)]
  })
}

interface Course {
  readonly started: ClinicalDate | undefined
  readonly ended: ClinicalDate | undefined
}

function course(resource: LooseObject, dosages: unknown, source: Medication['source']): Course {
  const effective = objectOf(resource['effectivePeriod'])
  if (source === 'dispense') {
    return {
      started: firstDate(resource['whenHandedOver'], resource['whenPrepared']),
      ended: undefined
    }
  }
  if (source !== 'request') {
    return {
      started: firstDate(
        effective['start'],
        resource['effectiveDateTime'],
        resource['dateAsserted']
      ),
      ended: firstDate(effective['end'])
    }
  }
  const repeat = objectOf(objectOf(objectOf(listOf(dosages)[0])['timing'])['repeat'])
  const validity = objectOf(objectOf(resource['dispenseRequest'])['validityPeriod'])
  return {
    started: firstDate(resource['authoredOn'], resource['dateWritten'], validity['start']),
    // The validity of the prescription is no end of the treatment; the bounds of the timing are.
    ended: firstDate(objectOf(repeat['boundsPeriod'])['end'])
  }
}

function firstDate(...values: readonly unknown[]): ClinicalDate | undefined {
  for (const value of values) {
    const date = clinicalDate(textOf(value))
    if (date !== undefined) return date
  }
  return undefined
}
