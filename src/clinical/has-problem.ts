import type { ClinicalIndex, Problem } from './clinical-index.ts'
import { isInProblemSet } from '../terminology/named-sets.ts'
import type { ProblemSet } from '../terminology/named-sets.ts'

interface ProblemQuery {
  readonly active?: boolean
  readonly settled?: boolean
}

/**
 * The problems of the named sets, in the order of the index. `active: true` keeps those recorded as
 * active; without it resolved ones count too (a history of bleeding). `settled: true` leaves out what
 * is only suspected: it may raise a question, and it never silences one.
 */
export function problemsIn(
  index: ClinicalIndex,
  sets: readonly ProblemSet[],
  given: ProblemQuery = {}
): readonly Problem[] {
  return index.problems.filter(
    (problem) =>
      (given.active !== true || problem.status === 'active') &&
      (given.settled !== true || problem.doubt === undefined) &&
      sets.some((set) => isInProblemSet(problem, set))
  )
}

/** Whether any such problem stands in the record. Whether problems were read is `isWhole`'s matter. */
export function hasProblem(
  index: ClinicalIndex,
  sets: readonly ProblemSet[],
  given: ProblemQuery = {}
): boolean {
  return problemsIn(index, sets, given).length > 0
}
