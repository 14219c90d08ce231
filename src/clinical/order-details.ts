import type { Code, DraftOrder } from './clinical-index.ts'
import { readConcept } from './concept.ts'
import { dailyDoseOf } from './dosage.ts'
import { daysInSig, daysOf } from './duration.ts'
import { listOf, numberOf, objectOf, textOf } from './loose-json.ts'
import type { LooseObject } from './loose-json.ts'
import { timesADay } from './times-a-day.ts'

/**
 * Days that one dispensing is meant to last: as stated, as the directions bound it, or as so many
 * pieces last at the dose that is written.
 */
export function supplyDaysOf({ resource }: DraftOrder): number | undefined {
  return supplyDaysIn(objectOf(resource))
}

/** The same of a MedicationRequest or a MedicationDispense of the record. */
export function supplyDaysIn(resource: LooseObject): number | undefined {
  const request = objectOf(resource['dispenseRequest'])
  const stated = daysOf(request['expectedSupplyDuration'] ?? resource['daysSupply'])
  if (stated !== undefined) return stated
  const dosages = listOf(resource['dosageInstruction']).map(objectOf)
  const [dosage] = dosages
  if (dosage === undefined || dosages.length > 1) return undefined
  const bounds = objectOf(objectOf(dosage['timing'])['repeat'])['boundsDuration']
  return daysOf(bounds) ?? daysInSig(textOf(dosage['text'])) ?? daysOfQuantity(request, dosage)
}

const countedPieces = /^(?:tab|cap|pill|patch|each|ea$|\{?(?:tbl|tablet|capsule|each)\}?)/i

/** So many tablets, taken so many a day. */
function daysOfQuantity(request: LooseObject, dosage: LooseObject): number | undefined {
  const quantity = objectOf(request['quantity'])
  const count = numberOf(quantity['value'])
  const unit = textOf(quantity['unit']) ?? textOf(quantity['code']) ?? 'each'
  const aDay = piecesADay(dosage)
  if (count === undefined || aDay === undefined || !countedPieces.test(unit)) return undefined
  return Math.floor(count / aDay)
}

/** Without a strength a dose of tablets stays a number of tablets. */
function piecesADay(dosage: LooseObject): number | undefined {
  const dose = dailyDoseOf([dosage], undefined)
  const counted = dose !== undefined && /^(?:tablet|capsule|piece|patch)$/.test(dose.unit)
  return counted && dose.value > 0 ? dose.value : undefined
}

/** The problems that the order names as its reasons, by reference. */
export function reasonReferencesOf({ resource }: DraftOrder): readonly string[] {
  const order = objectOf(resource)
  return listOf(order['reasonReference'] ?? order['reason']).flatMap((reason) => {
    const given = objectOf(objectOf(reason)['reference'] ?? reason)
    const reference = textOf(given['reference']) ?? textOf(objectOf(reason)['reference'])
    return reference === undefined ? [] : [reference]
  })
}

/** What the order gives as its reasons (reasonCode; `reason` in R5), label and codes. */
export function reasonsOf({
  resource
}: DraftOrder): readonly { readonly label: string; readonly codes: readonly Code[] }[] {
  const order = objectOf(resource)
  return listOf(order['reasonCode'] ?? order['reason']).map((reason) =>
    readConcept(objectOf(reason)['concept'] ?? reason)
  )
}

/**
 * Doses a day that an order asks for, over all of its Dosages of one sequence; undefined when any
 * of them does not say. Needs no amount: how often is known before how much.
 */
export function dosesADayOf({ resource }: DraftOrder): number | undefined {
  const dosages = listOf(objectOf(resource)['dosageInstruction']).map(objectOf)
  const bySequence = new Map<number, number>()
  for (const dosage of dosages) {
    const times = timesADay(dosage)
    if (times === undefined) return undefined
    const sequence = numberOf(dosage['sequence']) ?? 0
    bySequence.set(sequence, (bySequence.get(sequence) ?? 0) + times)
  }
  return bySequence.size === 0 ? undefined : Math.max(...bySequence.values())
}
