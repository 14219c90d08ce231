import type { Kysely } from 'kysely'
import { storableText } from './storable-text.ts'
import type { IssuedCard } from './store.ts'
import type { Tables } from './tables.ts'

/**
 * Saving the same cards again changes nothing: a card, once issued, stands. Cards and what they say
 * are one statement: there is never the one without the other.
 */
export async function saveIssuedCards(
  database: Kysely<Tables>,
  cards: readonly IssuedCard[]
): Promise<void> {
  if (cards.length === 0) return
  await database
    .with('said', (also) =>
      also
        .insertInto('issued_finding')
        .values(cards.flatMap(findingRows))
        .onConflict((conflict) => conflict.columns(['card_uuid', 'position']).doNothing())
    )
    .insertInto('issued_card')
    .values(cards.map(cardRow))
    .onConflict((conflict) => conflict.column('uuid').doNothing())
    .execute()
}

function cardRow(card: IssuedCard) {
  const [lead] = card.findings
  return {
    uuid: card.uuid.toLowerCase(),
    ehr_id: card.ehrId,
    service_id: card.serviceId,
    invocation_id: card.invocationId,
    user_id: card.userId === null ? null : storableText(card.userId),
    patient_id: storableText(card.patientId),
    matter: storableText(lead.matter),
    origin: lead.origin,
    rule_id: lead.ruleId,
    indicator: card.indicator,
    facts_sha256: lead.factsSha256,
    suggestion_uuids: JSON.stringify(card.suggestionUuids),
    issued_at_ms: Math.round(card.issuedAtMs)
  }
}

function findingRows({ uuid, ehrId, findings }: IssuedCard) {
  return findings.map((finding, position) => ({
    card_uuid: uuid.toLowerCase(),
    position,
    ehr_id: ehrId,
    matter: storableText(finding.matter),
    topic: finding.topic,
    origin: finding.origin,
    rule_id: finding.ruleId,
    suggestion_uuids: JSON.stringify(finding.suggestionUuids)
  }))
}
