import { writeDateAs } from './write-date.ts'
import { wentComparisons, wentNouns, wentWays, wentWords } from './wordings.ts'

/** Chooses one of a list, from a seed. */
export type Pick1 = <T>(list: readonly T[]) => T

/** The day of a FHIR date or instant, as it is written there. */
export const day = (time: string): string => time.slice(0, 10)

export type ValueParts = {
  readonly display: string
  readonly value: number
  readonly unit: string
  readonly date: string
}

export function fill(wording: string, parts: ValueParts, time: string, pick: Pick1): string {
  return fillWith(wording, parts, parts.date === day(time) ? time : parts.date, pick)
}

/** A wording that leaves the corrupted part out would be true: the caller chooses among those that do not. */
export function fillWith(
  wording: string,
  { display, value, unit }: ValueParts,
  time: string,
  pick: Pick1
): string {
  const shown = Number.isInteger(value) ? pick([String(value), value.toFixed(1)]) : String(value)
  return wording
    .replaceAll('DATE', () => writeDateAs(time, pick))
    .replaceAll('VALUE', () => shown)
    .replaceAll('UNIT', () => unit)
    .replaceAll('NAME', () => pick([display, display, display.toLowerCase()]))
}

export function wentIn(wording: string, direction: keyof typeof wentWords, pick: Pick1): string {
  return wording
    .replaceAll('WENT', () => pick(wentWords[direction]))
    .replaceAll('NOUN', () => pick(wentNouns[direction]))
    .replaceAll('COMPARED', () => wentComparisons[direction])
    .replaceAll('WAY', () => wentWays[direction])
}

export function fillTrend(
  wording: string,
  parts: { display: string; from: number; to: number; fromDate: string; toDate: string },
  unit: string,
  pick: Pick1
): string {
  return wording
    .replaceAll('FROM_DATE', () => writeDateAs(parts.fromDate, pick))
    .replaceAll('TO_DATE', () => writeDateAs(parts.toDate, pick))
    .replaceAll('FROM', () => String(parts.from))
    .replaceAll('TO', () => String(parts.to))
    .replaceAll('UNIT', () => unit)
    .replaceAll('NAME', () => parts.display)
}
