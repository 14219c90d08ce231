import { analyteNamed, analyteOf, isAnalyte } from '../terminology/analytes.ts'
import type { Result } from './clinical-index.ts'
import { clinicalDate } from './clinical-date.ts'
import type { ClinicalDate } from './clinical-date.ts'
import { codesIn, readConcept } from './concept.ts'
import type { Concept } from './concept.ts'
import { detectionIn } from './detection.ts'
import type { UnknownFact } from './known.ts'
import { listOf, numberOf, objectOf, textOf } from './loose-json.ts'
import type { LooseObject } from './loose-json.ts'
import { pressuresIn } from './pressure-text.ts'
import { holdsValue, writtenIn } from './recorded-value.ts'
import { resultValue } from './result-value.ts'
import type { ResultValue } from './result-value.ts'
import { specimenNote } from './specimen-note.ts'
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

/** What one Observation holds: its facts, and what of it cannot be one. */
export interface ReadResults {
  readonly results: readonly Result[]
  readonly notKnown: readonly UnknownFact[]
}

/**
 * The results that an Observation holds: its own value and one per component. Cancelled and
 * erroneous ones are nothing, nor is an attempt that gave no value; one whose value or date cannot
 * be read, is kept back or is still to come is no fact, and said.
 */
export function readResults(resource: LooseObject, reference: string): ReadResults {
  const results: Result[] = []
  const notKnown: UnknownFact[] = []
  const code = textOf(resource['status']) ?? ''
  if (code === 'cancelled' || code === 'entered-in-error') return { results, notKnown }
  const when = whenOf(resource)
  const note = specimenNote(resource)
  const common = {
    kind: 'result',
    reference,
    category: categoryOf(resource),
    status: statuses.get(code) ?? 'unknown',
    ...(note !== undefined && { note })
  } as const
  for (const { part, place } of partsOf(resource)) {
    const named = nameOf(readConcept(part['code']))
    const value = readValue(part, named)
    const component = place === undefined ? {} : { component: place }
    if (value !== undefined && when !== undefined) {
      results.push({ ...common, ...when, ...value, ...component })
      continue
    }
    const state = value === undefined ? withoutValue(part, code) : noDate
    if (state !== undefined) {
      const written = value === undefined ? undefined : writtenIn(value.recorded)
      const said = written === undefined ? {} : { written }
      notKnown.push({ kind: 'result', ...state, reference, ...named, ...when, ...said })
    }
  }
  return { results, notKnown }
}

interface Part {
  readonly part: LooseObject
  /** Of a component: by code, never by place, for components come in any order. */
  readonly place?: string
}

function partsOf(resource: LooseObject): readonly Part[] {
  const pressures = pressuresIn(resource)
  if (pressures !== undefined) return pressures
  const components = listOf(resource['component']).map(objectOf)
  const parts = components.map((part, at) => ({
    part,
    place: readConcept(part['code']).codes[0]?.code ?? `component ${at + 1}`
  }))
  // A panel is its parts: without a value of its own it misses nothing.
  const isPanel = components.length > 0 || listOf(resource['hasMember']).length > 0
  return isPanel && !holdsValue(resource) ? parts : [{ part: resource }, ...parts]
}

const noDate = { known: 'unreadable', why: 'no-date' } as const

type Absent = Pick<UnknownFact, 'known' | 'why'>

const keptBack: Absent = { known: 'withheld', why: 'masked' }
const toCome: Absent = { known: 'pending', why: 'no-result-yet' }
const noValue: Absent = { known: 'unreadable', why: 'no-value' }

/** FHIR R4, DataAbsentReason, where the value is kept back or still to come. */
const absences: ReadonlyMap<string, Absent> = new Map([
  ['masked', keptBack],
  ['not-permitted', keptBack],
  ['temp-unknown', toCome]
])
/** After these there is no value, and an older one holds; after others there may be one. */
const nothingCame: ReadonlySet<string> = new Set([
  'error',
  'not-performed',
  'not-asked',
  'asked-declined',
  'asked-unknown',
  'not-applicable'
])

/** A result that is registered is in the laboratory; a final one must hold a value, or say why not. */
function withoutValue(part: LooseObject, status: string): Absent | undefined {
  const reason = part['dataAbsentReason']
  if (reason !== undefined && reason !== null) {
    const { codes, texts } = readConcept(reason)
    const said = [...codes.map(({ code }) => code), ...texts].map((one) =>
      one.toLowerCase().replaceAll(' ', '-')
    )
    if (said.some((one) => nothingCame.has(one))) return undefined
    return said.map((one) => absences.get(one)).find((one) => one !== undefined) ?? noValue
  }
  return status === 'registered' || status === 'preliminary' ? toCome : noValue
}

type Value = Name & ResultValue & Partial<Pick<Result, 'interpretation' | 'detection' | 'range'>>

type Name = Pick<Result, 'label' | 'codes' | 'analyte'>

function nameOf({ label: written, codes }: Concept): Name {
  const label = written === '' ? 'unnamed result' : written
  const coded = analyteOf(codes)
  if (coded !== undefined && isAnalyte(coded)) return { label, codes, analyte: coded }
  return { label, codes, analyte: analyteNamed(label) ?? coded ?? `text:${label.toLowerCase()}` }
}

function readValue(part: LooseObject, name: Name): Value | undefined {
  const value = resultValue(part, name.analyte)
  if (value === undefined) return undefined
  const interpretation = codesIn(part['interpretation'])
    .map((code) => interpretations.get(code.toUpperCase()))
    .find((one) => one !== undefined)
  const detection = detectionIn(part['interpretation'], value.recorded.text)
  const range = rangeOf(part)
  return {
    ...name,
    ...value,
    ...(interpretation !== undefined && { interpretation }),
    ...(detection !== undefined && { detection }),
    ...(range !== undefined && { range })
  }
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
