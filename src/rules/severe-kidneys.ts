import type { ClinicalIndex } from '../clinical/clinical-index.ts'
import { presentProblems, problemEvidence } from './problems.ts'
import type { Evidence } from './rule.ts'

/**
 * Chronic kidney disease of stage 4 or 5, or dialysis, on the problem list: an eGFR below 30 by the
 * definition of the stage (KDIGO). Asked only where no eGFR at hand says it better.
 */
export function severeKidneyDisease(index: ClinicalIndex): Evidence | undefined {
  return presentProblems(index, 'ckd-stage-4-or-5', 'esrd').map(problemEvidence)[0]
}
