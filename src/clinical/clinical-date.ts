/** Whole days since 1970-01-01: the arithmetic of rules and chart, free of zones and clocks. */
export type EpochDay = number

/** A date of the record, in the precision it was recorded with. */
export interface ClinicalDate {
  /** `YYYY`, `YYYY-MM` or `YYYY-MM-DD`: the first characters of the FHIR value, in its own offset. */
  readonly iso: string
  /** First day that the value can mean. */
  readonly epochDay: EpochDay
}

const msPerDay = 86_400_000
const months = 'Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec'.split(' ')

/** Reads a FHIR date, dateTime or instant (R4, Datatypes); undefined when it is none. */
export function clinicalDate(value: string | undefined): ClinicalDate | undefined {
  const match = value?.match(/^(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?/)
  if (!match) return undefined
  const [iso, year, month = '01', day = '01'] = match
  const ms = Date.parse(`${year}-${month}-${day}T00:00:00Z`)
  return Number.isNaN(ms) ? undefined : { iso, epochDay: ms / msPerDay }
}

/** The date of an epoch day. */
export function dateOfEpochDay(epochDay: EpochDay): ClinicalDate {
  return { iso: new Date(epochDay * msPerDay).toISOString().slice(0, 10), epochDay }
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
