import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { profiles } from '../../src/chart/chart-time.ts'
import { rowOf, tableOf } from '../bench/published-table.ts'
import type { Row } from '../bench/published-table.ts'
import { chartOfRecord, publishedPeople, recordOfPerson } from '../support/published-charts.ts'

/*
 * Everybody in the published records and the US Core examples, from resources to what the model is
 * sent: nothing breaks, no gate closes, and the charts are as short as they should be. Skipped
 * without them.
 */

const people = publishedPeople()
const rows: Row[] = []

const tokensMedianMax = 4_500
const tokensMax = 8_000
const largeFromTokens = 200_000
const timesFewerMin = 50

describe.skipIf(people.length === 0)('published records', () => {
  beforeAll(async () => {
    for (const person of people) rows.push(await rowOf(person))
  }, 120_000)
  afterAll(() => void process.stdout.write(`${tableOf(rows)}\n`))

  test.for(people)('$name becomes a chart in each profile', async (person) => {
    const record = await recordOfPerson(person)
    expect(record.counts.otherPatient).toBe(0)
    for (const profile of profiles) {
      const { outcome } = chartOfRecord(record, person, profile)
      if (outcome.outcome !== 'clean') throw new Error('the gate closed')
      expect(outcome.value.chart.review).toMatch(/^PATIENT /m)
    }
  })

  const tokens = () =>
    rows.filter(({ record }) => !record.startsWith('uscore')).map((row) => row.tokens)

  test('half of the charts have at most 4,500 tokens, none more than 8,000', () => {
    const sorted = tokens().toSorted((one, other) => one - other)
    expect(sorted[Math.floor(sorted.length / 2)]).toBeLessThanOrEqual(tokensMedianMax)
    expect(sorted.at(-1)).toBeLessThanOrEqual(tokensMax)
  })

  test('of long records they are at least fifty times shorter', () => {
    const long = rows.filter(({ clinicalTokens }) => clinicalTokens > largeFromTokens)
    expect(long.length).toBeGreaterThan(2)
    for (const row of long) {
      expect(row.clinicalTokens / row.tokens, row.record).toBeGreaterThanOrEqual(timesFewerMin)
    }
  })

  test('little is withheld, and little is unreadable', () => {
    for (const { record, withheld, unreadable } of rows) {
      // The US Core examples call every second thing "Example", which is a name there.
      expect(withheld, record).toBeLessThanOrEqual(record.startsWith('uscore') ? 20 : 2)
      expect(unreadable, record).toBeLessThanOrEqual(2)
    }
  })
})
