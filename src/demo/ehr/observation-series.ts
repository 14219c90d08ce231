import {
  codingsOf,
  conceptText,
  field,
  listOf,
  numberField,
  stringField
} from '../../testbed/fhir-server/fhir-resource.ts'
import type { FhirResource } from '../../testbed/fhir-server/fhir-resource.ts'

/** One kind of result over time, as the chart lists and plots it. */
export interface ResultSeries {
  readonly name: string
  readonly code: string
  readonly group: 'laboratory' | 'vital signs' | 'other'
  readonly unit: string
  /** Names of the lines: one, or one per component (systolic, diastolic). */
  readonly lines: readonly string[]
  /** Oldest first. */
  readonly points: readonly ResultPoint[]
}

export interface ResultPoint {
  readonly date: string
  /** The value as a person reads it, without unit when it is a number of the series' unit. */
  readonly text: string
  /** One number per line; empty when the value is not a number. */
  readonly values: readonly number[]
  readonly flag?: string
  readonly low?: number
  readonly high?: number
}

const notFacts: ReadonlySet<string> = new Set(['entered-in-error', 'cancelled', 'registered'])

/** Observations of one patient grouped by code and unit, the newest series first. */
export function observationSeries(observations: readonly FhirResource[]): readonly ResultSeries[] {
  const groups = new Map<string, { first: FhirResource; unit: string; points: ResultPoint[] }>()
  for (const observation of observations) {
    if (notFacts.has(String(observation['status']))) continue
    const point = pointOf(observation)
    if (point === undefined) continue
    const unit = unitOf(observation)
    const code = codingsOf(observation['code'])[0]?.code ?? conceptText(observation['code']) ?? ''
    const key = `${code}|${unit}`
    const group = groups.get(key)
    if (group === undefined) groups.set(key, { first: observation, unit, points: [point] })
    else group.points.push(point)
  }
  return [...groups.values()]
    .map(({ first, unit, points }) => ({
      name: conceptText(first['code']) ?? 'Result',
      code: codingsOf(first['code'])[0]?.code ?? '',
      group: groupOf(first),
      unit,
      lines: linesOf(first),
      points: points.toSorted((a, b) => (a.date < b.date ? -1 : a.date > b.date ? 1 : 0))
    }))
    .toSorted((a, b) => (lastDate(a) > lastDate(b) ? -1 : lastDate(a) < lastDate(b) ? 1 : 0))
}

function lastDate(series: ResultSeries): string {
  return series.points.at(-1)?.date ?? ''
}

function pointOf(observation: FhirResource): ResultPoint | undefined {
  const effective =
    observation['effectiveDateTime'] ?? field(observation['effectivePeriod'], 'start')
  const date = typeof effective === 'string' ? effective : stringField(observation, 'issued')
  const value = valueOf(observation)
  if (date === undefined || value === undefined) return undefined
  const flag = codingsOf(observation['interpretation'])[0]?.code
  const range = listOf(observation['referenceRange'])[0]
  const low = numberField(field(range, 'low'), 'value')
  const high = numberField(field(range, 'high'), 'value')
  return {
    date,
    ...value,
    ...(flag === undefined ? {} : { flag }),
    ...(low === undefined ? {} : { low }),
    ...(high === undefined ? {} : { high })
  }
}

function valueOf(
  observation: FhirResource
): { readonly text: string; readonly values: readonly number[] } | undefined {
  const quantity = numberField(observation['valueQuantity'], 'value')
  if (quantity !== undefined) {
    const comparator = stringField(observation['valueQuantity'], 'comparator') ?? ''
    return { text: `${comparator}${rounded(quantity)}`, values: [quantity] }
  }
  const components = componentsOf(observation)
  const [first] = components
  if (first !== undefined) {
    // Only what is measured alike is drawn together; a questionnaire's parts are text.
    if (components.some((each) => each.unit !== first.unit)) {
      return {
        text: components.map((each) => `${rounded(each.value)} ${each.unit}`).join('; '),
        values: []
      }
    }
    const values = components.map((each) => each.value)
    return { text: values.map(rounded).join(' / '), values }
  }
  const plain = ['valueString', 'valueInteger', 'valueBoolean', 'valueDateTime']
    .map((name) => observation[name])
    .find((each) => ['string', 'number', 'boolean'].includes(typeof each))
  const text = conceptText(observation['valueCodeableConcept']) ?? plain
  return text === undefined ? undefined : { text: `${text as string}`, values: [] }
}

interface NumberComponent {
  readonly name: string
  readonly value: number
  readonly unit: string
  readonly isDiastolic: boolean
}

/** LOINC 8462-4, diastolic blood pressure: read after the systolic one, in whatever order they are stored. */
const diastolic = '8462-4'

function componentsOf(observation: FhirResource): readonly NumberComponent[] {
  return listOf(observation['component'])
    .flatMap((component): readonly NumberComponent[] => {
      const quantity = field(component, 'valueQuantity')
      const value = numberField(quantity, 'value')
      if (value === undefined) return []
      const code = field(component, 'code')
      const isDiastolic = codingsOf(code).some((each) => each.code === diastolic)
      const unit = stringField(quantity, 'unit') ?? ''
      return [{ name: conceptText(code) ?? '', value, unit, isDiastolic }]
    })
    .toSorted((a, b) => Number(a.isDiastolic) - Number(b.isDiastolic))
}

function linesOf(observation: FhirResource): readonly string[] {
  const names = componentsOf(observation).map((each) => each.name)
  return names.length > 0 ? names : [conceptText(observation['code']) ?? 'Result']
}

function unitOf(observation: FhirResource): string {
  const quantity = observation['valueQuantity']
  const unit = stringField(quantity, 'unit') ?? stringField(quantity, 'code')
  const units = new Set(componentsOf(observation).map((each) => each.unit))
  return unit ?? (units.size === 1 ? [...units].join('') : '')
}

function groupOf(observation: FhirResource): ResultSeries['group'] {
  const codes = codingsOf(observation['category']).map((each) => each.code)
  if (codes.includes('laboratory')) return 'laboratory'
  return codes.includes('vital-signs') ? 'vital signs' : 'other'
}

/** At most two decimals: machine-made values carry many. */
function rounded(value: number): string {
  return String(Math.round(value * 100) / 100)
}
