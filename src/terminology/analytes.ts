import data from './analytes.json' with { type: 'json' }
import type { Code } from './code.ts'
import { systems } from './code.ts'
import { comparableUnit, readUnit } from './units.ts'

/** The analytes that rules and chart call by name. */
export type Analyte = keyof typeof data.analytes

interface Row {
  readonly label: string
  readonly unit: string
  /** The record kind whose search returns it; `other` when none does for certain. */
  readonly kind: string
  readonly codes: string
  /** How a result without a code of the table is called, and what its name must not hold. */
  readonly words?: string
  readonly except?: string
  readonly sameUnits: string
  readonly conversions?: Readonly<Record<string, readonly number[]>>
  /** Beyond these bounds no patient lives: a slip of the decimal point, or another unit. */
  readonly plausible?: readonly number[]
}

const rows: ReadonlyMap<string, Row> = new Map(Object.entries<Row>(data.analytes))

/** Specimens and statements that make another analyte of the same name. */
const anotherSpecimen =
  /\b(?:urine|urinary|24 ?h(?:ou)?rs?|csf|cerebr\w*|fluid|pleural|peritoneal|ascit\w*|dialysa\w*|sweat|saliva|tissue|hair|amniotic|cord blood|stool|fecal|faecal|goal|target|panel|ordered|refused|not done)\b/i
/** These are of urine or stool themselves. */
const ofAnotherSpecimen: ReadonlySet<string> = new Set(['uacr', 'fit'])
/** In front of the name of an analyte, where laboratories write the specimen. */
const specimenBefore =
  /^(?:(?:serum|plasma|blood|whole blood|venous|arterial|capillary|poct?|point of care|i-?stat|total|measured)\s+)+/i

const named = [...rows].flatMap(([key, { words, except }]) =>
  words === undefined
    ? []
    : [
        {
          analyte: key as Analyte,
          words: new RegExp(words, 'i'),
          except: except === undefined ? undefined : new RegExp(except, 'i')
        }
      ]
)
/** Most results are none of these: one look tells. */
const anyName = new RegExp(named.map(({ words }) => words.source).join('|'), 'i')

/** Sizes that were worked out; a record writes the same few units thousands of times. */
const sized = new Map<string, readonly number[]>()
const sizedMax = 2000
const none: readonly number[] = []

const analyteByCode = new Map<string, Analyte>()
const unitsByAnalyte = new Map<string, ReadonlyMap<string, readonly number[]>>()
for (const [key, row] of rows) {
  for (const code of row.codes.split(' ')) analyteByCode.set(code, key as Analyte)
  const same = row.sameUnits
    .split(' ')
    .map((unit) => [unit === '(none)' ? '' : unit, [1, 0]] as const)
  const units = [...same, ...Object.entries(row.conversions ?? {})]
  unitsByAnalyte.set(
    key,
    new Map(units.map(([unit, conversion]) => [comparableUnit(unit), conversion]))
  )
}

/** The analyte one of the codes stands for; `loinc:<code>` for LOINC outside the table. */
export function analyteOf(codes: readonly Code[]): string | undefined {
  let other: string | undefined
  for (const { system, code } of codes) {
    if (system !== systems.loinc) continue
    const known = analyteByCode.get(code)
    if (known !== undefined) return known
    other ??= `loinc:${code}`
  }
  return other
}

/**
 * The analyte that a name stands for, where no code says it: laboratories without LOINC, or with
 * one of the many codes that the table does not hold. Never of another specimen than blood.
 */
export function analyteNamed(label: string): Analyte | undefined {
  const name = label.replace(specimenBefore, '')
  if (!anyName.test(name)) return undefined
  return named.find(
    ({ analyte, words, except }) =>
      words.test(name) &&
      except?.test(name) !== true &&
      (ofAnotherSpecimen.has(analyte) || !anotherSpecimen.test(label))
  )?.analyte
}

export function isAnalyte(key: string): key is Analyte {
  return rows.has(key)
}

/** What cards and chart call an analyte of the table ("eGFR"). */
export function labelOfAnalyte(analyte: Analyte): string {
  return data.analytes[analyte].label
}

export function unitOfAnalyte(analyte: Analyte): string {
  return data.analytes[analyte].unit
}

/** Which of the record's searches returns it: `laboratory`, `vitals`, or `other` for none. */
export function kindOfAnalyte(analyte: Analyte): 'laboratory' | 'vitals' | 'other' {
  const { kind } = data.analytes[analyte]
  return kind === 'laboratory' || kind === 'vitals' ? kind : 'other'
}

/**
 * A value in the analyte's canonical unit; undefined when the unit is not one of those known: a
 * number of another unit is never compared with a threshold. Of several spellings the first that
 * is understood counts.
 */
export function canonicalValue(
  analyte: Analyte,
  value: number,
  units: readonly (string | undefined)[]
): number | undefined {
  const candidates = units.every((unit) => unit === undefined) ? [''] : units
  for (const unit of candidates) {
    const conversion = unit === undefined ? undefined : conversionOf(analyte, unit)
    if (conversion === undefined) continue
    const [factor = 1, offset = 0] = conversion
    if (factor === 1 && offset === 0) return value
    // Six digits: no assay has more, and the noise of the factor goes.
    return Number((value * factor + offset).toPrecision(6))
  }
  return undefined
}

/** Whether a text is a unit in which results of the analyte come, in any spelling. */
export function isUnitOf(analyte: Analyte, unit: string): boolean {
  return unit !== '' && conversionOf(analyte, unit) !== undefined
}

/** The bounds of what a living patient can have, in the canonical unit; our choice, and wide. */
export function plausibleRange(analyte: Analyte): readonly [number, number] {
  const [low = -Infinity, high = Infinity] = rows.get(analyte)?.plausible ?? []
  return [low, high]
}

/**
 * Factor and offset from a unit to the canonical one: as the table has it, or by the size of a
 * unit of the table that measures the same. Pure numbers are not sized: `%` and `mmol/mol` differ.
 */
function conversionOf(analyte: Analyte, unit: string): readonly number[] | undefined {
  const known = unitsByAnalyte.get(analyte)
  if (known === undefined) return undefined
  const written = comparableUnit(unit)
  const direct = known.get(written)
  if (direct !== undefined) return direct
  const key = `${analyte} ${written}`
  const before = sized.get(key)
  if (before !== undefined) return before === none ? undefined : before
  const conversion = conversionBySize(known, unit) ?? none
  if (sized.size < sizedMax) sized.set(key, conversion)
  return conversion === none ? undefined : conversion
}

function conversionBySize(
  known: ReadonlyMap<string, readonly number[]>,
  unit: string
): readonly number[] | undefined {
  const read = readUnit(unit)
  if (read === undefined || read.dimensions === '') return undefined
  for (const [other, [factor = 1, offset = 0]] of known) {
    const measured = offset === 0 ? readUnit(other) : undefined
    if (measured?.dimensions !== read.dimensions) continue
    // Factors are products of decimal and binary fractions: `mg/dL` written twice is exactly one.
    return [Number(((factor * read.factor) / measured.factor).toPrecision(12)), 0]
  }
  return undefined
}
