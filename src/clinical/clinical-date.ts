import { dayMs } from '../ground/time.ts'

/** Whole days since 1970-01-01: the arithmetic of rules and chart, free of zones and clocks. */
export type EpochDay = number

/** A date of the record, in the precision it was recorded with. */
export interface ClinicalDate {
  /** `YYYY`, `YYYY-MM` or `YYYY-MM-DD`: the first characters of the FHIR value, in its own offset. */
  readonly iso: string
  /** First day that the value can mean. */
  readonly epochDay: EpochDay
}

const months = 'Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec'.split(' ')

/**
 * Reads a FHIR date, dateTime or instant (R4, Datatypes); undefined when it is none. By character
 * and by arithmetic: a record holds thousands of dates.
 */
export function clinicalDate(value: string | undefined): ClinicalDate | undefined {
  if (value === undefined) return undefined
  const year = numberAt(value, 0, 4)
  if (year < 0) return undefined
  const hasMonth = value.charCodeAt(4) === hyphen && numberAt(value, 5, 2) >= 0
  const month = hasMonth ? numberAt(value, 5, 2) : 1
  const hasDay = hasMonth && value.charCodeAt(7) === hyphen && numberAt(value, 8, 2) >= 0
  const day = hasDay ? numberAt(value, 8, 2) : 1
  if (month < 1 || month > 12 || day < 1 || day > 31) return undefined
  const length = hasDay ? 10 : hasMonth ? 7 : 4
  return { iso: value.slice(0, length), epochDay: epochDayOf(year, month, day) }
}

const hyphen = 45

/** The number that so many digits make; -1 when one of them is none. */
function numberAt(text: string, start: number, length: number): number {
  let number = 0
  for (let at = start; at < start + length; at += 1) {
    const digit = text.charCodeAt(at) - 48
    if (!(digit >= 0 && digit <= 9)) return -1
    number = number * 10 + digit
  }
  return number
}

/**
 * Days from 1970-01-01 in the proleptic Gregorian calendar: years begin in March, so that the day
 * that comes and goes is the last one, and 400 of them have 146,097 days.
 */
function epochDayOf(year: number, month: number, day: number): EpochDay {
  const marchYear = month > 2 ? year : year - 1
  const dayOfYear = Math.floor((153 * ((month + 9) % 12) + 2) / 5) + day - 1
  const leapDays =
    Math.floor(marchYear / 4) - Math.floor(marchYear / 100) + Math.floor(marchYear / 400)
  return marchYear * 365 + leapDays + dayOfYear - 719_468
}

/** The date of an epoch day. */
export function dateOfEpochDay(epochDay: EpochDay): ClinicalDate {
  return { iso: new Date(epochDay * dayMs).toISOString().slice(0, 10), epochDay }
}

/** `12 Mar 2026`, `Mar 2026` or `2026`: unambiguous for readers on both sides of the Atlantic. */
export function writeDate(date: ClinicalDate): string {
  const [year, month, day] = date.iso.split('-')
  const name = months[Number(month) - 1]
  if (name === undefined) return year ?? date.iso
  return day === undefined ? `${name} ${year}` : `${Number(day)} ${name} ${year}`
}

/** Completed years between two days, as birthdays count. */
export function yearsBetween(from: ClinicalDate, to: ClinicalDate): number {
  const [fromYear = 0, fromMonth = 1, fromDay = 1] = from.iso.split('-').map(Number)
  const [toYear = 0, toMonth = 1, toDay = 1] = to.iso.split('-').map(Number)
  const before = toMonth < fromMonth || (toMonth === fromMonth && toDay < fromDay)
  return toYear - fromYear - (before ? 1 : 0)
}
