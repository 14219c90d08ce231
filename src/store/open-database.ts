import { mkdirSync } from 'node:fs'
import { Socket } from 'node:net'
import { join } from 'node:path'
import { PGlite } from '@electric-sql/pglite'
import { Kysely, PGliteDialect, PostgresDialect } from 'kysely'
import { Pool, types } from 'pg'
import type { Clock } from '../ground/clock.ts'
import { lockFolder } from './lock-folder.ts'
import { migrate } from './migrations/migrate.ts'
import { storeLimits } from './store-limits.ts'
import type { Tables } from './tables.ts'

export interface OpenDatabase {
  readonly database: Kysely<Tables>
  /** Other processes may have it open too. */
  readonly shared: boolean
  close(): Promise<void>
}

const int8Oid = 20

/**
 * PostgreSQL inside this process. With a folder, its files are in `postgres/` and our lock beside
 * them; PGlite itself would let two processes write the same files.
 */
export async function openEmbedded(path: string | undefined, clock: Clock): Promise<OpenDatabase> {
  const lock = path === undefined ? undefined : lockFolder(path, clock)
  let database: Kysely<Tables> | undefined
  const close = async () => {
    try {
      await database?.destroy()
    } finally {
      lock?.release()
    }
  }
  try {
    const folder = path === undefined ? undefined : join(path, 'postgres')
    if (folder !== undefined) mkdirSync(folder, { recursive: true, mode: 0o700 })
    const pglite = await PGlite.create({
      ...(folder === undefined ? {} : { dataDir: folder }),
      parsers: { [int8Oid]: Number }
    })
    database = new Kysely<Tables>({ dialect: new PGliteDialect({ pglite }) })
    await migrate(database)
    return { database, shared: false, close }
  } catch (thrown) {
    await close()
    throw thrown
  }
}

export async function openPostgres(url: string): Promise<OpenDatabase> {
  const starting = connect(url, { connections: 1, statementWithinMs: storeLimits.migrateWithinMs })
  try {
    await migrate(starting)
  } finally {
    await starting.destroy()
  }
  const database = connect(url, {
    connections: storeLimits.connectionsMax,
    statementWithinMs: storeLimits.statementWithinMs
  })
  return { database, shared: true, close: () => database.destroy() }
}

function connect(
  url: string,
  given: { readonly connections: number; readonly statementWithinMs: number }
): Kysely<Tables> {
  const slackMs = storeLimits.answerWithinMs - storeLimits.statementWithinMs
  const pool = new Pool({
    connectionString: url,
    application_name: 'curbside',
    max: given.connections,
    connectionTimeoutMillis: storeLimits.connectWithinMs,
    idleTimeoutMillis: storeLimits.idleConnectionMs,
    statement_timeout: given.statementWithinMs,
    query_timeout: given.statementWithinMs + slackMs,
    idle_in_transaction_session_timeout: storeLimits.idleTransactionMs,
    keepAlive: true,
    // pg gives int8 as text; ours are milliseconds and counters, all below 2^53.
    types: {
      getTypeParser: (oid, format) => (oid === int8Oid ? Number : types.getTypeParser(oid, format))
    }
  })
  // Without a listener, a connection that ends while idle would end the process.
  pool.on('error', () => undefined)
  pool.on('connect', (client) => {
    // The same for one that ends while it is lent out between two statements.
    client.on('error', () => undefined)
    // pg stops waiting after query_timeout but puts the dead connection back into the pool.
    const socket = client.connection.stream
    const silentMs = Math.max(storeLimits.silentConnectionMs, given.statementWithinMs * 2)
    if (socket instanceof Socket) socket.setTimeout(silentMs, () => socket.destroy())
  })
  return new Kysely<Tables>({ dialect: new PostgresDialect({ pool }) })
}
