import type { Result } from '../../clinical/clinical-index.ts'
import { comparable, directionOf, smallestChange } from '../../clinical/smallest-change.ts'
import type { BoundReading } from '../bound-finding.ts'
import { sameDate } from '../checks/date.ts'
import { sameNumber } from '../checks/number.ts'
import { sameUnit } from '../checks/unit.ts'
import type { LossReason } from '../loss.ts'
import type { FactVerdict } from '../supported-fact.ts'
import { factsAt, holds, lost } from './fact-view.ts'
import type { FactOf, FactView } from './fact-view.ts'
import { isNewest } from './newest.ts'

/**
 * Readings of one test in the order of time, of which the last differs from the first as claimed,
 * and none between them goes the other way. Numbers stand on the card in this order.
 */
export function checkTrend(bound: FactOf<'trend'>, view: FactView): FactVerdict {
  const references = new Set(bound.readings.map(({ reference }) => reference))
  if (references.size < 2) return lost('trend-single-point')
  const candidates = readingsAt(bound, view)
  if (typeof candidates === 'string') return lost(candidates)
  let fault: LossReason = 'code-mismatch'
  for (const readings of candidates) {
    const ordered = readings.toSorted((one, other) => one.sortMs - other.sortMs)
    const found = faultOf(bound, ordered)
    if (found === undefined) return verdictOf(bound, ordered, view)
    fault = found
  }
  return lost(fault)
}

function verdictOf(
  bound: FactOf<'trend'>,
  readings: readonly Result[],
  { index }: FactView
): FactVerdict {
  const last = readings.at(-1)
  const newest = last !== undefined && isNewest(last, index)
  if (bound.newest === true && !newest) return lost('stale')
  const { direction } = bound
  return holds({ ...bound, newest }, { kind: 'trend', readings, direction, newest })
}

/** The results cited, once for each test (and component) that stands under all of them. */
function readingsAt(
  { readings, code }: FactOf<'trend'>,
  view: FactView
): readonly (readonly Result[])[] | LossReason {
  const each: (readonly Result[])[] = []
  for (const reading of readings) {
    const named = { reference: reading.reference, ...(code !== undefined && { code }) }
    const found = factsAt(view, named, ['result'])
    if (typeof found === 'string') return found
    const stated = found.filter((result) => isStated(reading, result))
    if (stated.length === 0) return faultOfReading(reading, found)
    each.push(stated)
  }
  const [first = [], ...rest] = each
  return first.flatMap((one) => {
    const isSame = (other: Result): boolean =>
      other.analyte === one.analyte && other.component === one.component
    const others = rest.map((found) => found.find(isSame))
    const all = others.filter((other) => other !== undefined)
    return all.length === rest.length ? [[one, ...all]] : []
  })
}

const isStated = ({ component, value, date }: BoundReading, result: Result): boolean =>
  (component === undefined || component === result.component) &&
  (value === undefined || hasValue(value, result)) &&
  (date === undefined || sameDate(date, result.date))

const hasValue = (stated: number, { recorded, value }: Result): boolean =>
  [recorded.value, value].some((each) => each !== undefined && sameNumber(stated, each))

function faultOfReading({ value }: BoundReading, found: readonly Result[]): LossReason {
  const isValue = value === undefined || found.some((result) => hasValue(value, result))
  return isValue ? 'date-mismatch' : 'value-mismatch'
}

function faultOf(
  { direction }: FactOf<'trend'>,
  ordered: readonly Result[]
): LossReason | undefined {
  const [first] = ordered
  const last = ordered.at(-1)
  if (first === undefined || last === undefined) return 'trend-single-point'
  // Two readings of one moment have no order.
  if (ordered.some((one, at) => one.sortMs === ordered[at + 1]?.sortMs)) return 'trend-mismatch'
  const whole = comparable(first, last, sameUnits)
  if (whole === undefined) return 'trend-mismatch'
  if (directionOf(first.analyte, whole.values, whole.inOwnUnit) !== direction) {
    return 'trend-mismatch'
  }
  const turns = ordered.some((earlier, at) => {
    const later = ordered[at + 1]
    return later !== undefined && goesAgainst(direction, earlier, later)
  })
  return turns ? 'trend-mismatch' : undefined
}

/** Against rising is a fall, against falling a rise, against stable either. */
function goesAgainst(
  direction: FactOf<'trend'>['direction'],
  earlier: Result,
  later: Result
): boolean {
  const pair = comparable(earlier, later, sameUnits)
  if (pair === undefined) return true
  const [from, to] = pair.values
  const isChange = Math.abs(to - from) >= smallestChange(earlier.analyte, from, pair.inOwnUnit)
  const step = directionOf(earlier.analyte, pair.values, pair.inOwnUnit)
  return isChange && step !== 'stable' && step !== direction
}

const sameUnits = (one: string | undefined, other: string | undefined): boolean =>
  sameUnit(one, other)
