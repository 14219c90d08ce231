import type { Kysely } from 'kysely'
import { storableText } from './storable-text.ts'
import type { HeldBack, IssuedCard, Store } from './store.ts'
import type { Tables } from './tables.ts'

/** Saving the same cards again changes nothing: a card, once issued, stands. */
export async function saveIssuedCards(
  database: Kysely<Tables>,
  cards: readonly IssuedCard[]
): Promise<void> {
  if (cards.length === 0) return
  const rows = cards.map((card) => ({
    uuid: card.uuid.toLowerCase(),
    ehr_id: card.ehrId,
    service_id: card.serviceId,
    invocation_id: card.invocationId,
    user_id: card.userId === null ? null : storableText(card.userId),
    patient_id: storableText(card.patientId),
    matter: storableText(card.matter),
    origin: card.origin,
    rule_id: card.ruleId,
    indicator: card.indicator,
    facts_sha256: card.factsSha256,
    suggestion_uuids: JSON.stringify(card.suggestionUuids),
    issued_at_ms: Math.round(card.issuedAtMs)
  }))
  await database
    .insertInto('issued_card')
    .values(rows)
    .onConflict((conflict) => conflict.column('uuid').doNothing())
    .execute()
}

/**
 * What this user overrode for this patient, newest per matter. A critical card never counts
 * (DESIGN section 6), and a matter whose newest decision was an acceptance is not held back.
 */
export async function readHeldBack(
  database: Kysely<Tables>,
  given: Parameters<Store['heldBack']>[0]
): Promise<readonly HeldBack[]> {
  const rows = await database
    .selectFrom('feedback')
    .innerJoin('issued_card', (join) =>
      join
        .onRef('issued_card.uuid', '=', 'feedback.card_uuid')
        .onRef('issued_card.ehr_id', '=', 'feedback.ehr_id')
    )
    .distinctOn('issued_card.matter')
    .select([
      'issued_card.matter',
      'issued_card.facts_sha256',
      'feedback.outcome',
      'feedback.reason_code',
      'feedback.decided_at_ms'
    ])
    .where('issued_card.ehr_id', '=', given.ehrId)
    .where('issued_card.user_id', '=', storableText(given.userId))
    .where('issued_card.patient_id', '=', storableText(given.patientId))
    .where('issued_card.indicator', '<>', 'critical')
    .where('feedback.decided_at_ms', '>=', Math.round(given.sinceMs))
    .orderBy('issued_card.matter')
    .orderBy('feedback.decided_at_ms', 'desc')
    .orderBy('feedback.id', 'desc')
    .execute()
  return rows
    .filter((row) => row.outcome === 'overridden')
    .map((row) => ({
      matter: row.matter,
      factsSha256: row.facts_sha256,
      reasonCode: row.reason_code,
      overriddenAtMs: row.decided_at_ms
    }))
}
