import { isAnalyte, labelOfAnalyte } from '../terminology/analytes.ts'
import type { Analyte } from '../terminology/analytes.ts'
import { dateOfEpochDay, writeDate } from '../clinical/clinical-date.ts'
import { isAbsent } from '../clinical/is-absent.ts'
import type { EpochDay } from '../clinical/clinical-date.ts'
import type { ClinicalIndex, Result } from '../clinical/clinical-index.ts'
import { computedEgfrs } from '../clinical/computed-egfr.ts'
import { factOf, standingWords, unknownName, unknownWords } from '../clinical/known.ts'
import type { Known, UnknownFact } from '../clinical/known.ts'
import { knownValues, newestOf } from '../clinical/latest.ts'
import type { Evidence } from './rule.ts'

/** Three-valued: a result such as `>60` may be below 90 or not. */
export type Answer = 'yes' | 'no' | 'unknown'

/** A result with a number in the analyte's canonical unit. */
export type Reading = Result & {
  readonly value: number
  /** Of an eGFR that Curbside worked out: the creatinine it comes from. */
  readonly computedFrom?: Result & { readonly value: number }
}

/** Readings that hold a number, newest first, and what stands among them and cannot be read. */
export interface Series {
  readonly values: readonly Reading[]
  readonly unknown: readonly UnknownFact[]
}

/** The readings of an analyte up to the day of the call, from `since` on when it is given. */
export function seriesOf(index: ClinicalIndex, analyte: string, since?: EpochDay): Series {
  const { values, unknown } = knownValues(index, analyte, since)
  if (analyte !== 'egfr') return { values, unknown }
  if (values.length > 0 || unknown.length > 0) return { values: lowestOfEach(values), unknown }
  return computedEgfrs(index, since)
}

/**
 * The newest reading, or that there is a newer one which cannot be read, or why there is none: an
 * older reading never decides in the place of one that cannot be read.
 */
export function newestKnown(
  index: ClinicalIndex,
  analyte: string,
  since?: EpochDay
): Known<Reading> {
  const reported = newestOf<Reading>(seriesOf(index, analyte, since), index, analyte)
  if (analyte !== 'egfr') return reported
  // A creatinine that is newer than every eGFR says more of today.
  const computed = newestOf<Reading>(computedEgfrs(index, since), index, analyte)
  const [one, other] = [factOf(reported), factOf(computed)]
  if (one === undefined || other === undefined) return reported
  return other.date.epochDay > one.date.epochDay ? computed : reported
}

/** The newest reading where it can be read; for what is only told beside a finding. */
export function newestReading(
  index: ClinicalIndex,
  analyte: string,
  since?: EpochDay
): Reading | undefined {
  return factOf(newestKnown(index, analyte, since))
}

/** Readings of an analyte, newest first; none while the newest cannot be read. */
export function readingsOf(index: ClinicalIndex, analyte: string): readonly Reading[] {
  const series = seriesOf(index, analyte)
  return factOf(newestOf(series, index, analyte)) === undefined ? [] : series.values
}

/** Why there is no reading, where one stands in the record: "eGFR of 1 Nov 2026 has no unit". */
export function unknownReading(known: Known<Reading>, name: string): string | undefined {
  return 'unknown' in known ? unknownWords(known.unknown, name) : undefined
}

/** The fact that cannot be used, as evidence. */
export function unknownEvidence(name: string, unknown: UnknownFact): Evidence {
  return { reference: unknown.reference, text: unknownName(unknown, name) }
}

/** What a rule may conclude of a newest reading and a limit. */
export type Compared =
  | { readonly answer: 'yes' | 'no'; readonly reading: Reading }
  /** It cannot be read, or it is a bound or a range on both sides of the limit. */
  | { readonly answer: 'unknown'; readonly unknown: UnknownFact }
  | { readonly answer: 'none'; readonly pending?: UnknownFact }

/** Holds a reading against a limit: `compare(newestKnown(index, 'inr'), (inr) => isAbove(inr, 4.5))`. */
export function compare(known: Known<Reading>, test: (reading: Reading) => Answer): Compared {
  if (known.known === 'unreadable') return { answer: 'unknown', unknown: known.unknown }
  if (known.known === 'pending') return { answer: 'none', pending: known.unknown }
  const reading = factOf(known)
  if (reading === undefined) return { answer: 'none' }
  const answer = test(reading)
  return answer === 'unknown' ? { answer, unknown: acrossLimit(reading) } : { answer, reading }
}

/** A bound or a range that does not tell on which side of a limit the value is. */
export function acrossLimit(reading: Reading): UnknownFact {
  const { kind, reference, codes, analyte, date, sortMs, label } = reading
  const name = isAnalyte(analyte) ? labelOfAnalyte(analyte) : label
  const written = writeNumber(reading).replaceAll('"', '')
  const of = { kind, reference, codes, analyte, date, sortMs, label: name, written }
  return { ...of, known: 'unreadable', why: 'range' }
}

/**
 * Whether the analyte was measured on or after a day, with whatever result, one that cannot be read
 * or is still to come among them; a laboratory without LOINC that calls it by its name counts too,
 * so that no absence is claimed against the record.
 */
export function wasMeasured(
  index: ClinicalIndex,
  analyte: Analyte,
  since: EpochDay,
  /** False where one that is still to come is told beside it. */
  { orPending = true }: { readonly orPending?: boolean } = {}
): boolean {
  const { unknown } = knownValues(index, analyte, since)
  const absence = { kind: 'result', key: analyte, label: analyte } as const
  return (
    unknown.some(({ known }) => orPending || known !== 'pending') ||
    isAbsent(index, { ...absence, since: dateOfEpochDay(since) }) === 'present'
  )
}

/** Whether the true value is below `limit`, as far as a bound or a range lets it be known. */
export function isBelow({ comparator, value, upTo }: Reading, limit: number): Answer {
  if (upTo !== undefined) return upTo < limit ? 'yes' : value >= limit ? 'no' : 'unknown'
  if (comparator === undefined) return value < limit ? 'yes' : 'no'
  if (comparator === '<') return value <= limit ? 'yes' : 'unknown'
  if (comparator === '<=') return value < limit ? 'yes' : 'unknown'
  return value >= limit ? 'no' : 'unknown'
}

/** Whether the true value is above `limit`, as far as a bound or a range lets it be known. */
export function isAbove({ comparator, value, upTo }: Reading, limit: number): Answer {
  if (upTo !== undefined) return value > limit ? 'yes' : upTo <= limit ? 'no' : 'unknown'
  if (comparator === undefined) return value > limit ? 'yes' : 'no'
  if (comparator === '>') return value >= limit ? 'yes' : 'unknown'
  if (comparator === '>=') return value > limit ? 'yes' : 'unknown'
  return value <= limit ? 'no' : 'unknown'
}

/** Whether a reading is one number: no bound, no range. */
export function isExact({ comparator, upTo }: Reading): boolean {
  return comparator === undefined && upTo === undefined
}

/**
 * `24`, `<15`, `about 38` of a computed one: the number as it was recorded, at most two decimals,
 * without its unit. A range is quoted, so that nobody reads its first number as the value.
 */
export function writeNumber(reading: Reading): string {
  const { recorded, upTo, value, comparator = '', computedFrom } = reading
  if (upTo !== undefined) return `"${recorded.text ?? `${value}-${upTo}`}"`
  const number = `${comparator}${Number((recorded.value ?? value).toFixed(2))}`
  return computedFrom === undefined ? number : `about ${number}`
}

/** `10.4 g/dL`: the value as it was recorded. */
export function writeValue(reading: Reading): string {
  const unit = reading.upTo === undefined ? plainUnit(reading.recorded.unit ?? '') : ''
  return `${writeNumber(reading)} ${unit}`.trimEnd()
}

/** `eGFR 24 mL/min/1.73 m2 (12 Mar 2026, preliminary; hemolyzed specimen)`. */
export function writeReading(name: string, reading: Reading): string {
  const { computedFrom, date, status, note } = reading
  const preliminary = status === 'preliminary' ? ', preliminary' : standingWords(reading)
  const specimen = note === undefined ? '' : `; ${note}`
  const said = `${name} ${writeValue(reading)} (${writeDate(date)}${preliminary}${specimen})`
  return computedFrom === undefined
    ? said
    : `${said}, computed from creatinine ${writeValue(computedFrom)} by CKD-EPI 2021`
}

/** The reading as evidence. */
export function readingEvidence(name: string, reading: Reading): Evidence {
  return { reference: reading.reference, text: writeReading(name, reading) }
}

/** UCUM is not for readers: `mL/min/{1.73_m2}` is `mL/min/1.73 m2`, and `{INR}` is no unit. */
function plainUnit(unit: string): string {
  if (unit === '1' || /^\{[^}]*\}$/.test(unit)) return ''
  return unit.replaceAll(/[{}[\]]/g, '').replaceAll('_', ' ')
}

/**
 * Older formulas give two values of one sample, by race. The lower one counts, for everyone alike:
 * it is the one that is not raised for race.
 */
function lowestOfEach(readings: readonly Reading[]): readonly Reading[] {
  const lowest = new Map<number, number>()
  for (const { sortMs, value } of readings) {
    lowest.set(sortMs, Math.min(value, lowest.get(sortMs) ?? Infinity))
  }
  return readings.filter(({ sortMs, value }) => value === lowest.get(sortMs))
}
