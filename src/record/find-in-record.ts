import type { Resource } from '@medplum/fhirtypes'
import { literalReference } from '../fhir/reference.ts'

interface Searched {
  readonly resources: readonly Resource[]
  readonly supporting: ReadonlyMap<string, Resource>
}

/**
 * Finds what a reference means among this patient's resources: `Type/id`, an absolute address that
 * ends in it, the `urn:` of a Bundle entry, or a bare id that only one resource has.
 */
export function findIn({
  resources,
  supporting
}: Searched): (reference: string) => Resource | undefined {
  const byKey = new Map(resources.map((one) => [`${one.resourceType}/${one.id ?? ''}`, one]))
  return (reference) => {
    const literal = literalReference(reference)
    if (literal !== undefined) return byKey.get(`${literal.resourceType}/${literal.id}`)
    if (reference.startsWith('urn:')) {
      const entry = supporting.get(reference)
      // Only of this patient's own: what merely supports them is no subject.
      return entry && byKey.get(`${entry.resourceType}/${entry.id ?? ''}`)
    }
    const named = resources.filter(({ id }) => id === reference)
    return named.length === 1 ? named[0] : undefined
  }
}
