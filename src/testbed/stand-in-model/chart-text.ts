/*
 * Reads the chart text that Curbside sends, line by line, as a reader would: aliases, values,
 * units and day indexes. The scripts see nothing else, so they work on any record.
 */

/** One result as the chart shows it. `value` is text for coded results and for `<5` and the like. */
export interface Reading {
  readonly alias: string
  readonly value: number | string
  readonly unit: string | null
  /** As the chart numbers its days: for citing, and for what came first. */
  readonly day: number
  /** What stands in ( ) after the day where days do not count from today: `8-30d`, `2024`. */
  readonly told?: string
}

/** One analyte: readings newest first. */
export interface Series {
  readonly label: string
  readonly codes: readonly string[]
  readonly readings: readonly Reading[]
}

/** Any other line of the record, named by its alias. */
export interface Entry {
  readonly alias: string
  /** Heading it stands under, such as `STOPPED MEDICATIONS`. */
  readonly section: string
  readonly text: string
  /** `SCT 44054006`, `RX 861007`: system and code as they stand in the line. */
  readonly codes: readonly string[]
  readonly days: readonly number[]
}

export interface ChartText {
  readonly ask: 'review' | 'moment'
  /** The number of the chart's last day, where it counts from today. */
  readonly today: number | undefined
  readonly ageYears: number | undefined
  readonly sex: 'female' | 'male' | undefined
  readonly series: readonly Series[]
  readonly entries: readonly Entry[]
  /** Lines of the ABSENCES section: what was looked for and is missing. */
  readonly absences: readonly Entry[]
  /** Draft orders of the moment. */
  readonly drafts: readonly Entry[]
}

const aliasLine = /^\[([A-Z]\d{1,6})\] (.+)$/
const seriesLine =
  /^(\S.{0,300}?) \(((?:LN|SCT|I10) [^)]{1,80})\)(?: (\S.{0,40}?))?(?:, ref [\d.<>-]{1,40})?: (\S.*)$/
const readingText =
  /^(\S.{0,120}?) ~?D([+-]?\d{1,6})(?: \(([^()[\]]{1,20})\))? \[([A-Z]\d{1,6})\](?: [HLA!])?$/
const numberText = /^(-?\d{1,9}(?:\.\d{1,6})?)(?: (\S{1,40}))?$/
const aliasOfPatient = /^PATIENT (?:\[Y\d{1,3}\] )?/
const heading = /^[A-Z][A-Z /]+$/

/** The chart inside the message, or undefined when the message holds no fenced chart. */
export function readChartMessage(message: string): ChartText | undefined {
  const blocks = [...message.matchAll(/<<<CHART\n([\s\S]*?)\nCHART>>>/g)].map(
    ([, text]) => text ?? ''
  )
  if (blocks.length === 0) return undefined
  const before = message.slice(0, message.indexOf('<<<CHART'))
  const asks = [...before.matchAll(/^ASK (review|moment)$/gm)]
  const ask = asks.at(-1)?.[1] === 'moment' ? 'moment' : 'review'
  return { ask, ...readLines(blocks.join('\n').split('\n')) }
}

function readLines(lines: readonly string[]): Omit<ChartText, 'ask'> {
  const patient =
    lines.find((line) => line.startsWith('PATIENT '))?.replace(aliasOfPatient, '') ?? ''
  const sex = patient.match(/\b(female|male)\b/)?.[1]
  const years = patient.match(/^(\d{1,3})\+?y\b/)?.[1]
  const series: Series[] = []
  const entries: Entry[] = []
  let section = ''
  for (const line of lines) {
    if (heading.test(line)) section = line
    const entry = readEntry(line, section)
    if (entry !== undefined) entries.push(entry)
    const found = entry === undefined ? readSeries(line) : undefined
    if (found !== undefined) series.push(found)
  }
  return {
    today: lines.some((line) => line.startsWith('CHART day 0 is today')) ? 0 : undefined,
    ageYears: years === undefined ? undefined : Number(years),
    sex: sex === 'female' || sex === 'male' ? sex : undefined,
    series,
    entries: entries.filter((entry) => !isAbsence(entry) && !isDraft(entry)),
    absences: entries.filter(isAbsence),
    drafts: entries.filter(isDraft)
  }
}

const isAbsence = (entry: Entry) => entry.alias.startsWith('X')
const isDraft = (entry: Entry) => /^(?:DRAFT|ACTIVE) (selected|other): /.test(entry.text)

function readEntry(line: string, section: string): Entry | undefined {
  const [, alias, text] = line.match(aliasLine) ?? []
  if (alias === undefined || text === undefined) return undefined
  return { alias, section, text, codes: codesIn(text), days: daysIn(text) }
}

function readSeries(line: string): Series | undefined {
  const [, label, code, unit, rest] = line.match(seriesLine) ?? []
  if (label === undefined || code === undefined || rest === undefined) return undefined
  const readings = rest
    .split('; ')
    .map((piece) => readReading(piece, unit ?? null))
    .filter((reading) => reading !== undefined)
  return readings.length === 0 ? undefined : { label, codes: codesIn(`(${code})`), readings }
}

function readReading(piece: string, seriesUnit: string | null): Reading | undefined {
  const [, shown, day, told, alias] = piece.match(readingText) ?? []
  if (shown === undefined || day === undefined || alias === undefined) return undefined
  const [, number, ownUnit] = shown.match(numberText) ?? []
  const when = { day: Number(day), ...(told !== undefined && { told }) }
  return number === undefined
    ? { alias, value: shown, unit: null, ...when }
    : { alias, value: Number(number), unit: ownUnit ?? seriesUnit, ...when }
}

/** Days between two readings; where the chart tells only their years, as many years. */
export function daysBetween(earlier: Reading, later: Reading): number {
  return scaledDay(later) - scaledDay(earlier)
}

function scaledDay({ day, told }: Reading): number {
  return told !== undefined && /^(?:19|20)\d\d$/.test(told) ? Number(told) * 365 : day
}

/** The least number of days ago that the chart tells; 0 where it does not say. */
export function daysAgoMin({ day, told }: Reading): number {
  if (told === undefined) return -day
  const [, least, unit] = told.match(/^>?(\d{1,3})(?:-\d{1,3})?([dy])$/) ?? []
  return least === undefined ? 0 : Number(least) * (unit === 'y' ? 365 : 1)
}

function codesIn(text: string): readonly string[] {
  return [...text.matchAll(/\b(SCT|RX|LN|I10|CVX) ([0-9A-Za-z.-]{1,20})/g)].map(
    ([, system, code]) => `${system} ${code}`
  )
}

function daysIn(text: string): readonly number[] {
  return [...text.matchAll(/(?<![\w-])~?D([+-]?\d{1,6})\b/g)].map(([, day]) => Number(day))
}
