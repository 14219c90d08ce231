/*
 * One claim against one record: what stands in it is verified, and the nearest lie beside it is not.
 */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { sameNumber } from '../../src/findings/checks/number.ts'
import type { BoundClaim } from '../../src/findings/claim.ts'
import { verifyClaim } from '../../src/findings/verify-claim.ts'
import { anEncounter, aProcedure, aServiceRequest } from '../support/events.ts'
import {
  aBloodPressure,
  aClinicalStatus,
  aConcept,
  aCondition,
  aLabResult,
  anAllergy,
  anObservation,
  aPrescription,
  aQuantity,
  loinc,
  notRead,
  snomed
} from '../support/records.ts'
import { aStory, aView, aWarfarinDraft, onDay } from './a-view.ts'

const resources = [
  ...aStory(),
  aLabResult('tsh', '3016-3', 0.004, 'm[IU]/L', '2026-05-05'),
  anObservation({ id: 'below', valueQuantity: { ...aQuantity(0.1, 'ng/mL'), comparator: '<' } }),
  anObservation({
    id: 'fit',
    code: aConcept(loinc, '29771-3', 'Fecal immunochemical test'),
    valueCodeableConcept: aConcept(snomed, '10828004', 'Positive (qualifier value)'),
    component: []
  }),
  aBloodPressure('bp', 152, 88, '2026-09-01'),
  anObservation({ id: 'month', effectiveDateTime: '2026-03' }),
  aCondition({ id: 'old', clinicalStatus: aClinicalStatus('resolved') }),
  aPrescription('stopped', '314076', 'lisinopril 10 MG Oral Tablet', { status: 'stopped' }),
  aPrescription('held', '197361', 'amlodipine 5 MG Oral Tablet', { status: 'on-hold' }),
  anAllergy({ id: 'past', clinicalStatus: aClinicalStatus('resolved', 'allergyintolerance') }),
  aProcedure({ id: 'done', status: 'completed', performedDateTime: '2024-05-06' }),
  aProcedure({ id: 'not-done', status: 'not-done', performedDateTime: '2024-05-06' }),
  aServiceRequest({ id: 'asked', status: 'active' }),
  anEncounter({ id: 'visit' })
]
const view = aView(resources, { drafts: [aWarfarinDraft()] })

const reasonOf = (claim: BoundClaim): string => {
  const verdict = verifyClaim(claim, view)
  return verdict.outcome === 'verified' ? 'verified' : verdict.reason
}

describe('a value', () => {
  const value = (given: Partial<Extract<BoundClaim, { claim: 'value' }>> = {}) =>
    reasonOf({
      claim: 'value',
      reference: 'Observation/e3',
      value: 47.26,
      unit: 'mL/min/1.73m2',
      date: '2026-02-01',
      ...given
    })

  test.for([
    [{}, 'verified'],
    [{ value: 47.3 }, 'verified'],
    [{ value: 47 }, 'verified'],
    [{ value: '47.3' }, 'verified'],
    [{ code: '98979-8' }, 'verified'],
    [{ unit: 'mL/min/{1.73_m2}' }, 'verified'],
    [{ unit: 'ml/min/1.73 m^2' }, 'verified'],
    [{ value: 50 }, 'value-mismatch'],
    [{ value: 47.2 }, 'value-mismatch'],
    [{ value: 47.261 }, 'value-mismatch'],
    [{ value: -47.26 }, 'value-mismatch'],
    [{ value: Number.NaN }, 'value-mismatch'],
    [{ value: '47.26 or so' }, 'value-mismatch'],
    [{ value: '<47.26' }, 'value-mismatch'],
    [{ value: 'Positive' }, 'value-mismatch'],
    [{ unit: 'mL/min' }, 'unit-mismatch'],
    [{ unit: 'mg/dL' }, 'unit-mismatch'],
    [{ unit: null }, 'unit-mismatch'],
    [{ date: '2026-02-02' }, 'date-mismatch'],
    [{ date: '2025-02-01' }, 'date-mismatch'],
    [{ code: '2823-3' }, 'code-mismatch'],
    [{ component: '8480-6' }, 'code-mismatch'],
    [{ reference: 'Observation/none' }, 'reference-unknown'],
    [{ reference: 'Condition/c1' }, 'kind-mismatch'],
    [{ reference: 'MedicationRequest/d1' }, 'reference-unknown']
  ] as const)('%j: %s', ([given, expected]) => {
    expect(value(given)).toBe(expected)
  })

  test('of a coded result is its word', () => {
    const coded = { reference: 'Observation/fit', unit: null, date: '2026-10-01' }
    expect(value({ ...coded, value: 'positive' })).toBe('verified')
    expect(value({ ...coded, value: 'negative' })).toBe('value-mismatch')
    expect(value({ ...coded, value: 1 })).toBe('value-mismatch')
  })

  test('below a bound is not the bound', () => {
    const below = { reference: 'Observation/below', unit: 'ng/mL', date: '2026-10-01' }
    expect(value({ ...below, value: '<0.1' })).toBe('verified')
    expect(value({ ...below, value: '< 0.10' })).toBe('verified')
    expect(value({ ...below, value: 0.1 })).toBe('value-mismatch')
    expect(value({ ...below, value: '>0.1' })).toBe('value-mismatch')
    expect(value({ ...below, value: '<0.2' })).toBe('value-mismatch')
  })

  test('of a small number is not rounded away to another', () => {
    const tsh = { reference: 'Observation/tsh', unit: 'mIU/L', date: '2026-05-05' }
    expect(value({ ...tsh, value: 0.004 })).toBe('verified')
    expect(value({ ...tsh, value: 0.008 })).toBe('value-mismatch')
  })

  test('of one component is found, whichever comes first', () => {
    const pressure = { reference: 'Observation/bp', unit: 'mmHg', date: '2026-09-01' }
    expect(value({ ...pressure, value: 152 })).toBe('verified')
    expect(value({ ...pressure, value: 88, component: '8462-4' })).toBe('verified')
    expect(value({ ...pressure, value: 152, component: '8462-4' })).toBe('value-mismatch')
    expect(value({ ...pressure, value: 120 })).toBe('value-mismatch')
  })

  test('that is rounded is not another reading of the same day', () => {
    const one = aView([
      aLabResult('inr', '6301-6', 3.04, '{INR}', '2026-02-01T08:00:00Z'),
      aLabResult('later', '6301-6', 3, '{INR}', '2026-02-01T20:00:00Z')
    ])
    const claim = { claim: 'value', value: 3, unit: '{INR}', date: '2026-02-01' } as const
    const verdict = (id: string) =>
      verifyClaim({ ...claim, reference: `Observation/${id}` }, one).outcome
    expect(verdict('later')).toBe('verified')
    expect(verdict('inr')).toBe('rejected')
    const alone = aView([aLabResult('inr', '6301-6', 3.04, '{INR}', '2026-02-01T08:00:00Z')])
    expect(verifyClaim({ ...claim, reference: 'Observation/inr' }, alone).outcome).toBe('verified')
  })

  test('of a month has any day of it', () => {
    const month = { reference: 'Observation/month', value: 52 }
    expect(value({ ...month, date: '2026-03-01' })).toBe('verified')
    expect(value({ ...month, date: '2026-04-01' })).toBe('date-mismatch')
  })
})

test('no number but the recorded one, rounded, is ever verified', () => {
  fc.assert(
    fc.property(
      fc.double({ min: 1.01, max: 15, noNaN: true }),
      fc.constantFrom(0.5, 0.9, 1.1, 1.3, 2, 10),
      (recorded, factor) => {
        const one = aView([aLabResult('o', '2823-3', recorded, 'mmol/L', '2026-02-01')])
        const claim = {
          claim: 'value',
          reference: 'Observation/o',
          unit: 'mmol/L',
          date: '2026-02-01'
        } as const
        const rounded = Number(recorded.toFixed(2))
        expect(verifyClaim({ ...claim, value: rounded }, one).outcome).toBe('verified')
        const wrong = Number((recorded * factor).toPrecision(6))
        fc.pre(Math.abs(wrong - recorded) > 0.006)
        expect(verifyClaim({ ...claim, value: wrong }, one).outcome).toBe('rejected')
      }
    )
  )
})

test.for([
  [4.6, 5, false],
  [4.6, 4.6, true],
  [0.0125, 0.013, true],
  [0.0125, 0.01, true],
  [0.0125, 0.02, false],
  [0.103, 0.1, true],
  [1.005, 1.01, true],
  [-1.25, -1.3, false],
  [140.4, 140, true],
  [11.625, 11.62, true],
  [11.625, 11.63, true],
  [11.625, 11.61, false],
  [1e21, 1e21, true]
] as const)('%s may be written %s: %s', ([recorded, claimed, same]) => {
  expect(sameNumber(claimed, recorded)).toBe(same)
})

describe('a trend', () => {
  const trend = (given: Partial<Extract<BoundClaim, { claim: 'trend' }>> = {}) =>
    reasonOf({
      claim: 'trend',
      fromReference: 'Observation/e1',
      toReference: 'Observation/e3',
      direction: 'falling',
      ...given
    })

  test.for([
    [{}, 'verified'],
    [{ from: 78, to: 47.3, fromDate: '2024-03-12', toDate: '2026-02-01' }, 'verified'],
    [
      { fromReference: 'Observation/k1', toReference: 'Observation/k2', direction: 'stable' },
      'verified'
    ],
    [{ direction: 'rising' }, 'trend-mismatch'],
    [{ direction: 'stable' }, 'trend-mismatch'],
    [
      { fromReference: 'Observation/k1', toReference: 'Observation/k2', direction: 'rising' },
      'trend-mismatch'
    ],
    [
      { fromReference: 'Observation/e3', toReference: 'Observation/e1', direction: 'rising' },
      'trend-mismatch'
    ],
    [{ toReference: 'Observation/e1' }, 'trend-single-point'],
    [{ toReference: 'Observation/k2' }, 'code-mismatch'],
    [{ code: '2823-3' }, 'code-mismatch'],
    [{ from: 79 }, 'value-mismatch'],
    [{ to: 50 }, 'value-mismatch'],
    [{ fromDate: '2023-03-12' }, 'date-mismatch'],
    [{ toReference: 'Observation/none' }, 'reference-unknown'],
    [{ toReference: 'Condition/c1' }, 'kind-mismatch']
  ] as const)('%j: %s', ([given, expected]) => {
    expect(trend(given)).toBe(expected)
  })

  test('is not read out of bounds', () => {
    const bounded = aView([
      aLabResult('one', '98979-8', 90, 'mL/min/{1.73_m2}', '2025-01-01', {
        valueQuantity: { ...aQuantity(90, 'mL/min/{1.73_m2}'), comparator: '>' }
      }),
      aLabResult('two', '98979-8', 60, 'mL/min/{1.73_m2}', '2026-01-01')
    ])
    const claim = {
      claim: 'trend',
      fromReference: 'Observation/one',
      toReference: 'Observation/two',
      direction: 'falling'
    } as const
    expect(verifyClaim(claim, bounded)).toEqual({ outcome: 'rejected', reason: 'trend-mismatch' })
  })
})

test.for<[BoundClaim, string]>([
  [{ claim: 'condition', reference: 'Condition/c1', status: 'active' }, 'verified'],
  [{ claim: 'condition', reference: 'Condition/c1', status: 'resolved' }, 'status-mismatch'],
  [{ claim: 'condition', reference: 'Condition/old', status: 'resolved' }, 'verified'],
  [{ claim: 'condition', reference: 'Condition/old', status: 'active' }, 'status-mismatch'],
  [{ claim: 'condition', reference: 'Condition/c1', status: 'active', code: '1' }, 'code-mismatch'],
  [{ claim: 'condition', reference: 'Observation/e1', status: 'active' }, 'kind-mismatch'],
  [{ claim: 'medication', reference: 'MedicationRequest/m1', status: 'active' }, 'verified'],
  [
    { claim: 'medication', reference: 'MedicationRequest/stopped', status: 'active' },
    'status-mismatch'
  ],
  [{ claim: 'medication', reference: 'MedicationRequest/stopped', status: 'stopped' }, 'verified'],
  [
    { claim: 'medication', reference: 'MedicationRequest/held', status: 'active' },
    'status-mismatch'
  ],
  [
    { claim: 'medication', reference: 'MedicationRequest/held', status: 'stopped' },
    'status-mismatch'
  ],
  [{ claim: 'allergy', reference: 'AllergyIntolerance/a1' }, 'verified'],
  [{ claim: 'allergy', reference: 'AllergyIntolerance/past' }, 'status-mismatch'],
  [{ claim: 'allergy', reference: 'Condition/c1' }, 'kind-mismatch'],
  [{ claim: 'event', reference: 'Procedure/done', date: '2024-05-06' }, 'verified'],
  [{ claim: 'event', reference: 'Procedure/done', date: null }, 'verified'],
  [{ claim: 'event', reference: 'Procedure/done', date: '2025-05-06' }, 'date-mismatch'],
  [{ claim: 'event', reference: 'Procedure/not-done', date: null }, 'status-mismatch'],
  [{ claim: 'event', reference: 'ServiceRequest/asked', date: null }, 'verified'],
  [{ claim: 'event', reference: 'Encounter/visit', date: null }, 'verified'],
  [{ claim: 'event', reference: 'Observation/e1', date: null }, 'kind-mismatch'],
  [{ claim: 'order', reference: 'MedicationRequest/d1' }, 'verified'],
  [{ claim: 'order', reference: 'MedicationRequest/m1' }, 'order-unknown']
])('%j: %s', ([claim, expected]) => {
  expect(reasonOf(claim)).toBe(expected)
})

describe('an absence', () => {
  const absenceOf = (key: string, label = key): BoundClaim => ({
    claim: 'absence',
    absence: { kind: 'result', key, label, since: onDay('2024-11-20') }
  })

  test('is searched for again', () => {
    expect(reasonOf(absenceOf('ferritin'))).toBe('verified')
    expect(reasonOf(absenceOf('egfr'))).toBe('absence-contradicted')
  })

  test('is not known where results were not read', () => {
    const unread = aView([], { states: { laboratory: notRead() } })
    expect(verifyClaim(absenceOf('ferritin'), unread)).toEqual({
      outcome: 'rejected',
      reason: 'absence-unknown'
    })
  })
})
