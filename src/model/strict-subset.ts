import { isObject } from '../ground/is-object.ts'

// Microsoft Foundry, structured outputs: keywords that strict mode does not support. What they
// would have said stands in descriptions, and is enforced by zod on the way in.
const unsupported = new Set(
  [
    '$schema default minLength maxLength pattern format',
    'minimum maximum exclusiveMinimum exclusiveMaximum multipleOf',
    'patternProperties unevaluatedProperties propertyNames minProperties maxProperties',
    'unevaluatedItems contains minContains maxContains minItems maxItems uniqueItems'
  ].flatMap((line) => line.split(' '))
)

type JsonSchema = Readonly<Record<string, unknown>>

/**
 * The same schema within the subset that strict structured output documents: keywords it does
 * not know are left out, `oneOf` (which zod writes for a discriminated union) becomes `anyOf`.
 * Names of properties and values of enums are never touched.
 */
export function strictSubset(schema: JsonSchema): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(schema)
      .filter(([keyword]) => !unsupported.has(keyword))
      .map(([keyword, value]) => [keyword === 'oneOf' ? 'anyOf' : keyword, rewrite(keyword, value)])
  )
}

function rewrite(keyword: string, value: unknown): unknown {
  if (keyword === 'properties' || keyword === '$defs') {
    return isObject(value)
      ? Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, below(inner)]))
      : value
  }
  return keyword === 'enum' || keyword === 'const' || keyword === 'required' ? value : below(value)
}

function below(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(below)
  return isObject(value) ? strictSubset(value) : value
}
