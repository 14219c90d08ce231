import type { DataState } from '../cds-hooks/prefetch.ts'
import {
  isResource,
  listIncomplete,
  outcomeError,
  outcomeIncomplete,
  readSearchset
} from '../fhir/searchset.ts'
import type { SearchsetEntry } from '../fhir/searchset.ts'

/** What one prefetch value gives, and what it says of its kind of data. */
export interface PrefetchReading {
  readonly entries: readonly SearchsetEntry[]
  /** `present` here means delivered whole; whether anything of it is used is seen later. */
  readonly state: DataState
  /** Entries that were no resources. */
  readonly unreadable: number
  /**
   * True when asking the FHIR server may give more: the value is absent, partial or no FHIR. An
   * OperationOutcome is not asked again: sparing that request is what it was sent for.
   */
  readonly askAgain: boolean
}

/**
 * Reads one prefetch value (CDS Hooks 2.0.1, Prefetch): absent is not read, null and an empty
 * Bundle are "searched, nothing found", a further page or a larger total is partial, and an
 * OperationOutcome is an error only if its severity says so.
 */
export function readPrefetch(value: unknown): PrefetchReading {
  if (value === undefined) return nothing({ state: 'unknown', reason: 'not-read' }, true)
  if (value === null) return nothing({ state: 'empty' }, false)
  const searchset = readSearchset(value)
  if (searchset === undefined) return readSingle(value)
  const { entries, unreadable, error, incomplete } = searchset
  if (error !== undefined) {
    return entries.length === 0
      ? nothing({ state: 'unknown', reason: error }, false)
      : { entries, unreadable, state: { state: 'partial', reason: 'unreadable' }, askAgain: false }
  }
  // The EHR says so itself: asking it again gives no more, unless it was only late.
  if (incomplete !== undefined) {
    const state = entries.length === 0 ? ('unknown' as const) : ('partial' as const)
    const askAgain = incomplete !== 'forbidden'
    return { entries, unreadable, state: { state, reason: incomplete }, askAgain }
  }
  const more =
    searchset.next !== undefined || (searchset.total ?? 0) > searchset.matches + unreadable
  if (more) {
    return {
      entries,
      unreadable,
      state: { state: 'partial', reason: 'more-pages' },
      askAgain: true
    }
  }
  if (unreadable > 0) {
    return {
      entries,
      unreadable,
      state: { state: 'partial', reason: 'unreadable' },
      askAgain: true
    }
  }
  const state = entries.length === 0 ? ('empty' as const) : ('present' as const)
  return { entries, unreadable, state: { state }, askAgain: false }
}

function readSingle(value: unknown): PrefetchReading {
  if (!isResource(value)) return nothing({ state: 'unknown', reason: 'malformed' }, true)
  if (value.resourceType === 'OperationOutcome') {
    const error = outcomeError(value)
    if (error !== undefined) return nothing({ state: 'unknown', reason: error }, false)
    const left = outcomeIncomplete(value)
    return nothing(
      left === undefined ? { state: 'empty' } : { state: 'unknown', reason: left },
      false
    )
  }
  const incomplete = value.resourceType === 'List' ? listIncomplete(value) : undefined
  if (incomplete !== undefined) return nothing({ state: 'unknown', reason: incomplete }, true)
  return {
    entries: [{ resource: value, mode: 'match' }],
    unreadable: 0,
    state: { state: 'present' },
    askAgain: false
  }
}

function nothing(state: DataState, askAgain: boolean): PrefetchReading {
  return { entries: [], unreadable: 0, state, askAgain }
}
