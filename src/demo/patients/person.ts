import type { Extension, Patient } from '@medplum/fhirtypes'
import { birthDate } from './days.ts'
import { hl7 } from './codes.ts'
import type { Sex } from './laboratory.ts'

/** OMB categories as US Core writes them. */
const categories = {
  'american-indian': ['1002-5', 'American Indian or Alaska Native'],
  asian: ['2028-9', 'Asian'],
  black: ['2054-5', 'Black or African American'],
  'pacific-islander': ['2076-8', 'Native Hawaiian or Other Pacific Islander'],
  white: ['2106-3', 'White'],
  hispanic: ['2135-2', 'Hispanic or Latino'],
  'not-hispanic': ['2186-5', 'Not Hispanic or Latino']
} as const

type Category = keyof typeof categories

/** An invented person: nothing here belongs to anybody. */
export interface Person {
  readonly id: string
  readonly given: string[]
  readonly family: string
  readonly sex: Sex
  readonly age: { readonly years: number; readonly daysSinceBirthday: number }
  readonly race: Exclude<Category, 'hispanic' | 'not-hispanic'>
  readonly hispanic?: boolean
  readonly recordNumber: string
  readonly memberNumber: string
  readonly phone: string
  readonly street: string
  readonly city: string
  readonly postalCode: string
}

const usCore = 'http://hl7.org/fhir/us/core/StructureDefinition/'

export function patientResource(person: Person, asOf: string): Patient & { id: string } {
  const email = `${person.given[0]}.${person.family}`.toLowerCase().replaceAll(/[^a-z.]/g, '')
  return {
    resourceType: 'Patient',
    id: person.id,
    extension: [
      ombExtension('us-core-race', person.race),
      ombExtension('us-core-ethnicity', person.hispanic === true ? 'hispanic' : 'not-hispanic'),
      { url: `${usCore}us-core-birthsex`, valueCode: person.sex === 'female' ? 'F' : 'M' }
    ],
    identifier: [
      identifier('MR', 'mrn', person.recordNumber),
      identifier('MB', 'members', person.memberNumber)
    ],
    active: true,
    name: [{ use: 'official', family: person.family, given: person.given }],
    telecom: [
      { system: 'phone', value: person.phone, use: 'mobile' },
      { system: 'email', value: `${email}@mail.example`, use: 'home' }
    ],
    gender: person.sex,
    birthDate: birthDate(asOf, person.age),
    address: [
      {
        use: 'home',
        line: [person.street],
        city: person.city,
        state: 'OR',
        postalCode: person.postalCode,
        country: 'US'
      }
    ],
    communication: [
      { language: { coding: [{ system: 'urn:ietf:bcp:47', code: 'en' }] }, preferred: true }
    ]
  }
}

function identifier(code: string, system: string, value: string) {
  return {
    type: { coding: [{ system: `${hl7}v2-0203`, code }] },
    system: `https://larkspur-valley.example/${system}`,
    value
  }
}

function ombExtension(name: string, category: Category): Extension {
  const [code, display] = categories[category]
  const valueCoding = { system: 'urn:oid:2.16.840.1.113883.6.238', code, display }
  return {
    url: `${usCore}${name}`,
    extension: [
      { url: 'ombCategory', valueCoding },
      { url: 'text', valueString: display }
    ]
  }
}
