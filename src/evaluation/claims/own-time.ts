import type { Resource } from '@medplum/fhirtypes'

/**
 * A record's own last date, as an ISO instant: the end of its last encounter, else the newest date
 * anywhere in it. A published record is read at that time: by today's clock all of it is old.
 */
export function ownTimeOf(resources: readonly Resource[]): string {
  const encounters = resources.flatMap((resource) =>
    resource.resourceType === 'Encounter' ? instantsIn(resource.period) : []
  )
  const all = encounters.length > 0 ? encounters : instantsIn(resources)
  return new Date(Math.max(0, ...all.slice(-1))).toISOString()
}

/** Sorted, in milliseconds since 1970. */
function instantsIn(value: unknown): readonly number[] {
  const found = JSON.stringify(value ?? null).match(
    /(?<=")\d{4}-\d{2}-\d{2}(?:T\d{2}:\d{2}:\d{2}(?:\.\d+)?(?:Z|[+-]\d{2}:\d{2}))?(?=")/g
  )
  return (found ?? [])
    .map((text) => Date.parse(text))
    .filter((ms) => Number.isFinite(ms))
    .toSorted((one, other) => one - other)
}
