import type { Result } from '../../clinical/clinical-index.ts'
import { sameDate } from '../checks/date.ts'
import { numberIn, sameNumber } from '../checks/number.ts'
import { sameUnit } from '../checks/unit.ts'
import type { LossReason } from '../loss.ts'
import type { FactVerdict } from '../supported-fact.ts'
import { factsAt, holds, lost } from './fact-view.ts'
import type { FactOf, FactView } from './fact-view.ts'
import { isNewest } from './newest.ts'

// Two decimals, as charts round.
const exactWithin = 0.005 + 1e-9

// The further a result came, the better it says what is wrong with the fact.
const inOrder: readonly LossReason[] = ['value-mismatch', 'unit-mismatch', 'date-mismatch']

/** A value, its unit and its day, as one result (or one component of it) has them. */
export function checkValue(bound: FactOf<'value'>, view: FactView): FactVerdict {
  const found = factsAt(view, bound, ['result'])
  if (typeof found === 'string') return lost(found)
  const named = found.filter(
    ({ component }) => bound.component === undefined || component === bound.component
  )
  const faults = named.map((result) => ({ result, fault: faultOf(bound, result) }))
  const good = faults.find(({ fault }) => fault === undefined)
  if (good === undefined) {
    const reason = inOrder.findLast((each) => faults.some(({ fault }) => fault === each))
    return lost(reason ?? 'code-mismatch')
  }
  const { result } = good
  if (isAnotherReading(bound, result, view)) return lost('value-mismatch')
  const newest = isNewest(result, view.index)
  // What was shown as the newest and is no more speaks of another time.
  if (bound.newest === true && !newest) return lost('stale')
  return holds({ ...bound, newest }, { kind: 'value', result, newest })
}

/**
 * Whether a value that was rounded to fit this result is just another reading of the same day: 3.0
 * is 3.04 rounded, unless 3.0 itself was measured too.
 */
function isAnotherReading(
  { value, component }: FactOf<'value'>,
  result: Result,
  { index }: FactView
): boolean {
  const claimed = Number(value)
  const isExactly = ({ recorded }: Result): boolean =>
    recorded.value !== undefined && Math.abs(recorded.value - claimed) <= exactWithin
  if (!Number.isFinite(claimed) || result.recorded.value === undefined || isExactly(result)) {
    return false
  }
  const readings = index.results.get(result.analyte)?.readings ?? []
  return readings.some(
    (other) =>
      other.reference !== result.reference &&
      other.date.iso === result.date.iso &&
      (component === undefined || other.component === component) &&
      sameUnit(other.recorded.unit, result.recorded.unit) &&
      isExactly(other)
  )
}

function faultOf(bound: FactOf<'value'>, result: Result): LossReason | undefined {
  const fault = typeof bound.value === 'number' ? undefined : textFault(bound.value, result)
  if (fault !== undefined) return fault
  const number = typeof bound.value === 'number' ? bound.value : numberIn(bound.value)
  if (number !== undefined) {
    const faulty = numberFault(number, bound.unit, result)
    if (faulty !== undefined) return faulty
  }
  return sameDate(bound.date, result.date) ? undefined : 'date-mismatch'
}

/** As recorded, or in the analyte's own unit: both come from the record, by our arithmetic. */
function numberFault(number: number, unit: string | null, result: Result): LossReason | undefined {
  // "<0.1" is not 0.1.
  if (result.comparator !== undefined) return 'value-mismatch'
  const { recorded } = result
  const readings = [recorded, { value: result.value, unit: result.unit }]
  const same = readings.filter(({ value }) => value !== undefined && sameNumber(number, value))
  if (same.length === 0) return 'value-mismatch'
  return same.some((reading) => sameUnit(unit, reading.unit)) ? undefined : 'unit-mismatch'
}

/** A coded result or a number with a comparator; plain numbers in text are looked at as numbers. */
function textFault(text: string, result: Result): LossReason | undefined {
  const { recorded, comparator } = result
  const compared = /^\s*(<=|>=|<|>|\u2264|\u2265)\s*(-?\d+(?:\.\d+)?)\s*$/.exec(text)
  if (compared !== null) {
    const [, sign = '', digits = ''] = compared
    const written = sign.replace('\u2264', '<=').replace('\u2265', '>=')
    const same = recorded.value !== undefined && sameNumber(Number(digits), recorded.value)
    return written === comparator && same ? undefined : 'value-mismatch'
  }
  if (numberIn(text) !== undefined && recorded.value !== undefined) return undefined
  const known = recorded.text
  return known !== undefined && folded(known) === folded(text) ? undefined : 'value-mismatch'
}

const folded = (text: string): string =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/\s*\((?:qualifier value|finding)\)$/, '')
    .replace(/\s+/g, ' ')
    .trim()
