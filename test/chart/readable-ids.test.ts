import { expect, test } from 'vitest'
import { buildClinicalIndex } from '../../src/clinical/build-clinical-index.ts'
import { deidentify } from '../../src/chart/deidentify.ts'
import { aConcept, aLabResult, aRecord, loinc } from '../support/records.ts'

test('an id that reads like an eponym costs its line, not the chart', () => {
  const code = aConcept(loinc, '9271-8', '10 minute Apgar Score')
  const record = aRecord({
    resources: [
      aLabResult('10-minute-apgar-score', '9271-8', 9, '{score}', '2026-10-01', { code }),
      aLabResult('potassium-1', '2823-3', 4.4, 'mmol/L', '2026-10-01')
    ]
  })
  const outcome = deidentify({
    record,
    index: buildClinicalIndex(record, '2026-11-20T10:00:00Z'),
    moment: { hook: 'patient-view', draftOrders: [] },
    absences: [],
    profile: 'minimised',
    charactersMax: 13_000
  })
  if (outcome.outcome !== 'clean') throw new Error('the gate closed')
  expect(outcome.value.withheld).toBe(1)
  expect(outcome.value.chart.review).toContain('4.4')
  expect(outcome.value.chart.review).not.toContain('Apgar')
})
