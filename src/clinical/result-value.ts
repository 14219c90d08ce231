import {
  canonicalValue,
  isAnalyte,
  isUnitOf,
  plausibleRange,
  unitOfAnalyte
} from '../terminology/analytes.ts'
import type { Analyte } from '../terminology/analytes.ts'
import type { Result } from './clinical-index.ts'
import type { WhyUnknown } from './known.ts'
import { cleanLabel } from './label.ts'
import { listOf, objectOf, textOf } from './loose-json.ts'
import type { LooseObject } from './loose-json.ts'
import { numberIn, recordedValue, writtenText } from './recorded-value.ts'
import { withoutSpecimenWords } from './specimen-note.ts'
import { writtenResult } from './written-result.ts'

/** What one Observation or component says: as recorded, and as a number where it is one. */
export interface ResultValue
  extends
    Pick<Result, 'recorded'>,
    Partial<Pick<Result, 'value' | 'unit' | 'comparator' | 'upTo'>> {
  /** Set where the value of an analyte cannot be used: nothing may be compared with it. */
  readonly why?: WhyUnknown
}

const comparators: ReadonlySet<string> = new Set(['<', '<=', '>', '>='])
/** Analytes whose answer is a word; a text is their value. */
const inWords: ReadonlySet<Analyte> = new Set<Analyte>(['fit', 'cervical-cytology', 'phq9-item9'])

interface Amount {
  readonly value: number
  readonly comparator?: NonNullable<Result['comparator']>
  readonly upTo?: number
  /** Spellings of one unit, the UCUM code first. */
  readonly units: readonly string[]
}

type Read = { readonly amount: Amount } | { readonly why: WhyUnknown }

/** The value of an Observation or component; undefined when it holds none. */
export function resultValue(part: LooseObject, analyte: string): ResultValue | undefined {
  const recorded = recordedValue(part)
  if (recorded === undefined) return undefined
  if (!isAnalyte(analyte)) return { recorded, ...ofUnknownTest(part, recorded) }
  const read = amountOf(part, analyte, recorded)
  if (read === undefined) return { recorded }
  const value =
    'why' in read ? { recorded, why: read.why } : inCanonicalUnit(analyte, read.amount, recorded)
  if (value.why === undefined) return value
  // Where a word answers, an amount is judged by its flag and its own range.
  if (inWords.has(analyte)) return { recorded }
  const kept = asText(part, recorded, value.why)
  return kept === recorded ? value : { recorded: kept, why: value.why }
}

/** A number that must not be taken for one is kept as the text that it is. */
function asText(
  part: LooseObject,
  recorded: Result['recorded'],
  why: WhyUnknown
): Result['recorded'] {
  const { value, unit, text } = recorded
  if (value === undefined || !['implausible', 'contradiction', 'comparator'].includes(why)) {
    return recorded
  }
  const sign = why === 'comparator' ? textOf(objectOf(part['valueQuantity'])['comparator']) : ''
  const number = `${sign ?? ''}${value} ${unit ?? ''}`.trim()
  return { text: cleanLabel(text === undefined ? number : `${number}, ${text}`) }
}

/** Of a test that the table does not hold, the number as it was recorded. */
function ofUnknownTest(
  part: LooseObject,
  { value, unit }: Result['recorded']
): Partial<ResultValue> {
  const comparator = comparatorOf(part)
  if (value === undefined || comparator === 'undefined') return {}
  return {
    value,
    ...(unit !== undefined && { unit }),
    ...(comparator !== undefined && { comparator })
  }
}

function inCanonicalUnit(
  analyte: Analyte,
  amount: Amount,
  recorded: Result['recorded']
): ResultValue {
  const { comparator, upTo, units } = amount
  const convert = (value: number) => canonicalOf(analyte, value, units)
  const converted = convert(amount.value)
  const bound = comparator === undefined ? {} : { comparator }
  if (typeof converted === 'string') return { recorded, why: converted, ...bound }
  const end = upTo === undefined ? undefined : convert(upTo)
  if (typeof end === 'string') return { recorded, why: end }
  if (!isPlausible(analyte, converted, comparator)) return { recorded, why: 'implausible' }
  if (end !== undefined && !isPlausible(analyte, end)) return { recorded, why: 'implausible' }
  return {
    recorded: { ...recorded, ...asWritten(amount, recorded) },
    value: converted,
    unit: unitOfAnalyte(analyte),
    ...bound,
    ...(end !== undefined && { upTo: end })
  }
}

/** The number that stands in a text, beside the text; a range stays the text it is. */
function asWritten({ value, upTo, units }: Amount, { value: given }: Result['recorded']) {
  if (given !== undefined || upTo !== undefined) return {}
  const [unit] = units
  return { value, ...(unit !== undefined && { unit: cleanLabel(unit) }) }
}

/** In the analyte's unit, or why not: none, one not understood, or two that contradict. */
function canonicalOf(
  analyte: Analyte,
  value: number,
  units: readonly string[]
): number | 'no-unit' | 'other-unit' | 'contradiction' {
  if (units.length === 0) return canonicalValue(analyte, value, []) ?? 'no-unit'
  const known = units.flatMap((unit) => canonicalValue(analyte, value, [unit]) ?? [])
  const [first] = known
  // An eGFR has one unit only, whatever the laboratory writes behind it.
  if (first === undefined) {
    return analyte === 'egfr' && units.every(isPerMinute) ? value : 'other-unit'
  }
  return known.every((one) => isNear(one, first)) ? first : 'contradiction'
}

const isPerMinute = (unit: string): boolean => /^ml\s*\/\s*min\b/i.test(unit)

function isPlausible(analyte: Analyte, value: number, comparator?: Result['comparator']): boolean {
  const [low, high] = plausibleRange(analyte)
  const isUpperBound = comparator === '<' || comparator === '<='
  return value <= high && (isUpperBound ? value > 0 : value >= low)
}

/** The number of a quantity, of a range, or of a text; they must not contradict each other. */
function amountOf(
  part: LooseObject,
  analyte: Analyte,
  recorded: Result['recorded']
): Read | undefined {
  const quantity = quantityAmount(part, analyte)
  const text = writtenText(part)
  if (quantity === undefined) return textAmount(part, analyte, text ?? recorded.text)
  if (text === undefined || 'why' in quantity) return quantity
  const written = textAmount(part, analyte, text)
  if (written === undefined) return quantity
  // A zero beside words is the number that an interface sends when it has none.
  if ('why' in written) return quantity.amount.value === 0 ? { why: 'contradiction' } : quantity
  if (!isNear(written.amount.value, quantity.amount.value)) return { why: 'contradiction' }
  // The text knows what a bare number has lost: that it is a bound or a range.
  const { comparator, upTo } = written.amount
  return {
    amount: {
      ...quantity.amount,
      ...(comparator !== undefined && { comparator }),
      ...(upTo !== undefined && { upTo })
    }
  }
}

function quantityAmount(part: LooseObject, analyte: Analyte): Read | undefined {
  const range = rangeAmount(part, analyte)
  if (range !== undefined) return range
  const quantity = objectOf(part['valueQuantity'])
  const value = numberIn(quantity['value']) ?? numberIn(part['valueInteger'])
  if (value === undefined) return undefined
  const comparator = comparatorOf(part)
  if (comparator === 'undefined') return { why: 'comparator' }
  const units = [textOf(quantity['code']), textOf(quantity['unit'])].filter(
    (unit) => unit !== undefined
  )
  return {
    amount: {
      value,
      units: units.length > 0 ? units : unitsOfRange(part, analyte),
      ...(comparator !== undefined && { comparator })
    }
  }
}

function rangeAmount(part: LooseObject, analyte: Analyte): Read | undefined {
  const { low, high } = objectOf(part['valueRange'])
  const [from, to] = [low, high].map((one) => numberIn(objectOf(one)['value']))
  if (from === undefined && to === undefined) return undefined
  const units = [low, high].flatMap((one) => {
    const { code, unit } = objectOf(one)
    return [textOf(code) ?? textOf(unit) ?? []].flat()
  })
  const common = { units: units.length > 0 ? units : unitsOfRange(part, analyte) }
  if (from === undefined) return { amount: { ...common, value: to ?? 0, comparator: '<=' } }
  if (to === undefined) return { amount: { ...common, value: from, comparator: '>=' } }
  if (from > to) return { why: 'contradiction' }
  return { amount: { ...common, value: from, ...(to > from && { upTo: to }) } }
}

function textAmount(
  part: LooseObject,
  analyte: Analyte,
  text: string | undefined
): Read | undefined {
  if (text === undefined) return undefined
  const isUnit = (unit: string): boolean =>
    isUnitOf(analyte, unit) || (analyte === 'egfr' && isPerMinute(unit) && !holdsNumber(unit))
  const written = writtenResult(withoutSpecimenWords(text), isUnit)
  if (written === undefined) return { why: 'words' }
  const { unit, ...rest } = written
  return {
    amount: { ...rest, units: unit === undefined ? unitsOfRange(part, analyte) : [unit] }
  }
}

/** Another number behind `mL/min/1.73 m2` may be another result. */
const holdsNumber = (unit: string): boolean =>
  /\d/.test(unit.replace(/1\.73/g, '').replace(/m\s*(?:\^|\*)?\(?[2²]\)?/gi, ''))

/** A value without unit is in the unit of the range that the laboratory sent with it. */
function unitsOfRange(part: LooseObject, analyte: Analyte): readonly string[] {
  const ranges = listOf(part['referenceRange']).map(objectOf)
  const units = ranges.flatMap(({ low, high, text }) => [
    ...[low, high].flatMap((one) => {
      const { code, unit } = objectOf(one)
      return [textOf(code) ?? textOf(unit) ?? []].flat()
    }),
    ...[unitBehindRange(textOf(text), analyte) ?? []].flat()
  ])
  return [...new Set(units)]
}

/** `3.5 - 5.1 mmol/L`. */
function unitBehindRange(text: string | undefined, analyte: Analyte): string | undefined {
  const unit = /\d\s*([a-zµμ%[{][^()]*)$/i.exec(text?.trim() ?? '')?.[1]?.trim()
  return unit !== undefined && isUnitOf(analyte, unit) ? unit : undefined
}

/** `undefined` as a word: a comparator stands there, and none that FHIR defines. */
function comparatorOf(part: LooseObject): Result['comparator'] | 'undefined' {
  const given = objectOf(part['valueQuantity'])['comparator']
  if (given === undefined || given === null || given === '') return undefined
  const written = (textOf(given) ?? '').replace('≤', '<=').replace('≥', '>=').trim()
  return comparators.has(written) ? (written as NonNullable<Result['comparator']>) : 'undefined'
}

const isNear = (one: number, other: number): boolean =>
  Math.abs(one - other) <= 0.01 * Math.max(Math.abs(one), Math.abs(other))
