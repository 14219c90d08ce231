/*
 * One budget per EHR, counted in the database: across replicas, across restarts, and in this
 * process alone while the database is away.
 */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { ModelBooking } from '../../src/reading/book-model-use.ts'
import type { Settle } from '../../src/reading/book-model-use.ts'
import type { ModelBudget } from '../../src/model/budget.ts'
import type { ModelLimit } from '../../src/model/model.ts'
import { openStore } from '../../src/store/open-store.ts'
import type { Store } from '../../src/store/store.ts'
import { aClock } from '../model/a-clock.ts'
import { backends, openForTest, unique } from '../store/open-for-test.ts'
import type { StoreForTest } from '../store/open-for-test.ts'

const dayMs = 86_400_000

async function settled(booked: Settle | ModelLimit, used?: number): Promise<void> {
  if (typeof booked !== 'function') throw new Error(`not booked: ${booked}`)
  await booked(used)
}

describe.for(backends)('on %s', (backend) => {
  let opened: StoreForTest
  beforeAll(async () => {
    opened = await openForTest(backend)
  })
  afterAll(async () => opened.close())

  function replicas(budget: ModelBudget, store: Store = opened.store) {
    const clock = aClock()
    const ehrId = unique('ehr')
    const failures: unknown[] = []
    const one = (): ModelBooking =>
      new ModelBooking({
        budgets: new Map([[ehrId, budget]]),
        store,
        clock,
        onStoreFailure: (thrown) => void failures.push(thrown)
      })
    return { clock, ehrId, failures, one: one(), other: one() }
  }

  test('calls per minute: what one replica used is gone for the other, until the next minute', async () => {
    const { clock, ehrId, one, other } = replicas({ callsPerMinute: 2 })
    await settled(await one.book(ehrId, 10), 10)
    await settled(await other.book(ehrId, 10), 10)
    expect(await one.book(ehrId, 10)).toBe('calls-per-minute')
    expect(await other.book(ehrId, 10)).toBe('calls-per-minute')
    clock.pass(60_000)
    await settled(await one.book(ehrId, 10), 10)
  })

  test('what is refused is taken back, and blocks nothing smaller', async () => {
    const { ehrId, one, other } = replicas({ tokensPerDay: 1_000 })
    await settled(await one.book(ehrId, 600), 600)
    for (let turn = 0; turn < 5; turn += 1) {
      expect(await other.book(ehrId, 500)).toBe('tokens-per-day')
    }
    await settled(await other.book(ehrId, 400), 400)
    expect(await one.book(ehrId, 1)).toBe('tokens-per-day')
  })

  test('the estimate counts while a call runs, its usage after, on every replica', async () => {
    const { ehrId, one, other } = replicas({ tokensPerMinute: 1_000 })
    const running = await one.book(ehrId, 900)
    expect(await other.book(ehrId, 200)).toBe('tokens-per-minute')
    await settled(running, 100)
    await settled(await other.book(ehrId, 800), undefined)
    expect(await one.book(ehrId, 101)).toBe('tokens-per-minute')
  })

  test('a call that runs past midnight is settled on the day it began', async () => {
    const { clock, ehrId, one, other } = replicas({ tokensPerDay: 1_000 })
    const overnight = await one.book(ehrId, 900)
    clock.pass(dayMs)
    await settled(overnight, 5_000)
    await settled(await other.book(ehrId, 1_000), 1_000)
    expect(await one.book(ehrId, 1)).toBe('tokens-per-day')
  })

  test('fifty calls at once on two replicas: never more than the bound', async () => {
    const { ehrId, one, other } = replicas({ callsPerMinute: 10 })
    const booked = await Promise.all(
      Array.from({ length: 50 }, (_, turn) => (turn % 2 === 0 ? one : other).book(ehrId, 1))
    )
    const admitted = booked.filter((each) => typeof each === 'function').length
    expect(admitted).toBeLessThanOrEqual(10)
    expect(admitted).toBeGreaterThan(0)
  })

  test('an EHR without a budget costs no statement', async () => {
    const store = { ...opened.store, addModelUse: () => Promise.reject(new Error('asked')) }
    const { one, failures } = replicas({ callsPerMinute: 1 }, store)
    await settled(await one.book('another', 1e9), 1e9)
    expect(failures).toEqual([])
  })

  test('a database that fails or hangs: this process counts for itself, and nobody waits', async () => {
    for (const addModelUse of [
      () => Promise.reject(new Error('away')),
      () => new Promise<never>(() => undefined)
    ]) {
      const { ehrId, one } = replicas({ callsPerMinute: 2 }, { ...opened.store, addModelUse })
      await settled(await one.book(ehrId, 1), 1)
      await settled(await one.book(ehrId, 1), 1)
      expect(await one.book(ehrId, 1)).toBe('calls-per-minute')
    }
  })

  test('what was used while the database answered counts when it is away', async () => {
    let away = false
    const store: Store = {
      ...opened.store,
      addModelUse: (use) =>
        away ? Promise.reject(new Error('away')) : opened.store.addModelUse(use)
    }
    const { ehrId, one } = replicas({ tokensPerDay: 1_000 }, store)
    await settled(await one.book(ehrId, 900), 900)
    away = true
    expect(await one.book(ehrId, 200)).toBe('tokens-per-day')
  })

  test('old counts are deleted, those of today are not', async () => {
    const { clock, ehrId, one } = replicas({ tokensPerDay: 1_000 })
    await settled(await one.book(ehrId, 900), 900)
    await opened.store.deleteExpired(clock.nowMs() + dayMs)
    expect(await one.book(ehrId, 200)).toBe('tokens-per-day')
    await opened.store.deleteExpired(clock.nowMs() + 4 * dayMs)
    await settled(await one.book(ehrId, 200), 200)
  })
})

test('a day’s budget survives a restart', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'model-use-'))
  const clock = aClock()
  const booking = async () => {
    const store = await openStore({ database: { kind: 'embedded', path: folder }, clock })
    const budgets = new Map([['general', { tokensPerDay: 1_000 }]])
    const made = new ModelBooking({ budgets, store, clock, onStoreFailure: () => undefined })
    return { made, close: () => store.close() }
  }
  const before = await booking()
  await settled(await before.made.book('general', 900), 900)
  await before.close()
  const after = await booking()
  expect(await after.made.book('general', 200)).toBe('tokens-per-day')
  await after.close()
  rmSync(folder, { recursive: true })
})
