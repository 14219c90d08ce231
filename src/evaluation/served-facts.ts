import type { LoadedRecord } from './load-record.ts'
import { at, listOf, textOf } from './json-value.ts'
import { isObject } from '../ground/is-object.ts'
import type { LooseObject } from '../ground/is-object.ts'
import { resourcesIn } from './resources-in.ts'

/** One resource that Curbside may have read, as a heap of what stands in it. */
export interface ServedFact {
  readonly reference: string
  readonly resource: LooseObject
  readonly dates: readonly string[]
  readonly numbers: readonly number[]
  /** Every text in it, in lower case. */
  readonly text: string
  readonly statuses: readonly string[]
}

/**
 * Everything that was sent or served for one call: the record, the prefetch and the hook's context.
 * Read from the JSON alone, by no code that Curbside reads it with.
 */
export function servedFacts(sent: LooseObject, record: LoadedRecord | null): readonly ServedFact[] {
  const resources = [
    ...resourcesIn(sent['context']),
    ...resourcesIn(sent['prefetch']),
    ...(record?.resources ?? [])
  ]
  return resources.flatMap((resource) => [
    factOf(resource),
    // Contained resources are part of it: a drug inside its order.
    ...listOf(resource['contained']).filter(isObject).map(factOf)
  ])
}

function factOf(resource: LooseObject): ServedFact {
  const texts = leavesOf(resource).filter((leaf) => typeof leaf.value === 'string')
  const coded = ['clinicalStatus', 'verificationStatus'].flatMap((name) =>
    listOf(at(resource[name], 'coding')).flatMap((coding) => textOf(at(coding, 'code')) ?? [])
  )
  return {
    reference: `${String(resource['resourceType'])}/${String(resource['id'])}`,
    resource,
    dates: texts.flatMap(({ value }) => (isDate.test(String(value)) ? [String(value)] : [])),
    numbers: numbersOf(resource),
    text: texts
      .map(({ value }) => value)
      .join('\n')
      .toLowerCase(),
    statuses: [textOf(resource['status']) ?? '', ...coded]
  }
}

const isDate = /^\d{4}(-\d{2}(-\d{2}(T.*)?)?)?$/

/** Values, and numbers in words that people read: never those of codes, ids, dates or ranges. */
function numbersOf(resource: LooseObject): readonly number[] {
  const { referenceRange: _range, ...rest } = resource
  return leavesOf(rest).flatMap(({ name, value, unit }) => {
    if (typeof value === 'number') return [value, ...convertedFrom(value, unit)]
    if (!readable.has(name) || typeof value !== 'string' || isDate.test(value)) return []
    return (value.match(/\d+(?:\.\d+)?/g) ?? []).map(Number)
  })
}

const readable: ReadonlySet<string> = new Set(['text', 'display', 'valueString', 'title'])

/**
 * From the units that laboratories outside the US use, and from pounds and inches, to those of the
 * cards: creatinine, glucose, calcium, magnesium, cholesterol, haemoglobin, urine albumin, HbA1c.
 */
const factors: Readonly<Record<string, readonly number[]>> = {
  'umol/l': [1 / 88.42],
  'µmol/l': [1 / 88.42],
  'mmol/l': [18.016, 4.008, 2.431, 38.67, 1.611],
  'g/l': [0.1],
  'mg/mmol': [8.84],
  'mmol/mol': [0.0915],
  lb: [0.453592],
  '[lb_av]': [0.453592],
  in: [2.54],
  '[in_i]': [2.54],
  g: [0.001]
}

function convertedFrom(value: number, unit: string | undefined): readonly number[] {
  const key = unit?.toLowerCase() ?? ''
  // HbA1c of the IFCC has an offset (NGSP master equation).
  const offset = key === 'mmol/mol' ? 2.15 : 0
  return (factors[key] ?? []).map((factor) => value * factor + offset)
}

interface Leaf {
  readonly name: string
  readonly value: unknown
  /** Of a Quantity. */
  readonly unit: string | undefined
}

function leavesOf(value: unknown, name = '', unit?: string): readonly Leaf[] {
  if (Array.isArray(value)) return value.flatMap((one) => leavesOf(one, name))
  if (!isObject(value)) return [{ name, value, unit }]
  const own = textOf(value['code']) ?? textOf(value['unit'])
  return Object.entries(value).flatMap(([key, one]) => leavesOf(one, key, own))
}
