import type { FhirReader } from '../fhir/fhir-reader.ts'
import { isFhirId } from '../fhir/fhir-query.ts'
import { literalReference } from '../fhir/reference.ts'
import { subjectElements } from './own-subject.ts'
import { findIn } from './find-in-record.ts'
import { siftForPatient } from './sift-for-patient.ts'
import type { Delivered, Sifted } from './sift-resources.ts'

/** A context names a handful; each costs one read. */
const readsMax = 20

/**
 * Everything delivered, judged; and with it what the hook's context names by reference and nothing
 * delivered holds, which is read now: an order may be older than the first pages of its kind, or of
 * a type that no kind asks for. It is judged like the rest, and says nothing of the rest of its kind.
 */
export async function siftWithNamed(
  delivered: readonly Delivered[],
  given: {
    readonly patientId: string
    readonly ownBases?: readonly string[]
    readonly named?: readonly string[]
    readonly reader: FhirReader | null
    readonly signal: AbortSignal
  }
): Promise<ReturnType<typeof siftForPatient>> {
  const first = siftForPatient(delivered, given.patientId, given.ownBases)
  const named = await readNamed(given.named ?? [], { ...given, sifted: first.sifted })
  return named.length === 0
    ? first
    : siftForPatient([...delivered, ...named], given.patientId, given.ownBases)
}

async function readNamed(
  references: readonly string[],
  given: {
    readonly sifted: Sifted
    readonly reader: FhirReader | null
    readonly signal: AbortSignal
  }
): Promise<readonly Delivered[]> {
  const { sifted, reader, signal } = given
  if (references.length === 0 || reader === null || signal.aborted) return []
  const find = findIn(sifted)
  const missing = new Set(
    references.flatMap((reference) => {
      const literal = literalReference(reference)
      const asked = literal !== undefined && find(reference) === undefined
      if (!asked || !subjectElements.has(literal.resourceType) || !isFhirId(literal.id)) return []
      return [`${literal.resourceType}/${literal.id}`]
    })
  )
  const outcomes = await Promise.all(
    [...missing].slice(0, readsMax).map((query) => reader.fetch(query, signal))
  )
  return outcomes.flatMap((outcome) =>
    outcome.outcome === 'unknown'
      ? []
      : outcome.resources.map((resource) => ({
          resource,
          kind: null,
          expected: resource.resourceType,
          mode: 'match' as const,
          origin: 'fhir' as const
        }))
  )
}
