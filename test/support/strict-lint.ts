/*
 * The subset that Microsoft documents for strict structured output (Foundry, structured outputs),
 * as a list of what a schema breaks. A stand-in that accepts every schema hides real outages.
 */

const unsupported: Readonly<Record<string, readonly string[]>> = {
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
}
const unknownAnywhere = ['oneOf', 'allOf', 'not', 'if', 'then', 'else', 'default', '$schema']

type Schema = Readonly<Record<string, unknown>>

const isSchema = (value: unknown): value is Schema => typeof value === 'object' && value !== null

/** Every rule that `schema` breaks, each with its place; empty when it is within the subset. */
export function strictLint(schema: unknown): readonly string[] {
  if (!isSchema(schema)) return ['root: not a schema']
  const broken: string[] = []
  const totals = { properties: 0, depth: 0 }
  if (schema['type'] !== 'object') broken.push('root: must be an object, not a union')
  walk(schema, { path: '$', depth: 1, broken, totals })
  if (totals.properties > 100) broken.push(`${totals.properties} properties, 100 are allowed`)
  if (totals.depth > 5) broken.push(`${totals.depth} levels of objects, 5 are allowed`)
  return broken
}

interface Place {
  readonly path: string
  readonly depth: number
  readonly broken: string[]
  readonly totals: { properties: number; depth: number }
}

function walk(schema: unknown, place: Place): void {
  if (!isSchema(schema)) return
  const { path, depth, broken } = place
  const type = schema['type'] === 'integer' ? 'number' : schema['type']
  const named = typeof type === 'string' ? (unsupported[type] ?? []) : []
  for (const keyword of [...unknownAnywhere, ...named]) {
    if (keyword in schema) broken.push(`${path}: ${keyword}`)
  }
  if (type === 'object' || 'properties' in schema) walkObject(schema, place)
  walk(schema['items'], { ...place, path: `${path}[]` })
  for (const branch of listOf(schema['anyOf'])) walk(branch, { ...place, path: `${path}|` })
  for (const [name, inner] of entriesOf(schema['$defs'])) {
    walk(inner, { ...place, path: `${path}#${name}`, depth })
  }
}

function walkObject(schema: Schema, place: Place): void {
  const { path, depth, broken, totals } = place
  const properties = entriesOf(schema['properties'])
  const required = listOf(schema['required'])
  totals.properties += properties.length
  totals.depth = Math.max(totals.depth, depth)
  if (schema['additionalProperties'] !== false) broken.push(`${path}: additionalProperties`)
  for (const [name, inner] of properties) {
    if (!required.includes(name)) broken.push(`${path}.${name}: not required`)
    walk(inner, { ...place, path: `${path}.${name}`, depth: depth + 1 })
  }
}

const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : [])
const entriesOf = (value: unknown): readonly [string, unknown][] =>
  isSchema(value) ? Object.entries(value) : []
