import type { Result } from '../../clinical/clinical-index.ts'
import type { RejectionReason } from '../claim.ts'
import { isUnit } from '../sentence/read-units.ts'
import type { NumberToken } from '../sentence/sentence.ts'
import { sameWritten } from './number.ts'

/** Whether "by 12" or "by 25 %" is the change between two readings, perhaps rounded. */
export function differenceFault(
  token: NumberToken,
  { from, to }: { readonly from: Result; readonly to: Result }
): RejectionReason | undefined {
  const [earlier, later] = [from.recorded, to.recorded]
  if (earlier.value === undefined || later.value === undefined) return 'value-mismatch'
  if (token.comparator !== undefined) return 'value-mismatch'
  const change = Math.abs(later.value - earlier.value)
  const isRelative = token.unit !== undefined && isUnit(token.unit, '%')
  if (isRelative && earlier.value !== 0) {
    // A percentage is rounded as one likes: to its own decimals, and no further.
    const percent = (100 * change) / Math.abs(earlier.value)
    if (Math.abs(token.value - percent) <= 0.5 / 10 ** token.decimals) return undefined
  }
  if (token.unit !== undefined && !isUnit(token.unit, earlier.unit)) {
    return isRelative ? 'value-mismatch' : 'unit-mismatch'
  }
  return sameWritten(token, Number(change.toPrecision(12))) ? undefined : 'value-mismatch'
}
