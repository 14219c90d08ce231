import type { Result } from '../../clinical/clinical-index.ts'
import type { VerifierView } from '../supported-claim.ts'

/** Words that say of a result that no later one stands in the record. */
export const newestWords =
  /\b(?:(?:most )?recent(?:ly)?|newest|latest|last|current(?:ly)?|now|up - to - date|today)\b/g

/** Whether no later reading of the same code stands in the record. */
export function isNewest(result: Result, { index }: VerifierView): boolean {
  const codes = new Set(result.codes.map(({ code }) => code))
  const readings = index.results.get(result.analyte)?.readings ?? []
  return readings.every(
    (other) =>
      other.sortMs <= result.sortMs ||
      (other.codes.length > 0 && !other.codes.some(({ code }) => codes.has(code)))
  )
}
