import { describe, expect, test } from 'vitest'
import { namesSomebody } from '../../../src/chart/notes/note-forms.ts'
import { aPatient, aRecord } from '../../support/records.ts'
import { aNote, chartOf, noteLines } from './a-note.ts'

const patient = aPatient({
  name: [
    { family: 'Gómez', given: ['Héctor', 'Graciela'] },
    { family: 'Núñez', given: ['Ana'] },
    { family: 'Pérez' }
  ],
  telecom: [{ system: 'phone', value: '617-555-0123' }],
  identifier: [{ value: '48213377' }]
})
const linesOf = (text: string, contentType = 'text/plain') =>
  noteLines(chartOf(aRecord({ patient, resources: [aNote(text, { contentType })] })))

describe('a character by its name hides nobody', () => {
  test.for([
    'G&oacute;mez was seen with H&eacute;ctor today.',
    'P&eacute;rez reports pain.',
    'N&uacute;&ntilde;ez reports pain.',
    'G&#243mez reports pain.',
    'G&oacutemez reports pain.',
    'G&amp;oacute;mez reports pain.',
    'gra&shy;ciela is well.',
    'gra&NoSuch;ciela is well.',
    'Number 617&minus;555&minus;0199 was given.',
    'Number 617&ndash;555&ndash;0199 was given.'
  ])('%s', (sentence) => {
    const html = `<p>Potassium was low.</p><p>${sentence}</p><p>Sodium was normal.</p>`
    expect(linesOf(html, 'text/html')).toEqual(['Potassium was low.', 'Sodium was normal.'])
  })

  test('nor in plain text, where it stays as it is', () => {
    expect(linesOf('G&oacute;mez reports pain.')).toEqual([])
    expect(linesOf('Code ٤٤ was given.')).toEqual([])
  })

  test('a date so written is a day of the chart', () => {
    expect(linesOf('<p>Seen 10&sol;14&sol;2026.</p>', 'text/html')).toEqual(['Seen D-37.'])
  })

  test('what begins no tag is text', () => {
    expect(linesOf('<p>BP <90 and weight >100 <b>today</b>.</p>', 'text/html')).toEqual([
      'BP <90 and weight >100 today.'
    ])
  })

  test('other characters are shown, and what is none stays', () => {
    const html =
      '<p>temp 38&deg;, 5 &micro;g, potassium &lt; 3 &amp; sodium &ge; 140.</p><p>A&Ox3 today, H&amp;P done.</p>'
    expect(linesOf(html, 'text/html')).toEqual([
      'temp 38°, 5 µg, potassium < 3 & sodium ≥ 140.',
      'A&Ox3 today, H&P done.'
    ])
  })
})

describe('what two lines tell together is told by neither', () => {
  test.for([
    'Patient is a 92\nyear old male with chest pain.',
    'MRN 4821\n3377 noted.',
    '4821\n3377 noted.',
    'gra-\nciela is well.',
    'gra\u00AD\nciela is well.',
    'gra\nciela is well.',
    'Call (617) 555-\n0123 for results.',
    'Call 617-555-\n0199 for results.',
    'seen by dr.\njones today.',
    'admitted 3/14/\n2024 with pain.',
    'Spoke with Kow-\nalski about it.'
  ])('%j', (text) => {
    expect(linesOf(`Potassium was low.\n${text}\nSodium was normal.`)).toEqual([
      'Potassium was low.',
      'Sodium was normal.'
    ])
  })

  test('lines that only follow one another stay', () => {
    const text = [
      'Labs',
      'potassium 3.1 and',
      'sodium 138.',
      'Strength 5/5',
      '1. Repeat BMP.',
      'Seen 10/14/2026',
      'Stable.'
    ]
    expect(linesOf(text.join('\n'))).toEqual([...text.slice(0, 5), 'Seen D-37', 'Stable.'])
  })

  test('many lines never close the gate for the whole chart', () => {
    expect(linesOf('617\n555\n0123').join(' ')).not.toContain('0123')
    expect(linesOf('61\n75\n55\n01\n23')).toEqual([])
  })

  test('what has thousands of lines is read in part', () => {
    const { notes } = chartOf(aRecord({ patient, resources: [aNote('a\n'.repeat(3_000))] }), {
      notesCharactersMax: 50_000
    })
    expect(notes).toEqual({ shown: 1, withheld: 1_001, cut: 0 })
  })

  test('a list goes on after an item that is withheld', () => {
    expect(linesOf('1. Spoke with Kowalski\n2. Repeat BMP.')).toEqual(['2. Repeat BMP.'])
  })
})

test.for([
  'She is 92 with CHF.',
  'He is now 92 with CHF.',
  'Turned 94 last week.',
  'Lady in her 90s.',
  'In her nineties.',
  'patient is 101',
  'Aged ninety.',
  'Well at 95 and active.',
  'Was 93 then.',
  'A man in the tenth decade.',
  'Weight stable, she is 92.',
  'Seen by dr. jones.',
  'seen by dr jones today',
  'seen by mr. jones',
  'seen by DR jones',
  'seen by Ms jones',
  'told the nurse betty so'
])('withheld: %s', (text) => expect(linesOf(text)).toEqual([]))

test.for([
  'Mild MR and TR noted.',
  'MR severity is graded.',
  'omeprazole 20 mg DR capsule',
  'QTc 480 ms today',
  'PROBLEM: MS since youth'
])('a valve, a tablet, a unit is no title: %s', (text) => expect(namesSomebody(text)).toBe(false))

test.for([
  'Heart rate was 96.',
  'Glucose was 101 on arrival.',
  'SpO2 is 92% on room air.',
  'BP was 110/70.',
  'HR in the 90s.',
  'She is 72 with CHF.',
  'Pain 5/10, strength 5/5, 7/10 at rest.',
  'Pain 5/10-7/10, strength 4/5 to 5/5.',
  'Takes 1/2 tablet daily.',
  'A 2/6 systolic murmur.',
  'Normal reflexes 2/4.',
  'Overall severity 12/15.',
  'On 2-3 L oxygen.',
  'BP 148/92.',
  'Drinks 3-4 cups daily.'
])('shown as it is: %s', (text) => expect(linesOf(text)).toEqual([text]))

test.for<[string, string]>([
  ['10 / 14 / 2026 echo.', 'D-37 echo.'],
  ['10/14/ 26 echo.', 'D-37 echo.'],
  ['Seen 10–14–2026.', 'Seen D-37.'],
  ['Seen 10\u201114\u20112026.', 'Seen D-37.'],
  ['Seen 10∕14∕2026.', 'Seen D-37.'],
  ['Seen １０/１４/２０２６.', 'Seen D-37.'],
  ['Seen 10·14·2026.', 'Seen D-37.'],
  ['14-OCT-26 visit.', 'D-37 visit.'],
  ['14OCT2026 visit.', 'D-37 visit.'],
  ['14th of Oct. of 2026 visit.', 'D-37 visit.'],
  ['Normal echo 3-14.', 'Normal echo (date).'],
  ['2026-09 echo.', '~D-80 echo.'],
  ['09/2026 echo.', '~D-80 echo.'],
  ["Since September '26.", 'Since ~D-80.'],
  ['Admitted 3/14 with pain.', 'Admitted (date) with pain.'],
  ['Admitted 3/10 with pain.', 'Admitted (date) with pain.'],
  ['3/10: potassium 5.2.', '(date): potassium 5.2.'],
  ['3/14-3/18 stay.', '(date) stay.'],
  ['Stay 3/5 - 3/10.', 'Stay (date).'],
  ['Echo 3 / 14.', 'Echo (date).'],
  ['admitted on 3-14', 'admitted on (date)']
])('%s becomes %s', ([text, shown]) => expect(linesOf(text)).toEqual([shown]))
