import type { ClinicalIndex, DraftOrder } from './clinical-index.ts'

/** Drugs of which not every ingredient is known: no rule can judge what it does not know. */
export interface UnrecognisedDrugs {
  /** What the drafts call them. */
  readonly ordered: readonly string[]
  /** What new allergies are called of which no substance is known. */
  readonly newAllergies?: readonly string[]
  /** How many products the record says are taken. */
  readonly active: number
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
    active: index.unrecognised.filter(({ status }) => status === 'active').length,
    all: index.unrecognised.length + unknown.size
  }
}
