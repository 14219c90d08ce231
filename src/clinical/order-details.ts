import type { Code, DraftOrder } from './clinical-index.ts'
import { readConcept } from './concept.ts'
import { timesADay } from './dosage.ts'
import { listOf, numberOf, objectOf, textOf } from './loose-json.ts'

const daysPerUnit: ReadonlyMap<string, number> = new Map([
  ['d', 1],
  ['day', 1],
  ['days', 1],
  ['wk', 7],
  ['week', 7],
  ['weeks', 7],
  ['mo', 30],
  ['month', 30],
  ['months', 30]
])

/** Days that one dispensing is meant to last (dispenseRequest.expectedSupplyDuration). */
export function supplyDaysOf({ resource }: DraftOrder): number | undefined {
  const request = objectOf(objectOf(resource)['dispenseRequest'])
  const duration = objectOf(request['expectedSupplyDuration'])
  const value = numberOf(duration['value'])
  const unit = textOf(duration['code']) ?? textOf(duration['unit'])
  const days = daysPerUnit.get(unit?.toLowerCase() ?? '')
  return value === undefined || days === undefined ? undefined : value * days
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
