import type { Organization, Practitioner, Reference } from '@medplum/fhirtypes'

/** The invented practice that all demo records come from. */
export const practice: Organization & { id: string } = {
  resourceType: 'Organization',
  id: 'larkspur-valley',
  active: true,
  name: 'Larkspur Valley Family Medicine',
  telecom: [{ system: 'phone', value: '+1-555-555-0100', use: 'work' }],
  address: [
    {
      use: 'work',
      line: ['1 Meadowlark Court'],
      city: 'Larkspur Valley',
      state: 'OR',
      postalCode: '97999',
      country: 'US'
    }
  ]
}

export const doctors = {
  abernethy: practitioner('dr-abernethy', 'Abernethy', 'Philippa', 'female'),
  osei: practitioner('dr-osei', 'Osei-Lindgren', 'Kwabena', 'male'),
  tran: practitioner('dr-tran', 'Tran', 'Bich-Ngoc', 'female')
} as const

export type Doctor = (typeof doctors)[keyof typeof doctors]

export function doctorReference({ id, name }: Doctor): Reference<Practitioner> {
  const [called] = name
  return { reference: `Practitioner/${id}`, display: `Dr. ${called.given[0]} ${called.family}` }
}

function practitioner(id: string, family: string, given: string, gender: 'female' | 'male') {
  return {
    resourceType: 'Practitioner',
    id,
    active: true,
    identifier: [{ system: 'https://larkspur-valley.example/practitioners', value: id }],
    name: [{ family, given: [given] as [string], prefix: ['Dr.'] }] as [
      { family: string; given: [string]; prefix: string[] }
    ],
    gender
  } satisfies Practitioner
}
