import { canonicalValue, isAnalyte } from '../terminology/analytes.ts'
import type { Analyte } from '../terminology/analytes.ts'
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
  const readings = resultsOf(index, analyte).map(withWrittenNumber).filter(hasValue)
  return analyte === 'egfr' ? lowestOfEach(readings) : readings
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

function resultsOf(index: ClinicalIndex, analyte: string): readonly Result[] {
  const readings = index.results.get(analyte)?.readings ?? []
  return readings.filter(({ date }) => date.epochDay <= index.asOf.epochDay)
}

const writtenNumber = /^\s*(<=|>=|<|>)?\s*(\d{1,4}(?:\.\d+)?)\s*(\S.*?)?\s*$/

/**
 * Laboratories send numbers as text: ">60", "5.8 mmol/L". Taken with its unit, or without one for
 * an analyte that has only one (eGFR, INR).
 */
function withWrittenNumber(result: Result): Result {
  const { analyte, recorded } = result
  if (result.value !== undefined || recorded.text === undefined || !isAnalyte(analyte))
    return result
  const [, comparator, digits, unit] = writtenNumber.exec(recorded.text) ?? []
  if (digits === undefined) return result
  const value =
    canonicalValue(analyte, Number(digits), [unit]) ??
    // An eGFR has one unit only, whatever the laboratory writes behind the number.
    (analyte === 'egfr' ? Number(digits) : undefined)
  if (value === undefined) return result
  return {
    ...result,
    value,
    recorded: { ...recorded, value: Number(digits), ...(unit !== undefined && { unit }) },
    ...(comparator !== undefined && { comparator: comparator as '<' | '<=' | '>' | '>=' })
  }
}

function hasValue(result: Result): result is Reading {
  return result.value !== undefined
}
