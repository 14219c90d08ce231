import { isObject, type JsonObject } from '../is-object.ts'

/*
 * What the service documents for strict structured outputs (Microsoft, "How to use structured
 * outputs", 2025-12-06). A stand-in that accepts more would hide outages.
 */

const propertiesMax = 100
const levelsMax = 5

const unsupportedByType = {
  string: ['minLength', 'maxLength', 'pattern', 'format'],
  number: ['minimum', 'maximum', 'multipleOf', 'exclusiveMinimum', 'exclusiveMaximum'],
  object: [
    'patternProperties',
    'unevaluatedProperties',
    'propertyNames',
    'minProperties',
    'maxProperties'
  ],
  array: [
    'unevaluatedItems',
    'contains',
    'minContains',
    'maxContains',
    'minItems',
    'maxItems',
    'uniqueItems'
  ]
} as const

const unsupportedAnywhere = [
  'oneOf',
  'allOf',
  'not',
  'if',
  'then',
  'else',
  'dependentRequired',
  'dependentSchemas',
  'default'
]

const supportedTypes = ['string', 'number', 'boolean', 'integer', 'object', 'array', 'null']

/** Everything in the schema that the strict subset does not hold; empty when it may be used. */
export function strictLint(schema: unknown): readonly string[] {
  if (!isObject(schema)) return ['$: must be a schema object']
  const violations: string[] = []
  if (schema['type'] !== 'object') violations.push('$: the root must be of type object')
  const totals = { properties: 0, levels: 0 }
  walk(schema, { path: '$', level: 1 }, { violations, totals })
  if (totals.properties > propertiesMax) {
    violations.push(`$: ${totals.properties} properties, at most ${propertiesMax}`)
  }
  if (totals.levels > levelsMax) violations.push(`$: ${totals.levels} levels, at most ${levelsMax}`)
  return violations
}

interface Findings {
  readonly violations: string[]
  readonly totals: { properties: number; levels: number }
}

interface Place {
  readonly path: string
  readonly level: number
}

function walk(schema: unknown, place: Place, into: Findings): void {
  if (!isObject(schema)) return
  checkKeywords(schema, place.path, into.violations)
  if (typesOf(schema).includes('object') || isObject(schema['properties'])) {
    walkProperties(schema, place, into)
  }
  walk(schema['items'], { ...place, path: `${place.path}[]` }, into)
  const options = schema['anyOf']
  if (Array.isArray(options)) {
    for (const option of options) walk(option, { ...place, path: `${place.path}|` }, into)
  }
  for (const key of ['$defs', 'definitions']) {
    const definitions = schema[key]
    if (!isObject(definitions)) continue
    for (const [name, one] of Object.entries(definitions)) {
      walk(one, { ...place, path: `${place.path}#${name}` }, into)
    }
  }
}

function walkProperties(schema: JsonObject, place: Place, into: Findings): void {
  into.totals.levels = Math.max(into.totals.levels, place.level)
  if (schema['additionalProperties'] !== false) {
    into.violations.push(`${place.path}: 'additionalProperties' must be false`)
  }
  const properties = isObject(schema['properties']) ? schema['properties'] : {}
  const required: readonly unknown[] = Array.isArray(schema['required']) ? schema['required'] : []
  for (const [name, one] of Object.entries(properties)) {
    into.totals.properties += 1
    if (!required.includes(name)) {
      into.violations.push(`${place.path}: 'required' must name every property; missing '${name}'`)
    }
    walk(one, { path: `${place.path}.${name}`, level: place.level + 1 }, into)
  }
}

function checkKeywords(schema: JsonObject, path: string, violations: string[]): void {
  const types = typesOf(schema)
  for (const type of types) {
    if (!supportedTypes.includes(type)) violations.push(`${path}: type '${type}' is not supported`)
  }
  const numeric = types.includes('integer') ? ['number', ...types] : types
  for (const [type, keywords] of Object.entries(unsupportedByType)) {
    if (!numeric.includes(type)) continue
    for (const keyword of keywords) {
      if (keyword in schema) violations.push(`${path}: '${keyword}' is not permitted`)
    }
  }
  for (const keyword of unsupportedAnywhere) {
    if (keyword in schema) violations.push(`${path}: '${keyword}' is not permitted`)
  }
}

function typesOf(schema: JsonObject): readonly string[] {
  const type = schema['type']
  if (typeof type === 'string') return [type]
  return Array.isArray(type) ? type.map(String) : []
}
