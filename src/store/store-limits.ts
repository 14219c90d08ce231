/** Bounds of everything that waits for the database, in milliseconds: nothing here may hang. */
export const storeLimits = {
  /** Until a connection is there, from the pool or new. */
  connectWithinMs: 2_000,
  /** PostgreSQL itself cancels a statement after this. */
  statementWithinMs: 3_000,
  /** We stop waiting for a statement after this: the network may be dead. */
  answerWithinMs: 4_000,
  /** A connection on which nothing moved for this long is destroyed; idle ones are closed before. */
  silentConnectionMs: 12_000,
  idleConnectionMs: 10_000,
  idleTransactionMs: 10_000,
  connectionsMax: 10,
  /** A replica that starts waits for the migration of another one. */
  migrateWithinMs: 120_000,
  /** Tokens are remembered longer than they live: clocks differ between replicas. */
  tokenKeptAfterExpiryMs: 120_000
} as const
