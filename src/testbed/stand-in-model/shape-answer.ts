import { isObject, type JsonObject } from '../is-object.ts'

export type Shaped = { readonly fits: true; readonly value: unknown } | { readonly fits: false }

const no: Shaped = { fits: false }

/**
 * Holds an answer against the schema of the request, as strict structured output does: keys come
 * out in the order of the schema, and what the schema does not allow does not come out at all.
 */
export function shapeAnswer(schema: unknown, value: unknown, root: unknown = schema): Shaped {
  if (!isObject(schema)) return no
  const reference = schema['$ref']
  if (typeof reference === 'string') {
    const target = resolve(reference, root)
    return target === undefined ? no : shapeAnswer(target, value, root)
  }
  const options = schema['anyOf']
  if (Array.isArray(options)) {
    const shaped = options.map((option) => shapeAnswer(option, value, root))
    return shaped.find((one) => one.fits) ?? no
  }
  if ('const' in schema && schema['const'] !== value) return no
  const allowed = schema['enum']
  if (Array.isArray(allowed) && !allowed.includes(value)) return no
  const type = schema['type']
  const types: readonly unknown[] = Array.isArray(type) ? type : type === undefined ? [] : [type]
  if (types.length > 0 && !types.some((one) => isOfType(value, one))) return no
  if (Array.isArray(value)) return shapeItems(schema, value, root)
  return isObject(value) ? shapeProperties(schema, value, root) : { fits: true, value }
}

function shapeItems(schema: JsonObject, items: readonly unknown[], root: unknown): Shaped {
  const shaped = items.map((item) => shapeAnswer(schema['items'], item, root))
  const values = shaped.filter((one) => one.fits).map((one) => one.value)
  return values.length === items.length ? { fits: true, value: values } : no
}

function shapeProperties(schema: JsonObject, value: JsonObject, root: unknown): Shaped {
  const properties = isObject(schema['properties']) ? schema['properties'] : {}
  const names = Object.keys(properties)
  if (Object.keys(value).some((key) => !names.includes(key))) return no
  const entries: [string, unknown][] = []
  for (const name of names) {
    const shaped = shapeAnswer(properties[name], value[name], root)
    if (!(name in value) || !shaped.fits) return no
    entries.push([name, shaped.value])
  }
  return { fits: true, value: Object.fromEntries(entries) }
}

function isOfType(value: unknown, type: unknown): boolean {
  switch (type) {
    case 'null':
      return value === null
    case 'array':
      return Array.isArray(value)
    case 'object':
      return isObject(value)
    case 'integer':
      return Number.isInteger(value)
    default:
      return typeof value === type
  }
}

function resolve(reference: string, root: unknown): unknown {
  if (reference === '#') return root
  return reference
    .replace(/^#\//, '')
    .split('/')
    .reduce<unknown>((at, key) => (isObject(at) ? at[key] : undefined), root)
}
