import type { Reading } from './readings.ts'

/*
 * The laboratory's own judgement of a result. Where a source names no limit, nothing else is
 * asked: a result without flag and range is neither high nor low.
 */

/** Flagged low, or below the range that came with it. */
export function isBelowOwnRange({ interpretation, recorded, range }: Reading): boolean {
  if (interpretation === 'low') return true
  return range?.low !== undefined && recorded.value !== undefined && recorded.value < range.low
}

/** Flagged high, or above the range that came with it. */
export function isAboveOwnRange({ interpretation, recorded, range }: Reading): boolean {
  if (interpretation === 'high') return true
  return range?.high !== undefined && recorded.value !== undefined && recorded.value > range.high
}
