import type { Resource } from '@medplum/fhirtypes'
import type { Resolve } from './read-drug.ts'

/**
 * Finds what a reference points to among the resources at hand: as it stands (`Medication/m1`,
 * `urn:uuid:…`, an absolute address), or without its version. An absolute address is never cut to
 * its last two parts: the same id on another server is another thing. Those on the server of the
 * record are among its supporting resources as they are written.
 */
export function resolverOf(...maps: readonly ReadonlyMap<string, Resource>[]): Resolve {
  return (reference) => {
    const plain = reference.replace(/\/_history\/[^/]*$/, '')
    for (const map of maps) {
      const found = map.get(reference) ?? map.get(plain)
      if (found !== undefined) return found
    }
    return undefined
  }
}
