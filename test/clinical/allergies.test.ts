import { describe, expect, test } from 'vitest'
import { readAllergy } from '../../src/clinical/read-allergy.ts'
import { embeddedTerminology } from '../../src/terminology/terminology.ts'
import { aClinicalStatus, snomed } from '../support/records.ts'

const read = (given: object) =>
  readAllergy(
    { clinicalStatus: aClinicalStatus('active', 'allergyintolerance'), ...given },
    'AllergyIntolerance/a1',
    embeddedTerminology
  )
const named = (text: string) => read({ code: { text } })
const coded = (code: string, text?: string) =>
  read({ code: { coding: [{ system: snomed, code }], ...(text !== undefined && { text }) } })

describe('that there is none', () => {
  test.for([
    'No known allergies',
    'No Known Drug Allergies (NKDA)',
    'NKA',
    'NKDA',
    'No allergies on file',
    'None',
    'None known',
    'Denies drug allergies',
    'Patient denies any allergies',
    'Pt. denies allergies to medications',
    'Not allergic to penicillin',
    'No allergy to latex',
    'No history of allergy to penicillin',
    'Allergies: none',
    'Allergy: NKDA',
    'Penicillin allergy ruled out',
    'Penicillin allergy (delabeled 2024)',
    'Tolerates penicillin',
    'Mother is allergic to penicillin',
    'Family history of penicillin allergy'
  ])('is no allergy: %s', (text) => {
    expect(named(text)).toBeUndefined()
  })

  test.for(['716186003', '409137002', '716184000', '1003774007', '160244002'])(
    'is no allergy by its code alone: %s',
    (code) => {
      expect(coded(code)).toBeUndefined()
    }
  )

  test('is no allergy by the codes of the International Patient Summary and of exposure risk', () => {
    expect(read({ code: { coding: [{ code: 'no-known-allergies' }] } })).toBeUndefined()
    const part = {
      url: 'exposureRisk',
      valueCodeableConcept: { coding: [{ code: 'no-known-reaction-risk' }] }
    }
    const url = 'http://hl7.org/fhir/StructureDefinition/allergyintolerance-substanceExposureRisk'
    expect(read({ extension: [{ url, extension: [part] }] })).toBeUndefined()
  })

  test.for([
    ['No known allergies except penicillin', 'penicillin'],
    ['Denies allergies other than sulfa', 'sulfonamide-antibiotic'],
    ['Allergy to penicillin, not severe', 'penicillin'],
    ['Penicillin: no anaphylaxis', 'penicillin']
  ] as const)('but is one where it names one: %s', ([text, substance]) => {
    expect(named(text)?.substances).toEqual([substance])
  })

  test('words that contradict such a code count', () => {
    expect(coded('716186003', 'Penicillin')?.substances).toEqual(['penicillin'])
  })
})

describe('verification and status', () => {
  test.for([
    { verificationStatus: { text: 'Refuted' } },
    { verificationStatus: { coding: [{ code: 'entered-in-error' }] } },
    { verificationStatus: { coding: [{ display: 'Entered in Error' }] } },
    { clinicalStatus: undefined, status: 'refuted' }
  ])('is no fact with %o', (given) => {
    expect(read({ code: { text: 'Penicillin' }, ...given })).toBeUndefined()
  })

  test.for([
    [{ text: 'Resolved' }, 'resolved'],
    [{ coding: [{ display: 'Inactive' }] }, 'inactive'],
    [undefined, 'unknown'],
    [{ coding: [{ code: 'unknown' }] }, 'unknown'],
    ['active', 'active']
  ] as const)('reads the status %o as %s', ([clinicalStatus, status]) => {
    expect(read({ code: { text: 'Penicillin' }, clinicalStatus })?.status).toBe(status)
  })
})

describe('that names nothing that is understood', () => {
  const absent = 'http://terminology.hl7.org/CodeSystem/data-absent-reason'
  test.for([
    [{}, 'allergy without a name'],
    [{ code: {} }, 'allergy without a name'],
    [{ code: { text: 'Unknown' } }, 'allergy whose name is withheld'],
    [{ code: { text: '***' } }, 'allergy whose name is withheld'],
    [
      { code: { coding: [{ system: absent, code: 'masked', display: 'Masked' }] } },
      'allergy whose name is withheld'
    ],
    [
      { code: { coding: [{ system: 'http://fdasis.nlm.nih.gov', code: '804826J2HU' }] } },
      '804826J2HU'
    ],
    [{ code: { text: 'Zorblaxin' } }, 'Zorblaxin']
  ] as const)('is an allergy all the same: %o', ([given, label]) => {
    expect(read(given)).toMatchObject({ label, status: 'active', substances: [] })
    expect(read(given)?.ofNoDrug).toBeUndefined()
  })

  test('the substance of a reaction names it where the code does not', () => {
    const reaction = [
      { substance: { text: 'Penicillin G' }, manifestation: [{ text: 'Anaphylaxis' }] }
    ]
    expect(read({ code: { text: 'unknown' }, reaction })).toMatchObject({
      label: 'Penicillin G',
      severe: true,
      severeReaction: true
    })
  })
})

test.for([
  [{ code: { text: 'Peanut' } }, true],
  [{ code: { text: 'Latex' } }, true],
  [{ code: { text: 'Zorblaxin' }, category: ['food'] }, true],
  [{ code: { text: 'Zorblaxin' }, category: ['food', 'medication'] }, undefined],
  [{ code: { text: 'Egg' }, category: ['biologic'] }, undefined],
  [{ category: ['food'] }, undefined]
] as const)('tells what is plainly no drug: %o', ([given, ofNoDrug]) => {
  expect(read(given)?.ofNoDrug).toBe(ofNoDrug)
})

test.for([
  ['Beta-lactam antibiotics', ['carbapenem', 'cephalosporin', 'penicillin']],
  ['Beta lactams', ['carbapenem', 'cephalosporin', 'penicillin']],
  ['Sulfa', ['sulfonamide-antibiotic']],
  ['Sulfa (sulfonamide antibiotics)', ['sulfonamide-antibiotic']],
  ['PCN', ['penicillin', 'penicillin g']],
  ['Penicillins', ['penicillin']],
  ['NSAIDs', ['nsaid']],
  ['ACE Inhibitors', ['ace-inhibitor']]
] as const)('understands a class: %s', ([text, substances]) => {
  expect(named(text)?.substances).toEqual(substances)
})

test('a criticality that somebody estimated is no severe reaction', () => {
  expect(read({ code: { text: 'Penicillin' }, criticality: 'high' })).toMatchObject({
    severe: true
  })
  expect(
    read({ code: { text: 'Penicillin' }, criticality: 'high' })?.severeReaction
  ).toBeUndefined()
})
