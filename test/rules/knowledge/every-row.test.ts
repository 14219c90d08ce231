import { describe, expect, test } from 'vitest'
import { embeddedKnowledge as known } from '../../../src/knowledge/embedded.ts'
import { buildKnowledge } from '../../../src/knowledge/knowledge.ts'
import type { KnowledgeTables } from '../../../src/knowledge/tables.ts'
import { ingredientNamed } from '../../../src/terminology/drug-names.ts'
import { knowledgeRules } from '../../../src/rules/knowledge/knowledge-rules.ts'
import { runRules } from '../../../src/rules/run-rules.ts'
import type { aView } from '../a-view.ts'
import { viewOf } from './a-situation.ts'

/*
 * Every row that can speak does so, alone among its table: a row that no order reaches is a row
 * that nobody would miss.
 */

const empty = Object.fromEntries(
  Object.keys(known.tables).map((name) => [name, []])
) as unknown as KnowledgeTables

/** What the rules say with one row alone. */
function saidWith(tables: Partial<KnowledgeTables>, view: ReturnType<typeof aView>) {
  const { sets, sources, orderSets } = known
  const alone = buildKnowledge({ ...empty, ...tables }, { sets, sources, orderSets })
  return runRules(knowledgeRules(alone), 'order-select', view).hits.map(({ rule }) => rule.id)
}

/** A drug of a set that a record can name, other than another. */
function drugOf(set: string, except: readonly string[] = []): string {
  const found = [...known.members(set)].find(
    (one) => ingredientNamed(one) === one && !except.includes(one)
  )
  if (found === undefined) throw new Error(`no drug of ${set} can be named`)
  return found
}

const speaking = <Row extends { readonly severity: string; readonly keeps?: string | undefined }>(
  rows: readonly Row[]
) => rows.filter(({ severity, keeps }) => severity !== 'quiet' && keeps === undefined)

describe('interactions', () => {
  const rows = speaking(known.tables.interactions).filter(({ conditions = [] }) =>
    conditions.every(({ severity }) => severity !== 'quiet')
  )
  test.for(rows)('$id', (row) => {
    const first = drugOf(row.first)
    const second = drugOf(row.second, [first])
    const { saidBy: _pairs, ...alone } = row
    const view = viewOf({
      order: `${first} 10 MG Oral Tablet`,
      taking: [`${second} 10 MG Oral Tablet`]
    })
    expect(saidWith({ interactions: [alone] }, view)).toContain(row.id)
  })
})

describe('duplicates', () => {
  test.for(speaking(known.tables.duplicates))('$id', (row) => {
    const { unless: _meant, saidBy: _pairs, ...alone } = row
    const first = drugOf(row.drugs)
    const second = drugOf(row.drugs, [first])
    const view = viewOf({
      order: `${first} 10 MG Oral Tablet`,
      taking: [`${second} 10 MG Oral Tablet`]
    })
    expect(saidWith({ duplicates: [alone] }, view)).toContain(row.id)
  })
})

describe('doses', () => {
  test.for(speaking(known.tables.doses))('$id', (row) => {
    const { when, perDay, unit } = row
    const egfr = when?.analyte === 'egfr' && when.below !== undefined ? when.below - 1 : 90
    const view = viewOf({
      order: `${drugOf(row.drugs)} 10 MG Oral Tablet`,
      dose: [perDay + 1, unit],
      age: row.ageYears?.atLeast === undefined ? 50 : row.ageYears.atLeast + 1,
      results: [['egfr', egfr]]
    })
    expect(saidWith({ doses: [row] }, view)).toContain(row.id)
  })
})

describe('contraindications by age, pregnancy and kidney function', () => {
  const rows = speaking(known.tables.contraindications).filter(
    ({ by, drugs, topicalToo }) =>
      drugs !== undefined &&
      topicalToo !== true &&
      ('ageYears' in by || 'pregnancy' in by || ('result' in by && by.result?.analyte === 'egfr'))
  )
  test.for(rows)('$id', (row) => {
    const { by, drugs = '' } = row
    const order = `${drugOf(drugs)} 10 MG Oral Tablet`
    const below = 'result' in by ? by.result?.below : undefined
    const age = 'ageYears' in by ? ageIn(by.ageYears) : 30
    const view = viewOf({
      order,
      age,
      ...('pregnancy' in by && { problems: ['Pregnancy'], sex: 'female' as const }),
      ...(below !== undefined && { results: [['egfr', below - 1]] as const })
    })
    expect(saidWith({ contraindications: [row] }, view)).toContain(row.id)
  })
})

function ageIn({
  below = 90,
  atLeast = 0
}: {
  readonly below?: number | undefined
  readonly atLeast?: number | undefined
}): number {
  return atLeast === 0 ? below * 0.5 : atLeast + 0.5
}
