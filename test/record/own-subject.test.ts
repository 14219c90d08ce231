import type { Condition, Patient, Resource } from '@medplum/fhirtypes'
import { describe, expect, test } from 'vitest'
import { namesPatient, patientNames } from '../../src/record/own-subject.ts'
import { siftForPatient } from '../../src/record/sift-for-patient.ts'
import { isRestricted } from '../../src/record/security-labels.ts'

const patient: Patient = {
  resourceType: 'Patient',
  id: 'p1',
  identifier: [{ system: 'https://ehr.test/mrn', value: '0017' }, { value: 'bare' }]
}
const names = patientNames({ patient, patientId: 'p1', fullUrls: new Set(['urn:uuid:own']) })

describe('whose resource it is', () => {
  test.for<[string, unknown]>([
    ['the relative reference', { reference: 'Patient/p1' }],
    ['a versioned one', { reference: 'Patient/p1/_history/4' }],
    ['an absolute one', { reference: 'https://ehr.test/fhir/r4/Patient/p1' }],
    ['the bare id', { reference: 'p1' }],
    ['the address of the Patient in the Bundle', { reference: 'urn:uuid:own' }],
    ['the id as a uuid', { reference: 'urn:uuid:p1' }],
    ['an identifier, conditionally', { reference: 'Patient?identifier=https://ehr.test/mrn|0017' }],
    [
      'an encoded identifier',
      { reference: 'Patient?identifier=https%3A%2F%2Fehr.test%2Fmrn%7C0017' }
    ],
    ['an identifier without its system', { reference: 'Patient?identifier=0017' }],
    ['a logical reference', { identifier: { system: 'https://ehr.test/mrn', value: '0017' } }],
    ['a logical reference without a system', { identifier: { value: 'bare' } }]
  ])('%s means this patient', ([, subject]) => expect(namesPatient(subject, names)).toBe(true))

  test.for<[string, unknown]>([
    ['another id', { reference: 'Patient/p2' }],
    ['an id that begins the same', { reference: 'Patient/p11' }],
    ['an id that ends the same', { reference: 'Patient/xp1' }],
    ['another type', { reference: 'Group/p1' }],
    ['an absolute one of another type', { reference: 'https://ehr.test/fhir/Group/p1' }],
    ['an address that only holds it', { reference: 'https://ehr.test/?Patient/p1' }],
    ['another urn', { reference: 'urn:uuid:other' }],
    ['another value', { reference: 'Patient?identifier=https://ehr.test/mrn|0018' }],
    ['another system', { reference: 'Patient?identifier=https://other.test|0017' }],
    ['a part of the value', { reference: 'Patient?identifier=17' }],
    ['a second condition', { reference: 'Patient?identifier=0017&active=true' }],
    ['another condition', { reference: 'Patient?name=0017' }],
    ['an empty condition', { reference: 'Patient?identifier=' }],
    ['a contained one', { reference: '#p1' }],
    ['a display only', { display: 'p1' }],
    ['an identifier of another system', { identifier: { system: 'x', value: '0017' } }],
    ['an identifier without value', { identifier: { system: 'https://ehr.test/mrn' } }],
    ['the empty reference', { reference: '' }],
    ['nothing', undefined]
  ])('%s does not', ([, subject]) => expect(namesPatient(subject, names)).toBe(false))

  test('a megabyte of slashes is judged at once', () => {
    expect(namesPatient({ reference: '/'.repeat(1_000_000) }, names)).toBe(false)
    expect(namesPatient({ reference: `Patient?${'a='.repeat(500_000)}` }, names)).toBe(false)
  })
})

describe('a subject below a base', () => {
  const own = ['https://ehr.test/fhir/r4/', 'http://10.0.0.7:8080/fhir']
  const known = patientNames({ patient, patientId: 'p1', fullUrls: new Set(), bases: own })
  const delivered = (id: string, subject: string, origin: 'prefetch' | 'fhir') => ({
    resource: { resourceType: 'Condition', id, subject: { reference: subject } } as Condition,
    mode: 'match' as const,
    kind: 'conditions' as const,
    expected: 'Condition',
    origin
  })
  const kept = (...rows: readonly ReturnType<typeof delivered>[]) =>
    siftForPatient(rows, 'p1', own).sifted.resources.map(({ id }) => id)

  test.for<[string, boolean]>([
    ['Patient/p1', true],
    ['https://ehr.test/fhir/r4/Patient/p1', true],
    ['https://ehr.test/fhir/r4/Patient/p1/_history/2', true],
    ['http://EHR.test/fhir/r4//Patient/p1', true],
    ['http://10.0.0.7:8080/fhir/Patient/p1', true],
    ['https://other-hospital.example/fhir/Patient/p1', false],
    ['https://ehr.test/fhir/stu3/Patient/p1', false],
    ['https://ehr.test.evil.example/fhir/r4/Patient/p1', false]
  ])('%s: this patient %s', ([reference, expected]) => {
    expect(namesPatient({ reference }, known)).toBe(expected)
  })

  const elsewhere = 'https://public.example.org/r4/Patient/p1'
  test('a server that calls all of its own by its public address is believed', () => {
    expect(kept(delivered('a', elsewhere, 'fhir'), delivered('b', elsewhere, 'fhir'))).toEqual([
      'a',
      'b'
    ])
  })
  test('one resource of another base among its own is another patient’s', () => {
    const rows = [delivered('a', 'Patient/p1', 'fhir'), delivered('b', elsewhere, 'fhir')]
    expect(kept(...rows)).toEqual(['a'])
  })
  test('what was sent along is not believed', () => {
    expect(kept(delivered('a', elsewhere, 'prefetch'))).toEqual([])
  })
})

describe('what a security label withholds', () => {
  const labelled = (security: unknown) =>
    isRestricted({ resourceType: 'Condition', meta: { security } } as unknown as Resource)
  const hl7 = 'http://terminology.hl7.org/CodeSystem'

  test.for(
    'ETH ETHUD OPIOIDUD SUD HIV PSY PSYTHPN MH BH SEX STD SDV GDIS SPI TBOO VIO SICKLE 42CFRPart2'.split(
      ' '
    )
  )('the sensitivity %s does', (code) => {
    expect(labelled([{ system: `${hl7}/v3-ActCode`, code }])).toBe(true)
  })

  test.for<[string, unknown, boolean]>([
    ['restricted', [{ system: `${hl7}/v3-Confidentiality`, code: 'R' }], true],
    ['very restricted', [{ system: `${hl7}/v3-Confidentiality`, code: 'V' }], true],
    [
      'by the older system',
      [{ system: 'http://hl7.org/fhir/v3/Confidentiality', code: 'R' }],
      true
    ],
    [
      'by the identifier of the system',
      [{ system: 'urn:oid:2.16.840.1.113883.5.25', code: 'R' }],
      true
    ],
    [
      'the second of two labels',
      [
        { system: 'x', code: 'y' },
        { system: `${hl7}/v3-ActCode`, code: 'HIV' }
      ],
      true
    ],
    ['a code without its system', [{ code: 'R' }], true],
    ['a single label that is no list', { system: `${hl7}/v3-ActCode`, code: 'HIV' }, true],
    ['a label of the wrong shape', ['R'], true],
    ['normal', [{ system: `${hl7}/v3-Confidentiality`, code: 'N' }], false],
    ['unrestricted', [{ system: `${hl7}/v3-Confidentiality`, code: 'U' }], false],
    ['an obligation', [{ system: `${hl7}/v3-ActCode`, code: 'PERSISTLABEL' }], false],
    ['test data', [{ system: `${hl7}/v3-ActReason`, code: 'HTEST' }], false],
    ['the same letter in another system', [{ system: 'https://ehr.test/codes', code: 'R' }], false],
    ['no label', [], false],
    ['no list', undefined, false]
  ])('%s: %o is withheld: %s', ([, security, expected]) =>
    expect(labelled(security)).toBe(expected)
  )
})
