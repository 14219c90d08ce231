import { expect, test } from 'vitest'
import { buildClinicalIndex } from '../../src/clinical/build-clinical-index.ts'
import { hasProblem } from '../../src/clinical/has-problem.ts'
import { localiseRecord } from '../../src/clinical/localise-record.ts'
import { readSiteTerminology } from '../../src/terminology/site-terminology.ts'
import { terminologyWith } from '../../src/terminology/terminology.ts'
import {
  aCondition,
  aConcept,
  aMedicationRequest,
  anAllergy,
  aRecord,
  rxnorm
} from '../support/records.ts'

const drugs = 'urn:site:drugs'
const good = {
  version: '7',
  drugs: [
    { system: drugs, code: 'W5', ingredients: ['Warfarin'] },
    { system: drugs, code: 'MIX', ingredients: ['aspirin', 'clopidogrel'] }
  ],
  results: [{ system: 'urn:site:lab', code: 'KREA', loinc: '2160-0', unit: 'mg/dL' }],
  problems: [{ system: 'urn:site:problems', code: 'VHF', icd10: 'I48.91' }]
}

function table() {
  const read = readSiteTerminology(good)
  if (read.outcome === 'refused') throw new Error(read.issues.join())
  return read.table
}

test('a drug that only the site knows by name is recognised by its code', () => {
  const ordered = (code: string, display: string) =>
    aMedicationRequest({ medicationCodeableConcept: aConcept(drugs, code, display) })
  const read = (code: string, display: string, terminology = terminologyWith(table().drugs)) => {
    const record = aRecord({ resources: [ordered(code, display)] })
    const index = buildClinicalIndex(record, '2026-11-20', terminology)
    return [index.medications[0]?.ingredients, index.unrecognised.length]
  }
  expect(read('W5', 'Blutverduenner blau')).toEqual([['warfarin'], 0])
  expect(read('MIX', 'Herzkombi')).toEqual([['aspirin', 'clopidogrel'], 0])
  // What is written in words goes first, as it does before an RxNorm code.
  expect(read('W5', 'metformin 500 MG Oral Tablet')).toEqual([['metformin'], 0])
  // A word that does not agree with the code makes it a drug that is not wholly known.
  expect(read('W5', 'metformin / Blau')).toEqual([['metformin'], 1])
  expect(read('W9', 'Blutverduenner blau')).toEqual([[], 1])
  expect(read('W5', 'Blutverduenner blau', terminologyWith(new Map()))).toEqual([[], 1])
})

test('so is the substance of an allergy, and a problem by the public code beside its own', () => {
  const { codes, drugs: siteDrugs } = table()
  const record = aRecord({
    resources: [
      anAllergy({ code: aConcept(drugs, 'W5', 'Blau') }),
      aCondition({ code: aConcept('urn:site:problems', 'VHF', 'Vorhofflimmern') })
    ]
  })
  const index = buildClinicalIndex(
    localiseRecord(record, { codes }),
    '2026-11-20',
    terminologyWith(siteDrugs)
  )
  expect(index.allergies[0]?.substances).toEqual(['warfarin'])
  expect(hasProblem(index, ['atrial-fibrillation'], { active: true })).toBe(true)
})

test.for<[string, object, RegExp]>([
  ['an unknown attribute', { colour: 1 }, /colour/],
  ['no version', { version: '' }, /^version/],
  [
    'an ingredient that nobody knows',
    { drugs: [{ system: drugs, code: 'X', ingredients: ['unobtainium'] }] },
    /^drugs\.0: "unobtainium" is no ingredient/
  ],
  [
    'an RxNorm code that means another drug',
    { drugs: [{ system: rxnorm, code: '861007', ingredients: ['warfarin'] }] },
    /^drugs\.0: Curbside's own table says that this code is metformin/
  ],
  [
    'a code that stands twice',
    { drugs: [...good.drugs, { system: drugs, code: 'W5', ingredients: ['aspirin'] }] },
    /^drugs\.2: this code stands twice/
  ],
  [
    'a LOINC code that is none',
    { results: [{ system: 's', code: 'c', loinc: 'creatinine' }] },
    /^results\.0\.loinc/
  ],
  [
    'a LOINC code that means another analyte',
    { results: [{ system: 'http://loinc.org', code: '2160-0', loinc: '718-7' }] },
    /^results\.0: Curbside's own table says that this code is creatinine/
  ],
  [
    'a unit in which nobody measures it',
    { results: [{ system: 's', code: 'c', loinc: '2160-0', unit: 'kg' }] },
    /^results\.0: "kg" is no unit of creatinine/
  ],
  [
    'a problem with two meanings',
    { problems: [{ system: 's', code: 'c', icd10: 'I48.91', snomed: '49436004' }] },
    /^problems\.0: needs exactly one/
  ],
  [
    'a public code that is to mean something else',
    { problems: [{ system: 'http://snomed.info/sct', code: '1', icd10: 'I48.91' }] },
    /^problems\.0: a public code speaks for itself/
  ]
])('%s is refused with a line that names it', ([, change, line]) => {
  const read = readSiteTerminology({ ...good, ...change })
  if (read.outcome === 'read') throw new Error('it was taken')
  expect(
    read.issues.some((issue) => line.test(issue)),
    read.issues.join('\n')
  ).toBe(true)
})
