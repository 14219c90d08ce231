import { expect, test } from 'vitest'
import type { BoundFact } from '../../../src/findings/bound-finding.ts'
import { checkFact } from '../../../src/findings/facts/check-facts.ts'
import { aBloodPressure, aLabResult, aQuantity } from '../../support/records.ts'
import { aStory, aView } from '../a-view.ts'

/* Readings in the order of time, and a direction that they really have. */

type Trend = Extract<BoundFact, { readonly kind: 'trend' }>
type Direction = Trend['direction']

const sodium = (id: string, value: number, date: string) =>
  aLabResult(id, '2951-2', value, 'mmol/L', date)
const view = aView([
  ...aStory(),
  sodium('na1', 139, '2026-01-01'),
  sodium('na2', 133, '2026-02-01'),
  sodium('na3', 134, '2026-03-01'),
  aLabResult('plt1', '777-3', 180, '10*3/uL', '2026-01-01'),
  aLabResult('plt2', '777-3', 250, '10*3/uL', '2026-02-01'),
  aLabResult('plt3', '777-3', 120, '10*3/uL', '2026-03-01'),
  aBloodPressure('bp1', 152, 88, '2026-01-01'),
  aBloodPressure('bp2', 120, 95, '2026-02-01')
])

const trend = (
  ids: readonly string[],
  direction: Direction,
  given: Partial<Trend> = {}
): ReturnType<typeof checkFact> =>
  checkFact(
    {
      kind: 'trend',
      role: 'basis',
      of: null,
      readings: ids.map((id) => ({ reference: id.includes('/') ? id : `Observation/${id}` })),
      direction,
      ...given
    },
    view
  )
const verdict = (...given: Parameters<typeof trend>): string => {
  const said = trend(...given)
  return said.outcome === 'holds' ? 'holds' : said.reason
}
const reading = (id: string, given: object = {}) => ({ reference: `Observation/${id}`, ...given })

test.for<[string, readonly string[], Direction, string]>([
  ['a fall', ['e1', 'e3'], 'falling', 'holds'],
  ['a fall over three', ['e1', 'e2', 'e3'], 'falling', 'holds'],
  ['a fall is no rise', ['e1', 'e3'], 'rising', 'trend-mismatch'],
  ['a fall is not stable', ['e1', 'e3'], 'stable', 'trend-mismatch'],
  ['steady', ['k1', 'k2'], 'stable', 'holds'],
  ['steady is no rise', ['k1', 'k2'], 'rising', 'trend-mismatch'],
  ['sodium 139 to 133 is a change', ['na1', 'na2'], 'falling', 'holds'],
  ['sodium 139 to 133 has not stayed', ['na1', 'na2'], 'stable', 'trend-mismatch'],
  ['sodium 133 to 134 has', ['na2', 'na3'], 'stable', 'holds'],
  ['180 to 250 has not fallen', ['plt1', 'plt2'], 'falling', 'trend-mismatch'],
  ['a rise between is against a fall', ['plt1', 'plt2', 'plt3'], 'falling', 'trend-mismatch'],
  ['cited backwards, told backwards', ['e3', 'e1'], 'rising', 'trend-mismatch'],
  ['one reading twice', ['e1', 'e1'], 'falling', 'trend-single-point'],
  ['two tests', ['e1', 'k2'], 'falling', 'code-mismatch'],
  ['no such reading', ['e1', 'none'], 'falling', 'reference-unknown'],
  ['no result at all', ['e1', 'Condition/c1'], 'falling', 'kind-mismatch']
])('%s', ([, ids, direction, expected]) => {
  expect(verdict(ids, direction)).toBe(expected)
})

test('readings come back in the order of time, whatever their order was', () => {
  const said = trend(['e3', 'e1', 'e2'], 'falling')
  if (said.outcome !== 'holds' || said.fact.found.kind !== 'trend') throw new Error('does not hold')
  expect(said.fact.found.readings.map(({ recorded }) => recorded.value)).toEqual([78, 61.4, 47.26])
  expect(said.fact.found.newest).toBe(true)
})

test.for<[string, Partial<Trend>, string]>([
  [
    'with their values',
    { readings: [reading('e1', { value: 78 }), reading('e3', { value: 47.3 })] },
    'holds'
  ],
  [
    'with a wrong value',
    { readings: [reading('e1', { value: 79 }), reading('e3')] },
    'value-mismatch'
  ],
  [
    'with a wrong date',
    { readings: [reading('e1', { date: '2023-03-12' }), reading('e3')] },
    'date-mismatch'
  ],
  ['of another code', { code: '2823-3' }, 'code-mismatch'],
  [
    'that was the newest and is no more',
    { readings: [reading('e1'), reading('e2')], newest: true },
    'stale'
  ]
])('%s', ([, given, expected]) => {
  expect(verdict(['e1', 'e3'], 'falling', given)).toBe(expected)
})

test.for([
  ['8480-6', 'falling', 'holds'],
  ['8462-4', 'rising', 'holds'],
  ['8462-4', 'falling', 'trend-mismatch']
] as const)('of one pressure, %s is %s: %s', ([component, direction, expected]) => {
  const readings = [reading('bp1', { component }), reading('bp2', { component })]
  expect(verdict(['bp1', 'bp2'], direction, { readings })).toBe(expected)
})

test('a bound has no direction', () => {
  const bounded = aView([
    aLabResult('one', '98979-8', 90, 'mL/min/{1.73_m2}', '2025-01-01', {
      valueQuantity: { ...aQuantity(90, 'mL/min/{1.73_m2}'), comparator: '>' }
    }),
    aLabResult('two', '98979-8', 60, 'mL/min/{1.73_m2}', '2026-01-01')
  ])
  const fact = {
    kind: 'trend',
    role: 'basis',
    of: null,
    readings: [reading('one'), reading('two')],
    direction: 'falling'
  } as const
  expect(checkFact(fact, bounded)).toEqual({ outcome: 'lost', reason: 'trend-mismatch' })
})
