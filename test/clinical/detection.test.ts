import { expect, test } from 'vitest'
import { detectionIn } from '../../src/clinical/detection.ts'

test.for([
  ['positive', 'Non-Negative|Non negative|Presumptive Positive|Positive (not confirmed)|POS|+'],
  ['positive', 'POSITIVE, confirmation not present|Positive, confirmation pending'],
  ['positive', 'Preliminary positive; non-reactive control|Positive pending confirmation'],
  ['negative', 'Negative|NEG|Not Detected|None detected|NONDETECTED|Non-reactive|Not reactive'],
  ['negative', 'No opiates detected|No growth|not positive|Absent|None|Negative (see comment)'],
  [undefined, 'Not tested|Not performed|Not applicable|Not reported|No result|No specimen'],
  [undefined, 'Non-diagnostic|Cancelled|Invalid|Pending|See note|Indeterminate|No comment'],
  [undefined, 'Positive control invalid|Not tested for presence']
] as const)('%s: %s', ([detection, texts]) => {
  const wrong = texts.split('|').filter((text) => detectionIn(undefined, text) !== detection)
  expect(wrong).toEqual([])
})
