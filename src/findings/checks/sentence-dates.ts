import type { ClinicalDate } from '../../clinical/clinical-date.ts'
import type { DateToken, Token } from '../sentence/sentence.ts'

/** A date as the record has it, with its instant where it has one. */
export interface HeldDate {
  readonly date: ClinicalDate
  readonly sortMs?: number
}

const msPerMinute = 60_000
// Offsets from UTC are multiples of a quarter of an hour; the index keeps none of them.
const offsetStepMinutes = 15

/** Whether every date in a sentence is one of those that are held, in either one's precision. */
export function datesAreHeld(tokens: readonly Token[], held: readonly HeldDate[]): boolean {
  return tokens.every(
    (token) => token.kind !== 'date' || held.some((one) => isHeldDate(token, one))
  )
}

/** Whether a date is the held one: a month holds its days, and a year its months. */
export function isHeldDate(token: DateToken, { date, sortMs }: HeldDate): boolean {
  const { instantMs, clockMinutes } = token
  if (instantMs !== undefined && sortMs !== undefined && date.iso.length === 10) {
    return Math.abs(instantMs - sortMs) < msPerMinute
  }
  if (clockMinutes !== undefined && sortMs !== undefined) {
    const apart = Math.abs(clockMinutes - Math.floor(sortMs / msPerMinute))
    if (apart % offsetStepMinutes !== 0) return false
  }
  return token.readings.some((reading) =>
    reading.startsWith('-')
      ? date.iso.endsWith(reading)
      : date.iso.startsWith(reading) || reading.startsWith(date.iso)
  )
}

/** Whether a number without a unit is the year of a held date ("in 2018", "(2018)"). */
export function isHeldYear(value: number, held: readonly HeldDate[]): boolean {
  return held.some(({ date }) => date.iso.slice(0, 4) === String(value))
}
