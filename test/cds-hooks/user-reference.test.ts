import { describe, expect, test } from 'vitest'
import { answersHook } from '../../src/cds-hooks/service.ts'
import { userReference } from '../../src/cds-hooks/user-reference.ts'

describe('a user is type and id', () => {
  test.for([
    'Practitioner/m1',
    'practitioner/m1',
    'PRACTITIONER/m1',
    ' Practitioner/m1 ',
    'Practitioner/ m1',
    'Practitioner/m1/',
    'Practitioner/m1/_history/1',
    'https://ehr.test/fhir/Practitioner/m1',
    'https://ehr.test/fhir/practitioner/m1/_history/7',
    'Practitioner/m1#top'
  ])('%s', (text) => expect(userReference(text)).toBe('Practitioner/m1'))

  test.for([
    ['Practitioner/M1', 'Practitioner/M1'],
    ['practitionerrole/r1', 'PractitionerRole/r1'],
    ['https://ehr.test/fhir/Device/d1', 'Device/d1'],
    ['patient/p1', 'Patient/p1']
  ] as const)('%s is %s', ([text, reference]) => expect(userReference(text)).toBe(reference))

  test.for(['m1', '', 'Practitioner', 'Practitioner/', '/m1', 'urn:uuid:1', 'Practitioner/!'])(
    '"%s" is nobody',
    (text) => expect(userReference(text)).toBeUndefined()
  )
})

test.for([
  ['order-select', 'order-select', true],
  ['order-select', 'medication-prescribe', true],
  ['order-sign', 'medication-prescribe', true],
  ['order-select', 'order-review', true],
  ['order-sign', 'order-review', true],
  ['order-sign', 'order-select', false],
  ['patient-view', 'medication-prescribe', false],
  ['patient-view', 'order-review', false],
  ['order-select', 'toString', false]
] as const)('%s answers %s: %s', ([service, hook, expected]) => {
  expect(answersHook(service, hook)).toBe(expected)
})
