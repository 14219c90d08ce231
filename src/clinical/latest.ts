import type { Analyte } from '../terminology/analytes.ts'
import type { ClinicalIndex, Result } from './clinical-index.ts'
import type { EpochDay } from './clinical-date.ts'

/** All readings of an analyte, newest first; preliminary ones among them, marked by `status`. */
export function readingsOf(index: ClinicalIndex, analyte: Analyte): readonly Result[] {
  return index.results.get(analyte)?.readings ?? []
}

/** The newest reading of an analyte, whatever it says. */
export function latest(index: ClinicalIndex, analyte: Analyte): Result | undefined {
  return readingsOf(index, analyte)[0]
}

/** A result whose value stands in the analyte's canonical unit. */
export type NumericResult = Result & { readonly value: number }

/** The newest reading with a value in the canonical unit, from `since` on when that is given. */
export function latestValue(
  index: ClinicalIndex,
  analyte: Analyte,
  since: EpochDay = -Infinity
): NumericResult | undefined {
  const newest = readingsOf(index, analyte).find(isNumeric)
  return newest !== undefined && newest.date.epochDay >= since ? newest : undefined
}

/** The readings with a value in the canonical unit, newest first. */
export function valuesOf(index: ClinicalIndex, analyte: Analyte): readonly NumericResult[] {
  return readingsOf(index, analyte).filter(isNumeric)
}

function isNumeric(result: Result): result is NumericResult {
  return result.value !== undefined
}
