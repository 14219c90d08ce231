import type { Kysely } from 'kysely'
import { sql } from 'kysely'

/** A migration is history: once released, this file is never edited; the next one gets a number. */
export const findingsAndQuiet = {
  async up(database: Kysely<unknown>): Promise<void> {
    // What each card said: one finding, or several criticals that were joined. The columns of
    // issued_card stay those of the first, so that a replica of the version before can still write.
    await sql`create table issued_finding (
      card_uuid text not null,
      position integer not null,
      ehr_id text not null,
      matter text not null,
      topic text not null,
      origin text not null,
      rule_id text,
      suggestion_uuids text not null,
      primary key (card_uuid, position)
    )`.execute(database)
    // How often a topic was held back: per EHR and day, without patient or user.
    await sql`create table held_back_count (
      ehr_id text not null,
      day bigint not null,
      topic text not null,
      held_for text not null,
      findings bigint not null,
      primary key (ehr_id, day, topic, held_for)
    )`.execute(database)
    await sql`create index issued_card_by_ehr on issued_card (ehr_id, issued_at_ms)`.execute(
      database
    )
    await sql`create index feedback_by_ehr on feedback (ehr_id, decided_at_ms)`.execute(database)
  }
}
