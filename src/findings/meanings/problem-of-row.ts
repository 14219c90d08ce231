import { isInProblemSet, isProblemSet } from '../../terminology/named-sets.ts'
import type { ContraindicationRow } from '../../knowledge/tables.ts'
import type { SupportedFact } from '../supported-fact.ts'
import { readingsOf } from './names.ts'

const kidneyAnalytes = new Set(['egfr', 'creatinine'])

/** Whether a contraindication row speaks of the very fact that a meaning names. */
export function hasProblemOf({ by }: ContraindicationRow, fact: SupportedFact): boolean {
  const { found } = fact
  if ('problems' in by) {
    if (found.kind === 'computed') return false
    const isKidney = by.problems.some((set) => /ckd|esrd|dialysis/.test(set))
    const analytes = readingsOf(fact).map(({ analyte }) => analyte)
    if (isKidney && analytes.some((one) => kidneyAnalytes.has(one))) return true
    return (
      found.kind === 'condition' &&
      by.problems.some((set) => isProblemSet(set) && isInProblemSet(found.problem, set))
    )
  }
  if ('result' in by && by.result !== undefined && !('taking' in by)) {
    const { analyte } = by.result
    if (found.kind === 'computed') return analyte === 'egfr' && found.name === 'egfr-of-creatinine'
    if (found.kind === 'condition') {
      return kidneyAnalytes.has(analyte) && isInProblemSet(found.problem, 'ckd')
    }
    return readingsOf(fact).some(
      (one) =>
        one.analyte === analyte || (kidneyAnalytes.has(one.analyte) && kidneyAnalytes.has(analyte))
    )
  }
  if ('pregnancy' in by || 'lactation' in by) {
    return found.kind === 'condition' || found.kind === 'value' || found.kind === 'patient'
  }
  if ('ageYears' in by) return found.kind === 'patient'
  return false
}
