import type { Code, Result } from './clinical-index.ts'
import { systems } from './concept.ts'
import data from './social-findings.json' with { type: 'json' }

const categories = new Set(data.categories.split(' '))
const snomedCodes = new Set(data.snomed.split(' '))
const icd10Prefixes = new Set(data.icd10.split(' '))
const loincCodes = new Set(data.loinc.split(' '))
const words = new RegExp(data.words.join('|'), 'i')

/** Whether a Condition speaks of the patient's circumstances rather than of a disease. */
export function isSocialProblem(given: {
  readonly label: string
  readonly codes: readonly Code[]
  readonly categories: readonly string[]
}): boolean {
  return (
    given.categories.some((category) => categories.has(category)) ||
    given.codes.some(
      ({ system, code }) =>
        (system === systems.snomed && snomedCodes.has(code)) ||
        (system === systems.icd10 && icd10Prefixes.has(code.slice(0, 3)))
    ) ||
    words.test(given.label)
  )
}

/** Whether a result is an answer about circumstances (PRAPARE and the like). */
export function isSocialResult(result: Result): boolean {
  return result.codes.some(({ system, code }) => system === systems.loinc && loincCodes.has(code))
}
