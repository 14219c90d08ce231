import type { Kysely } from 'kysely'
import { sql } from 'kysely'
import { genesisSha256 } from '../invocation-chain.ts'

/** A migration is history: once released, this file is never edited; the next one gets a number. */
export const firstTables = {
  async up(database: Kysely<unknown>): Promise<void> {
    for (const statement of statements) await statement.execute(database)
  }
}

const statements = [
  sql`create table seen_token (
    token_sha256 text primary key,
    expires_at_ms bigint not null
  )`,
  sql`create index seen_token_expiry on seen_token (expires_at_ms)`,

  sql`create table issued_card (
    uuid text primary key,
    ehr_id text not null,
    service_id text not null,
    invocation_id text not null,
    user_id text,
    patient_id text not null,
    matter text not null,
    origin text not null,
    rule_id text,
    indicator text not null,
    facts_sha256 text not null,
    suggestion_uuids text not null,
    issued_at_ms bigint not null
  )`,
  sql`create index issued_card_person on issued_card (ehr_id, patient_id, user_id)`,

  sql`create table feedback (
    id bigint generated always as identity primary key,
    entry_sha256 text not null unique,
    ehr_id text not null,
    card_uuid text not null,
    known boolean not null,
    outcome text not null,
    outcome_timestamp text not null,
    accepted_suggestion_uuids text not null,
    reason_code text,
    user_comment text,
    received_at_ms bigint not null,
    decided_at_ms bigint not null
  )`,
  sql`create index feedback_by_card on feedback (card_uuid)`,

  sql`create table advice (
    ehr_id text not null,
    key text not null,
    patient_id text not null,
    part text not null,
    findings text not null,
    ending text not null,
    could_not_assess text not null,
    stored_at_ms bigint not null,
    expires_at_ms bigint not null,
    primary key (ehr_id, key)
  )`,
  sql`create index advice_expiry on advice (expires_at_ms)`,

  sql`create table invocation (
    sequence bigint primary key,
    invocation_id text not null,
    recorded_at_ms bigint not null,
    previous_sha256 text not null,
    sha256 text not null,
    body text not null
  )`,
  sql`create index invocation_by_id on invocation (invocation_id)`,

  sql`create table invocation_head (
    id integer primary key check (id = 1),
    sequence bigint not null,
    previous_sha256 text not null,
    sha256 text not null
  )`,
  sql`insert into invocation_head (id, sequence, previous_sha256, sha256)
    values (1, 0, ${sql.lit(genesisSha256)}, ${sql.lit(genesisSha256)})`
]
