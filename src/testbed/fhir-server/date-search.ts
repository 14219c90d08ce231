import { stringField } from './fhir-resource.ts'

/** A FHIR date, dateTime, instant or Period as the time it covers: [fromMs, untilMs). */
export interface TimeRange {
  readonly fromMs: number
  readonly untilMs: number
}

const datePattern =
  /^(\d{4})(?:-(\d{2})(?:-(\d{2})(?:T(\d{2}):(\d{2})(?::(\d{2})(\.\d+)?)?(Z|[+-]\d{2}:\d{2})?)?)?)?$/

/** The range of a date at its own precision, UTC where no zone is given; undefined when it is none. */
export function timeRangeOf(text: string): TimeRange | undefined {
  const match = datePattern.exec(text)
  if (match === null) return undefined
  const [, year, month, day, hour, minute, second, fraction, zone] = match
  const y = Number(year)
  const m = month === undefined ? 0 : Number(month) - 1
  const offsetMs = zoneOffsetMs(zone)
  const start = Date.UTC(y, m, Number(day ?? 1), Number(hour ?? 0), Number(minute ?? 0))
  if (Number.isNaN(start) || m > 11) return undefined
  if (month === undefined) return { fromMs: start, untilMs: Date.UTC(y + 1, 0, 1) }
  if (day === undefined) return { fromMs: start, untilMs: Date.UTC(y, m + 1, 1) }
  if (hour === undefined) return { fromMs: start, untilMs: start + 86_400_000 }
  if (second === undefined) return { fromMs: start - offsetMs, untilMs: start - offsetMs + 60_000 }
  const milliseconds = fraction === undefined ? 0 : Math.floor(Number(fraction) * 1000)
  const fromMs = start - offsetMs + Number(second) * 1000 + milliseconds
  return { fromMs, untilMs: fromMs + (fraction === undefined ? 1000 : 1) }
}

/** The range of an element: a date text, or a Period open at either end. */
export function timeRangeOfElement(value: unknown): TimeRange | undefined {
  if (typeof value === 'string') return timeRangeOf(value)
  const start = stringField(value, 'start')
  const end = stringField(value, 'end')
  if (start === undefined && end === undefined) return undefined
  return {
    fromMs: (start === undefined ? undefined : timeRangeOf(start)?.fromMs) ?? -Infinity,
    untilMs: (end === undefined ? undefined : timeRangeOf(end)?.untilMs) ?? Infinity
  }
}

export const datePrefixes = ['eq', 'ne', 'lt', 'gt', 'ge', 'le', 'sa', 'eb'] as const
export type DatePrefix = (typeof datePrefixes)[number]

/** FHIR R4, Search, Prefixes: how a resource's range meets the range of the parameter. */
export function dateMatches(have: TimeRange, prefix: DatePrefix, want: TimeRange): boolean {
  const within = have.fromMs >= want.fromMs && have.untilMs <= want.untilMs
  switch (prefix) {
    case 'eq':
      return within
    case 'ne':
      return !within
    case 'lt':
      return have.fromMs < want.fromMs
    case 'gt':
      return have.untilMs > want.untilMs
    case 'le':
      return have.fromMs < want.fromMs || within
    case 'ge':
      return have.untilMs > want.untilMs || within
    case 'sa':
      return have.fromMs >= want.untilMs
    case 'eb':
      return have.untilMs <= want.fromMs
  }
}

/** `ge2024-01-01` in its two parts; undefined when the prefix or the date is none. */
export function parseDateParameter(
  value: string
): { readonly prefix: DatePrefix; readonly range: TimeRange } | undefined {
  const letters = /^[a-z]{2}/.exec(value)?.[0]
  const prefix = letters === undefined ? 'eq' : datePrefixes.find((each) => each === letters)
  const range = timeRangeOf(letters === undefined ? value : value.slice(2))
  return prefix === undefined || range === undefined ? undefined : { prefix, range }
}

function zoneOffsetMs(zone: string | undefined): number {
  if (zone === undefined || zone === 'Z') return 0
  const [hours, minutes] = zone.slice(1).split(':').map(Number)
  return (zone.startsWith('-') ? -1 : 1) * ((hours ?? 0) * 60 + (minutes ?? 0)) * 60_000
}
