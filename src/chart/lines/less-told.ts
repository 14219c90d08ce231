import type { Event, Result, ResultSeries } from '../../clinical/clinical-index.ts'

/*
 * What takes room in a chart and tells a reader nothing: red cell indices and the like as long as
 * they are normal, the height of a grown person again and again, a change over years.
 */

interface Interval {
  readonly loinc: string
  readonly unit: string
  readonly low: number
  readonly high: number
}

// Usual intervals of adults, from memory and not re-read: they only choose what is left out here, and
// no card rests on them. An entry's own range and flag go before them.
const indices: readonly Interval[] = [
  { loinc: '785-6', unit: 'pg', low: 27, high: 33 },
  { loinc: '786-4', unit: 'g/dL', low: 32, high: 36 },
  { loinc: '788-0', unit: '%', low: 11.5, high: 14.5 },
  { loinc: '21000-5', unit: 'fL', low: 37, high: 46 },
  { loinc: '32623-1', unit: 'fL', low: 7.2, high: 11.7 }
]
/** Without a usual interval: said only where the record flags it. */
const flaggedOnly: ReadonlySet<string> = new Set(['32207-3'])

/** Whether a series is an index of the blood count whose newest reading is normal. */
export function isNormalIndex({ codes, recorded, interpretation, range }: Result): boolean {
  const index = indices.find(({ loinc }) => codes.some(({ code }) => code === loinc))
  const isKnown = index !== undefined || codes.some(({ code }) => flaggedOnly.has(code))
  if (!isKnown) return false
  if (interpretation !== undefined) return interpretation === 'normal'
  if (range !== undefined) return isWithin(recorded.value, range)
  if (index === undefined) return true
  return recorded.unit === index.unit && isWithin(recorded.value, index)
}

function isWithin(
  value: number | undefined,
  { low = -Infinity, high = Infinity }: { readonly low?: number; readonly high?: number }
): boolean {
  return value !== undefined && value >= low && value <= high
}

const grownFromYears = 21

/** A grown person's height is told once. */
export function isToldOnce(analyte: string, ageYears: number | undefined): boolean {
  return analyte === 'height' && ageYears !== undefined && ageYears >= grownFromYears
}

/** Names of questionnaires and of the act of asking them, as reports and procedures bear them. */
const questionnaire =
  /\b(?:questionnaire|PHQ-?\d?|GAD-?7|AUDIT(?:-C)?|DAST|CRAFFT|HARK|PRAPARE|AHC HRSN)\b|^(?:assessment (?:of|using)|depression screening|screening for (?:drug|alcohol|domestic)|documentation of current medications|medication reconciliation)\b/i

/** Whether an event only says that something was asked whose answers are results, or are never shown. */
export function isQuestionnaire({ kind, label }: Event): boolean {
  return (kind === 'report' || kind === 'procedure') && questionnaire.test(label)
}

/** LOINC of white cells as a percentage, and of the same cells as a count. */
const countOfShare: Readonly<Record<string, string>> = {
  '706-2': '704-7',
  '713-8': '711-2',
  '736-9': '731-0',
  '5905-5': '742-7',
  '770-8': '751-8'
}

/** Whether a share of the white cells stands in the chart as a count of the same day as well. */
export function isToldAsCount(
  { codes, date }: Result,
  results: ReadonlyMap<string, ResultSeries>
): boolean {
  return codes.some(({ code }) => {
    const count = countOfShare[code]
    const readings = count === undefined ? [] : (results.get(`loinc:${count}`)?.readings ?? [])
    return readings.some((reading) => reading.date.iso === date.iso)
  })
}
