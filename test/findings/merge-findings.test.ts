import { describe, expect, test } from 'vitest'
import type { BoundFinding } from '../../src/findings/claim.ts'
import type { RuleHit, VerifiedFinding } from '../../src/findings/finding.ts'
import { mergeFindings } from '../../src/findings/merge-findings.ts'
import { verifyFinding } from '../../src/findings/verify-finding.ts'
import type { RuleFinding } from '../../src/rules/rule.ts'
import { aRule } from '../support/findings.ts'
import { aBound, aMedicationClaim, aStory, aTrend, aView, aWarfarinDraft } from './a-view.ts'

const view = aView(aStory(), { drafts: [aWarfarinDraft()] })
const order = view.moment.draftOrders[0]

function aVerified(given: Partial<BoundFinding> = {}): VerifiedFinding {
  const verdict = verifyFinding(aBound(given), view)
  if (verdict.outcome === 'rejected') throw new Error(verdict.reasons.join(' '))
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

describe('mergeFindings', () => {
  test('shows once, in the words of the rule, what both found', () => {
    const merged = mergeFindings({ ruleHits: [aHit()], verified: [aVerified()] })
    expect(merged).toEqual({
      findings: [
        { ...aHit().finding, origin: 'rule', rule: expect.any(Object), confirmedByModel: true }
      ],
      disagreements: 0
    })
  })

  test('shows what only the model found, at most as a warning, with a generic option', () => {
    const hit = aHit({ evidence: [{ reference: 'Observation/k2', text: 'potassium' }] })
    const verified = aVerified({ option: 'Stop metformin.', alternative: 'Consider a review.' })
    const forged = { ...verified, bound: { ...verified.bound, indicator: 'critical' as never } }
    const { findings } = mergeFindings({ ruleHits: [hit], verified: [forged] })
    expect(findings).toEqual([
      expect.objectContaining({ origin: 'rule', confirmedByModel: false }),
      {
        origin: 'model',
        matter: 'medication-risk:egfr+metformin',
        indicator: 'warning',
        summary: verified.summary,
        why: verified.why,
        options: [
          'Consider reviewing the drug and its dose against these entries.',
          'Consider a review.'
        ],
        evidence: verified.evidence,
        missing: [],
        suggestions: [],
        reasoning: 'Metformin is cleared by the kidney, and the eGFR is falling.'
      }
    ])
  })

  test('shows a rule, and counts the disagreement, where the model says all is well', () => {
    const verified = aVerified({ reasoning: 'Metformin is safe to give.' })
    const merged = mergeFindings({ ruleHits: [aHit()], verified: [verified] })
    expect(merged.disagreements).toBe(1)
    expect(merged.findings).toEqual([expect.objectContaining({ confirmedByModel: false })])
  })

  test('never lets the model hide or confirm a rule that could not assess', () => {
    const hit = aHit({ missing: ['weight'] })
    const { findings } = mergeFindings({ ruleHits: [hit], verified: [aVerified()] })
    expect(findings.map(({ origin }) => origin)).toEqual(['rule', 'model'])
    expect(findings[0]).toMatchObject({ confirmedByModel: false })
  })

  test('keeps an order and the record as a whole apart', () => {
    const verified = aVerified({ orderReference: 'MedicationRequest/d1' })
    const { findings } = mergeFindings({ ruleHits: [aHit()], verified: [verified] })
    expect(findings).toHaveLength(2)
  })

  test('sharing merely the order is not the same matter', () => {
    const verified = aVerified({ orderReference: 'MedicationRequest/d1' })
    const hit = aHit({
      evidence: [{ reference: 'MedicationRequest/d1', text: 'warfarin' }],
      ...(order !== undefined && { about: order })
    })
    expect(mergeFindings({ ruleHits: [hit], verified: [verified] }).findings).toHaveLength(2)
  })

  test('sharing merely a diagnosis is not, where the finding rests on more', () => {
    const condition = { claim: 'condition', reference: 'Condition/c1', status: 'active' } as const
    const hit = aHit({ evidence: [{ reference: 'Condition/c1', text: 'diabetes' }] })
    const more = aVerified({ claims: [aTrend, aMedicationClaim, condition] })
    expect(mergeFindings({ ruleHits: [hit], verified: [more] }).findings).toHaveLength(2)
    const alone = aVerified({ concern: 'missing-therapy', claims: [condition] })
    expect(mergeFindings({ ruleHits: [hit], verified: [alone] }).findings).toHaveLength(1)
  })

  test('sharing less than half of what it rests on is another matter', () => {
    const verified = aVerified()
    const others = ['Observation/k1', 'Observation/k2'].map((reference) => ({
      reference,
      text: ''
    }))
    const wider = { ...verified, evidence: [{ reference: 'Observation/e3', text: '' }, ...others] }
    const pressures = ['Observation/b1', 'Observation/b2', 'Observation/e3']
    const hit = aHit({ evidence: pressures.map((reference) => ({ reference, text: '' })) })
    const { findings } = mergeFindings({ ruleHits: [hit], verified: [wider] })
    expect(findings.map(({ origin }) => origin)).toEqual(['rule', 'model'])
  })

  test('shows one matter of the model once, the first', () => {
    const { findings } = mergeFindings({ ruleHits: [], verified: [aVerified(), aVerified()] })
    expect(findings).toHaveLength(1)
  })

  test('gives nothing for nothing', () => {
    expect(mergeFindings({ ruleHits: [], verified: [] })).toEqual({
      findings: [],
      disagreements: 0
    })
  })
})
