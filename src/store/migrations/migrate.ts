import { type Kysely, sql } from 'kysely'
import { type Migration, Migrator } from 'kysely/migration'
import { firstTables } from './0001-first-tables.ts'
import { adviceClaims } from './0002-advice-claims.ts'
import { findingsAndQuiet } from './0003-findings-and-quiet.ts'
import { modelUse } from './0010-model-use.ts'

/** In code, not in files read at run time; names sort in the order they run. */
const migrations: Record<string, Migration> = {
  '0001-first-tables': firstTables,
  '0002-advice-claims': adviceClaims,
  '0003-findings-and-quiet': findingsAndQuiet,
  '0010-model-use': modelUse
}

/**
 * Brings the tables up to date. Replicas that start together stand in line: Kysely takes an
 * advisory lock on PostgreSQL; the embedded database has one connection and one opener.
 */
export async function migrate<Tables>(database: Kysely<Tables>): Promise<void> {
  // Kysely looks for its own table by name in every schema; without the schema it would take
  // another application's for ours.
  const { rows } = await sql<{ name: string | null }>`select current_schema() as name`.execute(
    database
  )
  const schema = rows[0]?.name
  const migrator = new Migrator({
    db: database,
    provider: { getMigrations: async () => migrations },
    ...(schema ? { migrationTableSchema: schema } : {})
  })
  const { error } = await migrator.migrateToLatest()
  if (error !== undefined) throw error
}
