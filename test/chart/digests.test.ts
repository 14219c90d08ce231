import { expect, test } from 'vitest'
import { aRecord, notRead } from '../support/records.ts'
import {
  aDraftOrder,
  aMedication,
  aMoment,
  anIndex,
  aProblem,
  aResult,
  chartOf,
  day
} from './an-index.ts'

const index = () => anIndex({ problems: [aProblem()], results: [aResult('o1', 24, -20)] })
const digestsOf = (given: Parameters<typeof chartOf>[0] = {}) =>
  chartOf({ index: index(), ...given }).digests
const absence = { kind: 'result', key: 'ferritin', label: 'ferritin', since: day(-730) } as const

test('a digest is a sha256, and the moment has its own', () => {
  const draft = aDraftOrder(aMedication({ reference: 'MedicationRequest/d1' }))
  const { review, moment } = digestsOf({ moment: aMoment([draft]) })
  expect(review).toMatch(/^[0-9a-f]{64}$/)
  expect(moment).toMatch(/^[0-9a-f]{64}$/)
  expect(moment).not.toBe(review)
  expect(digestsOf().moment).toBeNull()
  expect(digestsOf().review).toBe(review)
})

test.for([
  ['a true date', { index: { ...index(), problems: [aProblem({ onset: day(-2919) })] } }],
  ['a reference', { index: { ...index(), problems: [aProblem({ reference: 'Condition/c9' })] } }],
  ['a status', { index: { ...index(), problems: [aProblem({ status: 'resolved' })] } }],
  [
    'a reading too old to be shown',
    {
      index: anIndex({
        problems: [aProblem()],
        results: [
          aResult('o1', 24, -20),
          ...[1, 2, 3, 4].map((at) => aResult(`x${at}`, 50, -100 * at))
        ]
      })
    }
  ],
  [
    'what could not be read',
    { index: { ...index(), states: { ...aRecord().states, laboratory: notRead('late') } } }
  ],
  [
    'a partial state',
    {
      index: {
        ...index(),
        states: { ...aRecord().states, laboratory: { state: 'partial', reason: 'late' } }
      }
    }
  ],
  ['an absence', { absences: [absence] }],
  ['the room there is', { charactersMax: 99_999 }],
  [
    'the birth date',
    {
      index: {
        ...index(),
        person: { ...index().person, birth: { iso: '1959-03-03', epochDay: -3957 } }
      }
    }
  ]
] as const)('%s changes the digest of the review', ([, given]) => {
  expect(digestsOf(given as Parameters<typeof chartOf>[0]).review).not.toBe(digestsOf().review)
})

test('the clock, ages and the start of a search do not', () => {
  const later = { ...index(), asOf: day(1), person: { ...index().person, ageYears: 68 } }
  const one = digestsOf({ absences: [absence] })
  const other = digestsOf({ index: later, absences: [{ ...absence, since: day(-729) }] })
  expect(other).toEqual(one)
})

test('social problems have no part in it, since the model never sees them', () => {
  const social = aProblem({ reference: 'Condition/s', label: 'Unemployed', social: true })
  expect(digestsOf({ index: { ...index(), problems: [aProblem(), social] } })).toEqual(digestsOf())
})

test.for([
  ['another draft', { reference: 'MedicationRequest/d2' }, true, 'order-select'],
  ['another dose', { dailyDose: { value: 2000, unit: 'mg' } }, true, 'order-select'],
  ['another selection', {}, false, 'order-select'],
  ['another hook', {}, true, 'order-sign']
] as const)(
  '%s changes the digest of the moment and not the review',
  ([, drug, selected, hook]) => {
    const draft = (given: Partial<Parameters<typeof aMedication>[0]>, isSelected: boolean) =>
      aDraftOrder(aMedication({ reference: 'MedicationRequest/d1', ...given }), isSelected)
    const one = digestsOf({ moment: aMoment([draft({}, true)]) })
    const other = digestsOf({ moment: aMoment([draft(drug, selected)], hook) })
    expect(other.moment).not.toBe(one.moment)
    expect(other.review).toBe(one.review)
  }
)
