import {
  analyteNamed,
  analyteOf,
  canonicalValue,
  isAnalyte,
  unitOfAnalyte
} from '../terminology/analytes.ts'
import type { Result } from './clinical-index.ts'
import { clinicalDate } from './clinical-date.ts'
import type { ClinicalDate } from './clinical-date.ts'
import { codesIn, readConcept } from './concept.ts'
import type { Concept } from './concept.ts'
import { detectionIn } from './detection.ts'
import type { UnknownFact } from './known.ts'
import { cleanLabel } from './label.ts'
import { listOf, numberOf, objectOf, textOf } from './loose-json.ts'
import type { LooseObject } from './loose-json.ts'
import { dayMs } from '../ground/time.ts'

const statuses: ReadonlyMap<string, Result['status']> = new Map([
  ['final', 'final'],
  ['amended', 'final'],
  ['corrected', 'final'],
  ['preliminary', 'preliminary'],
  ['registered', 'preliminary']
])

// HL7 v3 ObservationInterpretation. "POS" is no judgement: it is kept as detection.
const interpretations: ReadonlyMap<string, NonNullable<Result['interpretation']>> = new Map([
  ['H', 'high'],
  ['HU', 'high'],
  ['L', 'low'],
  ['LU', 'low'],
  ['N', 'normal'],
  ['A', 'abnormal'],
  ['HH', 'critical'],
  ['LL', 'critical'],
  ['AA', 'critical']
])

const comparators: ReadonlySet<string> = new Set(['<', '<=', '>', '>='])

/** What one Observation holds: its facts, and what of it cannot be one. */
export interface ReadResults {
  readonly results: readonly Result[]
  readonly notKnown: readonly UnknownFact[]
}

/**
 * The results that an Observation holds: its own value and one per component. Cancelled and
 * erroneous ones are nothing; one without value or without any date is no fact, and said.
 */
export function readResults(resource: LooseObject, reference: string): ReadResults {
  const results: Result[] = []
  const notKnown: UnknownFact[] = []
  const code = textOf(resource['status']) ?? ''
  if (code === 'cancelled' || code === 'entered-in-error') return { results, notKnown }
  const when = whenOf(resource)
  const common = {
    kind: 'result',
    reference,
    category: categoryOf(resource),
    status: statuses.get(code) ?? 'unknown'
  } as const
  const read = (part: LooseObject, place?: string) => {
    const named = nameOf(readConcept(part['code']))
    const value = readValue(part, named)
    const component = place === undefined ? {} : { component: place }
    if (value !== undefined && when !== undefined) {
      results.push({ ...common, ...when, ...value, ...component })
    } else {
      const why = value === undefined ? 'no-value' : 'no-date'
      notKnown.push({ kind: 'result', known: 'unreadable', why, reference, ...named, ...when })
    }
  }
  const components = listOf(resource['component'])
  // A panel is its parts: without a value of its own it misses nothing.
  const isPanel = components.length > 0 || listOf(resource['hasMember']).length > 0
  if (!isPanel || recordedValue(resource) !== undefined) read(resource)
  for (const [at, one] of components.entries()) {
    const component = objectOf(one)
    // By code, never by place: components come in any order.
    read(component, readConcept(component['code']).codes[0]?.code ?? `component ${at + 1}`)
  }
  return { results, notKnown }
}

type Value = Pick<Result, 'label' | 'codes' | 'analyte' | 'recorded'> &
  Partial<Pick<Result, 'value' | 'unit' | 'comparator' | 'interpretation' | 'detection' | 'range'>>

type Name = Pick<Result, 'label' | 'codes' | 'analyte'>

function nameOf({ label: written, codes }: Concept): Name {
  const label = written === '' ? 'unnamed result' : written
  const coded = analyteOf(codes)
  if (coded !== undefined && isAnalyte(coded)) return { label, codes, analyte: coded }
  return { label, codes, analyte: analyteNamed(label) ?? coded ?? `text:${label.toLowerCase()}` }
}

function readValue(part: LooseObject, name: Name): Value | undefined {
  const recorded = recordedValue(part)
  if (recorded === undefined) return undefined
  const comparator = textOf(objectOf(part['valueQuantity'])['comparator'])
  const interpretation = codesIn(part['interpretation'])
    .map((code) => interpretations.get(code.toUpperCase()))
    .find((one) => one !== undefined)
  const detection = detectionIn(part['interpretation'], recorded.text)
  const range = rangeOf(part)
  return {
    ...name,
    recorded,
    ...canonical(name.analyte, part, recorded),
    ...(comparator !== undefined &&
      comparators.has(comparator) && {
        comparator: comparator as NonNullable<Result['comparator']>
      }),
    ...(interpretation !== undefined && { interpretation }),
    ...(detection !== undefined && { detection }),
    ...(range !== undefined && { range })
  }
}

function canonical(
  analyte: string,
  part: LooseObject,
  recorded: Result['recorded']
): Pick<Value, 'value' | 'unit'> {
  if (recorded.value === undefined) return {}
  if (!isAnalyte(analyte)) {
    return { value: recorded.value, ...(recorded.unit !== undefined && { unit: recorded.unit }) }
  }
  const quantity = objectOf(part['valueQuantity'])
  const value = canonicalValue(analyte, recorded.value, [
    textOf(quantity['code']),
    textOf(quantity['unit'])
  ])
  return value === undefined ? {} : { value, unit: unitOfAnalyte(analyte) }
}

function recordedValue(part: LooseObject): Result['recorded'] | undefined {
  const quantity = objectOf(part['valueQuantity'])
  const value = numberOf(quantity['value']) ?? numberOf(part['valueInteger'])
  if (value !== undefined) {
    const unit = textOf(quantity['unit']) ?? textOf(quantity['code'])
    return { value, ...(unit !== undefined && { unit: cleanLabel(unit) }) }
  }
  const text = recordedText(part)
  return text === undefined || text === '' ? undefined : { text }
}

function recordedText(part: LooseObject): string | undefined {
  const concept = readConcept(part['valueCodeableConcept']).label
  if (concept !== '') return concept
  const written = textOf(part['valueString']) ?? textOf(part['valueDateTime'])
  if (written !== undefined) return cleanLabel(written)
  if (typeof part['valueBoolean'] === 'boolean') return part['valueBoolean'] ? 'yes' : 'no'
  const range = objectOf(part['valueRange'])
  const ratio = objectOf(part['valueRatio'])
  return (
    pair(range['low'], range['high'], '-') ?? pair(ratio['numerator'], ratio['denominator'], ':')
  )
}

function pair(one: unknown, other: unknown, between: string): string | undefined {
  const first = numberOf(objectOf(one)['value'])
  const second = numberOf(objectOf(other)['value'])
  return first === undefined || second === undefined ? undefined : `${first}${between}${second}`
}

/** As recorded, in the unit of the recorded value. Of several, the one that says "normal". */
function rangeOf(part: LooseObject): Result['range'] {
  const ranges = listOf(part['referenceRange']).map(objectOf)
  const normal = ranges.filter((range) => codesIn(range['type']).includes('normal'))
  const [range, another] = normal.length === 1 ? normal : ranges
  if (range === undefined || another !== undefined) return undefined
  const low = numberOf(objectOf(range['low'])['value'])
  const high = numberOf(objectOf(range['high'])['value'])
  if (low === undefined && high === undefined) return undefined
  return { ...(low !== undefined && { low }), ...(high !== undefined && { high }) }
}

function categoryOf(resource: LooseObject): Result['category'] {
  const categories = codesIn(resource['category'])
  if (categories.includes('laboratory')) return 'laboratory'
  return categories.includes('vital-signs') ? 'vital-sign' : 'other'
}

interface When {
  readonly date: ClinicalDate
  readonly sortMs: number
}

function whenOf(resource: LooseObject): When | undefined {
  const period = objectOf(resource['effectivePeriod'])
  const candidates = [
    resource['effectiveDateTime'],
    resource['effectiveInstant'],
    period['start'],
    period['end'],
    resource['issued']
  ]
  for (const candidate of candidates) {
    const text = textOf(candidate)
    const date = clinicalDate(text)
    if (text === undefined || date === undefined) continue
    return { date, sortMs: instantOf(text) ?? date.epochDay * dayMs }
  }
  return undefined
}

/** Milliseconds of a date with time. Without an offset it is read as UTC, alike on every machine. */
function instantOf(text: string): number | undefined {
  if (text.length <= 10) return undefined
  const ms = Date.parse(/(?:Z|[+-]\d\d:?\d\d)$/i.test(text) ? text : `${text}Z`)
  return Number.isNaN(ms) ? undefined : ms
}
