import { dayMs } from '../ground/time.ts'

const msPerMinute = 60_000
const msPerQuarter = 15 * msPerMinute
const msPerWeek = 7 * dayMs

/** Minutes that local time is ahead of UTC; `null` for a week in which that changes. */
interface Zone {
  readonly format: Intl.DateTimeFormat
  readonly byWeek: Map<number, number | null>
  readonly byQuarter: Map<number, number>
  /** The same few instants stand in a record hundreds of times. */
  readonly byText: Map<string, string>
}

// A formatter takes milliseconds to make, and one is needed for each zone of the configuration.
const zones = new Map<string, Zone>()
// More than one record speaks of; then what was learnt is forgotten.
const keptMax = 20_000
/** Compared as text: `0999-…` and a signed year stand before it. */
const yearMin = '1000'

/** Whether the name is one of the IANA time zone database ("America/Chicago"). */
export function isTimeZone(name: string): boolean {
  if (!/^[A-Za-z][A-Za-z0-9_+-]*(?:\/[A-Za-z0-9_+-]+){0,2}$/.test(name)) return false
  try {
    zoneOf(name)
    return true
  } catch {
    return false
  }
}

/**
 * An instant as the clock on the wall of the time zone shows it, with its offset:
 * `2026-03-01T02:30:00Z` is `2026-02-28T20:30:00-06:00` in America/Chicago. It stays the same
 * instant. Text that is none (a date, a time without an offset), and one that has its local day
 * already, comes back as it is. Summer time is that of the day itself. So does a year below 1000,
 * which is no date of a record (and `Date.UTC` reads one below 100 as one of the last century).
 */
export function inTimeZone(text: string, timeZone: string): string {
  if (!isInstant(text) || text < yearMin) return text
  const zone = zoneOf(timeZone)
  const known = zone.byText.get(text)
  if (known !== undefined) return known
  const local = onTheWall(text, zone)
  remember(zone.byText, text, local)
  return local
}

function onTheWall(text: string, zone: Zone): string {
  const ms = Date.parse(text)
  if (Number.isNaN(ms)) return text
  const minutes = offsetMinutes(ms, zone)
  const day = Math.floor((ms + minutes * msPerMinute) / dayMs)
  if (day * dayMs === Date.parse(text.slice(0, 10))) return text
  const wall = new Date(ms + minutes * msPerMinute).toISOString()
  // A year before 0 or after 9999 has another form, and is no date of a record.
  return wall.length === 24 ? `${wall.slice(0, 23)}${writeOffset(minutes)}` : text
}

/** Whether a text is a date with time and offset. */
export function isInstant(text: string): boolean {
  if (text.length < 17 || text.charAt(10) !== 'T') return false
  const { length } = text
  return text.endsWith('Z') || '+-'.includes(text.charAt(length - 6)) || text.endsWith('z')
}

function zoneOf(timeZone: string): Zone {
  const known = zones.get(timeZone)
  if (known !== undefined) return known
  const zone: Zone = {
    format: formatOf(timeZone),
    byWeek: new Map(),
    byQuarter: new Map(),
    byText: new Map()
  }
  zones.set(timeZone, zone)
  return zone
}

function formatOf(timeZone: string): Intl.DateTimeFormat {
  return new Intl.DateTimeFormat('en-US-u-ca-gregory-nu-latn', {
    timeZone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric'
  })
}

/** A week that begins and ends with the same offset has that one: clocks change months apart. */
function offsetMinutes(ms: number, zone: Zone): number {
  const week = Math.floor(ms / msPerWeek)
  let ofWeek = zone.byWeek.get(week)
  if (ofWeek === undefined) {
    const first = formattedOffset(week * msPerWeek, zone)
    const last = formattedOffset((week + 1) * msPerWeek - 1000, zone)
    ofWeek = first === last ? first : null
    remember(zone.byWeek, week, ofWeek)
  }
  if (ofWeek !== null) return ofWeek
  const quarter = Math.floor(ms / msPerQuarter)
  const known = zone.byQuarter.get(quarter)
  if (known !== undefined) return known
  const minutes = formattedOffset(quarter * msPerQuarter, zone)
  remember(zone.byQuarter, quarter, minutes)
  return minutes
}

function remember<Key, Value>(map: Map<Key, Value>, key: Key, value: Value): void {
  if (map.size >= keptMax) map.clear()
  map.set(key, value)
}

function formattedOffset(ms: number, { format }: Zone): number {
  const parts = new Map(format.formatToParts(ms).map(({ type, value }) => [type, Number(value)]))
  const part = (type: Intl.DateTimeFormatPartTypes): number => parts.get(type) ?? 0
  const wall = Date.UTC(
    part('year'),
    part('month') - 1,
    part('day'),
    part('hour'),
    part('minute'),
    part('second')
  )
  return Math.round((wall - ms) / msPerMinute)
}

function writeOffset(minutes: number): string {
  const two = (value: number): string => String(value).padStart(2, '0')
  const all = Math.abs(minutes)
  return `${minutes < 0 ? '-' : '+'}${two(Math.floor(all / 60))}:${two(all % 60)}`
}
