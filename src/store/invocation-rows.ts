import { type Kysely, sql } from 'kysely'
import { canonicalJson, chainedText } from './invocation-chain.ts'
import type { InvocationRow, Store } from './store.ts'
import type { InvocationTable, Tables } from './tables.ts'

/** Where the chain ends: what the last record must be. */
export interface ChainHead {
  readonly sequence: number
  readonly sha256: string
}

/**
 * Appends one record in one statement: the head row is locked, moved on, and the record inserted,
 * or nothing happens. Appends of all replicas therefore stand in one line, and the lock is never
 * held while a process is busy elsewhere. The hash is `chainSha256`, written in SQL.
 */
export async function appendInvocation(
  database: Kysely<Tables>,
  given: Parameters<Store['appendInvocation']>[0]
): Promise<InvocationRow> {
  const recordedAtMs = Math.round(given.recordedAtMs)
  const invocationId = given.invocationId
  const body = canonicalJson(given.body)
  const chained = chainedText({ invocationId, recordedAtMs, body })
  const { rows } = await sql<InvocationTable>`
    with head as (
      update invocation_head set
        sequence = sequence + 1,
        previous_sha256 = sha256,
        sha256 = encode(sha256(convert_to(
          sha256 || chr(10) || (sequence + 1)::text || chr(10) || ${chained}::text, 'UTF8'
        )), 'hex')
      where id = 1
      returning sequence, previous_sha256, sha256
    )
    insert into invocation (sequence, invocation_id, recorded_at_ms, previous_sha256, sha256, body)
    select sequence, ${invocationId}, ${recordedAtMs}, previous_sha256, sha256, ${body} from head
    returning *`.execute(database)
  const row = rows[0]
  // The head row is the chain: without it there is nothing to append to, and nothing was written.
  if (row === undefined) throw new RangeError('invocation_head is empty')
  return invocationRow(row)
}

/** The newest `limit` records, oldest of them first. */
export async function readInvocations(
  database: Kysely<Tables>,
  limit: number
): Promise<readonly InvocationRow[]> {
  const rows = await database
    .selectFrom('invocation')
    .selectAll()
    .orderBy('sequence', 'desc')
    .limit(limit)
    .execute()
  return rows.map(invocationRow).toReversed()
}

export async function readChainHead(database: Kysely<Tables>): Promise<ChainHead> {
  return database
    .selectFrom('invocation_head')
    .select(['sequence', 'sha256'])
    .where('id', '=', 1)
    .executeTakeFirstOrThrow()
}

function invocationRow(row: InvocationTable): InvocationRow {
  return {
    sequence: row.sequence,
    invocationId: row.invocation_id,
    recordedAtMs: row.recorded_at_ms,
    previousSha256: row.previous_sha256,
    sha256: row.sha256,
    body: row.body
  }
}
