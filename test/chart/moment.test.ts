import { expect, test } from 'vitest'
import { aDraftOrder, aMedication, aProblem, anAllergyFact, anIndex, chartOf } from './an-index.ts'

/* What a moment says beside the review: orders that stand, and new entries of the record. */

const dispatched = { ...aDraftOrder(aMedication()), standing: 'active' } as const

test('an order that stands is one order, under whichever alias', () => {
  const index = anIndex({ medications: [aMedication()] })
  const moment = { hook: 'order-dispatch', about: 'orders', draftOrders: [dispatched] } as const
  const { chart, aliases } = chartOf({ index, moment })
  expect(chart.moment).toBe(
    'MOMENT order-dispatch\n[M2] ACTIVE selected: Metformin 500 MG Oral Tablet (RX 861007); the same as M1'
  )
  expect(aliases.resolve('M1')).toMatchObject({ reference: 'MedicationRequest/m1' })
  expect(aliases.resolve('M2')).toEqual({ kind: 'order', reference: 'MedicationRequest/m1' })
  // One that the record does not hold has but one.
  expect(chartOf({ moment }).chart.moment).not.toContain('the same as')
})

test('new entries are pointed at where they stand in the review', () => {
  const index = anIndex({ problems: [aProblem()], allergies: [anAllergyFact()] })
  const moment = {
    hook: 'allergyintolerance-create',
    about: 'facts',
    draftOrders: [],
    newFacts: ['AllergyIntolerance/a1']
  } as const
  const { chart, digests } = chartOf({ index, moment })
  expect(chart.moment).toBe('MOMENT allergyintolerance-create\n[A1] NEW ENTRY')
  const other = chartOf({ index, moment: { ...moment, newFacts: ['Condition/c1'] } })
  expect(other.chart.moment).toContain('[C1] NEW ENTRY')
  expect(other.digests.moment).not.toBe(digests.moment)
})

test('a new entry that may not be shown asks nothing', () => {
  const index = anIndex({ problems: [aProblem({ social: true })] })
  const moment = { hook: 'problem-list-item-create', draftOrders: [], newFacts: ['Condition/c1'] }
  expect(chartOf({ index, moment }).chart.moment).toBeNull()
})
