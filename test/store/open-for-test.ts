import { randomBytes } from 'node:crypto'
import { sql } from 'kysely'
import type { Clock } from '../../src/ground/clock.ts'
import { type OpenDatabase, openEmbedded, openPostgres } from '../../src/store/open-database.ts'
import { type OpenedStore, storeOf } from '../../src/store/open-store.ts'
import type {
  IssuedCard,
  IssuedFinding,
  StoredAdvice,
  StoredFeedback
} from '../../src/store/store.ts'

/*
 * The store suite runs on the embedded database always, and on PostgreSQL when
 * CURBSIDE_TEST_DATABASE_URL names one: in a schema of its own, dropped afterwards.
 */

export const postgresUrl = process.env['CURBSIDE_TEST_DATABASE_URL']
export const backends: readonly ('embedded' | 'postgres')[] =
  postgresUrl === undefined ? ['embedded'] : ['embedded', 'postgres']

export const noonMs = Date.UTC(2026, 10, 20, 12)

export const fixedClock: Clock = {
  nowMs: () => noonMs,
  elapsedMs: () => 0,
  asOf: () => '2026-11-20T12:00:00Z'
}

export interface StoreForTest {
  readonly store: OpenedStore
  /** Behind the store's back: what an intruder or an operator could do. */
  readonly raw: OpenDatabase['database']
  close(): Promise<void>
}

export async function openForTest(backend: 'embedded' | 'postgres'): Promise<StoreForTest> {
  if (backend === 'embedded') {
    const opened = await openEmbedded(undefined, fixedClock)
    const store = storeOf(opened)
    return { store, raw: opened.database, close: () => store.close() }
  }
  const schema = await freshSchema()
  const opened = await openPostgres(schema.url)
  const store = storeOf(opened)
  return {
    store,
    raw: opened.database,
    async close() {
      await store.close()
      await schema.drop()
    }
  }
}

/** An empty schema on the test PostgreSQL, and a URL whose connections work inside it. */
export async function freshSchema(): Promise<{ url: string; drop(): Promise<void> }> {
  if (postgresUrl === undefined) throw new Error('CURBSIDE_TEST_DATABASE_URL is not set')
  const name = `curbside_test_${randomBytes(6).toString('hex')}`
  await onPostgres(`create schema ${name}`)
  const url = new URL(postgresUrl)
  url.searchParams.set('options', `-c search_path=${name}`)
  return { url: url.href, drop: () => onPostgres(`drop schema ${name} cascade`) }
}

async function onPostgres(statement: string): Promise<void> {
  const { Client } = await import('pg')
  const client = new Client({ connectionString: postgresUrl ?? '' })
  await client.connect()
  await client.query(statement)
  await client.end()
}

/** Ids that no other test uses, so that tests of one file can share a database. */
export function unique(prefix: string): string {
  return `${prefix}-${randomBytes(6).toString('hex')}`
}

export function issuedCard(given: Partial<IssuedCard> = {}): IssuedCard {
  return {
    uuid: unique('card'),
    ehrId: 'general-hospital',
    serviceId: 'patient-view',
    invocationId: 'b2f2c9ae-5c52-4ee1-8b5c-8f6fd4a9a001',
    userId: 'Practitioner/p1',
    patientId: 'patient-1',
    indicator: 'warning',
    findings: [issuedFinding()],
    suggestionUuids: [],
    issuedAtMs: noonMs,
    ...given
  }
}

export function issuedFinding(given: Partial<IssuedFinding> = {}): IssuedFinding {
  return {
    matter: 'metformin-egfr',
    topic: 'metforminEgfr',
    origin: 'rule',
    ruleId: 'R-01',
    factsSha256: 'facts-1',
    suggestionUuids: [],
    ...given
  }
}

export function overrideOf(
  card: { readonly uuid: string; readonly ehrId: string },
  given: Partial<StoredFeedback> = {}
): StoredFeedback {
  return {
    ehrId: card.ehrId,
    cardUuid: card.uuid,
    outcome: 'overridden',
    outcomeTimestamp: '2026-11-20T11:00:00Z',
    acceptedSuggestionUuids: [],
    reasonCode: 'will-monitor',
    userComment: null,
    receivedAtMs: noonMs,
    ...given
  }
}

export function adviceOn(given: Partial<StoredAdvice> = {}): StoredAdvice {
  return {
    ehrId: 'general-hospital',
    patientId: 'patient-1',
    part: 'review',
    key: unique('key'),
    findings: [],
    ending: 'complete',
    couldNotAssess: [],
    storedAtMs: noonMs,
    expiresAtMs: noonMs + 1000,
    ...given
  }
}

export async function countRows(raw: OpenDatabase['database'], table: string): Promise<number> {
  const { rows } = await sql<{
    n: number
  }>`select count(*)::int as n from ${sql.table(table)}`.execute(raw)
  return rows[0]?.n ?? -1
}
