import type { ClinicalIndex } from '../clinical-index.ts'
import type { ComputedFact } from './computed-fact.ts'
import { egfrOfCreatinine } from './egfr-of-creatinine.ts'
import { opioidTotal } from './opioid-total.ts'
import { pulsePressure } from './pulse-pressure.ts'
import { strokeRisk } from './stroke-risk.ts'

/** Everything that can be computed of this record, for chart and verifier alike. */
export function computedFacts(index: ClinicalIndex): readonly ComputedFact[] {
  return [strokeRisk, opioidTotal, egfrOfCreatinine, pulsePressure].flatMap(
    (compute) => compute(index) ?? []
  )
}
