import { type Kysely, sql } from 'kysely'
import type { ModelUse, Store } from './store.ts'
import type { Tables } from './tables.ts'
import { dayMs } from '../ground/time.ts'

const periods = { day: dayMs, minute: 60_000 } as const
/** The day before is of no use, and is kept so long that clocks of replicas may differ. */
const keptMs = 2 * periods.day

/** Adds and reads in one statement, so that of replicas that ask at once each sees the others. */
export async function addModelUse(
  database: Kysely<Tables>,
  { ehrId, atMs, calls, tokens }: Parameters<Store['addModelUse']>[0]
): Promise<ModelUse> {
  // Always in this order, so that two replicas never wait for each other's rows.
  const rows = await database
    .insertInto('model_use')
    .values(
      (['day', 'minute'] as const).map((period) => ({
        ehr_id: ehrId,
        period,
        starts_at_ms: Math.floor(atMs / periods[period]) * periods[period],
        calls: Math.round(calls),
        tokens: Math.round(tokens)
      }))
    )
    .onConflict((conflict) =>
      conflict.columns(['ehr_id', 'period', 'starts_at_ms']).doUpdateSet({
        calls: sql<number>`model_use.calls + excluded.calls`,
        tokens: sql<number>`model_use.tokens + excluded.tokens`
      })
    )
    .returning(['period', 'calls', 'tokens'])
    .execute()
  const of = (period: string) => rows.find((row) => row.period === period)
  return {
    callsThisMinute: of('minute')?.calls ?? 0,
    tokensThisMinute: of('minute')?.tokens ?? 0,
    tokensThisDay: of('day')?.tokens ?? 0
  }
}

export async function deleteOldModelUse(database: Kysely<Tables>, nowMs: number): Promise<void> {
  await database
    .deleteFrom('model_use')
    .where('starts_at_ms', '<', Math.round(nowMs) - keptMs)
    .execute()
}
