import type { ClinicalDate, EpochDay } from '../clinical/clinical-date.ts'

// 45 CFR 164.514(b)(2)(i)(C): what is 89 years old or older would tell an age over 89.
const daysBackMax = 32_485

/**
 * A date of the record as the model sees it: days from the hook's day (`D-14`, `D0`, `D+3`), never a
 * calendar date. With a month's or a year's precision it is about that day (`~D-400`).
 */
export function writeDay(date: ClinicalDate, today: ClinicalDate): string {
  const index = Math.max(date.epochDay - today.epochDay, -daysBackMax)
  const about = date.iso.length < 10 ? '~' : ''
  return `${about}D${index > 0 ? '+' : ''}${index}`
}

/** Whole days between two days of the chart, no more than it shows. */
export function daysBetween(from: EpochDay, to: EpochDay): number {
  return Math.min(Math.abs(to - from), daysBackMax)
}
