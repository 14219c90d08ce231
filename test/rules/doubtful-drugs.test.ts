import type { MedicationRequest, Resource } from '@medplum/fhirtypes'
import { expect, test } from 'vitest'
import { aMedicationStatement } from '../support/records.ts'
import { aView, runAll, said } from './a-view.ts'
import { active, draft } from './drugs.ts'

const ended = (id: string): MedicationRequest =>
  active('warfarin', {
    id,
    dosageInstruction: [{ timing: { repeat: { boundsPeriod: { end: '2026-07-01' } } } }]
  })
const handedOut = (given: object) =>
  ({
    resourceType: 'MedicationDispense',
    id: 'md1',
    status: 'completed',
    subject: { reference: 'Patient/p1' },
    whenHandedOver: '2026-10-20',
    medicationCodeableConcept: { text: 'warfarin 5 mg tablet' },
    ...given
  }) as unknown as Resource

test.for([
  ['a course that ended', [ended('m1')], ['R-02 info']],
  ['two that ended', [ended('m1'), ended('m2')], ['R-02 info']],
  [
    'one that ended and one that goes on',
    [ended('m1'), active('warfarin2', { id: 'm2' })],
    ['R-02 critical']
  ],
  [
    'one that ended and a statement',
    [
      ended('m1'),
      aMedicationStatement({ id: 's1', medicationCodeableConcept: { text: 'warfarin' } })
    ],
    ['R-02 critical']
  ],
  ['handed out for nobody knows how long', [handedOut({})], ['R-02 info']],
  [
    'handed out for 60 days',
    [handedOut({ daysSupply: { value: 60, unit: 'd' } })],
    ['R-02 critical']
  ]
] as const)('ibuprofen and warfarin, %s', ([, resources, expected]) => {
  expect(said(aView({ drafts: [draft('ibuprofen')], resources }), 'order-select')).toEqual(expected)
})

test('the card says when the course ended', () => {
  const view = aView({ drafts: [draft('ibuprofen')], resources: [ended('m1')] })
  expect(runAll(view, 'order-select')[0]?.finding.summary).toContain(
    'warfarin recorded active, its course ended on 1 Jul 2026'
  )
})

test('directions that disagree are both said beside what rests on them', () => {
  const order = draft('citalopram', {
    dosageInstruction: [
      {
        text: 'Take 2 tablets daily',
        timing: { repeat: { frequency: 1, period: 1, periodUnit: 'd' } },
        doseAndRate: [{ doseQuantity: { value: 1, unit: 'tablet' } }]
      }
    ]
  })
  const patient = { resourceType: 'Patient', id: 'p1', birthDate: '1950-01-01' } as const
  const [hit] = runAll(aView({ drafts: [order], patient }), 'order-select')
  expect(hit?.finding.summary).toContain('40 mg')
  expect(hit?.finding.why).toContain(
    'Directions disagree: 20 mg a day coded, 40 mg a day in words; the larger was used.'
  )
})
