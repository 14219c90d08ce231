/*
 * Reads the chart text that Curbside sends, line by line, as a reader would: aliases, values,
 * units and day indexes. The scripts see nothing else, so they work on any record.
 */

/** One result as the chart shows it. `value` is text for coded results and for `<5` and the like. */
export interface Reading {
  readonly alias: string
  readonly value: number | string
  readonly unit: string | null
  readonly day: number
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
const seriesLine = /^(\S.{0,300}?) \(((?:LN|SCT|I10) [^)]{1,80})\)(?: (\S.{0,40}?))?: (\S.*)$/
const readingText = /^(\S.{0,120}?) ~?D([+-]?\d{1,6})(?: [^[\]]{1,40})? \[([A-Z]\d{1,6})\]$/
const numberText = /^(-?\d{1,9}(?:\.\d{1,6})?)(?: (\S{1,40}))?$/
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
  const patient = lines.find((line) => line.startsWith('PATIENT '))?.slice('PATIENT '.length) ?? ''
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
    ageYears: years === undefined ? undefined : Number(years),
    sex: sex === 'female' || sex === 'male' ? sex : undefined,
    series,
    entries: entries.filter((entry) => !isAbsence(entry) && !isDraft(entry)),
    absences: entries.filter(isAbsence),
    drafts: entries.filter(isDraft)
  }
}

const isAbsence = (entry: Entry) => entry.alias.startsWith('X')
const isDraft = (entry: Entry) => /^DRAFT (selected|other): /.test(entry.text)

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
  const [, shown, day, alias] = piece.match(readingText) ?? []
  if (shown === undefined || day === undefined || alias === undefined) return undefined
  const [, number, ownUnit] = shown.match(numberText) ?? []
  return number === undefined
    ? { alias, value: shown, unit: null, day: Number(day) }
    : { alias, value: Number(number), unit: ownUnit ?? seriesUnit, day: Number(day) }
}

function codesIn(text: string): readonly string[] {
  return [...text.matchAll(/\b(SCT|RX|LN|I10|CVX) ([0-9A-Za-z.-]{1,20})/g)].map(
    ([, system, code]) => `${system} ${code}`
  )
}

function daysIn(text: string): readonly number[] {
  return [...text.matchAll(/(?<![\w-])~?D([+-]?\d{1,6})\b/g)].map(([, day]) => Number(day))
}
