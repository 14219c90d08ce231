/*
 * A whole finding: what is dropped, what is rejected, and that every sentence is written from the
 * record. The model's words have a file of their own.
 */
import { describe, expect, test } from 'vitest'
import type { BoundClaim, BoundFinding } from '../../src/findings/claim.ts'
import { verifyFinding } from '../../src/findings/verify-finding.ts'
import { aProcedure } from '../support/events.ts'
import {
  aConcept,
  aCondition,
  aLabResult,
  aPrescription,
  loinc,
  snomed
} from '../support/records.ts'
import {
  aBound,
  aMedicationClaim,
  aStory,
  aTrend,
  aView,
  aWarfarinDraft,
  egfrUnit,
  onDay
} from './a-view.ts'

const verdictOn = (given: Partial<BoundFinding> = {}, view = aView()) => {
  const verdict = verifyFinding(aBound(given), view)
  return verdict.outcome === 'verified'
    ? { ...verdict.finding, dropped: verdict.dropped }
    : verdict.reasons
}

const noFerritin: BoundClaim = {
  claim: 'absence',
  absence: { kind: 'result', key: 'ferritin', label: 'ferritin', since: onDay('2024-11-20') }
}
const wrong: BoundClaim = { claim: 'allergy', reference: 'AllergyIntolerance/none' }

describe('what is written', () => {
  test('comes from the record, with numbers, units and dates', () => {
    expect(verdictOn()).toEqual({
      bound: aBound(),
      matter: 'medication-risk:egfr+metformin',
      summary:
        'eGFR from 78 (12 Mar 2024) to 47.26 mL/min/1.73m2 (1 Feb 2026); metformin (active): medication risk to review',
      why: [
        'eGFR fell from 78 (12 Mar 2024) to 47.26 mL/min/1.73m2 (1 Feb 2026).',
        'Metformin hydrochloride 500 MG Oral Tablet is active since 3 Nov 2025.'
      ],
      evidence: [
        { reference: 'Observation/e1', text: 'eGFR was 78 mL/min/1.73m2 on 12 Mar 2024.' },
        { reference: 'Observation/e3', text: 'eGFR was 47.26 mL/min/1.73m2 on 1 Feb 2026.' },
        {
          reference: 'MedicationRequest/m1',
          text: 'Metformin hydrochloride 500 MG Oral Tablet is active since 3 Nov 2025.'
        }
      ],
      reasoning: 'Metformin is cleared by the kidney, and the eGFR is falling.',
      option: 'Consider reviewing the dose of metformin.',
      dropped: []
    })
  })

  test('holds the recorded number where the claim had rounded it', () => {
    const claims: BoundClaim[] = [
      {
        claim: 'value',
        reference: 'Observation/e3',
        value: 47,
        unit: 'mL/min/1.73m2',
        date: '2026-02-01'
      }
    ]
    expect(verdictOn({ concern: 'not-acted-on', claims })).toMatchObject({
      summary: 'eGFR 47.26 mL/min/1.73m2 (1 Feb 2026): follow-up to review'
    })
  })

  test('names what was searched for and not found, and only then', () => {
    const claims: BoundClaim[] = [aTrend, noFerritin]
    expect(verdictOn({ concern: 'monitoring-due', claims })).toMatchObject({
      summary:
        'eGFR from 78 (12 Mar 2024) to 47.26 mL/min/1.73m2 (1 Feb 2026); no ferritin since 20 Nov 2024: monitoring to review',
      why: [expect.any(String), 'No ferritin found in the record since 20 Nov 2024.'],
      matter: 'monitoring-due:egfr+no-ferritin'
    })
  })

  test('stays under 140 characters, number and date kept, whatever a label says', () => {
    const long = 'a very long name of a laboratory test that nobody would ever print on a card '
    const view = aView([
      aLabResult('long', '99999-9', 12.5, 'mg/dL', '2026-02-01', {
        code: aConcept(loinc, '99999-9', long.repeat(2))
      }),
      aCondition({ id: 'c1', code: aConcept(snomed, '1', long.repeat(2)) })
    ])
    const claims: BoundClaim[] = [
      {
        claim: 'value',
        reference: 'Observation/long',
        value: 12.5,
        unit: 'mg/dL',
        date: '2026-02-01'
      },
      { claim: 'condition', reference: 'Condition/c1', status: 'active' }
    ]
    const verdict = verdictOn({ concern: 'diagnosis-to-consider', claims }, view)
    const { summary } = verdict as { summary: string }
    expect(summary.length).toBeLessThan(140)
    expect(summary).toContain('12.5 mg/dL (1 Feb 2026)')
  })

  test('names the order it is about', () => {
    const view = aView(aStory(), { drafts: [aWarfarinDraft()] })
    const verdict = verdictOn({ orderReference: 'MedicationRequest/d1' }, view)
    expect(verdict).toMatchObject({
      about: { reference: 'MedicationRequest/d1' },
      matter: 'medication-risk:egfr+metformin+warfarin',
      summary: expect.stringMatching(/^Warfarin \(draft\); eGFR from 78/)
    })
  })
})

describe('what is dropped', () => {
  test('claims that fail, each named; the rest stays', () => {
    const verdict = verdictOn({ claims: [wrong, aTrend, aMedicationClaim] })
    expect(verdict).toMatchObject({
      bound: { claims: [aTrend, aMedicationClaim] },
      dropped: ['reference-unknown']
    })
  })

  test('a social finding, which the model cannot have read', () => {
    const social = aCondition({
      id: 'social',
      code: aConcept(snomed, '160903007', 'Full-time employment (finding)')
    })
    const claim: BoundClaim = {
      claim: 'condition',
      reference: 'Condition/social',
      status: 'active'
    }
    const view = aView([...aStory(), social])
    expect(verdictOn({ claims: [claim, aTrend, aMedicationClaim] }, view)).toMatchObject({
      dropped: ['kind-mismatch']
    })
  })
})

describe('what is rejected', () => {
  const view = aView(aStory(), { drafts: [aWarfarinDraft()] })
  const order: BoundClaim = { claim: 'order', reference: 'MedicationRequest/d1' }
  const value: BoundClaim = {
    claim: 'value',
    reference: 'Observation/k2',
    value: 4.5,
    unit: 'mmol/L',
    date: '2026-02-01'
  }
  const older: BoundClaim = {
    claim: 'value',
    reference: 'Observation/k1',
    value: 4.4,
    unit: 'mmol/L',
    date: '2025-03-10'
  }
  const toOlder: BoundClaim = { ...aTrend, toReference: 'Observation/e2' }
  const stable: BoundClaim = {
    claim: 'trend',
    fromReference: 'Observation/k1',
    toReference: 'Observation/k2',
    direction: 'stable'
  }
  const condition: BoundClaim = { claim: 'condition', reference: 'Condition/c1', status: 'active' }

  test.for<[string, Partial<BoundFinding>, readonly string[]]>([
    ['no claim holds', { claims: [wrong] }, ['reference-unknown', 'no-support']],
    ['an order stands alone', { claims: [order] }, ['no-support']],
    [
      'an absence stands alone',
      { concern: 'monitoring-due', claims: [noFerritin] },
      ['no-support']
    ],
    ['the order is none', { orderReference: 'MedicationRequest/m1' }, ['order-unknown']],
    ['worsening without a trend', { concern: 'worsening', claims: [value] }, ['no-support']],
    ['worsening that is stable', { concern: 'worsening', claims: [stable] }, ['no-support']],
    ['worsening up to an old reading', { concern: 'worsening', claims: [toOlder] }, ['stale']],
    [
      'not acted on, without result or absence',
      { concern: 'not-acted-on', claims: [condition] },
      ['no-support']
    ],
    ['not acted on, yet repeated since', { concern: 'not-acted-on', claims: [older] }, ['stale']],
    ['monitoring of nothing', { concern: 'monitoring-due', claims: [condition] }, ['no-support']],
    ['a drug risk without a drug', { claims: [condition] }, ['no-support']],
    [
      'treatment of nothing',
      { concern: 'missing-therapy', claims: [aMedicationClaim] },
      ['no-support']
    ],
    ['a duplicate of one', { concern: 'duplication', claims: [aMedicationClaim] }, ['no-support']],
    ['a time-critical topic', { reasoning: 'This may be sepsis.' }, ['topic-time-critical']]
  ])('%s', ([, given, reasons]) => {
    expect(verdictOn(given, view)).toEqual(reasons)
  })

  test.for<[string, Partial<BoundFinding>]>([
    ['order and absence', { concern: 'monitoring-due', claims: [order, noFerritin] }],
    ['worsening up to the newest', { concern: 'worsening', claims: [aTrend] }],
    ['old, with an absence', { concern: 'not-acted-on', claims: [older, noFerritin] }],
    ['two drugs', { concern: 'duplication', claims: [order, aMedicationClaim] }],
    ['a possible cause', { concern: 'possible-cause', claims: [value, aMedicationClaim] }],
    ['a problem without treatment', { concern: 'missing-therapy', claims: [condition] }]
  ])('but not: %s', ([, given]) => {
    expect(verdictOn(given, view)).toMatchObject({ dropped: expect.any(Array) })
  })
})

test('a stored finding falls when the record has moved on', () => {
  const before = aBound({ concern: 'worsening', claims: [aTrend] })
  expect(verifyFinding(before, aView()).outcome).toBe('verified')
  const recovered = [...aStory(), aLabResult('e4', '98979-8', 80, egfrUnit, '2026-10-01')]
  expect(verifyFinding(before, aView(recovered))).toEqual({
    outcome: 'rejected',
    reasons: ['stale']
  })
  const stopped = aStory().filter(({ id }) => id !== 'm1')
  stopped.push(aPrescription('m1', '861007', 'metformin 500 MG Oral Tablet', { status: 'stopped' }))
  expect(verifyFinding(aBound({ claims: [aMedicationClaim] }), aView(stopped))).toEqual({
    outcome: 'rejected',
    reasons: ['status-mismatch', 'no-support']
  })
})

test('every kind of fact has its sentence and its evidence', () => {
  const view = aView([...aStory(), aProcedure({ id: 'p', performedDateTime: '2024-05-06' })])
  const verdict = verdictOn(
    {
      concern: 'possible-cause',
      claims: [
        { claim: 'condition', reference: 'Condition/c1', status: 'active' },
        { claim: 'allergy', reference: 'AllergyIntolerance/a1' },
        { claim: 'event', reference: 'Procedure/p', date: null }
      ]
    },
    view
  )
  expect(verdict).toMatchObject({
    why: [
      'Diabetes mellitus type 2 is an active problem since 4 May 2018.',
      expect.stringMatching(
        /^Allergy in the record: Penicillin .*\(severe\) recorded 1 Jun 2012\.$/
      ),
      expect.stringMatching(/\(procedure, completed\) on 6 May 2024\.$/)
    ],
    evidence: [
      { reference: 'Condition/c1' },
      { reference: 'AllergyIntolerance/a1' },
      { reference: 'Procedure/p' }
    ]
  })
})
