import type { Medication } from './clinical-index.ts'
import { systems } from './concept.ts'

/**
 * One medication per product and source: renewals fold into the newest order, whose `repeats` name
 * them. Two strengths are two products. An active order is never hidden behind a newer one that has
 * ended: both stay. Newest first.
 */
export function foldMedications(medications: readonly Medication[]): readonly Medication[] {
  const byProduct = Map.groupBy(medications, productKey)
  return [...byProduct.values()].flatMap(foldProduct).toSorted(newestFirst)
}

function foldProduct(orders: readonly Medication[]): readonly Medication[] {
  const sorted = orders.toSorted(newestFirst)
  const newestActive = sorted.findIndex((order) => order.status === 'active')
  const at = Math.max(newestActive, 0)
  return [fold(sorted.slice(0, at)), fold(sorted.slice(at))].flat()
}

function fold(orders: readonly Medication[]): readonly Medication[] {
  const [newest, ...older] = orders
  if (newest === undefined) return []
  return [{ ...newest, repeats: older.map((order) => order.reference) }]
}

/** A draft is never a renewal; what nothing names stays by itself. */
function productKey(medication: Medication): string {
  const code = medication.codes.find((one) => one.system === systems.rxnorm) ?? medication.codes[0]
  const product = code === undefined ? medication.label : `${code.system}|${code.code}`
  const group = medication.status === 'draft' ? 'draft' : medication.source
  return medication.label === 'unnamed medication'
    ? medication.reference
    : `${group} ${product.toLowerCase()}`
}

function newestFirst(one: Medication, other: Medication): number {
  const byDate = (other.started?.epochDay ?? -Infinity) - (one.started?.epochDay ?? -Infinity)
  if (byDate !== 0 && !Number.isNaN(byDate)) return byDate
  if (one.reference === other.reference) return 0
  return one.reference < other.reference ? -1 : 1
}
