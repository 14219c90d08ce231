import type { Result } from '../../clinical/clinical-index.ts'
import type { RejectionReason } from '../claim.ts'
import { factsOf, rejected, verified } from '../supported-claim.ts'
import type { ClaimOf, ClaimVerdict, VerifierView } from '../supported-claim.ts'
import { sameDate } from './date.ts'
import { sameNumber } from './number.ts'
import { sameUnit } from './unit.ts'

/**
 * Below this part of the earlier value two readings count as stable. It only separates a change
 * from none, as the smallest change that any rule of ours names does (weight loss, 5 %); what a
 * change means is for the reader, who sees both readings.
 */
const significantChange = 0.05

/** Two readings of one analyte, the first one older, whose change has the claimed direction. */
export function checkTrend(claim: ClaimOf<'trend'>, view: VerifierView): ClaimVerdict {
  if (claim.fromReference === claim.toReference) return rejected('trend-single-point')
  const code = claim.code === undefined ? {} : { code: claim.code }
  const from = factsOf(view, { reference: claim.fromReference, ...code }, ['result'])
  if (typeof from === 'string') return rejected(from)
  const to = factsOf(view, { reference: claim.toReference, ...code }, ['result'])
  if (typeof to === 'string') return rejected(to)
  const pairs = from.flatMap((earlier) =>
    to
      .filter(({ analyte, component }) => {
        return analyte === earlier.analyte && component === earlier.component
      })
      .map((later) => ({ earlier, later, fault: faultOf(claim, earlier, later) }))
  )
  const good = pairs.find(({ fault }) => fault === undefined)
  if (good === undefined) return rejected(pairs[0]?.fault ?? 'code-mismatch')
  const { earlier, later } = good
  return verified({ kind: 'trend', from: earlier, to: later, direction: claim.direction })
}

function faultOf(claim: ClaimOf<'trend'>, from: Result, to: Result): RejectionReason | undefined {
  if (!holds(claim.from, from) || !holds(claim.to, to)) return 'value-mismatch'
  if (!dated(claim.fromDate, from) || !dated(claim.toDate, to)) return 'date-mismatch'
  const values = comparableValues(from, to)
  if (values === undefined || from.sortMs >= to.sortMs) return 'trend-mismatch'
  return directionOf(...values) === claim.direction ? undefined : 'trend-mismatch'
}

const holds = (claimed: number | undefined, { recorded, value }: Result): boolean =>
  claimed === undefined ||
  [recorded.value, value].some((each) => each !== undefined && sameNumber(claimed, each))

const dated = (claimed: string | undefined, { date }: Result): boolean =>
  claimed === undefined || sameDate(claimed, date)

/** Both values in one unit; undefined when that is not known, or one is only a bound ("<0.1"). */
function comparableValues(from: Result, to: Result): readonly [number, number] | undefined {
  if (from.comparator !== undefined || to.comparator !== undefined) return undefined
  if (from.value !== undefined && to.value !== undefined && sameUnit(from.unit, to.unit)) {
    return [from.value, to.value]
  }
  const [earlier, later] = [from.recorded, to.recorded]
  const known = earlier.value !== undefined && later.value !== undefined
  return known && sameUnit(earlier.unit, later.unit) ? [earlier.value, later.value] : undefined
}

function directionOf(from: number, to: number): 'rising' | 'falling' | 'stable' {
  const change = to - from
  if (change === 0 || Math.abs(change) < significantChange * Math.abs(from)) return 'stable'
  return change > 0 ? 'rising' : 'falling'
}
