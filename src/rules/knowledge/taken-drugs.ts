import type { ClinicalIndex, Medication } from '../../clinical/clinical-index.ts'
import { activeIn } from '../drug-set.ts'

/** What is taken now, as far as the record says, products for skin and eye included. */
export function takenDrugs(index: ClinicalIndex): readonly Medication[] {
  return activeIn(index, { topicalToo: true })
}
