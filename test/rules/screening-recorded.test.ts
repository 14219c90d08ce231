import type { CodeableConcept } from '@medplum/fhirtypes'
import { expect, test } from 'vitest'
import { aDiagnosticReport, anEncounter, aProcedure } from '../support/events.ts'
import { aConcept, aCondition, aPatient, icd10, loinc, snomed } from '../support/records.ts'
import { aView, runAll } from './a-view.ts'

/*
 * Screening is recorded under many codes and names. Each stands here for a woman of 38 years who is
 * known for four years: with it nothing may be said or asked, and without it the card asks.
 */

const hcpcs = 'https://www.cms.gov/Medicare/Coding/HCPCSReleaseCodeSets'
const underCpt = 'http://www.ama-assn.org/go/cpt'
const known = [
  anEncounter({ id: 'first', period: { start: '2022-10-01', end: '2022-10-01' } }),
  anEncounter({ id: 'last', period: { start: '2026-10-01', end: '2026-10-01' } })
]
const inWords = (text: string): CodeableConcept => ({ text })
const of = (birthDate: string) => aPatient({ gender: 'female', birthDate })

const findings = (patient: ReturnType<typeof of>, resources: Parameters<typeof aView>[0]) =>
  runAll(aView({ patient, ...resources }), 'patient-view').filter(({ rule }) => rule.id === 'L-13')

test.for([
  [
    'a genital smear, SNOMED CT',
    aConcept(snomed, '90226004', 'Cytopathology procedure, preparation of smear, genital source')
  ],
  [
    'a cervical cytology, SNOMED CT',
    aConcept(snomed, '440623000', 'Microscopic examination of cervical Papanicolaou smear')
  ],
  [
    'thin prep, LOINC',
    aConcept(
      loinc,
      '47527-7',
      'Cytology report of Cervical or vaginal smear or scraping Cyto stain.thin prep'
    )
  ],
  ['HPV, LOINC', aConcept(loinc, '77379-6', 'HPV 16 and 18 and 31')],
  ['obtaining a smear, HCPCS', aConcept(hcpcs, 'Q0091', 'Obtaining screening pap smear')],
  [
    'screening cytopathology, HCPCS under the system of CPT',
    aConcept(underCpt, 'G0143', 'Scr c/v cyto, thinlayer, rescr')
  ],
  ['words: Pap', inWords('PAP IMAGE GUIDED, LIQUID BASED')],
  ['words: ThinPrep', inWords('ThinPrep Pap Test and HR HPV')],
  ['words: gyn cytology', inWords('Gynecologic cytology')],
  ['words: HPV', inWords('HPV high risk')]
] as const)('%s answers cervical screening', ([, code]) => {
  const procedure = aProcedure({ id: 'p', code, performedDateTime: '2025-03-01' })
  const report = aDiagnosticReport({ id: 'r', code, effectiveDateTime: '2025-03-01' })
  for (const done of [procedure, report]) {
    expect(findings(of('1988-03-02'), { resources: [...known, done] })).toEqual([])
  }
})

test.for([
  ['a peripheral smear', inWords('Peripheral blood smear interpretation')],
  ['a CPAP titration', inWords('CPAP titration')],
  ['an MRI of the neck', inWords('MRI cervical spine without contrast')],
  ['an HPV vaccine', inWords('HPV vaccine, 9-valent')]
] as const)('%s answers nothing', ([, code]) => {
  const done = aProcedure({ id: 'p', code, performedDateTime: '2025-03-01' })
  const [hit] = findings(of('1988-03-02'), { resources: [...known, done] })
  expect(hit?.finding.summary).toBe('Ask when cancer screening was done: cervical')
})

test.for([
  ['colonoscopy, HCPCS', aConcept(hcpcs, 'G0121', 'Colon ca scrn not hi rsk ind'), '2019-03-01'],
  [
    'colonoscopy with biopsy, SNOMED CT',
    aConcept(snomed, '446745002', 'Colonoscopy and biopsy of colon'),
    '2019-03-01'
  ],
  [
    'stool DNA, LOINC',
    aConcept(loinc, '77354-9', 'Noninvasive colorectal cancer DNA and occult blood screening'),
    '2025-03-01'
  ],
  ['stool DNA, in words', inWords('Cologuard'), '2025-03-01'],
  ['occult blood, in words', inWords('Occult blood, stool, immunoassay (FIT)'), '2026-03-01'],
  ['sigmoidoscopy, HCPCS', aConcept(hcpcs, 'G0104', 'Ca screen; flexi sigmoidscope'), '2024-03-01']
] as const)('%s answers colorectal screening', ([, code, date]) => {
  const smear = aDiagnosticReport({
    id: 's',
    code: inWords('Pap smear'),
    effectiveDateTime: '2025-01-01'
  })
  const done = aProcedure({ id: 'p', code, performedDateTime: date })
  expect(findings(of('1970-03-02'), { resources: [...known, smear, done] })).toEqual([])
})

test('never says that a test was not done: it asks', () => {
  const [hit] = findings(of('1970-03-02'), { resources: known })
  const words = [
    hit?.finding.summary,
    ...(hit?.finding.why ?? []),
    ...(hit?.finding.options ?? [])
  ].join(' ')
  expect(words).not.toMatch(/none recorded|never|not done|overdue/i)
  expect(words).toContain('it may stand elsewhere')
})

test('iron deficiency makes examining the bowel work-up, not screening', () => {
  const anemia = aCondition({
    id: 'ida',
    code: aConcept(icd10, 'D50.9', 'Iron deficiency anemia, unspecified')
  })
  const old = aProcedure({ id: 'c', performedDateTime: '2012-02-01' })
  const [hit] = findings(of('1970-03-02'), { resources: [...known, anemia, old] })
  const options = hit?.finding.options.join(' ') ?? ''
  expect(options).toContain('cause of the iron deficiency')
  expect(options).not.toContain('offering colorectal')
})

test.for([
  ['Z90.710', 'Acquired absence of both cervix and uterus', 0],
  ['Z90.711', 'Acquired absence of uterus with remaining cervical stump', 1]
] as const)('%s: %s', ([code, display, cards]) => {
  const absent = aCondition({ id: 'h', code: aConcept(icd10, code, display) })
  expect(findings(of('1988-03-02'), { resources: [...known, absent] })).toHaveLength(cards)
})
