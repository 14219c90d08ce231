import type { ClinicalIndex, Result, ResultSeries } from '../../clinical/clinical-index.ts'
import type { ChartTime } from '../chart-time.ts'
import type { AliasSlot, ChartLine, LineContext, Lines, Part } from '../chart-line.ts'
import { writeCode } from '../code-mark.ts'
import { cleanLabel, cleanResultText, cleanUnit } from '../ehr-text.ts'
import { namesSomebody } from '../notes/note-forms.ts'
import { writeNumber } from '../write-number.ts'
import { isClean } from './fact-line.ts'
import { isNormalIndex, isToldAsCount, isToldOnce } from './less-told.ts'
import { isKnownAnalyte, mayBeShown } from './may-be-shown.ts'

// Of a series that Curbside does not know, the newest change is enough: tokens are for the others.
const pointsMax = { known: 3, other: 2 }

/**
 * `eGFR (LN 98979-8) mL/min/1.73m2, ref 60-120: 24 D-20 [O9] L; 31 D-200 [O8]; +6 older min 45 max 78;
 * change -47 % in 380 d`: one line for each series, newest first, with the laboratory's own range and
 * flags. What models are poor at (change, range, days) is computed here.
 */
export function resultLines(
  index: ClinicalIndex,
  context: LineContext
): Lines & { readonly normal: number } {
  const lines: ChartLine[] = []
  let withheld = 0
  let normal = 0
  for (const series of index.results.values()) {
    const allowed = series.readings.filter(mayBeShown)
    const shown = allowed.filter(
      (reading) =>
        isClean(ehrTexts(reading), writtenNumber(reading), context) &&
        // A result may be free text, which speaks of people whom no element of the record names.
        !namesSomebody(reading.recorded.text ?? '')
    )
    withheld += allowed.length - shown.length
    const sorted = shown.toSorted(newestFirst(context))
    const [newest] = sorted
    const isLess =
      newest !== undefined && (isNormalIndex(newest) || isToldAsCount(newest, index.results))
    if (isLess) {
      normal += 1
      continue
    }
    const isOnce = isToldOnce(series.analyte, index.person.ageYears)
    const line = seriesLine(series, isOnce ? sorted.slice(0, 1) : sorted, context)
    if (line === 'withheld') withheld += 1
    else if (line !== undefined) lines.push(line)
  }
  return { lines, withheld, normal }
}

function seriesLine(
  series: ResultSeries,
  readings: readonly Result[],
  context: LineContext
): ChartLine | 'withheld' | undefined {
  const [newest] = readings
  if (newest === undefined) return undefined
  const unit = writeUnit(newest)
  const code = writeCode(newest.codes, context.search)
  // A series without a name of ours bears that of one reading: the newest shown, not just any.
  const isKnown = isKnownAnalyte(series.analyte)
  const named = isKnown ? series.label : newest.label
  const label = cleanLabel(named) || 'not named'
  // Lines are sorted, measured, cut and written: what a series says is worked out once.
  const written = new Map<number, readonly Part[]>()
  const partsOf = (points: number): readonly Part[] => {
    const before = written.get(points)
    if (before !== undefined) return before
    const parts = [head, ...pointParts(readings, points, unit, context.time)]
    written.set(points, parts)
    return parts
  }
  const head = `${label}${code}${unit === '' ? '' : ` ${unit}`}${rangeText(newest)}: `
  const line: ChartLine = {
    section: newest.category === 'vital-sign' ? 'VITALS' : 'RESULTS',
    cut: isKnown ? 'never' : 'other-results',
    day: newest.date.epochDay - context.today.epochDay,
    points: Math.min(isKnown ? pointsMax.known : pointsMax.other, readings.length),
    parts: partsOf
  }
  return isClean([named], head, context) ? line : 'withheld'
}

function pointParts(
  readings: readonly Result[],
  points: number,
  unit: string,
  time: ChartTime
): Part[] {
  const shown = readings.slice(0, points)
  const tail = [
    disagreeText(shown, time),
    olderText(readings.slice(points), unit),
    changeText(shown, time),
    slopeText(readings, time)
  ].filter((text) => text !== '')
  return [
    ...shown.flatMap((reading, at): Part[] => [
      `${at === 0 ? '' : '; '}${writeValue(reading, unit)} ${time.write(reading.date)} [`,
      slotOf(reading),
      `]${flagOf(reading)}`
    ]),
    ...tail.map((text) => `; ${text}`)
  ]
}

/** `+6 older min 45 max 78`; no range when the readings are not numbers of one unit. */
function olderText(older: readonly Result[], unit: string): string {
  if (older.length === 0) return ''
  const values = older.flatMap(({ recorded }) => recorded.value ?? [])
  const comparable = older.every(
    (reading, at) =>
      reading.recorded.value !== undefined &&
      ((at > 0 && reading.recorded.unit === older[at - 1]?.recorded.unit) ||
        writeUnit(reading) === unit)
  )
  return comparable
    ? `+${older.length} older min ${writeNumber(Math.min(...values))} max ${writeNumber(Math.max(...values))}`
    : `+${older.length} older`
}

const changeWithinDays = 730

/** Newest against the oldest shown, within two years: `change -47 % in 380 d`. */
function changeText(shown: readonly Result[], time: ChartTime): string {
  const newest = shown[0]
  const oldest = shown.at(-1)
  if (newest === undefined || oldest === undefined || newest === oldest) return ''
  const [to, from] = [newest.recorded.value, oldest.recorded.value]
  const [later, earlier] = [newest.date.epochDay, oldest.date.epochDay]
  const exact = newest.comparator === undefined && oldest.comparator === undefined
  if (to === undefined || from === undefined || from === 0 || later === earlier || !exact) return ''
  // Over years the readings themselves say it.
  if (later - earlier > changeWithinDays) return ''
  if (writeUnit(newest) !== writeUnit(oldest)) return ''
  const percent = Math.round(((to - from) / Math.abs(from)) * 100)
  if (percent === 0) return ''
  return `change ${percent > 0 ? '+' : ''}${percent} %${time.writeSpan(earlier, later)}`
}

const slopeDaysMin = 180
const slopeReadingsMin = 3
const daysPerYear = 365.25

/**
 * `slope -8.2/y of 5`: the line of least squares through all readings of the eGFR that have its
 * unit. Not where days may not be told: value and rate together tell them.
 */
function slopeText(readings: readonly Result[], { tellsDays }: ChartTime): string {
  if (!tellsDays || readings[0]?.analyte !== 'egfr') return ''
  const points = readings.flatMap(({ value, comparator, date }) =>
    value === undefined || comparator !== undefined ? [] : [{ value, day: date.epochDay }]
  )
  const days = points.map(({ day }) => day)
  const span = Math.max(...days) - Math.min(...days)
  if (points.length < slopeReadingsMin || span < slopeDaysMin) return ''
  const mean = (values: readonly number[]) =>
    values.reduce((sum, one) => sum + one, 0) / values.length
  const [day, value] = [mean(days), mean(points.map((point) => point.value))]
  const along = points.reduce((sum, point) => sum + (point.day - day) * (point.value - value), 0)
  const across = points.reduce((sum, point) => sum + (point.day - day) ** 2, 0)
  const slope = Number(((along / across) * daysPerYear).toFixed(1))
  return `slope ${slope > 0 ? '+' : ''}${slope === 0 ? 0 : slope}/y of ${points.length}`
}

/** `, ref 3.5-5.1`, `, ref <5`, `, ref >60`: the range that stands beside the newest reading. */
function rangeText({ range, recorded }: Result): string {
  if (range === undefined || recorded.value === undefined) return ''
  const { low, high } = range
  if (low !== undefined && high !== undefined) {
    return `, ref ${writeNumber(low)}-${writeNumber(high)}`
  }
  if (high !== undefined) return `, ref <${writeNumber(high)}`
  return low === undefined ? '' : `, ref >${writeNumber(low)}`
}

const flags = { high: ' H', low: ' L', abnormal: ' A', critical: ' !', normal: '' } as const

/** The laboratory's own judgement of a reading. */
function flagOf({ interpretation }: Result): string {
  return interpretation === undefined ? '' : flags[interpretation]
}

/** So far apart that two panels of one day cannot both be of this patient at rest. */
const disagreeFrom = 0.2

/** `two of D-3 disagree`: two readings of one test on one day that are far apart. */
function disagreeText(shown: readonly Result[], time: ChartTime): string {
  const [one] = shown
  if (one?.category !== 'laboratory' || one.analyte === 'glucose') return ''
  const pair = shown.find((earlier, at) => {
    const other = shown[at + 1]
    if (other === undefined || other.date.iso !== earlier.date.iso) return false
    const [first, second] = [earlier.value, other.value]
    if (first === undefined || second === undefined || earlier.unit !== other.unit) return false
    return Math.abs(first - second) > disagreeFrom * Math.min(Math.abs(first), Math.abs(second))
  })
  return pair === undefined ? '' : `two of ${time.write(pair.date)} disagree`
}

function writeValue(reading: Result, seriesUnit: string): string {
  const { value, text } = reading.recorded
  if (value === undefined) return cleanResultText(text ?? '') ?? ''
  const unit = writeUnit(reading)
  const own = unit === '' || unit === seriesUnit ? '' : ` ${unit}`
  return `${reading.comparator ?? ''}${writeNumber(value)}${own}`
}

function slotOf({ reference, component }: Result): AliasSlot {
  return { letter: 'O', reference, ...(component !== undefined && { component }) }
}

function writeUnit({ recorded }: Result): string {
  return recorded.unit === undefined ? '' : cleanUnit(recorded.unit)
}

/** What the EHR wrote of a reading. */
function ehrTexts({ recorded, label }: Result): string[] {
  return [label, recorded.text ?? '', recorded.unit ?? '']
}

function writtenNumber({ recorded }: Result): string {
  return recorded.value === undefined ? '' : writeNumber(recorded.value)
}

function newestFirst({ inOrder }: LineContext): (one: Result, other: Result) => number {
  return (one, other) =>
    other.date.epochDay - one.date.epochDay ||
    other.sortMs - one.sortMs ||
    inOrder(one.reference, other.reference)
}
