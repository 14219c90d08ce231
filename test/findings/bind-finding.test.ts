import { describe, expect, test } from 'vitest'
import { bindFinding } from '../../src/findings/bind-finding.ts'
import { aProposed } from '../model/a-proposal.ts'
import { onDay, someAliases } from './a-view.ts'

const absence = {
  kind: 'result',
  key: 'ferritin',
  label: 'ferritin',
  since: onDay('2024-11-20')
} as const
const aliases = someAliases({
  O9: { kind: 'resource', reference: 'Observation/e3' },
  O5: { kind: 'resource', reference: 'Observation/e1' },
  M1: { kind: 'resource', reference: 'MedicationRequest/m1' },
  C1: { kind: 'resource', reference: 'Condition/c1' },
  A1: { kind: 'resource', reference: 'AllergyIntolerance/a1' },
  P1: { kind: 'resource', reference: 'Procedure/p1' },
  M12: { kind: 'order', reference: 'MedicationRequest/d1' },
  X1: { kind: 'absence', absence }
})

describe('bindFinding', () => {
  test('puts references and true dates where aliases and days stood', () => {
    const bound = bindFinding(
      aProposed({
        order: 'M12',
        claims: [
          { claim: 'value', alias: 'O9', value: 47, unit: 'mL/min/1.73m2', day: -20 },
          { claim: 'trend', from: 'O5', to: 'O9', direction: 'falling' },
          { claim: 'condition', alias: 'C1', status: 'active' },
          { claim: 'medication', alias: 'M1', status: 'stopped' },
          { claim: 'allergy', alias: 'A1' },
          { claim: 'event', alias: 'P1', day: 3 },
          { claim: 'order', alias: 'M12' },
          { claim: 'absence', alias: 'X1' }
        ]
      }),
      aliases
    )
    expect(bound).toEqual({
      outcome: 'bound',
      dropped: [],
      finding: {
        concern: 'medication-risk',
        indicator: 'warning',
        orderReference: 'MedicationRequest/d1',
        reasoning: 'The drug is cleared by the kidney.',
        option: 'Consider reviewing the dose.',
        alternative: null,
        claims: [
          {
            claim: 'value',
            reference: 'Observation/e3',
            value: 47,
            unit: 'mL/min/1.73m2',
            date: '2026-10-31'
          },
          {
            claim: 'trend',
            fromReference: 'Observation/e1',
            toReference: 'Observation/e3',
            direction: 'falling'
          },
          { claim: 'condition', reference: 'Condition/c1', status: 'active' },
          { claim: 'medication', reference: 'MedicationRequest/m1', status: 'stopped' },
          { claim: 'allergy', reference: 'AllergyIntolerance/a1' },
          { claim: 'event', reference: 'Procedure/p1', date: '2026-11-23' },
          { claim: 'order', reference: 'MedicationRequest/d1' },
          { claim: 'absence', absence }
        ]
      }
    })
  })

  test('drops and names claims whose alias was never issued or means something else', () => {
    const bound = bindFinding(
      aProposed({
        claims: [
          { claim: 'medication', alias: 'M1', status: 'active' },
          { claim: 'allergy', alias: 'A7' },
          { claim: 'trend', from: 'O5', to: 'O77', direction: 'rising' },
          { claim: 'trend', from: 'X1', to: 'O9', direction: 'rising' },
          { claim: 'absence', alias: 'O9' },
          { claim: 'condition', alias: 'X1', status: 'active' },
          { claim: 'order', alias: 'M1' },
          { claim: 'medication', alias: 'M12', status: 'active' }
        ]
      }),
      aliases
    )
    expect(bound).toMatchObject({
      outcome: 'bound',
      finding: { claims: [{ claim: 'medication', reference: 'MedicationRequest/m1' }] },
      dropped: [
        'alias-unknown',
        'alias-unknown',
        'kind-mismatch',
        'kind-mismatch',
        'kind-mismatch',
        'kind-mismatch',
        'kind-mismatch'
      ]
    })
  })

  test.for([
    ['an order that was never issued', { order: 'M99' }, 'order-unknown'],
    ['an order that is none', { order: 'M1' }, 'order-unknown'],
    ['no claim', { claims: [] }, 'no-support'],
    ['no known alias', { claims: [{ claim: 'allergy', alias: 'A7' }] }, 'alias-unknown'],
    ['an inherited name', { claims: [{ claim: 'allergy', alias: '__proto__' }] }, 'alias-unknown']
  ] as const)('rejects a finding with %s', ([, given, reason]) => {
    const proposed = {
      ...aProposed(),
      ...given,
      claims: [...('claims' in given ? given.claims : aProposed().claims)]
    }
    expect(bindFinding(proposed, aliases)).toEqual({ outcome: 'rejected', reason })
  })

  test('survives a day index that is no day', () => {
    const claims = [{ claim: 'event', alias: 'P1', day: Number.MAX_SAFE_INTEGER } as const]
    expect(bindFinding(aProposed({ claims }), aliases).outcome).toBe('bound')
  })
})
