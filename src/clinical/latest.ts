import { dayMs } from '../ground/time.ts'
import { isAnalyte, kindOfAnalyte, labelOfAnalyte } from '../terminology/analytes.ts'
import type { Analyte } from '../terminology/analytes.ts'
import type { ClinicalIndex, Result } from './clinical-index.ts'
import type { EpochDay } from './clinical-date.ts'
import type { Known, UnknownFact } from './known.ts'
import { factOf, standingOf } from './known.ts'
import { isWhole } from './is-whole.ts'
import { writtenIn } from './recorded-value.ts'

/** All readings of an analyte, newest first; preliminary ones among them, marked by `status`. */
export function readingsOf(index: ClinicalIndex, analyte: Analyte): readonly Result[] {
  return index.results.get(analyte)?.readings ?? []
}

/** The newest reading of an analyte, whatever it says. */
export function latest(index: ClinicalIndex, analyte: Analyte): Result | undefined {
  return readingsOf(index, analyte)[0]
}

/** A result whose value stands in the analyte's canonical unit. */
export type NumericResult = Result & { readonly value: number }

/** The values of an analyte up to the day of the call, and those that cannot be read. */
export interface KnownValues {
  /** Newest first. */
  readonly values: readonly NumericResult[]
  /** Unreadable, withheld and pending ones, newest first; those without a date before all others. */
  readonly unknown: readonly UnknownFact[]
}

/** What is known of an analyte, from `since` on when that is given. */
export function knownValues(
  index: ClinicalIndex,
  analyte: string,
  since: EpochDay = -Infinity
): KnownValues {
  const isWithin = (day: EpochDay): boolean => day <= index.asOf.epochDay && day >= since
  const readings = (index.results.get(analyte)?.readings ?? []).filter(({ date }) =>
    isWithin(date.epochDay)
  )
  const without = (index.notKnown ?? []).filter(
    (one) =>
      one.kind === 'result' &&
      one.analyte === analyte &&
      (one.date === undefined || isWithin(one.date.epochDay))
  )
  return {
    values: readings.filter(isNumeric),
    unknown: [...readings.filter((one) => !isNumeric(one)).map(asUnknown), ...without].toSorted(
      (one, other) => (other.sortMs ?? Infinity) - (one.sortMs ?? Infinity) || 0
    )
  }
}

/**
 * The newest value of an analyte, or that there is a newer one which cannot be read: an older value
 * never stands in its place. One that is pending replaces nothing, and is told beside it.
 */
export function newestValue(
  index: ClinicalIndex,
  analyte: string,
  since?: EpochDay
): Known<NumericResult> {
  return newestOf(knownValues(index, analyte, since), index, analyte)
}

/** The same of values that are at hand. */
export function newestOf<T extends Result>(
  {
    values: [newest],
    unknown
  }: { readonly values: readonly T[]; readonly unknown: readonly UnknownFact[] },
  index: ClinicalIndex,
  analyte: string
): Known<T> {
  const isNewer = ({ date, sortMs }: UnknownFact): boolean => {
    if (newest === undefined || date === undefined || sortMs === undefined) return true
    // Of two of one day, the one without an hour may be the later.
    const sameDay = date.epochDay === newest.date.epochDay && sortMs !== newest.sortMs
    return sortMs > newest.sortMs || (sameDay && sortMs % dayMs === 0)
  }
  const newer = unknown.filter(isNewer)
  const unusable = newer.find(({ known }) => known !== 'pending')
  if (unusable !== undefined) return { known: 'unreadable', unknown: unusable }
  const [pending] = newer
  if (newest !== undefined) {
    return { known: standingOf(newest), fact: newest, ...(pending !== undefined && { pending }) }
  }
  if (pending !== undefined) return { known: 'pending', unknown: pending }
  return notFound(index, analyte)
}

/**
 * The newest result of a test whose answer is a word, or what is newer and holds none; undefined
 * when there is nothing, or only what is still to come.
 */
export function newestWord(
  index: ClinicalIndex,
  analyte: Analyte,
  since: EpochDay = -Infinity
): Result | UnknownFact | undefined {
  const isWithin = ({ date }: Pick<UnknownFact, 'date'>): boolean =>
    date === undefined || (date.epochDay <= index.asOf.epochDay && date.epochDay >= since)
  const newest = readingsOf(index, analyte).find(isWithin)
  const unknown = (index.notKnown ?? [])
    .filter((one) => one.kind === 'result' && one.analyte === analyte && one.known !== 'pending')
    .filter(isWithin)
    .find(({ sortMs }) => sortMs === undefined || sortMs > (newest?.sortMs ?? -Infinity))
  return unknown ?? newest
}

function notFound(index: ClinicalIndex, analyte: string): Known<never> {
  const named = isAnalyte(analyte) ? kindOfAnalyte(analyte) : 'other'
  const kind = named === 'other' ? 'laboratory' : named
  if (isWhole(index, kind)) return { known: 'none' }
  const state = index.states[kind]
  const withheld = state.state === 'partial' && state.reason === 'withheld'
  return { known: withheld ? 'withheld' : 'not-asked', kind }
}

/** The newest value in the canonical unit, from `since` on; undefined too when it cannot be read. */
export function latestValue(
  index: ClinicalIndex,
  analyte: Analyte,
  since: EpochDay = -Infinity
): NumericResult | undefined {
  return factOf(newestValue(index, analyte, since))
}

/** The readings with a value in the canonical unit, newest first. */
export function valuesOf(index: ClinicalIndex, analyte: Analyte): readonly NumericResult[] {
  return readingsOf(index, analyte).filter(isNumeric)
}

function isNumeric(result: Result): result is NumericResult {
  return result.value !== undefined
}

/** A result that cannot be used as a number, or whose word is not understood. */
export function asUnknown(result: Result): UnknownFact {
  const { reference, label, codes, analyte, date, sortMs, recorded, why = 'words' } = result
  const written = writtenIn(recorded)
  const name = isAnalyte(analyte) ? labelOfAnalyte(analyte) : label
  return {
    kind: 'result',
    known: 'unreadable',
    why,
    reference,
    label: name,
    codes,
    analyte,
    date,
    sortMs,
    ...(written !== undefined && { written })
  }
}
