import type { Kysely } from 'kysely'
import { sql } from 'kysely'

/** A migration is history: once released, this file is never edited; the next one gets a number. */
export const modelUse = {
  async up(database: Kysely<unknown>): Promise<void> {
    // What an EHR's calls have used of the model, by minute and by day of UTC: budgets hold across
    // replicas and restarts.
    await sql`create table model_use (
      ehr_id text not null,
      period text not null,
      starts_at_ms bigint not null,
      calls bigint not null,
      tokens bigint not null,
      primary key (ehr_id, period, starts_at_ms)
    )`.execute(database)
  }
}
