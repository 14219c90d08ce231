import { expect, test } from 'vitest'
import { loadRecord } from '../../src/evaluation/load-record.ts'

/* Records as others write them: what an EHR's FHIR server would hold after taking them in. */

const patient = {
  resourceType: 'Patient',
  id: 'p1',
  identifier: [{ system: 'urn:mrn', value: '7' }]
}
const bundle = (...entry: readonly object[]) => ({
  resourceType: 'Bundle',
  type: 'transaction',
  entry
})
const subjects = (record: unknown): readonly unknown[] =>
  loadRecord(record, 'p1')
    .resources.filter(({ resourceType }) => resourceType !== 'Patient')
    .map(({ subject }) => subject)

const mine = { reference: 'Patient/p1' }

test.for([
  ['relative', { reference: 'Patient/p1' }],
  ['by fullUrl', { reference: 'urn:uuid:aaaa' }],
  ['by an address', { reference: 'https://ehr.example/fhir/Patient/p1' }],
  ['conditional', { reference: 'Patient?identifier=urn:mrn|7' }],
  ['conditional and encoded', { reference: 'Patient?identifier=urn%3Amrn%7C7' }],
  ['conditional without system', { reference: 'Patient?identifier=7' }],
  ['by the bare id', { reference: 'p1' }],
  ['missing', undefined]
] as const)('a subject that is %s leads to the Patient', ([name, subject]) => {
  const fullUrl = name === 'by an address' ? 'https://ehr.example/fhir/Patient/p1' : 'urn:uuid:aaaa'
  const record = bundle(
    { fullUrl, resource: patient },
    { resource: { resourceType: 'Condition', id: 'c1', ...(subject && { subject }) } }
  )
  expect(subjects(record)).toEqual([mine])
})

test('a logical reference by identifier leads to the Patient', () => {
  const subject = { identifier: { system: 'urn:mrn', value: '7' } }
  const record = bundle({ resource: patient }, { resource: { resourceType: 'Condition', subject } })
  expect(subjects(record)).toEqual([{ ...subject, ...mine }])
})

test('a Patient without an id is the one of the call, whatever its fullUrl', () => {
  const record = bundle(
    { fullUrl: 'urn:uuid:aaaa', resource: { resourceType: 'Patient' } },
    { resource: { resourceType: 'Condition', subject: { reference: 'urn:uuid:aaaa' } } }
  )
  expect(loadRecord(record, 'p1').resources).toMatchObject([
    { resourceType: 'Patient', id: 'p1' },
    { resourceType: 'Condition', id: 'condition-2', subject: mine }
  ])
})

test('a Patient of another id stays who it is', () => {
  const other = { resourceType: 'Patient', id: 'p2' }
  const condition = { resourceType: 'Condition', id: 'c', subject: { reference: 'Patient/p2' } }
  const { resources } = loadRecord(bundle({ resource: other }, { resource: condition }), 'p1')
  expect(resources).toEqual([other, condition])
})

test('lists of resources and single ones are records too, and Bundles in Bundles', () => {
  const nested = bundle({ resource: bundle({ resource: patient }) })
  for (const record of [[patient], patient, bundle(patient), nested, [{ resource: patient }]]) {
    expect(loadRecord(record, 'p1').resources).toEqual([patient])
  }
})

test('ids that FHIR does not allow are replaced, and what refers to them follows', () => {
  const drug = { resourceType: 'Medication', id: 'med_1' }
  const order = {
    resourceType: 'MedicationRequest',
    id: 'm1',
    subject: mine,
    medicationReference: { reference: 'Medication/med_1' }
  }
  const record = bundle({ resource: patient }, { resource: drug }, { resource: order })
  const [, medication, request] = loadRecord(record, 'p1').resources
  expect(medication?.id).toBe('medication-2')
  expect(request?.['medicationReference']).toEqual({ reference: 'Medication/medication-2' })
})

test('an observation without category gets the one of its code, others keep theirs', () => {
  const observation = (code: string, category?: object) => ({
    resourceType: 'Observation',
    id: `o-${code}`,
    subject: mine,
    code: { coding: [{ system: 'http://loinc.org', code }] },
    ...(category && { category: [category] })
  })
  const survey = { coding: [{ code: 'survey' }] }
  const { resources, notes } = loadRecord(
    [patient, observation('98979-8'), observation('29463-7'), observation('44261-6', survey)],
    'p1'
  )
  const codes = resources.slice(1).map((one) => JSON.stringify(one['category']))
  expect(codes).toEqual([
    expect.stringContaining('laboratory'),
    expect.stringContaining('vital-signs'),
    expect.stringContaining('survey')
  ])
  expect(notes).toEqual(['2 observations without category given one'])
})

test('what is left out and what is added is noted', () => {
  const twice = { resourceType: 'Condition', id: 'c1', subject: mine }
  expect(loadRecord([twice, twice], 'p1').notes).toEqual([
    '1 of the record left out: their id stands twice',
    'the record holds no Patient: served with an id alone'
  ])
})

test('nonsense is an empty record, never a crash', () => {
  for (const record of [null, 7, {}, { resourceType: 'Bundle', entry: 7 }, [null, 'x', { a: 1 }]]) {
    expect(loadRecord(record, 'p1').resources).toEqual([{ resourceType: 'Patient', id: 'p1' }])
  }
})
