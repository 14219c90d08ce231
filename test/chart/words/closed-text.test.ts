import { expect, test } from 'vitest'
import { closedText } from '../../../src/chart/words/closed-text.ts'

/* What of a text leaves: the words themselves, and `…` for what could name or place somebody. */

test.for([
  "Parkinson's disease",
  'Parkinson',
  'Crohn disease of ileum',
  'Wolff-Parkinson-White syndrome',
  'Guillain-Barré syndrome',
  'Hashimoto thyroiditis',
  'Long QT syndrome',
  "Bell's palsy",
  'Bishop score 6',
  'White blood cells',
  'Brown sputum',
  'Young adult onset',
  'He will follow up and may return',
  'Camila 0.35 MG Oral Tablet',
  'Metformin 500 MG Oral Tablet (Glucophage)',
  'Acetaminophen 325 MG / Hydrocodone 7.5 MG Oral Tablet',
  'Omeprazole 20 MG DR Oral Capsule',
  'insulin lispro 100 UNT/ML',
  'heparin 5,000 units',
  'platelets 150,000',
  'HbA1c 8.2 %',
  '5-10 mg',
  'BP 120/80',
  'stage IIIb, T2N0M0, grade 2',
  'T12 fracture',
  'chest pain for 3 days',
  'E. coli 100000 CFU/mL, sensitive to ceftriaxone',
  'COVID-19 vaccine',
  'Hemoglobin A1c/Hemoglobin.total in Blood'
])('shows %j whole', (text) => {
  expect(closedText(text)).toEqual({ text, withheld: {} })
})

test.for([
  ['Mary Parkinson', '…'],
  ['Will Brown', '…'],
  ['BROWN, ROSE', '…'],
  ['J. Smith', '…'],
  ['Kowalski, A', '…'],
  ['asthma, told by Hope', 'asthma, told by …'],
  ['seen by Dr. Hand today', 'seen by Dr. … today'],
  ['her daughter Grace', 'her daughter …'],
  ['Camila', '…'],
  ['Camila called', '… called'],
  ['Dr Miller advised rest', 'Dr … advised rest'],
  ['lives in Springfield with wife', 'lives in … with wife'],
  ['German speaking', '… speaking'],
  ['diabetes since March 2019', 'diabetes since …'],
  ['Influenza, seasonal 2019-2020, injectable', 'Influenza, seasonal …, injectable'],
  ['rash on 3/14/2024', 'rash on …'],
  ['worse on Tuesday', 'worse on …'],
  ['92-year-old woman', '…-year-old woman'],
  ['call 555-0134', 'call …'],
  ['call +49 30 1234567', 'call …'],
  ['MRN 4711', '…'],
  ['room 12', '…'],
  ['12 Elm Street', '…'],
  ['pain jane@example.org', 'pain …'],
  ['see www.example.org/x', 'see …'],
  ['device 00380740000011', '…'],
  ['at 10.1.2.3', 'at …'],
  ['田中さん fever', '… fever'],
  ['Müller fever', '… fever']
] as const)('of %j shows %j', ([text, shown]) => {
  expect(closedText(text).text).toBe(shown)
})

test('what was taken out is counted by class', () => {
  expect(closedText('Kowalski since 14 March 2019, call 555-0134').withheld).toEqual({
    word: 1,
    date: 1,
    number: 1
  })
})
