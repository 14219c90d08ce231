import type { Resource } from '@medplum/fhirtypes'
import { describe, expect, test } from 'vitest'
import { isThere } from '../../src/clinical/active-medications.ts'
import { buildClinicalIndex } from '../../src/clinical/build-clinical-index.ts'
import { readDraftOrders } from '../../src/clinical/read-draft-orders.ts'
import { withoutReplaced } from '../../src/clinical/replaced-medications.ts'
import { activeState } from '../../src/rules/wording.ts'
import { anOrder, aRecord } from '../support/records.ts'

const asOf = '2026-11-20T09:00:00Z'
const subject = { reference: 'Patient/p1' }

function indexOf(...resources: readonly object[]) {
  return buildClinicalIndex(aRecord({ resources: resources as readonly Resource[] }), asOf)
}

const request = (given: object = {}) => ({
  resourceType: 'MedicationRequest',
  id: 'm1',
  subject,
  status: 'active',
  intent: 'order',
  authoredOn: '2026-06-01',
  medicationCodeableConcept: { text: 'Warfarin 5 MG Oral Tablet' },
  ...given
})
const other = (resourceType: string, given: object = {}) => ({
  resourceType,
  id: 'm1',
  subject,
  medicationCodeableConcept: { text: 'Warfarin 5 MG Oral Tablet' },
  ...given
})
const bounds = (given: object) => ({ dosageInstruction: [{ timing: { repeat: given } }] })

/** What a card says of the warfarin, or that it does not count as there. */
function stateOf(resource: object): string {
  const index = indexOf(resource)
  const [medication] = index.medications
  if (medication === undefined) return 'no fact'
  return isThere(medication, index) ? activeState(medication) : `not there: ${medication.status}`
}

test.for([
  ['an active request', request(), 'active (1 Jun 2026)'],
  ['one without status', request({ status: undefined }), 'status not recorded (1 Jun 2026)'],
  ['one of unknown status', request({ status: 'unknown' }), 'status not recorded (1 Jun 2026)'],
  ['a status nobody defined', request({ status: 'bogus' }), 'status not recorded (1 Jun 2026)'],
  ['a status in capitals', request({ status: 'ACTIVE' }), 'active (1 Jun 2026)'],
  ['a status as text only', request({ status: { text: 'Entered in Error' } }), 'no fact'],
  ['one that ended (R5)', request({ status: 'ended' }), 'not there: completed'],
  ['a stopped one', request({ status: 'stopped' }), 'not there: stopped'],
  [
    'a proposal without status',
    request({ status: undefined, intent: 'proposal' }),
    'not there: draft'
  ],
  ['a statement without status', other('MedicationStatement'), 'status not recorded'],
  [
    'a statement that is recorded (R5)',
    other('MedicationStatement', { status: 'recorded' }),
    'status not recorded'
  ],
  [
    'one that says it is not taken (R5)',
    other('MedicationStatement', {
      status: 'recorded',
      adherence: { code: { coding: [{ code: 'not-taking' }] } }
    }),
    'not there: stopped'
  ],
  [
    'one that says it is not taken (STU3)',
    other('MedicationStatement', { status: 'active', taken: 'n' }),
    'not there: stopped'
  ],
  [
    'a statement whose time is over',
    other('MedicationStatement', { status: 'active', effectivePeriod: { end: '2026-06-01' } }),
    'not there: completed'
  ],
  [
    'a dispense with days of supply',
    other('MedicationDispense', {
      status: 'completed',
      whenHandedOver: '2026-10-20',
      daysSupply: { value: 60, unit: 'd' }
    }),
    'dispensed (20 Oct 2026)'
  ],
  [
    'a dispense whose supply is used up',
    other('MedicationDispense', {
      status: 'completed',
      whenHandedOver: '2026-10-20',
      daysSupply: { value: 7, unit: 'd' }
    }),
    'not there: completed'
  ],
  [
    'a dispense without',
    other('MedicationDispense', { status: 'completed', whenHandedOver: '2026-10-20' }),
    'dispensed (20 Oct 2026), days of supply not recorded'
  ],
  [
    'a dispense of last year without',
    other('MedicationDispense', { status: 'completed', whenHandedOver: '2025-10-20' }),
    'not there: completed'
  ],
  [
    'a dispense without status',
    other('MedicationDispense', {
      whenHandedOver: '2026-11-01',
      daysSupply: { value: 60, unit: 'd' }
    }),
    'dispensed (1 Nov 2026)'
  ],
  [
    'what was given yesterday',
    other('MedicationAdministration', { status: 'completed', effectiveDateTime: '2026-11-19' }),
    'given (19 Nov 2026)'
  ],
  [
    'what was given in summer',
    other('MedicationAdministration', { status: 'completed', effectiveDateTime: '2026-07-19' }),
    'not there: completed'
  ],
  [
    'what was not given',
    other('MedicationAdministration', { status: 'not-done', effectiveDateTime: '2026-11-19' }),
    'no fact'
  ],
  [
    'bounds that ended',
    request(bounds({ boundsPeriod: { end: '2026-07-01' } })),
    'recorded active, its course ended on 1 Jul 2026'
  ],
  [
    'bounds that ended this week',
    request(bounds({ boundsPeriod: { end: '2026-11-15' } })),
    'active (1 Jun 2026)'
  ],
  [
    'a duration that is over',
    request(bounds({ boundsDuration: { value: 10, code: 'd' } })),
    'recorded active, its course ended on 11 Jun 2026'
  ],
  [
    'a duration in words',
    request({ dosageInstruction: [{ text: 'Take 1 tablet daily for 10 days' }] }),
    'recorded active, its course ended on 11 Jun 2026'
  ],
  [
    'a duration in words with refills',
    request({
      dosageInstruction: [{ text: 'Take 1 tablet daily for 90 days' }],
      dispenseRequest: { numberOfRepeatsAllowed: 3 }
    }),
    'active (1 Jun 2026)'
  ],
  [
    'a validity that is over',
    request({ dispenseRequest: { validityPeriod: { end: '2026-10-01' } } }),
    'recorded active, its course ended on 1 Oct 2026'
  ],
  [
    'no status and a course that ended',
    request({ status: undefined, ...bounds({ boundsPeriod: { end: '2026-07-01' } }) }),
    'status not recorded, its course ended on 1 Jul 2026'
  ]
] as const)('%s', ([, resource, state]) => {
  expect(stateOf(resource)).toBe(state)
})

describe('a drug named by reference', () => {
  const medication = (given: object) => ({ resourceType: 'Medication', id: 'x', ...given })
  const substance = { resourceType: 'Substance', id: 's', code: { text: 'ibuprofen' } }
  const absent = 'http://terminology.hl7.org/CodeSystem/data-absent-reason'

  test.for([
    [
      'an ingredient by reference',
      {
        contained: [medication({ ingredient: [{ itemReference: { reference: '#s' } }] }), substance]
      },
      ['ibuprofen'],
      true
    ],
    [
      'a name that says nothing, beside ingredients',
      {
        contained: [
          medication({
            code: { text: 'Compounded capsule' },
            ingredient: [{ itemCodeableConcept: { text: 'ibuprofen' } }]
          })
        ]
      },
      ['ibuprofen'],
      true
    ],
    [
      'an ingredient that is not known',
      {
        contained: [
          medication({
            ingredient: [
              { itemCodeableConcept: { text: 'ibuprofen' } },
              { itemCodeableConcept: { text: 'Zorblaxin' } }
            ]
          })
        ]
      },
      ['ibuprofen'],
      false
    ],
    [
      'an ingredient whose reference is dead',
      {
        contained: [
          medication({ ingredient: [{ itemReference: { reference: 'Substance/none' } }] })
        ]
      },
      [],
      false
    ],
    [
      'an inactive ingredient',
      {
        contained: [
          medication({
            ingredient: [
              { itemCodeableConcept: { text: 'ibuprofen' } },
              { itemCodeableConcept: { text: 'Zorblaxin' }, isActive: false }
            ]
          })
        ]
      },
      ['ibuprofen'],
      true
    ],
    [
      'a code that is withheld',
      { contained: [medication({ code: { coding: [{ system: absent, code: 'masked' }] } })] },
      [],
      false
    ],
    ['nothing at all', {}, [], false]
  ] as const)('with %s', ([, given, ingredients, complete]) => {
    const drug = { medicationCodeableConcept: undefined, medicationReference: { reference: '#x' } }
    const index = indexOf(request({ ...drug, ...given }))
    expect(index.medications[0]?.ingredients).toEqual(ingredients)
    expect(index.unrecognised).toHaveLength(complete ? 0 : 1)
  })

  test('a Medication with a code alone is called by the display of the reference', () => {
    const contained = [medication({ code: { coding: [{ system: 'urn:local', code: '4711' }] } })]
    const medicationReference = { reference: '#x', display: 'Warfarin 5 MG Oral Tablet' }
    const index = indexOf(
      request({ medicationCodeableConcept: undefined, contained, medicationReference })
    )
    expect(index.medications[0]).toMatchObject({
      label: medicationReference.display,
      ingredients: ['warfarin']
    })
  })

  test('the strength of the only ingredient is that of the product', () => {
    const strength = {
      numerator: { value: 400, unit: 'mg' },
      denominator: { value: 2, unit: 'tablet' }
    }
    const contained = [
      medication({ ingredient: [{ itemCodeableConcept: { text: 'ibuprofen' }, strength }] })
    ]
    const index = indexOf(
      request({
        medicationCodeableConcept: undefined,
        contained,
        medicationReference: { reference: '#x' }
      })
    )
    expect(index.medications[0]?.strength).toEqual({ value: 200, unit: 'mg' })
  })
})

describe('what an order takes the place of', () => {
  const draft = (given: object) =>
    anOrder(request({ id: 'd1', status: 'draft', ...given }) as Resource)
  test.for([
    [
      'its prior prescription',
      { priorPrescription: { reference: 'MedicationRequest/m1/_history/2' } },
      'stopped'
    ],
    [
      'that of its own server',
      {
        subject: { reference: 'https://ehr.test/fhir/Patient/p1' },
        priorPrescription: { reference: 'https://ehr.test/fhir/MedicationRequest/m1' }
      },
      'stopped'
    ],
    [
      'that of another server',
      { priorPrescription: { reference: 'https://other.test/fhir/MedicationRequest/m1' } },
      'active'
    ],
    ['one that it is not', { priorPrescription: { reference: 'MedicationRequest/m9' } }, 'active'],
    ['itself, taken back', { id: 'm1', status: 'cancelled' }, 'stopped'],
    [
      'another, taken back',
      { status: 'cancelled', priorPrescription: { reference: 'MedicationRequest/m1' } },
      'active'
    ]
  ] as const)('%s', ([, given, status]) => {
    const index = withoutReplaced(indexOf(request()), readDraftOrders([draft(given)], new Map()))
    expect(index.medications[0]?.status).toBe(status)
  })
})
