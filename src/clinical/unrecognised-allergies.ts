import type { Resource } from '@medplum/fhirtypes'
import type { ClinicalIndex } from './clinical-index.ts'
import { listOf } from './loose-json.ts'

/**
 * New allergies (by reference) of which no substance is known, as the record calls them: no rule can
 * hold a drug against them. One that says it is of food or environment is no matter of drugs.
 */
export function unrecognisedAllergies(
  index: ClinicalIndex,
  newFacts: readonly string[],
  resources: readonly Resource[]
): readonly string[] {
  const unknown = index.allergies.filter(
    ({ reference, substances }) => substances.length === 0 && newFacts.includes(reference)
  )
  return unknown.flatMap(({ reference, label }) => {
    const resource = resources.find((one) => `${one.resourceType}/${one.id ?? ''}` === reference)
    const categories = listOf(resource && Reflect.get(resource, 'category'))
    const ofDrugs = categories.some((one) => one === 'medication' || one === 'biologic')
    return categories.length === 0 || ofDrugs ? [label] : []
  })
}
