import type { Medication } from './clinical-index.ts'
import { systems } from './concept.ts'
import { contentOrder } from './content-order.ts'

/**
 * One medication per product and source: renewals fold into the newest order, whose `repeats` name
 * them. Two strengths are two products. An active order is never hidden behind a newer one that has
 * ended: both stay. Newest first; on one day by what the orders say, never by their ids alone.
 */
export function foldMedications(medications: readonly Medication[]): readonly Medication[] {
  const byProduct = Map.groupBy(medications, productKey)
  const newestFirst = newestThen(contentOrder<Medication>())
  return [...byProduct.values()]
    .flatMap((orders) => foldProduct(orders, newestFirst))
    .toSorted(newestFirst)
}

type Order = (one: Medication, other: Medication) => number

function foldProduct(orders: readonly Medication[], newestFirst: Order): readonly Medication[] {
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

function newestThen(byContent: Order): Order {
  return (one, other) => {
    const byDate = (other.started?.epochDay ?? -Infinity) - (one.started?.epochDay ?? -Infinity)
    return byDate !== 0 && !Number.isNaN(byDate) ? byDate : byContent(one, other)
  }
}
