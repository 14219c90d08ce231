import type { Result } from '../../clinical/clinical-index.ts'
import type { RejectionReason } from '../claim.ts'
import { factsOf, rejected, verified } from '../supported-claim.ts'
import type { ClaimOf, ClaimVerdict, VerifierView } from '../supported-claim.ts'
import { sameDate } from './date.ts'
import { numberIn, sameNumber } from './number.ts'
import { sameUnit } from './unit.ts'

// Two decimals, as charts round.
const exactWithin = 0.005 + 1e-9

// The further a result came, the better it says what is wrong with the claim.
const inOrder: readonly RejectionReason[] = ['value-mismatch', 'unit-mismatch', 'date-mismatch']

/** A value, its unit and its day, as one result (or one component of it) has them. */
export function checkValue(claim: ClaimOf<'value'>, view: VerifierView): ClaimVerdict {
  const found = factsOf(view, claim, ['result'])
  if (typeof found === 'string') return rejected(found)
  const named = found.filter(
    ({ component }) => claim.component === undefined || component === claim.component
  )
  const faults = named.map((result) => ({ result, fault: faultOf(claim, result) }))
  const good = faults.find(({ fault }) => fault === undefined)
  if (good !== undefined) {
    return isNearer(claim, good.result, view)
      ? rejected('value-mismatch')
      : verified({ kind: 'value', result: good.result })
  }
  const reason = inOrder.findLast((each) => faults.some(({ fault }) => fault === each))
  return rejected(reason ?? 'code-mismatch')
}

/**
 * Whether a value that was rounded to fit this result is just another reading of the same day: 3.0
 * is 3.04 rounded, unless 3.0 itself was measured too.
 */
function isNearer(
  { value, component }: ClaimOf<'value'>,
  result: Result,
  { index }: VerifierView
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

function faultOf(claim: ClaimOf<'value'>, result: Result): RejectionReason | undefined {
  const fault = typeof claim.value === 'number' ? undefined : textFault(claim.value, result)
  if (fault !== undefined) return fault
  const number = typeof claim.value === 'number' ? claim.value : numberIn(claim.value)
  if (number !== undefined) {
    const faulty = numberFault(number, claim.unit, result)
    if (faulty !== undefined) return faulty
  }
  return sameDate(claim.date, result.date) ? undefined : 'date-mismatch'
}

/** As recorded, or in the analyte's own unit: both come from the record, by our arithmetic. */
function numberFault(
  number: number,
  unit: string | null,
  result: Result
): RejectionReason | undefined {
  // "<0.1" is not 0.1.
  if (result.comparator !== undefined) return 'value-mismatch'
  const { recorded } = result
  const readings = [recorded, { value: result.value, unit: result.unit }]
  const same = readings.filter(({ value }) => value !== undefined && sameNumber(number, value))
  if (same.length === 0) return 'value-mismatch'
  return same.some((reading) => sameUnit(unit, reading.unit)) ? undefined : 'unit-mismatch'
}

/** A coded result or a number with a comparator; plain numbers in text are looked at as numbers. */
function textFault(text: string, result: Result): RejectionReason | undefined {
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
