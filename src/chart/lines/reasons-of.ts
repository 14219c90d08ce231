import type { Problem, Reasons } from '../../clinical/clinical-index.ts'
import { cleanLabel } from '../ehr-text.ts'
import type { FactLine } from './fact-line.ts'

/** References of the problems that the chart may show. */
export type ShownProblems = ReadonlySet<string>

/** Those that are no social finding: nothing is shown to be for one. */
export function shownProblems(problems: readonly Problem[]): ShownProblems {
  return new Set(problems.flatMap(({ social, reference }) => (social ? [] : [reference])))
}

/**
 * `; for Atrial fibrillation` behind what a line says, or the aliases of the problems it is for. A
 * coded reason is text of the EHR: where it has to be withheld, the line says the rest.
 */
export function reasonsOf(
  { reasons = [], reasonReferences = [] }: Reasons,
  problems: ShownProblems,
  says: string
): Pick<FactLine, 'says' | 'ownSays' | 'ehrTexts' | 'forProblems'> {
  const forProblems = reasonReferences.filter((reference) => problems.has(reference))
  if (forProblems.length > 0) return { says, forProblems }
  if (reasons.length === 0) return { says }
  return {
    says: `${says}; for ${reasons.map(cleanLabel).join(', ')}`,
    ownSays: says,
    ehrTexts: reasons
  }
}
