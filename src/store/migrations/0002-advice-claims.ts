import type { Kysely } from 'kysely'
import { sql } from 'kysely'

/** A migration is history: once released, this file is never edited; the next one gets a number. */
export const adviceClaims = {
  async up(database: Kysely<unknown>): Promise<void> {
    await sql`create table advice_claim (
      ehr_id text not null,
      key text not null,
      owner text not null,
      expires_at_ms bigint not null,
      primary key (ehr_id, key)
    )`.execute(database)
  }
}
