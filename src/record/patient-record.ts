import type { Patient, Resource } from '@medplum/fhirtypes'
import type { DataState } from '../cds-hooks/prefetch.ts'
import type { RecordKind } from './record-kinds.ts'

/** What could not be read, so that a card can say so. Never a value, only kind and reason. */
export type Gap =
  | {
      readonly kind: RecordKind | 'notes'
      readonly state: Exclude<DataState, { state: 'present' } | { state: 'empty' }>
    }
  /** What the hook's context names as what the call is about: none, or not all, was found. */
  | {
      readonly kind: 'subjects'
      readonly state: { readonly state: 'unknown' | 'partial'; readonly reason: 'not-found' }
    }

/**
 * One patient's record as it was read for one call: every resource has been checked to be this
 * patient's, is not entered-in-error, and carries no restricted label.
 */
export interface PatientRecord {
  readonly patient: Patient & { readonly id: string }
  /** Clinical resources in a stable order (type, id), without the Patient. */
  readonly resources: readonly Resource[]
  /**
   * Resources that others point to: Medication and other supporting ones. Keyed by every way they may be
   * referred to (`Medication/m1`, a Bundle's `urn:uuid:…` fullUrl).
   */
  readonly supporting: ReadonlyMap<string, Resource>
  readonly states: Readonly<Record<RecordKind, DataState>>
  /** Of clinical notes, where they were to be read: no kind, since rules and chart do without. */
  readonly notes?: DataState
  readonly gaps: readonly Gap[]
  readonly counts: RecordCounts
}

export interface RecordCounts {
  readonly fromPrefetch: number
  readonly fromFhir: number
  readonly fhirRequests: number
  /** Dropped because their subject was somebody else. */
  readonly otherPatient: number
  /** Withheld by a security label (42 CFR Part 2, DS4P). */
  readonly restricted: number
  readonly unreadable: number
  readonly enteredInError: number
}
