import { expect, test } from 'vitest'
import { deidentify } from '../../src/chart/deidentify.ts'
import { buildClinicalIndex } from '../../src/clinical/build-clinical-index.ts'
import type { Result } from '../../src/clinical/clinical-index.ts'
import { aConcept, anObservation, aPatient, aRecord, loinc } from '../support/records.ts'
import { anIndex, aResult, chartOf, code } from './an-index.ts'

const withResult = (given: Partial<Result>) => {
  const plain = { analyte: 'loinc:9999-9', label: 'Question', codes: code('LN 9999-9') }
  const { chart, withheld } = chartOf({
    index: anIndex({ results: [aResult('o1', 7, -3, { ...plain, ...given })] })
  })
  expect(withheld).toBe(0)
  return chart.review
}
const words = (text: string) => ({ recorded: { text } })

test.for([
  ['a number of any kind', { category: 'other' }],
  ['a coded laboratory result', words('Positive')],
  ['a smoking status', { ...words('Former smoker'), category: 'other', codes: code('LN 72166-2') }],
  ['words for a known analyte', { ...words('Negative'), category: 'other', analyte: 'fit' }]
] as const)('shows %s', ([, given]) => {
  expect(withResult(given as Partial<Result>)).toContain('Question')
})

test.for([
  ['an answer to another question', { ...words('Lives alone'), category: 'other' }],
  ['income (PRAPARE)', { category: 'other', codes: code('LN 63586-2') }],
  ['the address (PRAPARE)', { ...words('1 Elm Street'), codes: code('LN 56799-0') }],
  ['a violence score (HARK)', { category: 'other', codes: code('LN 76504-0') }],
  ['a drug use score (DAST-10)', { category: 'other', codes: code('LN 82667-7') }],
  ['a date as an answer', words('2024-03-14')],
  ['a narrative', words('x'.repeat(81))],
  ['nothing', words('')],
  ['no number', { recorded: { value: Number.POSITIVE_INFINITY } }]
] as const)('does not show %s', ([, given]) => {
  expect(withResult(given as Partial<Result>)).not.toMatch(/Question|RESULTS/)
})

/** The chart of one Observation as an EHR sends it, with a free text for its value. */
function chartOfText(valueString: string) {
  const patient = aPatient({ name: [{ family: 'Quackenbush', given: ['Jane'] }] })
  const { valueQuantity: _number, ...rest } = anObservation({
    code: aConcept(loinc, '600-7', 'Bacteria identified in Blood by Culture')
  })
  const record = aRecord({ patient, resources: [{ ...rest, valueString }] })
  const outcome = deidentify({
    record,
    index: buildClinicalIndex(record, '2026-11-20T10:00:00Z'),
    moment: { hook: 'patient-view', draftOrders: [] },
    absences: [],
    profile: 'minimised',
    charactersMax: 13_000
  })
  if (outcome.outcome !== 'clean') throw new Error('the gate closed')
  return outcome.value
}

test.for([
  'Positive',
  'Moderate growth of E. coli',
  'E. coli 100000 CFU/mL, sensitive to ceftriaxone',
  'Few gram positive cocci in clusters',
  'No growth after 5 days'
])('shows the free text of a result: %s', (text) => {
  const { chart, withheld } = chartOfText(text)
  expect(chart.review).toContain(`Culture (LN 600-7): ${text} D-50 [O1]`)
  expect(withheld).toBe(0)
})

test.for([
  'Positive, Quackenbush informed',
  'Called to Dr Abernathy',
  'J. Abernathy, RN notified',
  'Reported to mother Mary',
  'Phoned to 212-555-0147',
  'Positive, drawn 2026-09-30',
  'MRN 0042917'
])('withholds one that tells of somebody: %s', (text) => {
  const { chart, withheld } = chartOfText(text)
  expect(chart.review).not.toContain('RESULTS')
  expect(withheld).toBe(1)
})

test('does not show a narrative', () => {
  const { chart, withheld } = chartOfText('Gram stain shows many leukocytes. '.repeat(3))
  expect(chart.review).not.toContain('RESULTS')
  expect(withheld).toBe(0)
})
