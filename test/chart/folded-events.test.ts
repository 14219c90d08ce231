import fc from 'fast-check'
import { expect, test } from 'vitest'
import { writeNumber } from '../../src/chart/write-number.ts'
import { sameNumber } from '../../src/findings/checks/number.ts'
import { readChartMessage } from '../../src/testbed/stand-in-model/chart-text.ts'
import { anEvent, anIndex, aResult, chartOf, day } from './an-index.ts'

/* What is said again and again is said once: repeated events, and digits that nobody measured. */

const visits = [-30, -400, -10, -90, -200].map((at) =>
  anEvent({
    kind: 'encounter',
    reference: `Encounter/e${-at}`,
    label: 'Check-up',
    date: day(at),
    status: 'finished'
  })
)
const visitLines = (review: string) => review.split('\n').filter((line) => line.startsWith('[E'))

test('events of which the same is said share a line, newest first, each with its alias', () => {
  const { chart, aliases } = chartOf({ index: anIndex({ events: visits }) })
  expect(visitLines(chart.review)).toEqual([
    '[E1] Check-up (SCT 73761001) finished D-10; before D-30 [E2], D-90 [E3]; +2 older'
  ])
  expect(aliases.resolve('E3')).toEqual({ kind: 'resource', reference: 'Encounter/e90' })
  expect(aliases.resolve('E4')).toBeUndefined()
})

test('another status, code or name is another line', () => {
  const planned = { ...visits[0], status: 'planned' } as (typeof visits)[0]
  const other = anEvent({ kind: 'encounter', reference: 'Encounter/o', label: 'Admission' })
  const coded = anEvent({
    kind: 'encounter',
    reference: 'Encounter/c',
    label: 'Check-up',
    codes: []
  })
  const { chart } = chartOf({ index: anIndex({ events: [...visits, planned, other, coded] }) })
  expect(visitLines(chart.review)).toHaveLength(4)
})

test('an event without a date stands by itself, and is before nothing', () => {
  const { date: _date, ...undated } = anEvent({ reference: 'Procedure/u' })
  const { chart } = chartOf({ index: anIndex({ events: [undated, anEvent()] }) })
  expect(chart.review.split('\n').filter((line) => line.startsWith('[P'))).toEqual([
    '[P1] Colonoscopy (SCT 73761001) completed D-900',
    '[P2] Colonoscopy (SCT 73761001) completed'
  ])
})

test('when room is wanting the earlier ones become a number', () => {
  const { chart } = chartOf({ index: anIndex({ events: visits }), charactersMax: 360 })
  expect(visitLines(chart.review)).toEqual(['[E1] Check-up (SCT 73761001) finished D-10; +4 older'])
  expect(chart.size.omitted).toBe(2)
})

test('the stand-in reads such a line, with all its days', () => {
  const { chart } = chartOf({ index: anIndex({ events: visits }) })
  const read = readChartMessage(`ASK review\n<<<CHART\n${chart.review}\nCHART>>>`)
  expect(read?.entries).toMatchObject([{ alias: 'E1', days: [-10, -30, -90] }])
})

test.for([
  [17.2073836221, '17.21'],
  [0.542655037936, '0.5427'],
  [144.655551707, '144.7'],
  [999.96123456, '1000'],
  [1234567.891, '1234568'],
  [1234567, '1234567'],
  [104.35, '104.35'],
  [0.1 + 0.2, '0.3'],
  [-2.50000001, '-2.5'],
  [98.6012, '98.6012'],
  [0, '0']
] as const)('%d is written %s', ([value, written]) => {
  expect(writeNumber(value)).toBe(written)
})

test('a number as the chart writes it is the recorded one to the verifier', () => {
  fc.assert(
    fc.property(
      fc.oneof(
        fc.double({ min: 1e-4, max: 1e6, noNaN: true }),
        fc.double({ min: -500, max: -1e-4, noNaN: true }),
        fc.integer()
      ),
      (value) => {
        expect(sameNumber(Number(writeNumber(value)), value)).toBe(true)
      }
    ),
    { numRuns: 2000 }
  )
})

test('a result is shown so too', () => {
  const { chart } = chartOf({ index: anIndex({ results: [aResult('o1', 79.0785479694, -3)] }) })
  expect(chart.review).toContain(': 79.08 D-3 [O1]')
})
