import type { Generated } from 'kysely'

/*
 * The tables, as Kysely sees them. Instants are milliseconds since 1970 in `bigint`, read as
 * numbers; lists are JSON in `text`, because jsonb refuses U+0000, which JSON can carry.
 */

export interface SeenTokenTable {
  /** SHA-256 over issuer and jti: of fixed size whatever a client sends, and no jti is kept. */
  readonly token_sha256: string
  readonly expires_at_ms: number
}

export interface IssuedCardTable {
  readonly uuid: string
  readonly ehr_id: string
  readonly service_id: string
  readonly invocation_id: string
  readonly user_id: string | null
  readonly patient_id: string
  readonly matter: string
  readonly origin: string
  readonly rule_id: string | null
  readonly indicator: string
  readonly facts_sha256: string
  readonly suggestion_uuids: string
  readonly issued_at_ms: number
}

/** One finding of a card; `position` 0 is its lead. */
export interface IssuedFindingTable {
  readonly card_uuid: string
  readonly position: number
  readonly ehr_id: string
  readonly matter: string
  readonly topic: string
  readonly origin: string
  readonly rule_id: string | null
  readonly suggestion_uuids: string
}

/** How often findings of a topic were held back on one day (days since 1970, UTC). */
export interface HeldBackCountTable {
  readonly ehr_id: string
  readonly day: number
  readonly topic: string
  /** `user` or `everyone`. */
  readonly held_for: string
  readonly findings: number
}

export interface FeedbackTable {
  readonly id: Generated<number>
  /** Over what makes an entry the same one: sent again, it is kept once. */
  readonly entry_sha256: string
  readonly ehr_id: string
  readonly card_uuid: string
  /** A card with this uuid was issued to this EHR. Without it there is no link to a patient. */
  readonly known: boolean
  readonly outcome: string
  /** As the EHR wrote it. */
  readonly outcome_timestamp: string
  readonly accepted_suggestion_uuids: string
  readonly reason_code: string | null
  readonly user_comment: string | null
  readonly received_at_ms: number
  /** When the decision counts from: never later than it was received. */
  readonly decided_at_ms: number
}

export interface AdviceTable {
  readonly ehr_id: string
  readonly key: string
  readonly patient_id: string
  readonly part: string
  readonly findings: string
  readonly ending: string
  readonly could_not_assess: string
  readonly stored_at_ms: number
  readonly expires_at_ms: number
}

/** Who asks the model a question at present; of no use once its time is over. */
export interface AdviceClaimTable {
  readonly ehr_id: string
  readonly key: string
  readonly owner: string
  readonly expires_at_ms: number
}

export interface InvocationTable {
  readonly sequence: number
  readonly invocation_id: string
  readonly recorded_at_ms: number
  readonly previous_sha256: string
  readonly sha256: string
  readonly body: string
}

/** One row: where the chain of invocations ends. Locking it serialises appends of all replicas. */
export interface InvocationHeadTable {
  readonly id: number
  readonly sequence: number
  readonly previous_sha256: string
  readonly sha256: string
}

/** What one EHR's calls used of the model, in one `minute` or `day` of UTC. */
export interface ModelUseTable {
  readonly ehr_id: string
  readonly period: string
  readonly starts_at_ms: number
  readonly calls: number
  readonly tokens: number
}

export interface Tables {
  readonly seen_token: SeenTokenTable
  readonly issued_card: IssuedCardTable
  readonly issued_finding: IssuedFindingTable
  readonly held_back_count: HeldBackCountTable
  readonly feedback: FeedbackTable
  readonly advice: AdviceTable
  readonly advice_claim: AdviceClaimTable
  readonly model_use: ModelUseTable
  readonly invocation: InvocationTable
  readonly invocation_head: InvocationHeadTable
}
