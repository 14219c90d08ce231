import { isFhirId } from '../fhir/fhir-query.ts'
import type { FhirOutcome, FhirReader } from '../fhir/fhir-reader.ts'

// 40 ids of 64 characters keep the address under the 4 kB that servers usually accept.
const medicationsPerSearch = 40
const medicationsMax = 200
/** Where a search does not give them, each is one request. */
const readsMax = 40

/**
 * Fetches Medications by their ids: by one search for many, and by a read for each that the search
 * did not give. US Core asks servers for the read only. Where search and first read are both
 * forbidden, the rest is not tried.
 */
export async function fetchMedications(
  ids: readonly string[],
  reader: FhirReader,
  signal: AbortSignal
): Promise<readonly FhirOutcome[]> {
  const asked = ids.filter(isFhirId).slice(0, medicationsMax)
  const searches = await Promise.all(
    chunks(asked).map((some) => reader.fetch(`Medication?_id=${some.join(',')}`, signal))
  )
  const found = new Set(searches.flatMap(idsIn))
  const [first, ...rest] = asked.filter((id) => !found.has(id)).slice(0, readsMax)
  if (first === undefined || signal.aborted) return searches
  const read = (id: string) => reader.fetch(`Medication/${id}`, signal)
  if (!searches.some(isForbidden)) {
    return [...searches, ...(await Promise.all([first, ...rest].map(read)))]
  }
  const one = await read(first)
  if (isForbidden(one)) return searches
  return [...searches, one, ...(await Promise.all(rest.map(read)))]
}

function chunks(ids: readonly string[]): readonly (readonly string[])[] {
  const count = Math.ceil(ids.length / medicationsPerSearch)
  return Array.from({ length: count }, (_, at) =>
    ids.slice(at * medicationsPerSearch, (at + 1) * medicationsPerSearch)
  )
}

function idsIn(outcome: FhirOutcome): readonly string[] {
  if (outcome.outcome === 'unknown') return []
  return outcome.resources.flatMap(({ resourceType, id }) =>
    resourceType === 'Medication' && typeof id === 'string' ? [id] : []
  )
}

const isForbidden = (outcome: FhirOutcome): boolean =>
  outcome.outcome === 'unknown' && outcome.reason === 'forbidden'
