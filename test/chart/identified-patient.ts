import type { Resource } from '@medplum/fhirtypes'
import { aPatient } from '../support/records.ts'

/* Somebody who is told by everything that can tell who somebody is. */

const uuid = '6f2c1c9e-7a77-4b0e-9f9b-0a1b2c3d4e5f'
/** A patient with an identifier of every class (45 CFR 164.514(b)(2)(i)). */
export const identifiedPatient = aPatient({
  id: uuid,
  name: [
    { family: 'Smithers', given: ['Waylon', 'Zebedee'] },
    { use: 'maiden', family: 'Quackenbush' },
    { use: 'nickname', text: 'Wayzy' }
  ],
  birthDate: '1959-03-14',
  address: [
    {
      line: ['786 Paucek Meadow'],
      city: 'Bucklandia',
      district: 'Worcestershire',
      postalCode: '01338'
    }
  ],
  telecom: [
    { system: 'phone', value: '+1 (212) 555-0147' },
    { system: 'fax', value: '212-555-0148' },
    { system: 'email', value: 'w.smithers@example.org' },
    { system: 'url', value: 'https://smithers.example.org/me' }
  ],
  identifier: [
    '999-14-9499',
    'MRN-0042917',
    'PLAN-883412-77',
    'ACCT-5512-9981',
    'LIC-D4411-2209',
    '1HGCM82633A004352',
    '203.0.113.77',
    'FINGERPRINT-9F8E7D6C'
  ].map((value) => ({ value })),
  photo: [{ url: 'https://img.example.org/p/8812.png' }],
  contact: [{ name: { family: 'Abernathy', given: ['Zelda'] } }]
})
/** What of them stands in a device. */
export const identifiedDevice: Resource = {
  resourceType: 'Device',
  id: 'device-7',
  serialNumber: 'SN-77A-1209-X',
  lotNumber: 'LOT-4481-B'
}

/**
 * The classes, each in the spellings in which it may be written. `=` marks somebody else's: only its
 * form can tell.
 */
export const identifiers: Readonly<Record<string, readonly string[]>> = {
  name: [
    'Smithers',
    'Waylon',
    'Zebedee',
    'Quackenbush',
    'Wayzy',
    'Abernathy',
    'Zelda',
    'Smithers, Waylon',
    '=W.S.'
  ],
  place: ['786 Paucek Meadow', 'Paucek Meadow', 'Bucklandia', 'Worcestershire', '01338'],
  date: [
    '1959-03-14',
    '19590314',
    '3/14/59',
    '3/14/1959',
    '14.03.1959',
    '14 Mar 1959',
    'March 14, 1959',
    '-340934400',
    '=2024-02-01',
    '=aged 94 years'
  ],
  telephone: ['+1 (212) 555-0147', '2125550147', '212.555.0147'],
  fax: ['212-555-0148', '(212) 555 0148'],
  email: ['w.smithers@example.org', '=other@example.com'],
  'social security number': ['999-14-9499', '999149499', '=123-45-6789'],
  'record number': ['MRN-0042917', 'mrn 0042917'],
  'plan number': ['PLAN-883412-77'],
  account: ['ACCT-5512-9981'],
  licence: ['LIC-D4411-2209'],
  vehicle: ['1HGCM82633A004352'],
  device: ['SN-77A-1209-X', 'LOT-4481-B'],
  url: ['https://smithers.example.org/me', '=www.example.org/x'],
  'internet address': ['203.0.113.77', '=198.51.100.7'],
  biometric: ['FINGERPRINT-9F8E7D6C'],
  photograph: ['https://img.example.org/p/8812.png'],
  'any other number': [uuid, `Patient/${uuid}`, 'Condition/planted-0-1']
}

/** One of them in every encoding: plain, upper and lower case, accented, wide, and split by
 * punctuation where letters allow it. */
export function spellings(text: string): string[] {
  if (text.startsWith('=')) return [text.slice(1)]
  const isName = /^[A-Za-z]{5,}$/.test(text)
  const isNumber =
    /^[A-Z0-9][A-Z0-9-]*\d[A-Z0-9-]*$/.test(text) && text.replaceAll('-', '').length >= 8
  return [
    text,
    text.toUpperCase(),
    text.toLowerCase(),
    ...(isName
      ? [text.replace(/[aeiou]/, '$&\u0301'), text.split('').join('-'), `x ${text}2`]
      : []),
    ...(isName
      ? [
          text
            .split('')
            .map((c) => String.fromCodePoint((c.codePointAt(0) ?? 0) + 0xfee0))
            .join('')
        ]
      : []),
    ...(isNumber
      ? [text.replaceAll('-', ''), text.replaceAll('-', '.'), text.replaceAll('-', ' ')]
      : [])
  ]
}

/** A text as a search for what is left of it reads it. */
export const squash = (text: string): string =>
  text
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^a-z0-9]/g, '')
