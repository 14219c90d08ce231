import type { Resource } from '@medplum/fhirtypes'
import type { SearchsetEntry } from '../fhir/searchset.ts'
import { isInError } from './entered-in-error.ts'
import { isModified } from './modifier-extension.ts'
import { namesPatient, subjectElements, subjectOf } from './own-subject.ts'
import type { PatientNames } from './own-subject.ts'
import type { RecordKind } from './record-kinds.ts'
import { isRestricted } from './security-labels.ts'
import { addSupporting } from './supporting.ts'

/** One resource as it came, with the kind it came for. */
export interface Delivered extends SearchsetEntry {
  /** Null: no kind of ours; then nothing is concluded from it. */
  readonly kind: RecordKind | null
  /** The type that this kind asks for. */
  readonly expected: string
  readonly origin: 'prefetch' | 'fhir'
  /** Came under a key that is none of ours. */
  readonly unasked?: true
}

type Verdict = 'kept' | 'supporting' | 'other-patient' | 'restricted' | 'in-error' | 'unreadable'

/** What became of the resources of one kind. */
export interface KindTally {
  /** Matches of the expected type that stand in the record. */
  readonly kept: number
  /** Matches of another type. */
  readonly unexpected: number
  readonly restricted: number
  readonly unreadable: number
  readonly otherPatient: number
}

export interface Sifted {
  /** In a stable order: type, then id. */
  readonly resources: readonly Resource[]
  readonly supporting: Map<string, Resource>
  readonly tallies: ReadonlyMap<RecordKind, KindTally>
  /** Apart, of what came unasked: it says nothing of the whole. */
  readonly unaskedTallies: ReadonlyMap<RecordKind, KindTally>
  /** Each resource once, however often it came. */
  readonly counts: Readonly<Record<Verdict, number>>
  readonly keptFrom: Readonly<Record<Delivered['origin'], number>>
}

/**
 * Takes every delivered resource once and says what it is: this patient's, supporting, somebody
 * else's, withheld by a label, recorded in error, or unusable. Of copies the first one counts,
 * but a label on any copy holds for all.
 */
export function siftResources(
  delivered: readonly Delivered[],
  names: Readonly<Record<Delivered['origin'], PatientNames>>
): Sifted {
  const restrictedKeys = new Set<string>()
  for (const { resource } of delivered) {
    const key = keyOf(resource)
    if (key !== undefined && isRestricted(resource)) restrictedKeys.add(key)
  }
  const judged = new Map<string, Verdict>()
  const resources = new Map<string, Resource>()
  const supporting = new Map<string, Resource>()
  const tallies = new Map<RecordKind, Record<keyof KindTally, number>>()
  const unaskedTallies: typeof tallies = new Map()
  const counts: Record<Verdict, number> = {
    kept: 0,
    supporting: 0,
    'other-patient': 0,
    restricted: 0,
    'in-error': 0,
    unreadable: 0
  }
  const keptFrom = { prefetch: 0, fhir: 0 }

  for (const entry of delivered) {
    const { resource } = entry
    const key = keyOf(resource)
    let verdict = key === undefined ? undefined : judged.get(key)
    if (verdict === undefined) {
      verdict =
        key !== undefined && restrictedKeys.has(key)
          ? 'restricted'
          : judge(resource, key, names[entry.origin])
      if (key !== undefined) judged.set(key, verdict)
      counts[verdict] += 1
      if (key !== undefined && verdict === 'kept' && resource.resourceType !== 'Patient') {
        resources.set(key, resource)
        keptFrom[entry.origin] += 1
      }
    }
    if (verdict === 'kept' || verdict === 'supporting') addSupporting(supporting, entry, verdict)
    addToTally(entry.unasked === true ? unaskedTallies : tallies, entry, verdict)
  }
  const sorted = [...resources].toSorted(([one], [two]) => (one < two ? -1 : 1))
  return {
    resources: sorted.map(([, resource]) => resource),
    supporting,
    tallies,
    unaskedTallies,
    counts,
    keptFrom
  }
}

function keyOf(resource: Resource): string | undefined {
  const { id } = resource as { id?: unknown }
  return typeof id === 'string' && id !== '' ? `${resource.resourceType}/${id}` : undefined
}

function judge(resource: Resource, key: string | undefined, names: PatientNames): Verdict {
  // Without an id it cannot be cited, told from its copies, or verified again.
  if (key === undefined) return 'unreadable'
  if (resource.resourceType === 'Patient') {
    return resource.id === names.patientId ? 'kept' : 'other-patient'
  }
  const subject = subjectOf(resource)
  const clinical = subjectElements.has(resource.resourceType)
  if (subject === undefined || subject === null) {
    if (clinical) return 'unreadable'
  } else if (!namesPatient(subject, names)) return 'other-patient'
  if (isInError(resource)) return 'in-error'
  if (isModified(resource)) return 'unreadable'
  return clinical ? 'kept' : 'supporting'
}

function addToTally(
  tallies: Map<RecordKind, Record<keyof KindTally, number>>,
  entry: Delivered,
  verdict: Verdict
): void {
  if (entry.kind === null) return
  const tally = tallies.get(entry.kind) ?? {
    kept: 0,
    unexpected: 0,
    restricted: 0,
    unreadable: 0,
    otherPatient: 0
  }
  tallies.set(entry.kind, tally)
  const asked = entry.mode === 'match' && entry.resource.resourceType === entry.expected
  if (entry.mode === 'match' && !asked && entry.resource.resourceType !== 'Patient') {
    // Servers that leave search.mode out send what they include as if it matched.
    if (verdict !== 'supporting') tally.unexpected += 1
  } else if (asked && verdict === 'kept') tally.kept += 1
  if (verdict === 'restricted') tally.restricted += 1
  if (verdict === 'unreadable') tally.unreadable += 1
  if (verdict === 'other-patient') tally.otherPatient += 1
}
