import { sql } from 'kysely'
import type { Clock } from '../ground/clock.ts'
import { CurbsideError } from '../ground/errors.ts'
import { findAdvice, saveAdvice } from './advice-rows.ts'
import { saveIssuedCards } from './card-rows.ts'
import { claimAdvice, deleteExpiredClaims, releaseAdvice } from './claim-rows.ts'
import { saveFeedback } from './feedback-rows.ts'
import { readDecisions, readFindingFeedback, readHeldBack } from './decision-rows.ts'
import { guardFailures } from './guard-failures.ts'
import { countHeldBack, deleteOldCounts, readHeldBackCounts } from './held-back-rows.ts'
import type { ChainHead } from './invocation-rows.ts'
import { appendInvocation, readChainHead, readInvocations } from './invocation-rows.ts'
import { addModelUse, deleteOldModelUse } from './model-use-rows.ts'
import { type OpenDatabase, openEmbedded, openPostgres } from './open-database.ts'
import { storeLimits } from './store-limits.ts'
import type { Store } from './store.ts'
import { rememberToken } from './token-rows.ts'

/** `path` is a folder of ours; without it the embedded database lives in memory only. */
export type DatabaseConfig =
  | { readonly kind: 'embedded'; readonly path?: string }
  | { readonly kind: 'postgres'; readonly url: string }

/** A store that can also say where its chain of invocations ends, so that a cut tail is noticed. */
export interface OpenedStore extends Store {
  chainHead(): Promise<ChainHead>
}

/**
 * Opens the database and brings its tables up to date.
 *
 * @throws CurbsideError CURBSIDE_STORE_LOCKED: another opener holds the embedded folder.
 * @throws CurbsideError CURBSIDE_STORE_UNAVAILABLE: not reachable, not writable, or of a newer version.
 */
export async function openStore(given: {
  readonly database: DatabaseConfig
  readonly clock: Clock
}): Promise<OpenedStore> {
  const { database, clock } = given
  const opened = await guardFailures(() =>
    database.kind === 'postgres' ? openPostgres(database.url) : openEmbedded(database.path, clock)
  )
  return storeOf(opened)
}

/** The store over a database that is open; `openStore` is the way in. */
export function storeOf(opened: OpenDatabase): OpenedStore {
  const { database } = opened
  let closing: Promise<void> | undefined
  const guarded = <Result>(work: () => Promise<Result>): Promise<Result> =>
    closing === undefined
      ? guardFailures(work)
      : Promise.reject(new CurbsideError('CURBSIDE_STORE_UNAVAILABLE'))
  return {
    rememberToken: (token) => guarded(() => rememberToken(database, token)),
    saveIssuedCards: (cards) => guarded(() => saveIssuedCards(database, cards)),
    saveFeedback: (feedback) => guarded(() => saveFeedback(database, feedback)),
    heldBack: (person) => guarded(() => readHeldBack(database, person)),
    decisions: (wanted) => guarded(() => readDecisions(database, wanted)),
    countHeldBack: (held) => guarded(() => countHeldBack(database, held)),
    heldBackCounts: (wanted) => guarded(() => readHeldBackCounts(database, wanted)),
    findingFeedback: (wanted) => guarded(() => readFindingFeedback(database, wanted)),
    findAdvice: (wanted) => guarded(() => findAdvice(database, wanted)),
    saveAdvice: (advice) => guarded(() => saveAdvice(database, advice)),
    // In one process, the flights themselves are shared.
    claimAdvice: (claim) =>
      guarded(async () => !opened.shared || (await claimAdvice(database, claim))),
    releaseAdvice: (claim) =>
      guarded(async () => {
        if (opened.shared) await releaseAdvice(database, claim)
      }),
    addModelUse: (use) => guarded(() => addModelUse(database, use)),
    deleteExpired: (nowMs) => guarded(() => deleteExpired(opened, nowMs)),
    appendInvocation: (record) => guarded(() => appendInvocation(database, record)),
    invocations: ({ limit }) => guarded(() => readInvocations(database, limit)),
    chainHead: () => guarded(() => readChainHead(database)),
    ping: () => guarded(async () => void (await sql`select 1`.execute(database))),
    close: () => (closing ??= guardFailures(() => opened.close()))
  }
}

async function deleteExpired({ database }: OpenDatabase, nowMs: number): Promise<void> {
  const now = Math.round(nowMs)
  await database
    .deleteFrom('seen_token')
    .where('expires_at_ms', '<=', now - storeLimits.tokenKeptAfterExpiryMs)
    .execute()
  await database.deleteFrom('advice').where('expires_at_ms', '<=', now).execute()
  await deleteExpiredClaims(database)
  await deleteOldModelUse(database, nowMs)
  await deleteOldCounts(database, nowMs)
}
