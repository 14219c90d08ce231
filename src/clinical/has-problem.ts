import type { ClinicalIndex, Problem } from './clinical-index.ts'
import { isInProblemSet } from '../terminology/named-sets.ts'
import type { ProblemSet } from '../terminology/named-sets.ts'

/**
 * The problems of the named sets, in the order of the index. `active: true` keeps those recorded as
 * active; without it resolved ones count too (a history of bleeding).
 */
export function problemsIn(
  index: ClinicalIndex,
  sets: readonly ProblemSet[],
  given: { readonly active?: boolean } = {}
): readonly Problem[] {
  return index.problems.filter(
    (problem) =>
      (given.active !== true || problem.status === 'active') &&
      sets.some((set) => isInProblemSet(problem, set))
  )
}

/** Whether any such problem stands in the record. Whether problems were read is `isWhole`'s matter. */
export function hasProblem(
  index: ClinicalIndex,
  sets: readonly ProblemSet[],
  given: { readonly active?: boolean } = {}
): boolean {
  return problemsIn(index, sets, given).length > 0
}
