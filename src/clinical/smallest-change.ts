import type { Result } from './clinical-index.ts'

/*
 * The smallest change of a test that is one: below it two readings are called stable, from it on
 * rising or falling. It only separates a change from none; what a change means is for the reader,
 * who sees the readings. Figures are our choice, near what repeated measurements of a healthy person
 * differ by (biological variation; no table of it was read for this): tightly regulated values by an
 * absolute amount in the unit of the analyte, all others by a part of the earlier value.
 */
const absolute: Readonly<Record<string, number>> = {
  sodium: 3,
  chloride: 3,
  potassium: 0.2,
  bicarbonate: 2,
  calcium: 0.3,
  magnesium: 0.1,
  hba1c: 0.3,
  hemoglobin: 0.5,
  hematocrit: 2,
  albumin: 0.2,
  temperature: 0.4,
  'oxygen-saturation': 2,
  height: 1
}
const relative: Readonly<Record<string, number>> = { weight: 0.02, mcv: 0.03 }
const relativeElse = 0.05

/** From how much on a change of this test counts, in the unit of the readings that are compared. */
export function smallestChange(analyte: string, from: number, inOwnUnit: boolean): number {
  const amount = absolute[analyte]
  const part = (relative[analyte] ?? relativeElse) * Math.abs(from)
  return inOwnUnit && amount !== undefined ? Math.min(amount, part) : part
}

export type Direction = 'rising' | 'falling' | 'stable'

/** What two values, the earlier first, are to one another. */
export function directionOf(
  analyte: string,
  [from, to]: readonly [number, number],
  inOwnUnit: boolean
): Direction {
  const change = to - from
  const noise = 1e-9 * Math.abs(from)
  if (change === 0 || Math.abs(change) + noise < smallestChange(analyte, from, inOwnUnit)) {
    return 'stable'
  }
  return change > 0 ? 'rising' : 'falling'
}

/** Two values that can be compared: both in the analyte's unit, else both as recorded in one unit. */
export interface Comparable {
  readonly values: readonly [number, number]
  readonly inOwnUnit: boolean
}

/** Undefined where units differ or are not known, or one value is only a bound ("<0.1"). */
export function comparable(
  from: Result,
  to: Result,
  sameUnit: (one: string | undefined, other: string | undefined) => boolean
): Comparable | undefined {
  if (from.comparator !== undefined || to.comparator !== undefined) return undefined
  if (from.value !== undefined && to.value !== undefined && sameUnit(from.unit, to.unit)) {
    return { values: [from.value, to.value], inOwnUnit: true }
  }
  const [earlier, later] = [from.recorded, to.recorded]
  if (earlier.value === undefined || later.value === undefined) return undefined
  return sameUnit(earlier.unit, later.unit)
    ? { values: [earlier.value, later.value], inOwnUnit: false }
    : undefined
}
