import type { Result } from '../../clinical/clinical-index.ts'
import type { RejectionReason } from '../claim.ts'
import { directionsIn, withoutDirections } from '../sentence/directions.ts'
import type { Direction } from '../sentence/directions.ts'
import { lineOf } from '../sentence/line-of.ts'
import type { Token } from '../sentence/sentence.ts'
import { trendPoints } from '../sentence/trend-points.ts'
import type { TrendPoint } from '../sentence/trend-points.ts'
import type { VerifierView } from '../supported-claim.ts'
import { differenceFault } from './sentence-difference.ts'
import { datesAreHeld, isHeldDate, isHeldYear } from './sentence-dates.ts'
import { isNewest, newestWords } from './sentence-newest.ts'
import { quantityFault, unitsAreOf } from './sentence-quantities.ts'
import { isConnected } from './sentence-rest.ts'

interface Trend {
  readonly from: Result
  readonly to: Result
  readonly direction: Direction
}

/** What a sentence about two results says that they do not hold; undefined: nothing. */
export function trendFault(
  tokens: readonly Token[],
  trend: Trend,
  view: VerifierView
): RejectionReason | undefined {
  const { from, to, direction } = trend
  const line = lineOf(tokens)
  const said = directionsIn(line)
  if ([...said].some((one) => one !== direction)) return 'trend-mismatch'
  if (!datesAreHeld(tokens, [from, to])) return 'date-mismatch'
  if (!unitsAreOf(tokens, [from, to])) return 'unit-mismatch'
  const { points, differences, readingsCounted } = trendPoints(tokens)
  const fault =
    differences.map((one) => differenceFault(one, trend)).find((one) => one !== undefined) ??
    pointsFault(
      points.filter(({ number }) => {
        return number === undefined || number.unit !== undefined || !isYearOf(number.value, trend)
      }),
      trend
    )
  if (fault !== undefined) return fault
  if (readingsCounted.some((count) => count !== 2)) return 'value-mismatch'
  const rest = withoutDirections(line)
  const later = rest.replace(newestWords, ' ')
  if (later !== rest && !isNewest(to, view)) return 'date-mismatch'
  return isConnected(later, 'trend') ? undefined : 'words-unsupported'
}

function isYearOf(value: number, { from, to }: Trend): boolean {
  const isValue = [from, to].some(({ recorded }) => recorded.value === value)
  return !isValue && isHeldYear(value, [from, to])
}

/**
 * Each point is the earlier or the later reading: by the word before it, by the date beside it, and
 * without either by its place, the earlier one first.
 */
function pointsFault(
  points: readonly TrendPoint[],
  { from, to }: Trend
): RejectionReason | undefined {
  const ends = { from, to } as const
  const fits = (point: TrendPoint, end: 'from' | 'to'): RejectionReason | undefined => {
    const result = ends[end]
    if (point.end !== undefined && point.end !== end) return 'trend-mismatch'
    if (point.date !== undefined && !isHeldDate(point.date, result)) return 'date-mismatch'
    return point.number === undefined ? undefined : quantityFault(point.number, result)
  }
  const numbered = points.filter(({ number }) => number !== undefined)
  if (numbered.length > 2) return 'value-mismatch'
  const dates = points.filter(({ number }) => number === undefined)
  const dateFault = dates
    .map((point) => (['from', 'to'] as const).map((end) => fits(point, end)))
    .find((faults) => faults.every((fault) => fault !== undefined))?.[0]
  if (dateFault !== undefined) return dateFault
  if (dates.length === 2 && isReversed(dates, ends)) return 'trend-mismatch'
  const [first, second] = numbered
  if (first === undefined) return undefined
  if (second === undefined) {
    const faults = (['from', 'to'] as const).map((end) => fits(first, end))
    return faults.every((fault) => fault !== undefined) ? faults[1] : undefined
  }
  const inOrder = fits(first, 'from') ?? fits(second, 'to')
  if (inOrder === undefined) return undefined
  const told = [first, second].some(({ end, date }) => end !== undefined || date !== undefined)
  const turned = told ? (fits(first, 'to') ?? fits(second, 'from')) : 'trend-mismatch'
  return turned === undefined ? undefined : inOrder
}

/** "From May to March" of the same year goes the wrong way. */
function isReversed(
  [first, second]: readonly TrendPoint[],
  { from, to }: { readonly from: Result; readonly to: Result }
): boolean {
  if (first?.date === undefined || second?.date === undefined) return false
  const straight = isHeldDate(first.date, from) && isHeldDate(second.date, to)
  const told = first.end === 'to' || second.end === 'from'
  return !straight && !told
}
