import type { Kysely } from 'kysely'
import { z } from 'zod'
import { storableText } from './storable-text.ts'
import type { FindingFeedback, HeldBack, Store, StoredDecision } from './store.ts'
import type { Tables } from './tables.ts'

/**
 * What this user overrode for this patient, newest per matter. A critical card never counts
 *, and a matter whose newest decision was an acceptance is not held back.
 */
export async function readHeldBack(
  database: Kysely<Tables>,
  given: Parameters<Store['heldBack']>[0]
): Promise<readonly HeldBack[]> {
  const rows = await feedbackOnCards(database)
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

/**
 * The newest decision of each user about each matter on the same facts. A critical card never
 * counts, and neither does one that was issued to nobody in particular.
 */
export async function readDecisions(
  database: Kysely<Tables>,
  given: Parameters<Store['decisions']>[0]
): Promise<readonly StoredDecision[]> {
  const { patientId } = given
  let query = feedbackOnCards(database)
    .leftJoin('issued_finding', (join) =>
      join.onRef('issued_finding.card_uuid', '=', 'issued_card.uuid').on('position', '=', 0)
    )
    .distinctOn([
      'issued_card.patient_id',
      'issued_card.matter',
      'issued_card.facts_sha256',
      'issued_card.user_id'
    ])
    .select([
      'issued_card.patient_id',
      'issued_card.service_id',
      'issued_card.user_id',
      'issued_card.matter',
      'issued_card.rule_id',
      'issued_card.facts_sha256',
      'issued_finding.topic',
      'feedback.outcome',
      'feedback.reason_code',
      'feedback.decided_at_ms'
    ])
    .where('issued_card.ehr_id', '=', given.ehrId)
    .where('issued_card.user_id', 'is not', null)
    .where('issued_card.indicator', '<>', 'critical')
    .where('feedback.decided_at_ms', '>=', Math.round(given.sinceMs))
  if (patientId !== undefined) {
    query = query.where('issued_card.patient_id', '=', storableText(patientId))
  }
  const rows = await query
    .orderBy('issued_card.patient_id')
    .orderBy('issued_card.matter')
    .orderBy('issued_card.facts_sha256')
    .orderBy('issued_card.user_id')
    .orderBy('feedback.decided_at_ms', 'desc')
    .orderBy('feedback.id', 'desc')
    .execute()
  return rows.map((row) => ({
    patientId: row.patient_id,
    serviceId: row.service_id,
    userId: row.user_id ?? '',
    matter: row.matter,
    // A replica of the version before wrote no finding: its rule names the matter well enough.
    topic: row.topic ?? row.rule_id ?? 'unknown',
    ruleId: row.rule_id,
    factsSha256: row.facts_sha256,
    outcome: row.outcome === 'accepted' ? 'accepted' : 'overridden',
    reasonCode: row.reason_code,
    decidedAtMs: row.decided_at_ms
  }))
}

/** Every finding of the cards with feedback since then, with the newest feedback of its card. */
export async function readFindingFeedback(
  database: Kysely<Tables>,
  given: Parameters<Store['findingFeedback']>[0]
): Promise<readonly FindingFeedback[]> {
  const rows = await feedbackOnCards(database)
    .innerJoin('issued_finding', 'issued_finding.card_uuid', 'issued_card.uuid')
    .distinctOn(['issued_finding.card_uuid', 'issued_finding.position'])
    .select([
      'issued_finding.card_uuid',
      'issued_finding.topic',
      'issued_finding.suggestion_uuids',
      'feedback.outcome',
      'feedback.accepted_suggestion_uuids'
    ])
    .where('issued_card.ehr_id', '=', given.ehrId)
    .where('feedback.decided_at_ms', '>=', Math.round(given.sinceMs))
    .orderBy('issued_finding.card_uuid')
    .orderBy('issued_finding.position')
    .orderBy('feedback.decided_at_ms', 'desc')
    .orderBy('feedback.id', 'desc')
    .execute()
  const perCard = Map.groupBy(rows, (row) => row.card_uuid)
  return rows.map((row) => ({
    topic: row.topic,
    outcome: row.outcome === 'accepted' ? 'accepted' : 'overridden',
    acceptedSuggestionUuids: UuidsSchema.parse(row.accepted_suggestion_uuids),
    suggestionUuids: UuidsSchema.parse(row.suggestion_uuids),
    findingsOnCard: perCard.get(row.card_uuid)?.length ?? 1
  }))
}

/** Lists are JSON in text; what a client sent as an id may be any string. */
const UuidsSchema = z
  .string()
  .transform((text): unknown => JSON.parse(text))
  .pipe(z.array(z.string()))

/** Feedback beside the card that it is about, which was issued to the same EHR. */
function feedbackOnCards(database: Kysely<Tables>) {
  return database
    .selectFrom('feedback')
    .innerJoin('issued_card', (join) =>
      join
        .onRef('issued_card.uuid', '=', 'feedback.card_uuid')
        .onRef('issued_card.ehr_id', '=', 'feedback.ehr_id')
    )
}
