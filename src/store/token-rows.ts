import { createHash } from 'node:crypto'
import type { Kysely } from 'kysely'
import type { Store } from './store.ts'
import type { Tables } from './tables.ts'

/** True for exactly one of any number of equal calls, on whatever replica they arrive. */
export async function rememberToken(
  database: Kysely<Tables>,
  given: Parameters<Store['rememberToken']>[0]
): Promise<boolean> {
  // JSON keeps the two apart: ("a", "bc") and ("ab", "c") are different tokens.
  const name = JSON.stringify([given.issuer, given.jti])
  const rows = await database
    .insertInto('seen_token')
    .values({
      token_sha256: createHash('sha256').update(name).digest('hex'),
      expires_at_ms: Math.round(given.expiresAtMs)
    })
    .onConflict((conflict) => conflict.column('token_sha256').doNothing())
    .returning('token_sha256')
    .execute()
  return rows.length === 1
}
