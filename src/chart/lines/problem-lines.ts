import type { Problem } from '../../clinical/clinical-index.ts'
import type { LineContext } from '../chart-line.ts'
import type { FactLine } from './fact-line.ts'

const statusWords = {
  active: 'active',
  inactive: 'inactive',
  resolved: 'resolved',
  unknown: 'status unknown'
} as const

/**
 * `[C1] Type 2 diabetes mellitus (SCT 44054006) active since D-2920`. Employment, housing, violence
 * and the like are never shown: they would tell who it is, and invite bias.
 */
export function problemLines(problems: readonly Problem[], { time }: LineContext): FactLine[] {
  return problems
    .filter((problem) => !problem.social)
    .map((problem) => {
      const { status, onset, abated, recorded } = problem
      const past = status === 'resolved' || status === 'inactive'
      const since = onset === undefined ? '' : ` since ${time.write(onset)}`
      const until = past && abated !== undefined ? ` until ${time.write(abated)}` : ''
      const entered =
        onset === undefined && recorded !== undefined ? `; recorded ${time.write(recorded)}` : ''
      return {
        section: past ? 'RESOLVED PROBLEMS' : 'PROBLEMS',
        cut: past ? 'resolved-problems' : 'never',
        letter: 'C',
        fact: problem,
        says: ` ${statusWords[status]}${since}${until}${entered}`,
        date: onset ?? recorded ?? abated
      }
    })
}
