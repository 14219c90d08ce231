import { expect, test } from 'vitest'
import type { Rule, RuleFinding } from '../../src/rules/rule.ts'
import { runRules } from '../../src/rules/run-rules.ts'
import { aView } from './a-view.ts'

const finding: RuleFinding = {
  matter: 'test',
  indicator: 'info',
  summary: 'Said',
  why: [],
  options: [],
  evidence: [],
  missing: [],
  suggestions: []
}

function aRule(id: string, given: Partial<Rule> = {}): Rule {
  return {
    id,
    version: '1.0',
    title: id,
    hooks: ['order-select'],
    topic: id.replace('-', ''),
    source: {
      title: 't',
      section: 's',
      url: 'https://example.org/',
      date: '2026',
      verified: false
    },
    evaluate: () => [finding],
    ...given
  }
}

test('a rule that throws is counted and the others still run', () => {
  const broken = aRule('R-98', {
    evaluate: () => {
      throw new Error('Patient Jane Doe')
    }
  })
  const run = runRules([aRule('R-97'), broken, aRule('R-99')], 'order-select', aView())
  expect(run.hits.map(({ rule }) => rule.id)).toEqual(['R-97', 'R-99'])
  expect(run.failed).toEqual([{ ruleId: 'R-98' }])
})

test('only the rules of the hook run', () => {
  const other = aRule('L-99', { hooks: ['patient-view'] })
  const run = runRules([aRule('R-97'), other], 'patient-view', aView())
  expect(run.hits.map(({ rule }) => rule.id)).toEqual(['L-99'])
})

test('a hit carries the rule and what it found', () => {
  const rule = aRule('R-97', { evaluate: () => [finding, { ...finding, summary: 'Again' }] })
  const { hits } = runRules([rule], 'order-select', aView())
  expect(hits.map(({ finding: { summary } }) => summary)).toEqual(['Said', 'Again'])
  expect(hits[0]?.rule).toBe(rule)
})
