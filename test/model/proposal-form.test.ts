import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { ProposalSchema, UnsaidProposalSchema } from '../../src/model/proposal/proposal.ts'
import { readCouldNotAssess, readFinding } from '../../src/model/proposal/read-finding.ts'
import { effects } from '../../src/model/proposal/effects.ts'
import { questions } from '../../src/model/proposal/questions.ts'
import { limits } from '../../src/model/proposal/words.ts'
import { effects as knownEffects } from '../../src/knowledge/effect-names.ts'
import { strictSubset } from '../../src/model/strict-subset.ts'
import { conceptsOf } from '../../src/terminology/concepts.ts'
import { strictLint } from '../../src/testbed/stand-in-model/strict-lint.ts'

const value = {
  kind: 'value',
  role: 'basis',
  of: null,
  alias: 'O1',
  value: 6.1,
  unit: null,
  day: -3
}
const drug = { kind: 'drug', role: 'basis', alias: 'M1', status: 'active' }
const meaning = { relation: 'can-cause', subjects: [1], objects: [0], effect: 'potassium-up' }
const option = { action: 'hold', alias: 'M1' }
const finding = {
  facts: [value, drug],
  meanings: [meaning],
  settle: [{ action: 'repeat-test', alias: 'O1', inDays: 0 }],
  options: [option],
  urgency: 'today'
}
const long = 'x'.repeat(limits.conceptCharacters + 1)

/** Lists and texts whose limit stands in no description; lists of aliases and indexes have their own. */
function silentLimits(schema: unknown, path: string, above: string): readonly string[] {
  if (typeof schema !== 'object' || schema === null) return []
  const said = { description: above, ...schema }.description
  const limit = Object.entries(schema).find(
    ([key]) => key === 'maxItems' || key === 'maxLength'
  )?.[1]
  const isListed = /subjects|objects/.test(path) || said.startsWith('An alias')
  const own =
    limit === undefined || isListed || said.includes(String(limit)) ? [] : [`${path}: ${limit}`]
  return [
    ...own,
    ...Object.entries(schema).flatMap(([key, inner]) =>
      silentLimits(inner, `${path}.${key}`, key === 'anyOf' || /^\d+$/.test(key) ? said : '')
    )
  ]
}

describe('the schema as it is sent', () => {
  test.for([
    ['in production', ProposalSchema],
    ['for evaluation', UnsaidProposalSchema]
  ] as const)('stays in the strict subset: %s', ([, schema]) => {
    expect(strictLint(strictSubset(z.toJSONSchema(schema)))).toEqual([])
  })

  test('states every limit of its lists and texts in words', () => {
    expect(silentLimits(z.toJSONSchema(ProposalSchema), '$', '')).toEqual([])
  })

  test('asks for no words of the model in production', () => {
    expect(JSON.stringify(z.toJSONSchema(ProposalSchema))).not.toContain('unsaid')
  })

  test('names effects as the knowledge tables do, and questions as the vocabulary does', () => {
    expect(effects).toEqual(knownEffects)
    const known = new Set(conceptsOf('question').map(({ id }) => id))
    expect(questions.filter((question) => !known.has(question))).toEqual([])
  })
})

describe('reading a finding', () => {
  test('slots that were left out read as null', () => {
    const { finding: read, lost } = readFinding(finding)
    expect(lost).toEqual([])
    expect(read?.facts[1]).toEqual({
      ...drug,
      of: null,
      dose: null,
      unit: null,
      form: null,
      started: null
    })
    expect(read?.meanings[0]).toMatchObject({ detail: null, concept: null })
    expect(read?.options[0]).toMatchObject({ when: null, insteadOf: null })
  })

  test.for([
    ['a fact of no kind', { facts: [{ kind: 'hunch' }, drug] }, ['fact malformed'], { facts: 1 }],
    [
      'a text in a value that is too long',
      { facts: [{ ...value, value: 'y'.repeat(81) }, drug] },
      ['fact over-limit'],
      { facts: 1 }
    ],
    [
      'eleven facts',
      { facts: Array.from({ length: 11 }, () => value) },
      ['fact over-limit'],
      { facts: 10 }
    ],
    [
      'a relation of its own',
      { meanings: [{ ...meaning, relation: 'feels-like' }, meaning] },
      ['meaning malformed'],
      { meanings: 1 }
    ],
    [
      'a concept that is a sentence',
      { meanings: [{ ...meaning, conceptKind: 'problem', concept: long }] },
      ['concept over-limit'],
      { meanings: 1 }
    ],
    [
      'an effect of its own',
      { meanings: [{ ...meaning, effect: 'bad-mood' }] },
      ['concept malformed'],
      { meanings: 1 }
    ],
    [
      'five options',
      { options: [option, option, option, option, option] },
      ['option over-limit'],
      { options: 4 }
    ],
    [
      'an option with a sentence in its condition',
      {
        options: [
          option,
          { ...option, when: { condition: 'if', conceptKind: 'test', concept: long } }
        ]
      },
      ['option over-limit'],
      { options: 1 }
    ],
    ['settle is no list', { settle: 'a test' }, ['settle malformed'], { settle: 0 }],
    ['an urgency of its own', { urgency: 'now' }, ['urgency malformed'], {}]
  ] as const)('%s falls alone', ([, change, losses, counts]) => {
    const { finding: read, lost } = readFinding({ ...finding, ...change })
    expect(lost.map(({ part, reason }) => `${part} ${reason}`)).toEqual(losses)
    const kept = {
      facts: read?.facts.filter((fact) => fact !== null).length,
      meanings: read?.meanings.length,
      settle: read?.settle.length,
      options: read?.options.length
    }
    expect(kept).toEqual({ facts: 2, meanings: 1, settle: 1, options: 1, ...counts })
  })

  test('a fact that fell keeps its place, so that meanings still point to the right ones', () => {
    const { finding: read } = readFinding({ ...finding, facts: [{ kind: 'hunch' }, drug] })
    expect(read?.facts.map((fact) => fact?.kind)).toEqual([undefined, 'drug'])
  })

  test('what is no finding, or has no fact left, is one loss more', () => {
    expect(readFinding('all well')).toMatchObject({
      finding: undefined,
      lost: [{ part: 'finding' }]
    })
    expect(readFinding({ ...finding, facts: [] }).finding).toBeUndefined()
  })

  test('what could not be assessed is names of things, not sentences', () => {
    const { things, lost } = readCouldNotAssess([{ thing: 'test', text: 'INR' }, 'no idea'])
    expect(things).toEqual([{ thing: 'test', text: 'INR' }])
    expect(lost).toEqual([{ part: 'could-not-assess', reason: 'malformed' }])
  })
})
