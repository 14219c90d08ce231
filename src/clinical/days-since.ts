import type { ClinicalDate } from './clinical-date.ts'
import { dateOfEpochDay } from './clinical-date.ts'
import type { ClinicalIndex } from './clinical-index.ts'

/** Whole days from a date to the index's day; negative when it lies ahead. */
export function daysSince(date: ClinicalDate, index: ClinicalIndex): number {
  return index.asOf.epochDay - date.epochDay
}

/** The day so many days before the index's day. */
export function daysBefore(index: ClinicalIndex, days: number): ClinicalDate {
  return dateOfEpochDay(index.asOf.epochDay - days)
}
