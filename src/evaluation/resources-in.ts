import { isObject } from '../ground/is-object.ts'
import type { LooseObject } from '../ground/is-object.ts'

/** Every FHIR resource at any depth of a value, Bundles opened. */
export function resourcesIn(value: unknown): readonly LooseObject[] {
  if (Array.isArray(value)) return value.flatMap((one) => resourcesIn(one))
  if (!isObject(value)) return []
  if (typeof value['resourceType'] === 'string' && value['resourceType'] !== 'Bundle')
    return [value]
  return Object.values(value).flatMap((one) => resourcesIn(one))
}
