import { expect, test } from 'vitest'
import { expectSaid } from './a-view.ts'
import { longitudinalCases } from './longitudinal-cases.ts'
import { orderCases } from './order-cases.ts'

/*
 * Each situation of the clinical reference with its twins, from the FHIR resources to what all
 * rules together say: the one expected, and no other.
 */

test.for(orderCases)('at ordering: $name', (one) => {
  expectSaid(one, 'order-select')
})

test.for(longitudinalCases)('in the record: $name', (one) => {
  expectSaid(one, 'patient-view')
})

test('no name of a case stands twice', () => {
  const names = [...orderCases, ...longitudinalCases].map(({ name }) => name)
  expect(new Set(names).size).toBe(names.length)
})
