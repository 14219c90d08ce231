import type { Analyte } from '../clinical/analytes.ts'
import { dateOfEpochDay, writeDate } from '../clinical/clinical-date.ts'
import { isAbsent } from '../clinical/is-absent.ts'
import type { EpochDay } from '../clinical/clinical-date.ts'
import type { ClinicalIndex, Result } from '../clinical/clinical-index.ts'
import type { Evidence } from './rule.ts'

/** Three-valued: a result such as `>60` may be below 90 or not. */
export type Answer = 'yes' | 'no' | 'unknown'

/** A result with a number in the analyte's canonical unit. */
export type Reading = Result & { readonly value: number }

/** Readings of an analyte that hold a number, newest first, none after the day of the call. */
export function readingsOf(index: ClinicalIndex, analyte: string): readonly Reading[] {
  return resultsOf(index, analyte).map(withWrittenNumber).filter(hasValue)
}

/**
 * Whether the analyte was measured on or after a day, with whatever result; a laboratory without
 * LOINC that calls it by its name counts too, so that no absence is claimed against the record.
 */
export function wasMeasured(index: ClinicalIndex, analyte: Analyte, since: EpochDay): boolean {
  const absence = { kind: 'result', key: analyte, label: analyte } as const
  return isAbsent(index, { ...absence, since: dateOfEpochDay(since) }) === 'present'
}

/** The newest of them, on or after `since` when it is given. */
export function newestReading(
  index: ClinicalIndex,
  analyte: string,
  since?: EpochDay
): Reading | undefined {
  const newest = readingsOf(index, analyte)[0]
  return newest !== undefined && newest.date.epochDay >= (since ?? -Infinity) ? newest : undefined
}

/** Whether the true value is below `limit`, as far as a comparator lets it be known. */
export function isBelow(reading: Reading, limit: number): Answer {
  const { comparator, value } = reading
  if (comparator === undefined) return value < limit ? 'yes' : 'no'
  if (comparator === '<') return value <= limit ? 'yes' : 'unknown'
  if (comparator === '<=') return value < limit ? 'yes' : 'unknown'
  return value >= limit ? 'no' : 'unknown'
}

/** Whether the true value is above `limit`, as far as a comparator lets it be known. */
export function isAbove(reading: Reading, limit: number): Answer {
  const { comparator, value } = reading
  if (comparator === undefined) return value > limit ? 'yes' : 'no'
  if (comparator === '>') return value >= limit ? 'yes' : 'unknown'
  if (comparator === '>=') return value > limit ? 'yes' : 'unknown'
  return value <= limit ? 'no' : 'unknown'
}

/** `24`, `<15`: the number as it was recorded, at most two decimals, without its unit. */
export function writeNumber(reading: Reading): string {
  const number = reading.recorded.value ?? reading.value
  return `${reading.comparator ?? ''}${Number(number.toFixed(2))}`
}

/** `10.4 g/dL`: the value as it was recorded. */
export function writeValue(reading: Reading): string {
  return `${writeNumber(reading)} ${plainUnit(reading.recorded.unit ?? '')}`.trimEnd()
}

/** `eGFR 24 mL/min/1.73 m2 (12 Mar 2026)`. */
export function writeReading(name: string, reading: Reading): string {
  const preliminary = reading.status === 'preliminary' ? ', preliminary' : ''
  return `${name} ${writeValue(reading)} (${writeDate(reading.date)}${preliminary})`
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

function resultsOf(index: ClinicalIndex, analyte: string): readonly Result[] {
  const readings = index.results.get(analyte)?.readings ?? []
  return readings.filter(({ date }) => date.epochDay <= index.asOf.epochDay)
}

/** Laboratories report an eGFR as the text ">60"; it has one unit only, so the text is a number. */
function withWrittenNumber(result: Result): Result {
  if (result.analyte !== 'egfr' || result.value !== undefined) return result
  const match = result.recorded.text?.match(/^\s*(<=|>=|<|>)\s*(\d{1,3}(?:\.\d+)?)/)
  const value = Number(match?.[2])
  if (match === null || match === undefined || Number.isNaN(value)) return result
  return { ...result, value, comparator: match[1] as '<' | '<=' | '>' | '>=' }
}

function hasValue(result: Result): result is Reading {
  return result.value !== undefined
}
