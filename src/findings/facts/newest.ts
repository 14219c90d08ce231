import type { ClinicalIndex, Result } from '../../clinical/clinical-index.ts'

/** Whether nothing of the same test is newer. Two at the same moment are both the newest. */
export function isNewest(result: Result, index: ClinicalIndex): boolean {
  const readings = index.results.get(result.analyte)?.readings ?? []
  return readings.every((other) => other.sortMs <= result.sortMs)
}
