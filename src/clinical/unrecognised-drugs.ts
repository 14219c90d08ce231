import { isThere } from './active-medications.ts'
import type { ClinicalIndex, DraftOrder } from './clinical-index.ts'

/** Drugs of which not every ingredient is known: no rule can judge what it does not know. */
export interface UnrecognisedDrugs {
  /** What the drafts call them. */
  readonly ordered: readonly string[]
  /** What the record calls those that it says are taken. */
  readonly active: readonly string[]
  /** Of all: ordered, taken and past. */
  readonly all: number
}

/** Counts and names what the terminology could not recognise, so that it is said and not passed over. */
export function unrecognisedDrugs(
  index: ClinicalIndex,
  orders: readonly DraftOrder[]
): UnrecognisedDrugs {
  const unknown = new Map(
    orders.flatMap(({ reference, medication, recognised }) =>
      medication === undefined || recognised ? [] : [[reference, medication.label] as const]
    )
  )
  return {
    ordered: [...new Set(unknown.values())],
    active: index.unrecognised.filter((one) => isThere(one, index)).map(({ label }) => label),
    all: index.unrecognised.length + unknown.size
  }
}
