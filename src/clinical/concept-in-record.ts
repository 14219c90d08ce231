import { conceptById, findConcept } from '../terminology/concepts.ts'
import { systems } from './concept.ts'
import { isInProblemSet, isProblemSet } from '../terminology/named-sets.ts'
import type { Diagnosis, Harm } from '../terminology/concept.ts'
import type { ClinicalIndex, Problem } from './clinical-index.ts'

/** What terminologies put behind a name to say what kind of thing it is. */
const ofItsKind = /\s*\((?:disorder|finding|situation|morphologic abnormality|event)\)\s*$/i

/**
 * The problems of the record that are this diagnosis or a kind of it: by the named set, by
 * ICD-10-CM, or because the problem's own name names it. Resolved ones count unless `active` is
 * asked for. That none is found says nothing before problems were read whole.
 */
export function problemsOfDiagnosis(
  index: ClinicalIndex,
  diagnosis: Diagnosis,
  given: { readonly active?: boolean } = {}
): readonly Problem[] {
  return index.problems.filter(
    (problem) =>
      !problem.social &&
      (given.active !== true || problem.status === 'active') &&
      isProblemOf(problem, diagnosis)
  )
}

/** Whether one problem is this diagnosis, or a kind of it. */
export function isProblemOf(
  problem: Pick<Problem, 'codes' | 'label'>,
  diagnosis: Diagnosis
): boolean {
  const { problemSet, icd10 } = diagnosis
  if (problemSet !== undefined && isProblemSet(problemSet) && isInProblemSet(problem, problemSet)) {
    return true
  }
  const coded = problem.codes.some(
    ({ system, code }) => system === systems.icd10 && icd10.some((prefix) => isUnder(code, prefix))
  )
  return coded || diagnosisNamed(problem.label)?.id === diagnosis.id
}

/** The diagnosis that a problem's name names whole. */
export function diagnosisNamed(label: string): Diagnosis | undefined {
  return findConcept('diagnosis', label.replace(ofItsKind, ''))
}

/** The diagnosis that is the same thing as a harm, when it has become a problem. */
export function diagnosisOfHarm(harm: Harm): Diagnosis | undefined {
  return harm.diagnosis === undefined ? undefined : conceptById('diagnosis', harm.diagnosis)
}

/** Codes come with and without the dot. */
function isUnder(code: string, prefix: string): boolean {
  return code.replace('.', '').toUpperCase().startsWith(prefix.replace('.', ''))
}
