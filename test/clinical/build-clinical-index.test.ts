import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import type { Bundle, Patient, Resource } from '@medplum/fhirtypes'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { buildClinicalIndex } from '../../src/clinical/build-clinical-index.ts'
import { daysBefore, daysSince } from '../../src/clinical/days-since.ts'
import { standardAbsences } from '../../src/clinical/standard-absences.ts'
import {
  aDiagnosticReport,
  aMedicationDispense,
  anEncounter,
  anImmunization,
  aProcedure,
  aServiceRequest
} from '../support/events.ts'
import {
  aBloodPressure,
  aCondition,
  aLabResult,
  aMedicationRequest,
  aMedicationStatement,
  anAllergy,
  anObservation,
  aPatient,
  aRecord
} from '../support/records.ts'

const asOf = '2026-11-20T09:00:00Z'

/** A record with every kind of fact, renewals, ties in date and components. */
function aFullRecord(): Resource[] {
  return [
    aCondition({ id: 'c1' }),
    aCondition({ id: 'c2' }),
    anAllergy({ id: 'a1' }),
    anAllergy({ id: 'a2' }),
    aMedicationRequest({ id: 'm1' }),
    aMedicationRequest({ id: 'm2' }),
    aMedicationRequest({ id: 'm3', status: 'stopped', authoredOn: '2026-05-01' }),
    aMedicationStatement(),
    aMedicationDispense(),
    anObservation({ id: 'o1' }),
    anObservation({ id: 'o2' }),
    aLabResult('o3', '33914-3', 31, 'mL/min', '2025-01-01'),
    aBloodPressure('o4', 140, 90, '2026-10-01'),
    aProcedure({ id: 'pr1' }),
    aProcedure({ id: 'pr2' }),
    anEncounter(),
    anImmunization(),
    aDiagnosticReport(),
    aServiceRequest()
  ]
}

test('the order of the resources does not matter', () => {
  const resources = aFullRecord()
  const record = aRecord({ resources })
  const index = buildClinicalIndex(record, asOf)
  fc.assert(
    fc.property(fc.shuffledSubarray(resources, { minLength: resources.length }), (shuffled) => {
      const other = buildClinicalIndex({ ...record, resources: shuffled }, asOf)
      expect(other).toEqual(index)
      expect([...other.results.keys()]).toEqual([...index.results.keys()])
      expect([...other.byReference.keys()]).toEqual([...index.byReference.keys()])
    }),
    { numRuns: 50 }
  )
})

test('every resource is found under its own reference', () => {
  const resources = aFullRecord()
  const index = buildClinicalIndex(aRecord({ resources }), asOf)
  expect([...index.byReference.keys()].toSorted()).toEqual(
    resources.map((one) => `${one.resourceType}/${one.id}`).toSorted()
  )
})

test('reads events with status and dates, newest first', () => {
  const resources = [aProcedure(), anEncounter(), anImmunization(), aServiceRequest()]
  const { events } = buildClinicalIndex(aRecord({ resources }), asOf)
  expect(
    events.map((one) => [one.kind, one.label, one.status, one.date?.iso, one.end?.iso])
  ).toEqual([
    ['encounter', 'Encounter for check up', 'finished', '2026-10-01', '2026-10-01'],
    [
      'immunization',
      'Influenza, seasonal, injectable, preservative free',
      'completed',
      '2026-10-01',
      undefined
    ],
    ['order', 'Colonoscopy', 'active', '2026-09-01', undefined],
    ['procedure', 'Colonoscopy', 'completed', '2024-02-01', undefined]
  ])
})

test('keeps the data states of the record', () => {
  const record = aRecord({ states: { laboratory: { state: 'unknown', reason: 'late' } } })
  expect(buildClinicalIndex(record, asOf).states).toEqual(record.states)
})

test.for([
  ['1959-11-20', { ageYears: 67 }],
  ['1959-11-21', { ageYears: 66 }],
  ['1959', { ageYears: 67 }],
  ['2026-06-21', { ageYears: 0, ageMonths: 4 }],
  ['2026-06-20', { ageYears: 0, ageMonths: 5 }],
  ['2024-11-20', { ageYears: 2 }],
  ['2027-01-01', {}]
] as const)('someone born on %s has the age of that day', ([birthDate, age]) => {
  const { person } = buildClinicalIndex(aRecord({ patient: aPatient({ birthDate }) }), asOf)
  const { ageYears, ageMonths } = person
  expect({
    ...(ageYears !== undefined && { ageYears }),
    ...(ageMonths !== undefined && { ageMonths })
  }).toEqual(age)
})

test('knows no age without a birth date, and no sex that was not recorded', () => {
  const { birthDate: _birth, gender: _gender, ...patient } = aPatient()
  const { person } = buildClinicalIndex(aRecord({ patient }), asOf)
  expect(person).toEqual({ reference: 'Patient/p1', sex: 'unknown', deceased: false })
})

test.for([
  [{ deceasedBoolean: true }, true],
  [{ deceasedDateTime: '2020-01-01' }, true],
  [{ deceasedBoolean: false }, false]
] as const)('deceased: %o', ([given, deceased]) => {
  const { person } = buildClinicalIndex(aRecord({ patient: aPatient(given) }), asOf)
  expect(person.deceased).toBe(deceased)
})

test('counts days from the day of the clock, in its own offset', () => {
  const index = buildClinicalIndex(aRecord(), '2026-11-20T23:59:00-05:00')
  expect(index.asOf.iso).toBe('2026-11-20')
  expect(daysSince(daysBefore(index, 90), index)).toBe(90)
})

test('never throws, whatever stands in a resource', () => {
  const types = ['Condition', 'AllergyIntolerance', 'Observation', 'MedicationRequest', 'Encounter']
  const names = fc.constantFrom(
    ...`id status code clinicalStatus verificationStatus category component valueQuantity reaction
    dosageInstruction medicationReference medicationCodeableConcept effectiveDateTime referenceRange
    contained period coding text`.split(/\s+/)
  )
  const value = fc.letrec((tie) => ({
    any: fc.oneof(
      { maxDepth: 4 },
      fc.constantFrom('active', '2026-10-01', '#m', 'resolved', ''),
      fc.jsonValue({ maxDepth: 1 }),
      fc.array(tie('any'), { maxLength: 3 }),
      fc.dictionary(names, tie('any'), { maxKeys: 4 })
    )
  })).any
  const resource = fc
    .tuple(fc.constantFrom(...types), fc.dictionary(names, value, { maxKeys: 8 }))
    .map(([resourceType, fields]) => ({ ...fields, id: 'x1', resourceType }))
  fc.assert(
    fc.property(fc.array(resource, { maxLength: 5 }), (resources) => {
      const record = { ...aRecord(), resources: resources as unknown as Resource[] }
      const index = buildClinicalIndex(record, asOf)
      expect(standardAbsences(index)).toBeInstanceOf(Array)
    }),
    { numRuns: 300 }
  )
})

const folder = process.env['CURBSIDE_REAL_DATA'] ?? '../shared/data'
const published = ['patients', 'us-core']
  .map((name) => join(folder, name))
  .filter((path) => existsSync(path))
  .flatMap((path) => readdirSync(path).map((name) => join(path, name)))
  .filter((path) => path.endsWith('.json.gz'))

describe.skipIf(published.length === 0)('published records', () => {
  test.for(published)('%s', (path) => {
    const bundle = JSON.parse(gunzipSync(readFileSync(path)).toString('utf8')) as Bundle
    const entries = bundle.entry ?? []
    const resources = entries.flatMap((entry) => entry.resource ?? [])
    const patient = resources.find((one): one is Patient => one.resourceType === 'Patient')
    const supporting = new Map(
      entries.flatMap(({ fullUrl, resource }) =>
        resource === undefined || fullUrl === undefined ? [] : [[fullUrl, resource] as const]
      )
    )
    const record = aRecord({
      patient: { ...aPatient(), ...patient, id: patient?.id ?? 'p1' },
      resources: resources.filter((one) => one.resourceType !== 'Patient'),
      supporting
    })
    const index = buildClinicalIndex(record, asOf)
    const clinical = /^(?:Condition|AllergyIntolerance|Encounter|Procedure|Immunization)$/
    for (const one of resources.filter((resource) => clinical.test(resource.resourceType))) {
      if (isErroneous(one)) continue
      expect(index.byReference.has(`${one.resourceType}/${one.id}`)).toBe(true)
    }
    expect(index.unrecognised.map((one) => one.label)).toEqual([])
    for (const facts of index.byReference.values()) {
      for (const fact of facts) expect(fact.label).not.toMatch(/\((?:disorder|finding|procedure)\)/)
    }
  })
})

function isErroneous(resource: Resource): boolean {
  return /entered-in-error|refuted/.test(JSON.stringify(resource))
}
