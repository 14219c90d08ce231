import { describe, expect, test } from 'vitest'
import { readDailyDose } from '../../src/clinical/dosage.ts'
import { patchesOf } from '../../src/clinical/dose-quantity.ts'
import { strengthsByIngredient } from '../../src/clinical/ingredient-dose.ts'
import { strengthIn } from '../../src/terminology/strength.ts'
import type { Medication } from '../../src/clinical/clinical-index.ts'

const fact: Medication = {
  kind: 'medication',
  reference: 'MedicationRequest/m1',
  label: '',
  codes: [],
  source: 'request',
  status: 'active',
  ingredients: [],
  route: 'systemic',
  repeats: []
}
const mg10 = { value: 10, unit: 'mg' }
const quantity = (value: number, unit = 'tablet') => ({ doseQuantity: { value, unit } })
const aDay = (times: number, value = 1, more: object = {}) => ({
  timing: { repeat: { frequency: times, period: 1, periodUnit: 'd', ...more } },
  doseAndRate: [quantity(value)]
})
const coded = (code: string) => ({
  timing: { code: { coding: [{ code }] } },
  doseAndRate: [quantity(1)]
})
const perDay = (value: number, unit = 'tablet') => ({
  numerator: { value, unit },
  denominator: { value: 1, code: 'd' }
})
const typed = (code: string, value: number) => ({
  type: { coding: [{ code }] },
  ...quantity(value, 'mg')
})

/** Milligrams a day of tablets of 10 mg; undefined: nothing is said. */
test.for([
  [
    'what was ordered, not what was calculated',
    [{ ...aDay(1), doseAndRate: [typed('calculated', 10), typed('ordered', 40)] }],
    40
  ],
  [
    'what was ordered, in the other order',
    [{ ...aDay(1), doseAndRate: [typed('ordered', 40), typed('calculated', 80)] }],
    40
  ],
  [
    'of several without a type the greatest',
    [{ ...aDay(1), doseAndRate: [quantity(1), quantity(3)] }],
    30
  ],
  [
    'the upper end of a range',
    [
      {
        ...aDay(2),
        doseAndRate: [{ doseRange: { low: { value: 1 }, high: { value: 2, unit: 'tablet' } } }]
      }
    ],
    40
  ],
  ['as needed as often as allowed', [{ ...aDay(4), asNeededBoolean: true }], 40],
  ['no more than a day’s limit', [{ ...aDay(6), maxDosePerPeriod: perDay(3) }], 30],
  ['a limit in milligrams', [{ ...aDay(6), maxDosePerPeriod: perDay(30, 'mg') }], 30],
  ['a limit as R5 lists it', [{ ...aDay(6), maxDosePerPeriod: [perDay(3)] }], 30],
  ['a limit above what is asked for', [{ ...aDay(2), maxDosePerPeriod: perDay(8) }], 20],
  ['a limit alone', [{ asNeededBoolean: true, maxDosePerPeriod: perDay(3) }], 30],
  [
    'a limit in words',
    [{ text: 'Take 1 tablet every 4 hours as needed, max 3 tablets per day' }],
    30
  ],
  [
    'a limit of one administration',
    [{ ...aDay(2, 3), maxDosePerAdministration: { value: 2, unit: 'tablet' } }],
    40
  ],
  ['two hours of the day', [aDay(1, 1, { when: ['MORN'] }), aDay(1, 2, { when: ['HS'] })], 30],
  [
    'two hours of the day, numbered',
    [
      { sequence: 1, ...aDay(1, 1, { when: ['MORN'] }) },
      { sequence: 2, ...aDay(1, 2, { when: ['HS'] }) }
    ],
    30
  ],
  [
    'two hours by timing codes, numbered',
    [
      { sequence: 1, ...coded('QAM') },
      { sequence: 2, ...coded('QHS') }
    ],
    20
  ],
  [
    'two hours in words, numbered',
    [
      { sequence: 1, text: '1 tablet in the morning' },
      { sequence: 2, text: '2 tablets at bedtime' }
    ],
    30
  ],
  [
    'the steps of a taper',
    [
      { sequence: 1, ...aDay(1, 4) },
      { sequence: 2, ...aDay(1, 2) }
    ],
    40
  ],
  [
    'a taper over periods',
    [
      aDay(1, 4, { boundsPeriod: { start: '2026-11-01', end: '2026-11-05' } }),
      aDay(1, 2, { boundsPeriod: { start: '2026-11-06', end: '2026-11-10' } })
    ],
    40
  ],
  [
    'periods that overlap',
    [
      aDay(1, 4, { boundsPeriod: { start: '2026-11-01', end: '2026-11-08' } }),
      aDay(1, 2, { boundsPeriod: { start: '2026-11-06', end: '2026-11-10' } })
    ],
    60
  ],
  [
    'a taper over durations',
    [
      aDay(1, 4, { boundsDuration: { value: 5, code: 'd' } }),
      aDay(1, 2, { boundsDuration: { value: 3, code: 'd' } })
    ],
    40
  ],
  [
    'a taper that says then',
    [
      { ...aDay(1, 4), text: '4 tablets daily for 3 days' },
      { ...aDay(1, 2), text: 'then 2 tablets daily for 3 days' }
    ],
    40
  ],
  ['two doses of the same days', [aDay(1, 1), aDay(1, 2)], 30],
  ['a morning and an evening of one dose', [aDay(1, 1, { when: ['MORN', 'EVE'] })], 20],
  [
    'times of the day alone',
    [
      { timing: { repeat: { timeOfDay: ['08:00', '20:00', '23:00'] } }, doseAndRate: [quantity(1)] }
    ],
    30
  ],
  [
    'with meals, without a number',
    [{ timing: { repeat: { when: ['C'] } }, doseAndRate: [quantity(1)] }],
    undefined
  ],
  [
    'twice, without the period',
    [{ timing: { repeat: { frequency: 2, periodUnit: 'd' } }, doseAndRate: [quantity(1)] }],
    20
  ],
  ['BID', [coded('BID')], 20],
  ['QHS', [coded('QHS')], 10],
  ['q12h', [coded('q12h')], 20],
  ['Q8H', [coded('Q8H')], 30],
  ['Q2D', [coded('Q2D')], 5],
  ['a code nobody knows', [coded('QXZ')], undefined],
  [
    'a code as text',
    [{ timing: { code: { text: 'Three times daily' } }, doseAndRate: [quantity(1)] }],
    30
  ],
  ['a unit in braces', [{ ...aDay(1), doseAndRate: [quantity(2, '{tablet}')] }], 20],
  [
    'a unit with its plural in brackets',
    [{ ...aDay(1), doseAndRate: [quantity(2, 'tablet(s)')] }],
    20
  ],
  ['a unit nobody knows', [{ ...aDay(1), doseAndRate: [quantity(2, '{tbl}')] }], undefined],
  ['by weight', [{ ...aDay(1), doseAndRate: [quantity(2, 'mg/kg')] }], undefined],
  [
    'different doses in words',
    [{ text: 'Take 1 tablet in the morning and 2 tablets at bedtime' }],
    30
  ],
  ['the same in abbreviations', [{ text: '1 tab qam, 2 tabs qhs' }], 30],
  ['milligrams in words', [{ text: 'Take 10 mg every morning and 20 mg every evening' }], 30],
  [
    'three hours of one dose in words',
    [{ text: 'Take 1 tablet in the morning, at noon and at bedtime' }],
    30
  ],
  ['either hour', [{ text: 'Take 1 tablet in the morning or in the evening' }], 10],
  ['a taper in words', [{ text: 'Take 40 mg once, then 20 mg daily' }], undefined],
  ['a step that does not say', [aDay(1), { doseAndRate: [quantity(1)] }], undefined]
] as const)('%s', ([, dosages, expected]) => {
  const { dailyDose, doseConflict } = readDailyDose(dosages, mg10)
  expect(dailyDose).toEqual(expected === undefined ? undefined : { value: expected, unit: 'mg' })
  expect(doseConflict).toBeUndefined()
})

describe('coded directions and words that disagree', () => {
  test.for([
    ['Take 2 tablets daily', aDay(1), 20, 20],
    ['Take 1 tablet daily', aDay(3), 10, 30],
    ['Take 1 tablet twice daily', aDay(1), 20, 20]
  ] as const)('are both said, and the larger counts: %s', ([text, dosage, written, greatest]) => {
    const { dailyDose, doseConflict } = readDailyDose([{ ...dosage, text }], mg10)
    expect(doseConflict?.written).toEqual({ value: written, unit: 'mg' })
    expect(dailyDose).toEqual({ value: greatest, unit: 'mg' })
  })

  test.for([
    'Take 1 tablet (10 mg total) by mouth daily',
    'Take 1 tablet daily with food',
    'As directed'
  ])('no conflict: %s', (text) => {
    expect(readDailyDose([{ ...aDay(1), text }], mg10)).toEqual({ dailyDose: mg10 })
  })
})

describe('patches', () => {
  const patch = { value: 0.0125, unit: 'mg/h' }
  test.for([
    ['two at once', [{ doseAndRate: [quantity(2, 'patch')] }], 2],
    ['a system', [{ doseAndRate: [quantity(1, 'system')] }], 1],
    ['as a rate', [{ doseAndRate: [quantity(25, 'mcg/hr')] }], 2],
    ['as a rate quantity', [{ doseAndRate: [{ rateQuantity: { value: 25, unit: 'ug/h' } }] }], 2],
    ['nothing said', [{ text: 'as directed' }], undefined]
  ] as const)('%s', ([, dosages, count]) => {
    expect(patchesOf(dosages, patch)).toBe(count)
  })

  test('tablets are none', () => {
    expect(patchesOf([{ doseAndRate: [quantity(2)] }], mg10)).toBeUndefined()
  })
})

describe('strengths in names', () => {
  test.for([
    ['HYDROcodone-acetaminophen (NORCO) 10-325 MG per tablet', 10, 325, 'mg'],
    ['HYDROcodone-acetaminophen 5 mg-325 mg tablet', 5, 325, 'mg'],
    ['hydrocodone/acetaminophen 5/325 mg', 5, 325, 'mg'],
    ['NORCO 10-325 MG tablet', 10, 325, 'mg'],
    ['HYDROcodone-acetaminophen 7.5-325 MG/15ML solution', 0.5, 21.66666667, 'mg/mL'],
    [
      'acetaminophen 21.7 MG/ML / hydrocodone bitartrate 0.5 MG/ML Oral Solution',
      0.5,
      21.7,
      'mg/mL'
    ]
  ] as const)('%s', ([label, hydrocodone, acetaminophen, unit]) => {
    const ingredients = ['acetaminophen', 'hydrocodone']
    const found = strengthsByIngredient({ ...fact, label, ingredients })
    expect(found.get('hydrocodone')).toEqual({ value: hydrocodone, unit })
    expect(found.get('acetaminophen')).toEqual({ value: acetaminophen, unit })
  })

  test.for([
    ['albuterol 90 MCG/ACT inhaler', 0.09, 'mg/actuation'],
    ['tiotropium 18 mcg/dose', 0.018, 'mg/actuation'],
    ['morphine 10 mg/5 mL', 2, 'mg/mL'],
    ['oxycodone 5 mg/tablet', 5, 'mg'],
    ['fentanyl 12.5 mcg/hour', 0.0125, 'mg/h']
  ] as const)('%s', ([text, value, unit]) => {
    expect(strengthIn(text)).toEqual({ value, unit })
  })
})
