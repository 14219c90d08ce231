import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { checkKnowledge } from '../../src/knowledge/check-knowledge.ts'
import { embeddedKnowledge as known } from '../../src/knowledge/embedded.ts'
import { explainDrug } from '../../src/knowledge/explain-drug.ts'
import { buildKnowledge } from '../../src/knowledge/knowledge.ts'
import type { KnowledgeTables } from '../../src/knowledge/tables.ts'
import { sourcesSchema } from '../../src/knowledge/tables.ts'
import { writeCsv, writeKnowledgePage } from '../../src/knowledge/write-tables.ts'
import { rules } from '../../src/rules/all-rules.ts'

/* The tables as a whole: that they are sound, and that each check finds what it is for. */

const ruleIds = new Set(rules.map(({ id }) => id))

test('the tables that ship are sound', () => {
  expect(checkKnowledge(known, ruleIds)).toEqual([])
})

test('the committed page says what the tables say', () => {
  const page = readFileSync(new URL('../../docs/knowledge.md', import.meta.url), 'utf8')
  expect(page).toBe(writeKnowledgePage(known))
})

test('a quotation has at most 25 words, and a verified source has one', () => {
  const source = {
    title: 'A label',
    section: '4, Contraindications',
    url: 'https://example.org',
    date: '2026'
  }
  const parse = (given: object) =>
    sourcesSchema.safeParse({ about: 'x', sources: { one: { ...source, ...given } } }).success
  expect(parse({ read: 'not re-read' })).toBe(true)
  expect(parse({ read: 'verified', readOn: '2026-12-01', quote: 'word '.repeat(25).trim() })).toBe(
    true
  )
  expect(parse({ read: 'verified', readOn: '2026-12-01', quote: 'word '.repeat(26).trim() })).toBe(
    false
  )
  expect(parse({ read: 'verified' })).toBe(false)
})

describe('the check finds', () => {
  const [interaction] = known.tables.interactions
  const [dose] = known.tables.doses
  const [allergy] = known.tables.allergies
  const [contraindication] = known.tables.contraindications
  if (!interaction || !dose || !allergy || !contraindication)
    throw new Error('the tables are empty')
  const unread = { label: 'A label', section: '4' }
  const planted: readonly (readonly [string, Partial<KnowledgeTables>, string])[] = [
    ['an id that stands twice', { doses: [dose, dose] }, 'stands twice'],
    [
      'a source that is none',
      { doses: [{ ...dose, source: 'nowhere' }] },
      'names the source nowhere'
    ],
    [
      'a critical row without a text that was read',
      { doses: [{ ...dose, severity: 'critical', source: unread }] },
      'its source was not read'
    ],
    ['a drug that is none', { doses: [{ ...dose, drugs: 'zzyzxumab' }] }, 'names zzyzxumab'],
    [
      'a set that holds nothing',
      { doses: [{ ...dose, drugs: 'warfarin, -warfarin' }] },
      'holds no drug'
    ],
    ['a rule that is none', { doses: [{ ...dose, keeps: 'R-99' }] }, 'points to the rule R-99'],
    [
      'a problem that is none',
      { contraindications: [{ ...contraindication, by: { problems: ['bad luck'] } }] },
      'names the problem bad luck'
    ],
    [
      'a test that is none',
      {
        contraindications: [
          { ...contraindication, by: { result: { analyte: 'luck', below: 1, withinDays: 1 } } }
        ]
      },
      'names the test luck'
    ],
    [
      'a pattern that is none',
      { contraindications: [{ ...contraindication, by: { gene: { name: 'x', words: '(' } } }] },
      'a pattern that is none'
    ],
    [
      'levels that rise and fall',
      {
        interactions: [
          { ...interaction, relation: 'first-raises-second' },
          { ...interaction, id: 'I-other', relation: 'first-lowers-second' }
        ]
      },
      'says the opposite of I-other'
    ],
    [
      'an allergy that warns and does not',
      {
        allergies: [
          { ...allergy, strength: 'class', allergy: 'statin', ordered: 'statin' },
          {
            ...allergy,
            id: 'A-other',
            strength: 'class',
            severity: 'quiet',
            allergy: 'statin',
            ordered: 'statin'
          }
        ]
      },
      'warns where A-other does not'
    ],
    [
      'a second limit for one drug',
      { doses: [dose, { ...dose, id: 'D-other' }] },
      'has a second limit'
    ]
  ]

  test.for(planted)('%s', ([, tables, says]) => {
    const empty = Object.fromEntries(Object.keys(known.tables).map((name) => [name, []]))
    const { sets, sources, orderSets } = known
    const built = buildKnowledge(
      { ...(empty as unknown as KnowledgeTables), ...tables },
      { sets, sources, orderSets }
    )
    expect(
      checkKnowledge(built, ruleIds)
        .map((fault) => fault.says)
        .join('\n')
    ).toContain(says)
  })
})

test('a CSV line cannot be a formula, and quotes are doubled', () => {
  const lines = writeCsv(known, 'allergies').split('\r\n')
  expect(lines).toHaveLength(known.tables.allergies.length + 2)
  expect(lines[0]).toContain('"id","version","severity"')
  for (const table of Object.keys(known.tables) as (keyof KnowledgeTables)[]) {
    expect(writeCsv(known, table)).not.toMatch(/(?:^|,)"[=+@]/m)
  }
})

test('a drug is explained with every row that it stands in', () => {
  const text = explainDrug(known, 'apixaban')
  expect(text).toContain('I-apixaban-inducer')
  expect(text).toContain('U-anticoagulants')
  expect(text).toContain('S-anticoagulant')
  expect(text).not.toContain('I-simvastatin-gemfibrozil')
})
