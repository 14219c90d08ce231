import type { Resource } from '@medplum/fhirtypes'
import type { FhirOutcome, FhirReader } from '../fhir/fhir-reader.ts'
import type { DoneRead } from './kind-state.ts'
import type { RecordKind } from './record-kinds.ts'
import type { Sifted } from './sift-resources.ts'
import { fetchMedications } from './fetch-medications.ts'
import { missingMedications } from './supporting.ts'

/** Medications that were asked for before the whole record was there. */
export interface MedicationsAhead {
  /** `Medication/id` of each that was asked for; none is asked for twice. */
  readonly asked: ReadonlySet<string>
  readonly outcomes: readonly FhirOutcome[]
}

const kindsOfOrders: ReadonlySet<RecordKind> = new Set(['medications', 'statements'])

/**
 * Asks for the Medications that orders refer to as soon as these orders and the Patient are read:
 * other kinds may have pages to come, and a step after the last of them would be one too many. Only
 * orders that are this patient's are looked at.
 */
export async function medicationsAhead(given: {
  readonly reads: ReadonlyMap<RecordKind, Promise<DoneRead>>
  readonly sift: (reads: readonly DoneRead[]) => Sifted
  readonly reader: FhirReader | null
  readonly signal: AbortSignal
  /** Medication references of resources, as they are written. */
  readonly referencesOf: (
    resources: readonly Resource[]
  ) => ReadonlyMap<string, ReadonlySet<string>>
  /** Draft orders, which may refer to a Medication as those of the record do. */
  readonly orders: readonly Resource[]
}): Promise<MedicationsAhead> {
  const { reads, sift, reader, signal, referencesOf } = given
  const asked = new Set<string>()
  const patient = await reads.get('patient')
  if (reader === null || patient === undefined) return { asked, outcomes: [] }
  const fetch = (resources: readonly Resource[], supporting: Sifted['supporting']) => {
    const references = notAsked(referencesOf(resources), asked)
    if (signal.aborted) return []
    const ids = missingMedications(supporting, references)
    for (const key of references.keys()) asked.add(key)
    return fetchMedications(ids, reader, signal)
  }
  const ofRecord = [...reads].map(async ([kind, read]) => {
    if (!kindsOfOrders.has(kind)) return []
    const { resources, supporting } = sift([patient, await read])
    return fetch(resources, supporting)
  })
  const outcomes = await Promise.all([fetch(given.orders, new Map()), ...ofRecord])
  return { asked, outcomes: outcomes.flat() }
}

/** References without those that were asked for. */
export function notAsked<Value>(
  references: ReadonlyMap<string, Value>,
  asked: ReadonlySet<string>
): ReadonlyMap<string, Value> {
  return new Map([...references].filter(([key]) => !asked.has(key)))
}
