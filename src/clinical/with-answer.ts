import type { Result } from './clinical-index.ts'
import { codesIn, readConcept } from './concept.ts'
import type { LooseObject } from './loose-json.ts'

/** LOINC: pregnancy status, delivery date estimated (three ways), tobacco smoking status. */
const clinicalCodes: ReadonlySet<string> = new Set([
  '82810-3',
  '11996-6',
  '11778-8',
  '11779-6',
  '11780-4',
  '72166-2'
])

/**
 * A result with what its Observation says beside its value: the codes of a coded answer, and
 * whether it is one of social history, where few answers are clinical (US Core keeps the pregnancy
 * status there).
 */
export function withAnswer(result: Result, resource: LooseObject): Result {
  const answers =
    result.component === undefined && resource['valueCodeableConcept'] !== undefined
      ? readConcept(resource['valueCodeableConcept']).codes
      : []
  const isSocial =
    codesIn(resource['category']).includes('social-history') &&
    !result.codes.some(({ code }) => clinicalCodes.has(code))
  if (answers.length === 0 && !isSocial) return result
  return {
    ...result,
    ...(answers.length > 0 && { answers }),
    ...(isSocial && { social: true as const })
  }
}
