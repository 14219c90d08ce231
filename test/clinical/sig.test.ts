import { expect, test } from 'vitest'
import { dailyDoseOf } from '../../src/clinical/dosage.ts'
import { doseInSig, timesInSig } from '../../src/clinical/sig.ts'

const tablet = { value: 10, unit: 'mg' }

test.for([
  ['Take 1,000 mg by mouth 2 (two) times daily', 2000],
  ['Take 1,500 mg by mouth every 6 hours', 6000],
  ['Take 2 tablets (1,000 mg total) by mouth every 12 (twelve) hours', 2000],
  ['Take 500-1,000 mg by mouth daily', 1000],
  ['Take 1 tablet (5-10 mg total) by mouth 2 (two) times a day', 20],
  ['Take 1 1/2 tablets by mouth daily', 15],
  ['Take 1½ tablets daily', 15],
  ['1-1/2 tablets daily', 15],
  ['Take 1 (one) and 1/2 tablets daily', 15],
  ['Take 1.5 tablets (one and one-half) daily', 15],
  ['ONE AND ONE-HALF TABLETS DAILY', 15],
  ['2 and a half tablets daily', 25],
  ['Take one-half tablet daily', 5],
  ['Take half a tablet daily', 5],
  ['Take 3/4 tablet daily', 7.5],
  ['Take 1-2 tablets daily', 20],
  ['Take 1/2-1 tablet daily', 10],
  ['Take 1 or 1/2 tablet daily', 10],
  ['Take 1 tablet every twelve hours', 20],
  ['Take 1 tablet every 8 (eight) hours', 30],
  ['Take 1 tablet every 24 hours', 10],
  ['Take 1 tablet (10 mg total) every 6 hours. Max 4 tablets a day', 40]
] as const)('"%s" of 10 mg is at most %d mg a day', ([text, value]) => {
  expect(dailyDoseOf([{ text }], tablet)).toEqual({ value, unit: 'mg' })
})

test.for([
  'Take 1 tablet (10 mg total) every morning AND 2 tablets (20 mg total) nightly',
  'Take 1 tablet (10 mg total) every morning and 2 tablets nightly',
  'Take (10 mg total) in the morning and (20 mg total) at night',
  'Take 1 tablet and a half daily',
  'Take 1,5 tablets daily',
  'Take 0 mg daily'
])('"%s" names no one dose', (text) => {
  expect(doseInSig(text)).toBeUndefined()
})

test.for([
  ['1 tablet every Monday, Wednesday, and Friday', 3],
  ['1 tablet every Saturday and Sunday', 2],
  ['1 tablet every Monday and Thu', 2],
  ['1 tablet twice a week on Monday and Thursday', 2],
  ['1 tablet once a week on Mondays', 1],
  ['1 tablet once weekly. Avoid sun.', 1]
] as const)('"%s" is %d in a week', ([text, doses]) => {
  expect(timesInSig(text)).toBe(doses / 7)
})

test.for([
  '1 tablet once a week on Monday and Thursday',
  '1 tablet every Monday through Friday',
  '1 tablet every day except on Sundays'
])('how often "%s" is, nothing is guessed of', (text) => {
  expect(timesInSig(text)).toBeUndefined()
})
