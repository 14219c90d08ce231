import { readConcept } from './concept.ts'
import { listOf, objectOf, textOf } from './loose-json.ts'
import type { LooseObject } from './loose-json.ts'
import type { Reasons } from './clinical-index.ts'
import { isSocialProblem } from './social.ts'

const labelsMax = 2
const codedPlaces = ['reasonCode', 'reason', 'conclusionCode', 'codedDiagnosis'] as const
const places = [...codedPlaces, 'reasonReference'] as const
const none: Reasons = {}

/**
 * What an order, a visit or a report gives as its reason or conclusion: coded ones by their labels,
 * entries of the record by reference. What is only written in words is not read.
 */
export function readReasons(resource: LooseObject): Reasons {
  // Most entries give none, and there are thousands of them.
  if (!places.some((place) => resource[place] !== undefined)) return none
  const codes = codedPlaces.flatMap((place) => listOf(resource[place]).flatMap(conceptsOf))
  const labels = codes.map(readConcept).flatMap(({ label, codes: coded }) => {
    // A life is no reason that a chart tells: housing, work, violence.
    const isSocial = isSocialProblem({ label, codes: coded, categories: [] })
    return coded.length > 0 && label !== '' && !isSocial ? [label] : []
  })
  const references = listOf(resource['reasonReference']).flatMap(
    (one) => textOf(objectOf(one)['reference']) ?? []
  )
  const reasons = [...new Set(labels)].slice(0, labelsMax)
  return {
    ...(reasons.length > 0 && { reasons }),
    ...(references.length > 0 && { reasonReferences: references.slice(0, labelsMax) })
  }
}

/** R5 wraps concepts: `reason: [{value: [{concept}]}]`, `reason: [{concept}]`. */
function conceptsOf(value: unknown): readonly unknown[] {
  const { concept, value: values } = objectOf(value) as { concept?: unknown; value?: unknown }
  if (concept !== undefined) return [concept]
  return values === undefined ? [value] : listOf(values).flatMap(conceptsOf)
}
