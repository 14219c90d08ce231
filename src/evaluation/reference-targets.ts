import { at, listOf, textOf } from './json-value.ts'
import type { LooseObject } from '../ground/is-object.ts'

/** A resource of a case's record, with the id that it is served under. */
export interface PlacedResource {
  readonly fullUrl: string | undefined
  readonly resource: LooseObject
  readonly type: string
  readonly id: string
}

/**
 * Every way in which resources of one Bundle are referred to, with the `Type/id` that is meant: by
 * fullUrl, as `urn:uuid:` of the id, by an id that FHIR does not allow, and conditionally by
 * identifier (FHIR R4, RESTful API, transaction: conditional references).
 */
export function referenceTargets(
  placed: readonly PlacedResource[],
  patientId: string
): ReadonlyMap<string, string> {
  const targets = new Map<string, string>()
  const add = (reference: string, target: string): void => {
    if (!targets.has(reference)) targets.set(reference, target)
  }
  for (const { fullUrl, type, id } of placed) {
    if (fullUrl !== undefined) add(fullUrl, `${type}/${id}`)
  }
  for (const { resource, type, id } of placed) {
    const target = `${type}/${id}`
    const own = textOf(resource['id'])
    add(`urn:uuid:${own ?? id}`, target)
    if (own !== undefined && own !== id) add(`${type}/${own}`, target)
    for (const identifier of listOf(resource['identifier'])) {
      const value = textOf(at(identifier, 'value'))
      if (value === undefined) continue
      const system = textOf(at(identifier, 'system')) ?? ''
      for (const token of [`${system}|${value}`, value]) {
        add(`${type}?identifier=${token}`, target)
        add(`${type}?identifier=${encodeURIComponent(token)}`, target)
      }
      if (type === 'Patient') add(`?identifier=${system}|${value}`, target)
    }
  }
  // Some write the bare id.
  add(patientId, `Patient/${patientId}`)
  return targets
}
