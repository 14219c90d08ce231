import type { Problem, Reasons } from '../../clinical/clinical-index.ts'
import { findConcept } from '../../terminology/concepts.ts'
import type { FactLine } from './fact-line.ts'

/** References of the problems that the chart may show. */
export type ShownProblems = ReadonlySet<string>

/** Those that are no social finding: nothing is shown to be for one. */
export function shownProblems(problems: readonly Problem[]): ShownProblems {
  return new Set(problems.flatMap(({ social, reference }) => (social ? [] : [reference])))
}

/**
 * The aliases of the problems that a line is for, else `; for atrial fibrillation`: a coded reason
 * that Curbside's vocabulary knows, by the vocabulary's own name. No text of the EHR is added.
 */
export function reasonsOf(
  { reasons = [], reasonReferences = [] }: Reasons,
  problems: ShownProblems,
  says: string
): Pick<FactLine, 'says' | 'forProblems'> {
  const forProblems = reasonReferences.filter((reference) => problems.has(reference))
  if (forProblems.length > 0) return { says, forProblems }
  const known = reasons.flatMap((reason) => findConcept('diagnosis', untagged(reason))?.name ?? [])
  return known.length === 0 ? { says } : { says: `${says}; for ${known.join(', ')}` }
}

const untagged = (label: string): string => label.replace(/\s*\((?:disorder|finding)\)$/i, '')
