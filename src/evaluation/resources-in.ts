import { isObject } from './json-value.ts'
import type { JsonObject } from './json-value.ts'

/** Every FHIR resource at any depth of a value, Bundles opened. */
export function resourcesIn(value: unknown): readonly JsonObject[] {
  if (Array.isArray(value)) return value.flatMap((one) => resourcesIn(one))
  if (!isObject(value)) return []
  if (typeof value['resourceType'] === 'string' && value['resourceType'] !== 'Bundle')
    return [value]
  return Object.values(value).flatMap((one) => resourcesIn(one))
}
