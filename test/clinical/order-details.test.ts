import type { MedicationRequest } from '@medplum/fhirtypes'
import { expect, test } from 'vitest'
import { dosesADayOf, reasonsOf, supplyDaysOf } from '../../src/clinical/order-details.ts'
import { aDosage, aMedicationRequest } from '../support/records.ts'

function order(given: Partial<MedicationRequest>) {
  const resource = aMedicationRequest(given)
  return { reference: 'MedicationRequest/m1', selected: true, resource }
}

test.for([
  [{ value: 10, code: 'd' }, 10],
  [{ value: 2, unit: 'weeks' }, 14],
  [{ value: 1, unit: 'month' }, 30],
  [{ value: 5, unit: 'boxes' }, undefined],
  [{ unit: 'days' }, undefined]
] as const)('a supply of %j lasts %s days', ([expectedSupplyDuration, days]) => {
  expect(supplyDaysOf(order({ dispenseRequest: { expectedSupplyDuration } }))).toBe(days)
})

test('an order without a supply says nothing', () => {
  expect(supplyDaysOf(order({}))).toBeUndefined()
})

test('reasons are read with label and codes', () => {
  const coding = [{ system: 'http://hl7.org/fhir/sid/icd-10-cm', code: 'G89.18', display: 'Pain' }]
  expect(reasonsOf(order({ reasonCode: [{ coding }, { text: 'after surgery' }] }))).toMatchObject([
    { label: 'Pain', codes: [{ code: 'G89.18' }] },
    { label: 'after surgery', codes: [] }
  ])
})

test('doses a day add up within a sequence, and steps of a taper do not', () => {
  expect(dosesADayOf(order({ dosageInstruction: [aDosage(1, 1), aDosage(2, 1)] }))).toBe(2)
  const taper = [
    { ...aDosage(1, 3), sequence: 1 },
    { ...aDosage(1, 1), sequence: 2 }
  ]
  expect(dosesADayOf(order({ dosageInstruction: taper }))).toBe(3)
})

test('once a week is a seventh of a dose a day, and no timing is not known', () => {
  const timing = { repeat: { frequency: 1, period: 1, periodUnit: 'wk' as const } }
  expect(dosesADayOf(order({ dosageInstruction: [{ timing }] }))).toBeCloseTo(1 / 7)
  expect(dosesADayOf(order({ dosageInstruction: [{ text: 'as told' }] }))).toBeUndefined()
  expect(dosesADayOf(order({ dosageInstruction: [] }))).toBeUndefined()
})
