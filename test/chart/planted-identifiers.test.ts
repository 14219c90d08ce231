import type { Resource } from '@medplum/fhirtypes'
import { expect, test } from 'vitest'
import { buildClinicalIndex } from '../../src/clinical/build-clinical-index.ts'
import { readDraftOrders } from '../../src/clinical/read-draft-orders.ts'
import { deidentify } from '../../src/chart/deidentify.ts'
import { aPatient, aRecord } from '../support/records.ts'
import { filledResource } from './filled-resource.ts'
import { asFact, fillings, shown } from './planted.ts'

/*
 * Identifiers of every class of 45 CFR 164.514(b)(2)(i), in every spelling, planted into all elements of
 * a record at once, and into only those that may be shown.
 */

const uuid = '6f2c1c9e-7a77-4b0e-9f9b-0a1b2c3d4e5f'
const patient = aPatient({
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
const device: Resource = {
  resourceType: 'Device',
  id: 'device-7',
  serialNumber: 'SN-77A-1209-X',
  lotNumber: 'LOT-4481-B'
}

const spelledAs: Readonly<Record<string, readonly string[]>> = {
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

/** `=` marks somebody else's: only its form can tell, so it has one spelling. Others:
 * plain, upper and lower case, accented, wide, and split by punctuation where letters allow it. */
function spellings(text: string): string[] {
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

const mark = '@@'
const template = (text: (path: string) => string) =>
  JSON.stringify(
    Object.keys(shown).flatMap((type, at) =>
      fillings.map((filling, which) => ({
        ...asFact(filledResource(type, { ...filling, text })),
        id: `planted-${at}-${which}`
      }))
    )
  )
// In all elements at once; and, with nothing else to tell what it is, only in those that are shown.
const everywhere = template(() => mark)
const inDisplays = template((path) =>
  Object.values(shown).flat().includes(path) ? `assay ${mark} level` : 'ordinary'
)

const squash = (text: string) =>
  text
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^a-z0-9]/g, '')

test.for(Object.entries(spelledAs))('no %s planted anywhere reaches the chart', ([, texts]) => {
  for (const planted of texts.flatMap(spellings)) {
    for (const one of [everywhere, inDisplays]) {
      const resources = JSON.parse(
        one.replaceAll(mark, JSON.stringify(planted).slice(1, -1))
      ) as Resource[]
      const record = aRecord({
        patient,
        resources,
        supporting: new Map([['Device/device-7', device]])
      })
      const index = buildClinicalIndex(record, '2026-11-20T10:00:00Z')
      const draftOrders = readDraftOrders(
        resources
          .filter((resource) => resource.resourceType.endsWith('Request'))
          .map((resource) => ({
            reference: `${resource.resourceType}/x`,
            selected: true,
            resource
          })),
        new Map()
      )
      const moment = { hook: 'order-select', draftOrders }
      const outcome = deidentify({
        record,
        index,
        moment,
        absences: [],
        profile: 'minimised',
        charactersMax: 1e6
      })
      if (outcome.outcome !== 'clean') throw new Error(`the gate closed on ${planted}`)
      const { chart, withheld } = outcome.value
      const shownText = `${chart.review}\n${chart.moment ?? ''}`
      expect(withheld, planted).toBeGreaterThan(5)
      expect(shownText).not.toContain(planted)
      expect(shownText).not.toContain('level')
      if (squash(planted).length > 4) expect(squash(shownText)).not.toContain(squash(planted))
    }
  }
})
