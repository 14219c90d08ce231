import type { Clock } from '../ground/clock.ts'
import type { CdsFeedback, CdsFeedbackEntry } from '../cds-hooks/feedback.ts'
import type { Store, StoredFeedback } from '../store/store.ts'
import { cleanComment } from './clean-comment.ts'
import overrideReasons from '../../fhir-profiles/CodeSystem-curbside-override-reasons.json' with { type: 'json' }

/**
 * Keeps what clinicians did with cards; durable when it returns, so that an acknowledgement is
 * never a promise. The same body sent again is kept once and answered alike (CDS Hooks 2.0.1,
 * Feedback: it may come several times for one card).
 *
 * `unknown` counts entries for cards this EHR was never given: the caller answers them like the
 * others, so that card ids cannot be guessed, and counts them.
 *
 * @throws CurbsideError CURBSIDE_STORE_UNAVAILABLE: nothing was kept; the EHR should send it again.
 */
export async function acceptFeedback(given: {
  readonly body: CdsFeedback
  readonly ehrId: string
  /** Whose address it came to. Services may share one, so it decides nothing here. */
  readonly serviceId: string
  readonly store: Pick<Store, 'saveFeedback'>
  readonly clock: Clock
}): Promise<{ known: number; unknown: number }> {
  const { body, ehrId, store, clock } = given
  const receivedAtMs = clock.nowMs()
  return store.saveFeedback(body.feedback.map((entry) => stored(entry, ehrId, receivedAtMs)))
}

function stored(entry: CdsFeedbackEntry, ehrId: string, receivedAtMs: number): StoredFeedback {
  const reason = entry.overrideReason?.reason
  const comment = entry.overrideReason?.userComment
  return {
    ehrId,
    cardUuid: entry.card,
    outcome: entry.outcome,
    outcomeTimestamp: entry.outcomeTimestamp,
    acceptedSuggestionUuids: (entry.acceptedSuggestions ?? []).map(({ id }) => id),
    reasonCode: reason === undefined ? null : cleanComment(reasonCodeOf(reason)),
    userComment: comment === undefined ? null : cleanComment(comment),
    receivedAtMs
  }
}

/**
 * Our own reasons by their code, also from an EHR that maps them by code and drops the system. A code
 * of another system keeps that system's name: what counts for everyone must be a reason of ours.
 */
function reasonCodeOf({ code, system }: { readonly code: string; readonly system?: unknown }) {
  return typeof system !== 'string' || system === '' || system === overrideReasons.url
    ? code
    : `${system}|${code}`
}
