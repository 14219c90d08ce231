import type { DataState, UnknownReason } from '../cds-hooks/prefetch.ts'
import type { FhirOutcome } from '../fhir/fhir-reader.ts'
import { supplementaryKinds } from './record-kinds.ts'
import type { RecordKind } from './record-kinds.ts'
import type { PlannedRead } from './plan-reads.ts'
import type { KindTally } from './sift-resources.ts'

/** One planned read and what the FHIR server answered; undefined when it was not asked. */
export interface DoneRead {
  readonly planned: PlannedRead
  readonly outcome: FhirOutcome | undefined
}

/**
 * What is known of one kind. `empty` is said only of a whole answer out of which nothing was
 * withheld or unusable: whoever concludes from an absence relies on it.
 */
export function kindState(
  read: DoneRead,
  tally: KindTally | undefined,
  readerGiven: boolean
): DataState {
  const delivered = deliveredState(read, readerGiven)
  if (delivered.state === 'unknown' || delivered.state === 'partial') return delivered
  if (tally === undefined) return { state: 'empty' }
  const { kept, unexpected, restricted, unreadable, otherPatient } = tally
  if (unreadable > 0) return { state: 'partial', reason: 'unreadable' }
  if (restricted > 0) return { state: 'partial', reason: 'withheld' }
  if (kept > 0) return { state: 'present' }
  if (unexpected > 0) return { state: 'unknown', reason: 'malformed' }
  return otherPatient > 0 ? { state: 'partial', reason: 'unreadable' } : { state: 'empty' }
}

/**
 * What is known of a kind when resources of it also came under keys that are none of ours. A kind
 * that was read whole stays so; one that was not, or that held nothing, is known in part: what was
 * not sent may exist. A Patient is one resource, and whole by itself.
 */
export function withUnasked(
  kind: RecordKind,
  state: DataState,
  tally: KindTally | undefined
): DataState {
  if (tally === undefined || state.state === 'present' || state.state === 'partial') return state
  if (tally.kept > 0) {
    return kind === 'patient' ? { state: 'present' } : { state: 'partial', reason: 'as-sent' }
  }
  return state.state === 'empty' && tally.restricted > 0
    ? { state: 'partial', reason: 'withheld' }
    : state
}

/** Before anything was looked at: is the answer whole? */
function deliveredState({ planned, outcome }: DoneRead, readerGiven: boolean): DataState {
  const { prefetched, query } = planned
  if (outcome?.outcome === 'complete') return { state: 'present' }
  if (outcome?.outcome === 'partial') return { state: 'partial', reason: outcome.reason }
  if (prefetched.state.state !== 'unknown') return prefetched.state
  if (outcome !== undefined) return { state: 'unknown', reason: reasonOf(outcome.reason, planned) }
  // Neither delivered nor asked for. With a query, because there was nobody to ask.
  const absent = prefetched.state.reason === 'not-read'
  return absent && query !== undefined && !readerGiven
    ? { state: 'unknown', reason: 'no-access' }
    : prefetched.state
}

/** Every EHR has problems and results: a server that says it knows none of them has failed. */
function reasonOf(reason: UnknownReason, { kind }: PlannedRead): UnknownReason {
  return reason === 'not-offered' && !supplementaryKinds.has(kind) ? 'failed' : reason
}
