import type { Medication } from './clinical-index.ts'
import { clinicalDate, dateOfEpochDay } from './clinical-date.ts'
import type { ClinicalDate } from './clinical-date.ts'
import { listOf, numberOf, objectOf, textOf } from './loose-json.ts'
import type { LooseObject } from './loose-json.ts'
import { daysInSig, daysOf } from './duration.ts'

/** When a medication was begun, and when it was to end, as far as its resource says so. */
export interface Course {
  readonly started: ClinicalDate | undefined
  readonly end: ClinicalDate | undefined
}

/** A dispense has no end: how long it lasts, its days of supply tell. */
export function courseOf(
  resource: LooseObject,
  dosages: unknown,
  source: Medication['source']
): Course {
  const effective = objectOf(
    resource['effectivePeriod'] ?? resource['occurencePeriod'] ?? resource['occurrencePeriod']
  )
  if (source === 'dispense') {
    return {
      started: firstDate(
        resource['whenHandedOver'],
        resource['whenPrepared'],
        resource['recorded'],
        resource['statusChanged']
      ),
      end: undefined
    }
  }
  if (source !== 'request') {
    const started = firstDate(
      effective['start'],
      resource['effectiveDateTime'],
      resource['occurenceDateTime'],
      resource['occurrenceDateTime'],
      resource['effectiveTimeDateTime'],
      resource['dateAsserted']
    )
    return { started, end: firstDate(effective['end']) ?? directedEnd(resource, dosages, started) }
  }
  const validity = objectOf(objectOf(resource['dispenseRequest'])['validityPeriod'])
  const started = firstDate(resource['authoredOn'], resource['dateWritten'], validity['start'])
  return { started, end: directedEnd(resource, dosages, started) ?? firstDate(validity['end']) }
}

/** The last day that the directions name; undefined when one of them has no end. */
function directedEnd(
  resource: LooseObject,
  dosages: unknown,
  started: ClinicalDate | undefined
): ClinicalDate | undefined {
  const ends = listOf(dosages).map((dosage) => endOf(objectOf(dosage), resource, started))
  if (ends.some((end) => end === undefined)) return undefined
  return ends.flatMap((end) => end ?? []).toSorted((one, other) => other.epochDay - one.epochDay)[0]
}

function endOf(
  dosage: LooseObject,
  resource: LooseObject,
  started: ClinicalDate | undefined
): ClinicalDate | undefined {
  const repeat = objectOf(objectOf(dosage['timing'])['repeat'])
  const bounds = objectOf(repeat['boundsPeriod'])
  const stated = firstDate(bounds['end'])
  if (stated !== undefined) return stated
  const from = firstDate(bounds['start']) ?? started
  const days =
    daysOf(repeat['boundsDuration']) ??
    daysOf(objectOf(repeat['boundsRange'])['high']) ??
    (isRefilled(resource) ? undefined : daysInSig(textOf(dosage['text'])))
  return from === undefined || days === undefined
    ? undefined
    : dateOfEpochDay(from.epochDay + Math.ceil(days))
}

/** "For 90 days" in the words of a prescription with refills is the time of one dispensing. */
function isRefilled(resource: LooseObject): boolean {
  return (numberOf(objectOf(resource['dispenseRequest'])['numberOfRepeatsAllowed']) ?? 0) > 0
}

function firstDate(...values: readonly unknown[]): ClinicalDate | undefined {
  for (const value of values) {
    const date = clinicalDate(textOf(value))
    if (date !== undefined) return date
  }
  return undefined
}
