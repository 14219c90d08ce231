import type { Resource } from '@medplum/fhirtypes'
import type { Resolve } from './read-medication.ts'

/**
 * Finds what a reference points to among the resources at hand: as it stands (`Medication/m1`,
 * `urn:uuid:…`), or by the last two parts of an absolute address, without its version.
 */
export function resolverOf(...maps: readonly ReadonlyMap<string, Resource>[]): Resolve {
  return (reference) => {
    const plain = reference.replace(/\/_history\/[^/]*$/, '')
    const relative = /[A-Za-z]+\/[A-Za-z0-9\-.]+$/.exec(plain)?.[0]
    for (const map of maps) {
      const found = map.get(plain) ?? (relative === undefined ? undefined : map.get(relative))
      if (found !== undefined) return found
    }
    return undefined
  }
}
