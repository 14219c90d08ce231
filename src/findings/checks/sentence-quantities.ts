import type { Result } from '../../clinical/clinical-index.ts'
import type { RejectionReason } from '../claim.ts'
import { isUnit } from '../sentence/read-units.ts'
import type { NumberToken, Token } from '../sentence/sentence.ts'
import { sameWritten } from './number.ts'

/** What is wrong with a number of a sentence as the value of this result; undefined: nothing. */
export function quantityFault(token: NumberToken, result: Result): RejectionReason | undefined {
  if (token.comparator !== result.comparator) return 'value-mismatch'
  const { recorded } = result
  // As recorded, or in the analyte's own unit.
  const readings = [recorded, { value: result.value, unit: result.unit }]
  const same = readings.filter(({ value }) => value !== undefined && sameWritten(token, value))
  if (same.length === 0) return 'value-mismatch'
  const { unit: written } = token
  if (written === undefined || same.some(({ unit }) => isUnit(written, unit))) return undefined
  return 'unit-mismatch'
}

/** Whether every unit that stands without a number is one of the results'. */
export function unitsAreOf(tokens: readonly Token[], results: readonly Result[]): boolean {
  const units = results.flatMap(({ recorded, unit }) => [recorded.unit, unit])
  return tokens.every(
    (token) => token.kind !== 'unit' || units.some((unit) => isUnit(token.unit, unit))
  )
}
