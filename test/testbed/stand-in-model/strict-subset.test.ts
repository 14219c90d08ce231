import { expect, test } from 'vitest'
import { shapeAnswer } from '../../../src/testbed/stand-in-model/shape-answer.ts'
import { strictLint } from '../../../src/testbed/stand-in-model/strict-lint.ts'

const text = { type: 'string' }
function object(properties: Record<string, unknown>, more: Record<string, unknown> = {}) {
  return {
    type: 'object',
    properties,
    required: Object.keys(properties),
    additionalProperties: false,
    ...more
  }
}

function nested(levels: number): Record<string, unknown> {
  return levels === 1 ? object({ end: text }) : object({ next: nested(levels - 1) })
}

const many = (count: number) =>
  object(Object.fromEntries(Array.from({ length: count }, (_, index) => [`p${index}`, text])))

test.for([
  ['plain object', object({ a: text, b: { type: ['string', 'null'] } })],
  [
    'enum, const, integer, boolean',
    object({ a: { enum: ['x'] }, b: { const: 'y' }, c: { type: 'integer' } })
  ],
  ['anyOf below the root', object({ a: { anyOf: [object({ b: text }), { type: 'null' }] } })],
  [
    'a recursive reference',
    object({ a: { $ref: '#/$defs/n' } }, { $defs: { n: object({ n: { $ref: '#/$defs/n' } }) } })
  ],
  ['a property named like a keyword', object({ pattern: text, default: text })],
  ['five levels', nested(5)],
  ['a hundred properties', many(100)]
] as const)('takes %s', ([, schema]) => {
  expect(strictLint(schema)).toEqual([])
})

test.for([
  ['no schema', undefined],
  ['a root that is no object', { type: 'array', items: text }],
  ['a root union', { anyOf: [object({}), object({ a: text })] }],
  ['open objects', { type: 'object', properties: {}, required: [] }],
  ['optional properties', { ...object({ a: text }), required: [] }],
  [
    'open objects inside items',
    object({ a: { type: 'array', items: { type: 'object', properties: {} } } })
  ],
  ['string length', object({ a: { type: 'string', maxLength: 3 } })],
  ['string pattern', object({ a: { type: ['string', 'null'], pattern: 'x' } })],
  ['number range', object({ a: { type: 'number', minimum: 0 } })],
  ['integer range', object({ a: { type: 'integer', maximum: 9 } })],
  ['array size', object({ a: { type: 'array', items: text, maxItems: 3 } })],
  ['oneOf', object({ a: { oneOf: [text] } })],
  ['default', object({ a: { type: 'string', default: 'x' } })],
  [
    'an unsupported keyword in $defs',
    object({ a: text }, { $defs: { n: { type: 'string', format: 'date' } } })
  ],
  ['an unsupported keyword in anyOf', object({ a: { anyOf: [{ type: 'string', minLength: 1 }] } })],
  ['an unknown type', object({ a: { type: 'date' } })],
  ['six levels', nested(6)],
  ['a hundred and one properties', many(101)]
] as const)('refuses %s', ([, schema]) => {
  expect(strictLint(schema)).not.toEqual([])
})

test('an answer comes out in the order of the schema', () => {
  const schema = object({ b: text, a: { type: 'array', items: { type: ['integer', 'null'] } } })
  const shaped = shapeAnswer(schema, { a: [1, null], b: 'x' })
  expect(JSON.stringify(shaped)).toBe('{"fits":true,"value":{"b":"x","a":[1,null]}}')
})

test.for([
  ['a missing key', object({ a: text, b: text }), { a: 'x' }],
  ['a key too many', object({ a: text }), { a: 'x', b: 'y' }],
  ['another type', object({ a: { type: 'number' } }), { a: 'x' }],
  ['a fraction for an integer', object({ a: { type: 'integer' } }), { a: 1.5 }],
  ['a value outside the enum', object({ a: { enum: ['x'] } }), { a: 'y' }],
  ['another constant', object({ a: { const: 'x' } }), { a: 'y' }],
  [
    'no branch of a union',
    object({ a: { anyOf: [{ type: 'null' }, { type: 'number' }] } }),
    { a: 'y' }
  ],
  ['a wrong item', object({ a: { type: 'array', items: text } }), { a: ['x', 1] }]
] as const)('an answer with %s does not come out', ([, schema, value]) => {
  expect(shapeAnswer(schema, value)).toEqual({ fits: false })
})

test('references are followed', () => {
  const schema = object({ a: { $ref: '#/$defs/n' } }, { $defs: { n: object({ b: text }) } })
  expect(shapeAnswer(schema, { a: { b: 'x' } }).fits).toBe(true)
  expect(shapeAnswer(schema, { a: { b: 1 } }).fits).toBe(false)
})
