import { type Kysely, sql } from 'kysely'
import { storableText } from './storable-text.ts'
import type { HeldBackCount, Store } from './store.ts'
import type { Tables } from './tables.ts'
import { dayMs } from '../ground/time.ts'

/** Longer than a year, so that one year can be laid beside the next. */
const keptDays = 400

const dayOf = (atMs: number): number => Math.floor(atMs / dayMs)

/** Adds to today's counters in one statement: replicas count into the same rows. */
export async function countHeldBack(
  database: Kysely<Tables>,
  { ehrId, atMs, findings }: Parameters<Store['countHeldBack']>[0]
): Promise<void> {
  const groups = Map.groupBy(findings, ({ topic, heldFor }) => `${heldFor}\n${topic}`)
  const rows = [...groups.values()].flatMap(([first, ...others]) =>
    first === undefined
      ? []
      : [
          {
            ehr_id: ehrId,
            day: dayOf(atMs),
            topic: storableText(first.topic),
            held_for: first.heldFor,
            findings: 1 + others.length
          }
        ]
  )
  if (rows.length === 0) return
  // In one order, so that two replicas never wait for each other's rows.
  const sorted = rows.toSorted((one, other) =>
    `${one.topic} ${one.held_for}` < `${other.topic} ${other.held_for}` ? -1 : 1
  )
  await database
    .insertInto('held_back_count')
    .values(sorted)
    .onConflict((conflict) =>
      conflict
        .columns(['ehr_id', 'day', 'topic', 'held_for'])
        .doUpdateSet({ findings: sql<number>`held_back_count.findings + excluded.findings` })
    )
    .execute()
}

export async function readHeldBackCounts(
  database: Kysely<Tables>,
  { sinceMs }: Parameters<Store['heldBackCounts']>[0]
): Promise<readonly HeldBackCount[]> {
  const rows = await database
    .selectFrom('held_back_count')
    .select(['ehr_id', 'topic', 'held_for'])
    .select(sql<number>`sum(findings)::bigint`.as('findings'))
    .where('day', '>=', dayOf(sinceMs))
    .groupBy(['ehr_id', 'topic', 'held_for'])
    .orderBy('ehr_id')
    .orderBy('topic')
    .orderBy('held_for')
    .execute()
  return rows.map((row) => ({
    ehrId: row.ehr_id,
    topic: row.topic,
    heldFor: row.held_for === 'everyone' ? 'everyone' : 'user',
    findings: row.findings
  }))
}

export async function deleteOldCounts(database: Kysely<Tables>, nowMs: number): Promise<void> {
  await database
    .deleteFrom('held_back_count')
    .where('day', '<', dayOf(nowMs) - keptDays)
    .execute()
}
