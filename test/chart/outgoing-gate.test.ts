import { expect, test } from 'vitest'
import { deidentify } from '../../src/chart/deidentify.ts'
import { aCondition, aPatient, aRecord } from '../support/records.ts'
import { aMoment, anIndex, aProblem, chartOf } from './an-index.ts'

const patient = aPatient({
  id: '6f2c1c9e-7a77-4b0e-9f9b-0a1b2c3d4e5f',
  name: [{ family: 'Ångström-Bell', given: ['Rosalind', 'May'] }],
  birthDate: '1959-03-02',
  telecom: [
    { system: 'phone', value: '+1 (212) 555-0147' },
    { system: 'email', value: 'rosalind@example.org' }
  ],
  address: [{ line: ['786 Paucek Meadow'], city: 'Buckland', postalCode: '01338-1234' }],
  identifier: [{ value: '999-14-9499' }, { value: 'MRN 0042917' }, { value: '77' }]
})
const record = aRecord({
  patient,
  resources: [
    aCondition({ id: 'c1' }),
    aCondition({ id: 'eAB3mDIBBcyUKviyzrxsnAw' }),
    aCondition({ id: 'cond-4711' })
  ]
})
const { gate, chart } = chartOf({ record, index: anIndex({ problems: [aProblem()] }) })

/** A request body as an adapter makes it. */
const body = (added = '', inFence = '') =>
  JSON.stringify({
    model: 'medical-frontier',
    messages: [
      {
        role: 'system',
        content: `Findings may long be no use. White spots in May. See Bell et al. ${added}`
      },
      { role: 'user', content: `ASK review\n<<<CHART\n${chart.review}\n${inFence}\nCHART>>>` }
    ]
  })

test('lets the chart pass among instructions that hold ordinary words', () => {
  expect(gate.hits(body())).toBe(0)
})

test.for([
  '6f2c1c9e-7a77-4b0e-9f9b-0a1b2c3d4e5f',
  '6F2C1C9E7A774B0E9F9B0A1B2C3D4E5F',
  'Patient/6f2c1c9e-7a77-4b0e-9f9b-0a1b2c3d4e5f',
  'Condition/c1',
  'eAB3mDIBBcyUKviyzrxsnAw',
  'cond-4711',
  'Rosalind Ångström-Bell',
  'ANGSTROM BELL, ROSALIND',
  'rosalind angstrom',
  '+12125550147',
  '212.555.0147',
  '(212) 555 0147',
  '555-0147',
  'rosalind@example.org',
  '786 Paucek Meadow',
  '786, PAUCEK MEADOW',
  '01338-1234',
  '999-14-9499',
  '999149499',
  '999 14 9499',
  'mrn:0042917',
  '1959-03-02',
  '1959-03-02T00:00:00Z',
  '19590302',
  '3/2/1959',
  '3/2/59',
  '02.03.1959',
  '2 Mar 1959',
  '2 March 1959',
  'March 2nd, 1959',
  '2 de marzo de 1959',
  '2. März 1959',
  '-341971200'
])('closes on %s anywhere in the body, however it is escaped', (identifier) => {
  expect(gate.hits(body(identifier))).toBeGreaterThan(0)
  expect(gate.hits(body('', identifier))).toBeGreaterThan(0)
  expect(gate.hits(JSON.stringify({ nested: body(identifier) }))).toBeGreaterThan(0)
  const escaped = identifier
    .split('')
    .map((c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, '0')}`)
    .join('')
  expect(gate.hits(body('@@').replace('@@', escaped))).toBeGreaterThan(0)
})

test.for([
  'Rosalind',
  'ångström',
  'angstrom2',
  'Buckland',
  'Mrs. May',
  'Ms May',
  'seen 2024-01-01',
  'x@example.com'
])("closes on %s only inside the fence, where the text is the record's", (name) => {
  expect(gate.hits(body('', name))).toBeGreaterThan(0)
  expect(gate.hits(body(name))).toBe(0)
})

test.for(['Patient/p1x', 'c1', '77', 'Condition/c10', '1959', '12345', 'cond 4711', 'March 1959'])(
  'stays open on %s, which tells nobody',
  (text) => {
    expect(gate.hits(body(text))).toBe(0)
    expect(gate.hits(body('', text))).toBe(0)
  }
)

test('a body without a fence is all taken for the record', () => {
  expect(gate.hits(JSON.stringify({ text: 'Rosalind' }))).toBeGreaterThan(0)
  expect(gate.hits('')).toBe(0)
  expect(gate.hits('not json \\u00')).toBe(0)
})

test('a fence that never closes still counts', () => {
  expect(gate.hits('<<<CHART\nRosalind')).toBeGreaterThan(0)
})

test('nothing leaves when an identifier stands where no line can be withheld', () => {
  // The patient's own line is never withheld, so here only the gate can.
  const outcome = deidentify({
    index: anIndex({
      person: { reference: 'Patient/p1', sex: 'female', ageYears: 67, deceased: false }
    }),
    moment: aMoment(),
    record: aRecord({ patient: aPatient({ identifier: [{ value: 'Y1] 67y female' }] }) }),
    absences: [],
    profile: 'minimised',
    charactersMax: 10_000
  })
  expect(outcome).toEqual({ outcome: 'gate-closed', hits: expect.any(Number) })
})
