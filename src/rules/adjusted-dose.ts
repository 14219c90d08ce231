import type { OrderedDrug } from './ordered-drugs.ts'
import type { SuggestedAction } from './rule.ts'
import { nameOf } from './wording.ts'

/** A dose as a rule's source states it, and a product that it can be made of. */
export interface StatedDose {
  readonly mg: number
  readonly timesADay: 1 | 2
  /** RxNorm product; the clinical reference or our drug codes name it. */
  readonly product?: { readonly code: string; readonly display: string; readonly mg: number }
}

const times = { 1: 'once a day', 2: 'twice a day' } as const

/**
 * The suggestion to write an order at the dose of the rule's source: in whole pieces of the ordered
 * product where that is possible, else of the product named. None for combinations, for what is not
 * measured in milligrams a piece (solutions, patches), and for orders of several dosages: there the
 * clinician writes the dose.
 */
export function adjustOrder(
  { order, medication }: OrderedDrug,
  { mg, timesADay, product }: StatedDose
): readonly SuggestedAction[] {
  const { strength } = medication
  if (medication.ingredients.length !== 1 || strength?.unit !== 'mg') return []
  const dosages: unknown = Reflect.get(order.resource, 'dosageInstruction')
  if (Array.isArray(dosages) && dosages.length > 1) return []
  const keepsProduct = isWhole(mg / strength.value)
  const drug = keepsProduct ? undefined : product
  if (!keepsProduct && (drug === undefined || !isWhole(mg / drug.mg))) return []
  return [
    {
      type: 'adjust-order',
      order,
      label: `Change ${nameOf(medication)} to ${mg} mg ${times[timesADay]}`,
      dose: { mg, timesADay },
      ...(drug === undefined ? {} : { drug: { code: drug.code, display: drug.display } })
    }
  ]
}

const isWhole = (pieces: number): boolean => Number.isInteger(pieces) && pieces > 0
