/*
 * One value against one record: what stands in it holds, and the nearest lie beside it does not.
 */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { BoundFact } from '../../../src/findings/bound-finding.ts'
import { checkFact } from '../../../src/findings/facts/check-facts.ts'
import {
  aBloodPressure,
  aConcept,
  aLabResult,
  anObservation,
  aQuantity,
  loinc,
  snomed
} from '../../support/records.ts'
import { aStory, aView } from '../a-view.ts'

const view = aView([
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
  anObservation({ id: 'month', effectiveDateTime: '2026-03' })
])

type Value = Extract<BoundFact, { readonly kind: 'value' }>

const egfr: Value = {
  kind: 'value',
  role: 'basis',
  of: null,
  reference: 'Observation/e3',
  value: 47.26,
  unit: 'mL/min/1.73m2',
  date: '2026-02-01'
}
const verdict = (given: Partial<Value> = {}, record = view): string => {
  const said = checkFact({ ...egfr, ...given }, record)
  return said.outcome === 'holds' ? 'holds' : said.reason
}

test.for([
  [{}, 'holds'],
  [{ value: 47.3 }, 'holds'],
  [{ value: 47 }, 'holds'],
  [{ value: '47.3' }, 'holds'],
  [{ code: '98979-8' }, 'holds'],
  [{ unit: 'mL/min/{1.73_m2}' }, 'holds'],
  [{ unit: 'ml/min/1.73 m^2' }, 'holds'],
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
  expect(verdict(given)).toBe(expected)
})

const coded = { reference: 'Observation/fit', unit: null, date: '2026-10-01' }
const below = { reference: 'Observation/below', unit: 'ng/mL', date: '2026-10-01' }
const tsh = { reference: 'Observation/tsh', unit: 'mIU/L', date: '2026-05-05' }
const pressure = { reference: 'Observation/bp', unit: 'mmHg', date: '2026-09-01' }
const month = { reference: 'Observation/month', value: 52 }

test.for([
  ['a coded result is its word', { ...coded, value: 'positive' }, 'holds'],
  ['a coded result is no other word', { ...coded, value: 'negative' }, 'value-mismatch'],
  ['a coded result is no number', { ...coded, value: 1 }, 'value-mismatch'],
  ['a bound with its sign', { ...below, value: '< 0.10' }, 'holds'],
  ['a bound is not the number', { ...below, value: 0.1 }, 'value-mismatch'],
  ['a bound has its own sign', { ...below, value: '>0.1' }, 'value-mismatch'],
  ['a bound is no other bound', { ...below, value: '<0.2' }, 'value-mismatch'],
  ['a small number', { ...tsh, value: 0.004 }, 'holds'],
  ['a small number is not rounded away', { ...tsh, value: 0.008 }, 'value-mismatch'],
  ['a component, whichever comes first', { ...pressure, value: 152 }, 'holds'],
  ['the component that is named', { ...pressure, value: 88, component: '8462-4' }, 'holds'],
  ['systolic is not diastolic', { ...pressure, value: 152, component: '8462-4' }, 'value-mismatch'],
  ['a month has any day of it', { ...month, date: '2026-03-01' }, 'holds'],
  ['a month has no other day', { ...month, date: '2026-04-01' }, 'date-mismatch']
] as const)('%s', ([, given, expected]) => {
  expect(verdict(given)).toBe(expected)
})

test('a rounded value is not another reading of the same day', () => {
  const both = aView([
    aLabResult('inr', '6301-6', 3.04, '{INR}', '2026-02-01T08:00:00Z'),
    aLabResult('later', '6301-6', 3, '{INR}', '2026-02-01T20:00:00Z')
  ])
  const three = { value: 3, unit: '{INR}', date: '2026-02-01' }
  expect(verdict({ ...three, reference: 'Observation/later' }, both)).toBe('holds')
  expect(verdict({ ...three, reference: 'Observation/inr' }, both)).toBe('value-mismatch')
  const alone = aView([aLabResult('inr', '6301-6', 3.04, '{INR}', '2026-02-01T08:00:00Z')])
  expect(verdict({ ...three, reference: 'Observation/inr' }, alone)).toBe('holds')
})

describe('the newest', () => {
  const newest = (given: Partial<Value>) => {
    const said = checkFact({ ...egfr, ...given }, aView())
    return said.outcome === 'holds' && said.fact.found.kind === 'value'
      ? said.fact.found.newest
      : said
  }
  const older = { reference: 'Observation/e2', value: 61.4, date: '2025-03-10' }

  test('is called so only where nothing newer stands in the record', () => {
    expect(newest({})).toBe(true)
    expect(newest(older)).toBe(false)
  })

  test('that has been overtaken since it was stored falls', () => {
    expect(verdict({ ...older, newest: true })).toBe('stale')
    expect(verdict({ ...older, newest: false })).toBe('holds')
  })
})

test('no number but the recorded one, rounded, ever holds', () => {
  fc.assert(
    fc.property(
      fc.double({ min: 1.01, max: 15, noNaN: true }),
      fc.constantFrom(0.5, 0.9, 1.1, 1.3, 2, 10),
      (recorded, factor) => {
        const one = aView([aLabResult('o', '2823-3', recorded, 'mmol/L', '2026-02-01')])
        const given = { reference: 'Observation/o', unit: 'mmol/L' }
        const rounded = Number(recorded.toFixed(2))
        expect(verdict({ ...given, value: rounded }, one)).toBe('holds')
        const wrong = Number((recorded * factor).toPrecision(6))
        fc.pre(Math.abs(wrong - recorded) > 0.006)
        expect(verdict({ ...given, value: wrong }, one)).toBe('value-mismatch')
      }
    )
  )
})
