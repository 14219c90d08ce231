import { createHash } from 'node:crypto'
import type { Kysely } from 'kysely'
import { storableText } from './storable-text.ts'
import type { StoredFeedback } from './store.ts'
import type { Tables } from './tables.ts'

/**
 * Keeps every entry once. Feedback on a card that this EHR was never given is kept as a bare
 * outcome: no link to a patient, no comment; nothing tells the caller the difference.
 */
export async function saveFeedback(
  database: Kysely<Tables>,
  feedback: readonly StoredFeedback[]
): Promise<{ known: number; unknown: number }> {
  if (feedback.length === 0) return { known: 0, unknown: 0 }
  const issued = await issuedTo(database, feedback)
  const rows = feedback.map((entry) =>
    feedbackRow(entry, issued.has(cardKey(entry.ehrId, entry.cardUuid)))
  )
  await database
    .insertInto('feedback')
    .values(rows)
    .onConflict((conflict) => conflict.column('entry_sha256').doNothing())
    .execute()
  const known = rows.filter((row) => row.known).length
  return { known, unknown: rows.length - known }
}

function feedbackRow(entry: StoredFeedback, known: boolean) {
  const cardUuid = storableText(entry.cardUuid).toLowerCase()
  const sentMs = Date.parse(entry.outcomeTimestamp)
  const receivedAtMs = Math.round(entry.receivedAtMs)
  // A clock ahead of ours must not prolong an override.
  const decidedAtMs = Number.isNaN(sentMs) ? receivedAtMs : Math.min(sentMs, receivedAtMs)
  const same = [
    entry.ehrId,
    cardUuid,
    entry.outcome,
    Number.isNaN(sentMs) ? entry.outcomeTimestamp : sentMs,
    entry.acceptedSuggestionUuids.toSorted()
  ]
  return {
    entry_sha256: createHash('sha256').update(JSON.stringify(same)).digest('hex'),
    ehr_id: entry.ehrId,
    card_uuid: cardUuid,
    known,
    outcome: entry.outcome,
    outcome_timestamp: storableText(entry.outcomeTimestamp),
    accepted_suggestion_uuids: JSON.stringify(entry.acceptedSuggestionUuids),
    reason_code: entry.reasonCode === null ? null : storableText(entry.reasonCode),
    user_comment: !known || entry.userComment === null ? null : storableText(entry.userComment),
    received_at_ms: receivedAtMs,
    decided_at_ms: decidedAtMs
  }
}

async function issuedTo(
  database: Kysely<Tables>,
  feedback: readonly StoredFeedback[]
): Promise<ReadonlySet<string>> {
  const uuids = new Set(feedback.map((entry) => storableText(entry.cardUuid).toLowerCase()))
  const rows = await database
    .selectFrom('issued_card')
    .select(['uuid', 'ehr_id'])
    .where('uuid', 'in', [...uuids])
    .execute()
  return new Set(rows.map((row) => cardKey(row.ehr_id, row.uuid)))
}

function cardKey(ehrId: string, uuid: string): string {
  return JSON.stringify([ehrId, storableText(uuid).toLowerCase()])
}
