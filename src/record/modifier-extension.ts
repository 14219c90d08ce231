import type { Resource } from '@medplum/fhirtypes'

/**
 * A modifier extension may turn a resource into its opposite (FHIR R4, Extensibility: who does not
 * know it must not use the resource), and Curbside knows none.
 */
export function isModified(resource: Resource): boolean {
  const modifiers: unknown = Reflect.get(resource, 'modifierExtension')
  if (modifiers === undefined || modifiers === null) return false
  return !Array.isArray(modifiers) || modifiers.length > 0
}
