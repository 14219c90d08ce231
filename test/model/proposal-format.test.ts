import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { proposalFormat } from '../../src/model/proposal-format.ts'
import { ProposalSchema } from '../../src/model/proposal/proposal.ts'
import { strictSubset } from '../../src/model/strict-subset.ts'
import { strictLint } from '../support/strict-lint.ts'
import { aProposed } from './a-proposal.ts'

describe('the schema that is sent', () => {
  const { schema, strict } = proposalFormat.json_schema

  test('is within the documented subset of strict structured output', () => {
    expect(strict).toBe(true)
    expect(strictLint(schema)).toEqual([])
  })

  test('would not be, as zod writes it', () => {
    const broken = strictLint(z.toJSONSchema(ProposalSchema)).join(' ')
    expect(broken).toMatch(/\$schema/)
    expect(broken).toMatch(/oneOf/)
    expect(broken).toMatch(/maxLength/)
    expect(broken).toMatch(/maxItems/)
  })

  test('keeps every property, in the order that puts evidence before conclusion', () => {
    const findings = schema?.['properties'] as { findings: { items: { properties: object } } }
    expect(Object.keys(findings.findings.items.properties)).toEqual([
      'facts',
      'meanings',
      'settle',
      'options',
      'urgency'
    ])
  })

  test('accepts what ProposalSchema accepts', () => {
    const proposal = { findings: [aProposed()], couldNotAssess: [] }
    expect(z.fromJSONSchema(schema ?? {}).safeParse(proposal).success).toBe(true)
    expect(z.fromJSONSchema(schema ?? {}).safeParse({ ...proposal, more: 1 }).success).toBe(false)
  })
})

describe('strictSubset', () => {
  test('leaves names of properties and values of enums alone', () => {
    const schema = {
      type: 'object',
      properties: { pattern: { type: 'string', pattern: 'x', enum: ['format', 'default'] } },
      required: ['pattern'],
      additionalProperties: false,
      default: {}
    }
    expect(strictSubset(schema)).toEqual({
      type: 'object',
      properties: { pattern: { type: 'string', enum: ['format', 'default'] } },
      required: ['pattern'],
      additionalProperties: false
    })
  })
})

test.for<[string, z.ZodType]>([
  ['an open object', z.looseObject({ a: z.string() })],
  ['an optional property', z.strictObject({ a: z.string().optional() })],
  ['a union at the root', z.union([z.strictObject({ a: z.string() }), z.string()])],
  [
    'six levels',
    z.strictObject({
      a: z.strictObject({
        b: z.strictObject({
          c: z.strictObject({ d: z.strictObject({ e: z.strictObject({ f: z.string() }) }) })
        })
      })
    })
  ],
  [
    'more than a hundred properties',
    z.strictObject(Object.fromEntries(Array.from({ length: 101 }, (_, i) => [`p${i}`, z.string()])))
  ]
])('strictLint refuses %s', ([, schema]) => {
  expect(strictLint(strictSubset(z.toJSONSchema(schema)))).not.toEqual([])
})
