import { expect, test } from 'vitest'
import type { Patient, Resource } from '@medplum/fhirtypes'
import { aPatient, aRecord } from '../support/records.ts'
import {
  aDraftOrder,
  aMedication,
  aMoment,
  anAllergyFact,
  anEvent,
  anIndex,
  aProblem,
  aResult,
  chartOf,
  code
} from './an-index.ts'

const smithers = aPatient({
  name: [{ family: 'Smithers', given: ['Waylon', 'J.'] }],
  address: [{ line: ['786 Paucek Meadow'], city: 'Buckland', postalCode: '01338' }],
  identifier: [{ value: 'MRN-0042917' }]
})

const labelled = (label: string, patient = smithers) =>
  chartOf({
    record: aRecord({ patient }),
    index: anIndex({ problems: [aProblem({ label }), aProblem({ label: 'Asthma', codes: [] })] })
  })

test.for([
  'Smithers hemoglobin assay',
  'hemoglobin (SMITHERS)',
  'Smïthérs',
  'hb_Smithers_2',
  'Smithers2',
  'S-m-i-t-h-e-r-s',
  'S m i t h e r s',
  "Smithers' cough",
  'Ｓｍｉｔｈｅｒｓ',
  'Smi\u200bthers',
  'Waylon',
  'seen by Waylon',
  'W. J. S.',
  'W.S.',
  'lives in Buckland',
  'Paucek Meadow',
  'visit at 786 Paucek Meadow',
  '01338 area',
  'MRN-0042917',
  'mrn 0042917',
  'MRN: 55555',
  'aged 93 years',
  'call 555-019-2334',
  'x@example.org',
  'https://example.org/a',
  'seen 2024-03-14',
  'seen 14 March 2024',
  'seen on March 3rd, 2024',
  'seen 3/14/2024',
  'referred by Dr. Zhivago',
  'node 203.0.113.77',
  'born 2 Mar 1959',
  'born 3/2/59',
  'id 19590302'
])('withholds the line "%s" and keeps the others', (label) => {
  const { chart, withheld } = labelled(label)
  expect(withheld).toBe(1)
  expect(chart.review).not.toContain(label)
  expect(chart.review).not.toMatch(/smithers|waylon/i)
  expect(chart.review).toContain('Asthma')
  expect(chart.review).toContain('NOT KNOWN\nlines of the record: 1 withheld')
})

test.for([
  'Smith fracture',
  'Blood pressure',
  'Influenza, seasonal',
  'Omeprazole 20 MG DR Oral Capsule',
  'D-dimer 5/325/40',
  'Allergy to ragweed',
  'E. coli infection',
  'Vitamin B12 1000 MCG',
  'I.V. access'
])('keeps the line "%s"', (label) => {
  const { chart, withheld } = labelled(label)
  expect(withheld).toBe(0)
  expect(chart.review).toContain(label)
})

const named = (family: string, given = 'Xanthippa') =>
  aPatient({ name: [{ family, given: [given] }] })

test.for([
  ['Parkinson', "Parkinson's disease"],
  ['Johnson', 'Stevens-Johnson syndrome'],
  ['White', 'Wolff-Parkinson-White syndrome'],
  ['Bell', "Bell's palsy"],
  ['Crohn', 'Crohn disease of colon'],
  ['Long', 'Long QT syndrome'],
  ['Head', 'Injury of head'],
  ['No', 'No significant findings'],
  ['May', 'May-Thurner malformation'],
  ['Colón', 'Colon polyp']
] as const)('a patient called %s keeps the line "%s"', ([family, label]) => {
  const { chart, withheld } = labelled(label, named(family))
  expect(withheld).toBe(0)
  expect(chart.review).toContain(label)
})

test.for([
  ['Parkinson', 'Parkinson hemoglobin assay'],
  ['Long', 'Mr. Long, cough'],
  ['Long', 'Dr Long follow-up'],
  ['Long', 'Long, Xanthippa'],
  ['Head', 'XANTHIPPA HEAD'],
  ['No', 'Mrs No'],
  ['Müller', 'Mueller assay'],
  ["O'Brien", 'obrien assay'],
  ["O'Brien", 'O Brien assay'],
  ['de la Cruz', 'DelaCruz assay'],
  ['Smith-Jones', 'jones assay'],
  ['王', '王Xanthippa 心电图'],
  ['Иванова', 'анализ ИВАНОВА'],
  ['Nguyễn', 'Nguyen assay'],
  ['Pérez', 'Perez assay'],
  ['Perez', 'Pérez assay'],
  ['Perez', 'Pe\u200brez assay'],
  ['Perez', 'p-e-r-e-z assay']
] as const)('of a patient called %s the line "%s" is withheld', ([family, label]) => {
  expect(labelled(label, named(family)).withheld).toBe(1)
})

test('two ordinary words that are a name together are one', () => {
  expect(labelled('White May cough', named('White', 'May')).withheld).toBe(1)
  expect(labelled('White cells in May', named('White', 'May')).withheld).toBe(0)
})

test('a medication or allergy whose display holds a name is still told in our own words', () => {
  const tainted = {
    index: anIndex({
      medications: [aMedication({ label: 'Metformin for Smithers' })],
      allergies: [anAllergyFact({ reactions: ['hives, says Smithers'] })]
    }),
    moment: aMoment([
      aDraftOrder(
        aMedication({ label: 'Smithers ibuprofen', ingredients: ['ibuprofen'], codes: [] })
      )
    ]),
    record: aRecord({ patient: smithers })
  }
  const { chart, withheld } = chartOf(tainted)
  expect(withheld).toBe(3)
  expect(chart.review).toContain('[M1] metformin (RX 861007) active since D-1000')
  expect(chart.review).toContain('[A1] penicillin (SCT 373270004) active, severe; recorded D-5000')
  expect(chart.moment).toBe('MOMENT order-select\n[M2] DRAFT selected: ibuprofen')
})

test('of a series only the reading that holds a name is withheld', () => {
  const fit = (reference: string, text: string, at: number) =>
    aResult(reference, 0, at, { analyte: 'fit', label: 'FIT', recorded: { text } })
  const { chart, withheld } = chartOf({
    record: aRecord({ patient: smithers }),
    index: anIndex({
      results: [fit('a', 'Negative', -9), fit('b', 'Smithers', -8), fit('c', 'Positive', -7)]
    })
  })
  expect(withheld).toBe(1)
  expect(chart.review).toContain(': Positive D-7 [O1]; Negative D-9 [O2]')
})

test('a code or a number that equals an identifier is left out', () => {
  const patient = aPatient({ identifier: [{ value: '861007' }, { value: '1234567' }] })
  const { chart, withheld } = chartOf({
    record: aRecord({ patient }),
    index: anIndex({
      medications: [aMedication()],
      results: [
        aResult('o1', 1_234_567, -3, { analyte: 'ferritin', label: 'ferritin' }),
        aResult('o2', 12, -4, { analyte: 'ferritin', label: 'ferritin' })
      ]
    })
  })
  expect(withheld).toBe(1)
  expect(chart.review).toContain('[M1] Metformin 500 MG Oral Tablet active')
  expect(chart.review).toContain(': 12 D-4')
  expect(chart.review).not.toMatch(/861007|1234567/)
})

test('numeric ids of a server, and a postal code, do not silence codes that happen to equal them', () => {
  const patient = aPatient({ id: '314076', address: [{ postalCode: '32968' }] })
  const { chart, withheld } = chartOf({
    record: aRecord({ patient }),
    index: anIndex({
      medications: [
        aMedication({ label: 'Lisinopril', codes: code('RX 314076') }),
        aMedication({
          label: 'Clopidogrel',
          codes: code('RX 32968'),
          reference: 'MedicationRequest/2'
        })
      ]
    })
  })
  expect(withheld).toBe(0)
  expect(chart.review).toContain('Lisinopril active')
  expect(chart.review).toContain('Clopidogrel (RX 32968) active')
})

test('ids that read like words of medicine do not silence those words', () => {
  const patient = aPatient({ id: 'metformin-500', identifier: [{ value: 'hemoglobin' }] })
  const { withheld } = chartOf({
    record: aRecord({ patient }),
    index: anIndex({
      medications: [aMedication({ label: 'Metformin 500 MG' })],
      events: [anEvent({ label: 'Hemoglobin check' })]
    })
  })
  expect(withheld).toBe(0)
})

test('names of relatives, clinicians and organisations seen in references are withheld too', () => {
  const record = aRecord({
    patient: aPatient({
      contact: [
        {
          name: { family: 'Abernathy', given: ['Zelda'] },
          telecom: [{ value: '+1 (212) 555-0147' }]
        }
      ],
      extension: [
        {
          url: 'http://hl7.org/fhir/StructureDefinition/patient-mothersMaidenName',
          valueString: 'Quackenbush'
        }
      ],
      generalPractitioner: [{ reference: 'Practitioner/x', display: 'Dr. Ignatz Vonderweiden' }]
    } as Partial<Patient>),
    resources: [
      {
        resourceType: 'Encounter',
        id: 'e1',
        status: 'finished',
        class: { code: 'AMB' },
        serviceProvider: { reference: 'urn:uuid:1', display: 'Springfield Clinic' },
        participant: [
          {
            individual: {
              reference: 'Practitioner?identifier=npi|9988776655',
              display: 'Ophelia Glumm'
            }
          }
        ]
      }
    ]
  })
  const labels = [
    'Abernathy',
    'told Zelda',
    'QUACKENBUSH',
    'vonderweiden',
    'Glumm',
    'Springfield clinic visit',
    'npi 9988776655',
    'tel 2125550147',
    'tel 555-0147'
  ]
  const problems = labels.map((label, at) => aProblem({ label, reference: `Condition/${at}` }))
  expect(chartOf({ record, index: anIndex({ problems }) }).withheld).toBe(labels.length)
})

test('so are those that only the draft orders hold', () => {
  const order = aDraftOrder(aMedication({ reference: 'MedicationRequest/draft-4711-x' }))
  const requester = { reference: 'Practitioner/p9', display: 'Ophelia Glumm' }
  const resource = { ...order.resource, requester } as Resource
  const labels = ['seen by Glumm', 'order draft-4711-x', 'Cough']
  const problems = labels.map((label, at) => aProblem({ label, reference: `Condition/${at}` }))
  const moment = aMoment([{ ...order, resource }])
  expect(chartOf({ moment, index: anIndex({ problems }) }).withheld).toBe(2)
})
