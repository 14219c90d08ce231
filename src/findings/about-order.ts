import { classesOf } from '../clinical/drug-classes.ts'
import type { DraftOrder } from '../clinical/clinical-index.ts'
import type { SupportedFact } from './supported-fact.ts'
import { drugsOf } from './meanings/names.ts'
import type { DoorView } from './meanings/meaning.ts'

/** The order that a finding names, or the one whose drug it is about. */
export function orderOf(
  facts: readonly SupportedFact[],
  { moment }: DoorView
): DraftOrder | undefined {
  const named = facts.flatMap(({ found }) => (found.kind === 'order' ? [found.order] : []))
  const [first] = named
  if (first !== undefined) return first
  return moment.draftOrders.find((order) => touches(order, facts))
}

/** At an order hook, only what touches the ordered drug or its class. */
function touches({ medication }: DraftOrder, facts: readonly SupportedFact[]): boolean {
  if (medication === undefined) return false
  const groups = new Set(medication.ingredients.flatMap((one) => [one, ...classesOf(one)]))
  return drugsOf(facts).some((drug) =>
    drug.medication.ingredients.some(
      (one) => groups.has(one) || classesOf(one).some((each) => groups.has(each))
    )
  )
}
