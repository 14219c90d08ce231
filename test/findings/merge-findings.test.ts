import { describe, expect, test } from 'vitest'
import type { BoundFinding } from '../../src/findings/bound-finding.ts'
import { passDoor } from '../../src/findings/door.ts'
import type { ShownFinding } from '../../src/findings/door.ts'
import type { RuleHit } from '../../src/findings/finding.ts'
import { mergeFindings } from '../../src/findings/merge-findings.ts'
import type { RuleFinding } from '../../src/rules/rule.ts'
import { aRule } from '../support/findings.ts'
import { aBound, aStory, aView } from './a-view.ts'

const view = aView(aStory())

function aShown(given: Partial<BoundFinding> = {}): ShownFinding {
  const verdict = passDoor(aBound(given), view)
  if (verdict.outcome === 'dropped') throw new Error(JSON.stringify(verdict.lost))
  return verdict.finding
}

function aHit(given: Partial<RuleFinding> = {}): RuleHit {
  return {
    rule: aRule(),
    finding: {
      matter: 'metformin-egfr',
      indicator: 'critical',
      summary: 'eGFR 47 (1 Feb 2026): review metformin',
      why: [],
      options: ['Consider a review.'],
      evidence: [{ reference: 'Observation/e3', text: 'eGFR 47' }],
      missing: [],
      suggestions: [],
      ...given
    }
  }
}

const elsewhere = aHit({ evidence: [{ reference: 'Observation/k2', text: 'potassium' }] })

describe('mergeFindings', () => {
  test('shows once, in the words of the rule, what both found, with what the model adds', () => {
    const shown = aShown()
    const merged = mergeFindings({ ruleHits: [aHit()], verified: [shown] })
    expect(merged).toEqual({
      findings: [
        {
          ...aHit().finding,
          origin: 'rule',
          rule: expect.any(Object),
          aiAdds: [shown.meaning]
        }
      ],
      disagreements: 0
    })
  })

  test('shows what only the model found, at most as a warning', () => {
    const { findings } = mergeFindings({ ruleHits: [elsewhere], verified: [aShown()] })
    expect(findings).toEqual([
      expect.objectContaining({ origin: 'rule', aiAdds: [] }),
      expect.objectContaining({ origin: 'model', indicator: 'warning' })
    ])
  })

  test('one matter that the model found twice is one finding', () => {
    const { findings } = mergeFindings({ ruleHits: [], verified: [aShown(), aShown()] })
    expect(findings).toHaveLength(1)
  })

  test('counts a model that doubts what a rule rests on, and shows the rule', () => {
    const doubt = { ...aShown(), bound: aBound() }
    const meanings = doubt.bound.meanings.map((one) => ({
      ...one,
      relation: 'implausible' as const
    }))
    const verified = [{ ...doubt, bound: { ...doubt.bound, meanings } }]
    const merged = mergeFindings({ ruleHits: [aHit()], verified })
    expect(merged.disagreements).toBe(1)
    expect(merged.findings).toEqual([expect.objectContaining({ origin: 'rule' })])
  })

  test('a rule that could not assess is never taken for the same', () => {
    const unsure = aHit({ missing: ['weight'] })
    const { findings } = mergeFindings({ ruleHits: [unsure], verified: [aShown()] })
    expect(findings.map(({ origin }) => origin)).toEqual(['rule', 'model'])
  })
})
