import { describe, expect, test } from 'vitest'
import {
  isProblemOf,
  diagnosisNamed,
  diagnosisOfHarm
} from '../../src/clinical/concept-in-record.ts'
import { conceptById } from '../../src/terminology/concepts.ts'
import type { Code } from '../../src/clinical/clinical-index.ts'

const icd10 = (code: string): Code => ({ system: 'http://hl7.org/fhir/sid/icd-10-cm', code })
const snomed = (code: string): Code => ({ system: 'http://snomed.info/sct', code })

const problems: readonly (readonly [
  label: string,
  codes: readonly Code[],
  id: string,
  is: boolean
])[] = [
  ['Tubular damage', [icd10('N17.9')], 'acute-kidney-injury', true],
  ['Tubular damage', [icd10('N179')], 'acute-kidney-injury', true],
  ['Chronic kidney disease, stage 3a', [icd10('N18.31')], 'chronic-kidney-disease', true],
  ['Chronic kidney disease, stage 3a', [icd10('N18.31')], 'acute-kidney-injury', false],
  ['Chronic kidney disease, stage 3a', [icd10('N18.31')], 'chronic-kidney-disease-stage-4', false],
  ['Essential hypertension (disorder)', [snomed('59621000')], 'hypertension', true],
  ['Gestational diabetes', [], 'diabetes-mellitus', false],
  ['AKI', [], 'acute-kidney-injury', true],
  ['Hyperparathyroidism, primary (disorder)', [], 'primary-hyperparathyroidism', true],
  ['Family history of primary hyperparathyroidism', [], 'primary-hyperparathyroidism', false],
  ['No acute kidney injury', [], 'acute-kidney-injury', false]
]

describe('a problem of the record as a diagnosis', () => {
  test.for(problems)('%s %o, %s: %s', ([label, codes, id, is]) => {
    expect(isProblemOf({ label, codes }, conceptById('diagnosis', id)!)).toBe(is)
  })

  test('is named by its whole name only', () => {
    expect(diagnosisNamed('Anemia of chronic kidney disease (disorder)')?.id).toBe(
      'anemia-of-chronic-kidney-disease'
    )
    expect(diagnosisNamed('Suspected anemia of chronic kidney disease')).toBeUndefined()
  })

  test('is found behind the harm that it is', () => {
    expect(diagnosisOfHarm(conceptById('harm', 'hyperkalemia')!)?.id).toBe('hyperkalemia')
    expect(diagnosisOfHarm(conceptById('harm', 'falls')!)).toBeUndefined()
  })
})
