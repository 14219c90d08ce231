import { expect, test } from 'vitest'
import { buildClinicalIndex } from '../../src/clinical/build-clinical-index.ts'
import { morphineEquivalentOf } from '../../src/clinical/morphine-equivalents.ts'
import { aDosage, aPrescription, aRecord } from '../support/records.ts'

function mmeOf(display: string, tablets: number, timesADay: number, code = '') {
  const request = aPrescription('m1', code, display, {
    dosageInstruction: [aDosage(tablets, timesADay)]
  })
  const record = aRecord({ resources: [request] })
  const [medication] = buildClinicalIndex(record, '2026-11-20T09:00:00Z').medications
  if (medication === undefined) throw new Error('no medication was read')
  return morphineEquivalentOf(medication)
}

// The two examples that the guideline's table gives itself, and each factor once.
test.for([
  ['hydrocodone bitartrate 5 MG / acetaminophen 325 MG Oral Tablet', 1, 4, 20],
  ['12 HR oxycodone hydrochloride 10 MG Extended Release Oral Tablet', 1, 2, 30],
  ['codeine sulfate 30 MG Oral Tablet', 1, 4, 18],
  ['hydromorphone hydrochloride 2 MG Oral Tablet', 1, 4, 40],
  ['methadone hydrochloride 10 MG Oral Tablet', 1, 3, 141],
  ['morphine sulfate 15 MG Oral Tablet', 1, 4, 60],
  ['oxymorphone hydrochloride 5 MG Oral Tablet', 1, 4, 60],
  ['tapentadol 50 MG Oral Tablet', 1, 4, 80],
  ['tramadol hydrochloride 50 MG Oral Tablet', 1, 4, 40]
] as const)('%s, %s tablet %s times a day, is %s MME', ([display, tablets, times, mme]) => {
  expect(mmeOf(display, tablets, times)).toBe(mme)
})

test('a fentanyl patch of 75 mcg an hour is 180 MME a day, whatever its timing says', () => {
  expect(mmeOf('72 HR fentanyl 0.075 MG/HR Transdermal System', 1, 1)).toBe(180)
  expect(mmeOf('72 HR fentanyl 0.075 MG/HR Transdermal System', 1, 3)).toBe(180)
})

test('what the table does not have has no factor', () => {
  expect(mmeOf('buprenorphine 8 MG Sublingual Tablet', 1, 2)).toBe('no-factor')
  expect(mmeOf('1 ML morphine sulfate 10 MG/ML Injection', 1, 2)).toBe('no-factor')
  expect(mmeOf('fentanyl 0.1 MG Buccal Tablet', 1, 2)).toBe('no-factor')
  expect(mmeOf('metformin 500 MG Oral Tablet', 1, 2)).toBe('no-factor')
})

test('without a dose nothing is said', () => {
  const request = aPrescription('m1', '', 'morphine sulfate 15 MG Oral Tablet', {
    dosageInstruction: []
  })
  const record = aRecord({ resources: [request] })
  const [medication] = buildClinicalIndex(record, '2026-11-20T09:00:00Z').medications
  expect(medication && morphineEquivalentOf(medication)).toBeUndefined()
})
