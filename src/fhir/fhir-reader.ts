import type { Resource } from '@medplum/fhirtypes'
import type { UnknownReason } from '../cds-hooks/prefetch.ts'

/** What one search or read gave. `partial` carries what was read before it stopped. */
export type FhirOutcome =
  | { readonly outcome: 'complete'; readonly resources: readonly Resource[] }
  | {
      readonly outcome: 'partial'
      readonly resources: readonly Resource[]
      readonly reason: 'more-pages' | 'late' | 'capped' | 'unreadable' | 'forbidden' | 'failed'
    }
  | { readonly outcome: 'unknown'; readonly reason: UnknownReason }

/**
 * The EHR's FHIR server as one call may use it: bound to one base URL and one short-lived token.
 * Never throws for what the world does; stops at `signal`. Requests are counted.
 */
export interface FhirReader {
  /** `query` is `Type/id` or `Type?search`, relative, tokens already filled in. */
  fetch(query: string, signal: AbortSignal): Promise<FhirOutcome>
  readonly requests: number
}
