import { expect, test } from 'vitest'
import { diagnosisOnResults } from '../../src/findings/meanings/diagnosis-on-results.ts'
import { isAnalyte } from '../../src/terminology/analytes.ts'
import { conceptById } from '../../src/terminology/concepts.ts'

test('every diagnosis of the table is one of the vocabulary, and every result an analyte', () => {
  const unknown = Object.keys(diagnosisOnResults).filter(
    (id) => conceptById('diagnosis', id) === undefined && conceptById('harm', id) === undefined
  )
  const results = Object.values(diagnosisOnResults).flatMap((row) => Object.keys(row))
  expect([unknown, results.filter((key) => !isAnalyte(key))]).toEqual([[], []])
})
