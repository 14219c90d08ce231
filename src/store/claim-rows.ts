import { type Kysely, sql } from 'kysely'
import type { Store } from './store.ts'
import type { Tables } from './tables.ts'

/** The database's own clock, in milliseconds since 1970: clocks of replicas differ. */
const databaseNowMs = sql<number>`(extract(epoch from clock_timestamp()) * 1000)::bigint`

/** One statement, so that of replicas that ask at once exactly one is told yes. */
export async function claimAdvice(
  database: Kysely<Tables>,
  { ehrId, key, owner, leaseMs }: Parameters<Store['claimAdvice']>[0]
): Promise<boolean> {
  const expires_at_ms = sql<number>`${databaseNowMs} + ${Math.round(leaseMs)}::bigint`
  const rows = await database
    .insertInto('advice_claim')
    .values({ ehr_id: ehrId, key, owner, expires_at_ms })
    .onConflict((conflict) =>
      conflict
        .columns(['ehr_id', 'key'])
        .doUpdateSet({ owner, expires_at_ms })
        .where((of) =>
          of.or([
            of('advice_claim.owner', '=', owner),
            of('advice_claim.expires_at_ms', '<=', databaseNowMs)
          ])
        )
    )
    .returning('owner')
    .execute()
  return rows.length === 1
}

export async function releaseAdvice(
  database: Kysely<Tables>,
  { ehrId, key, owner }: Parameters<Store['releaseAdvice']>[0]
): Promise<void> {
  await database
    .deleteFrom('advice_claim')
    .where('ehr_id', '=', ehrId)
    .where('key', '=', key)
    .where('owner', '=', owner)
    .execute()
}

/** Claims whose owner died before it could give them up. */
export async function deleteExpiredClaims(database: Kysely<Tables>): Promise<void> {
  await database.deleteFrom('advice_claim').where('expires_at_ms', '<=', databaseNowMs).execute()
}
