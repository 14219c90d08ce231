import { expect, test } from 'vitest'
import { clinicalDate } from '../../src/clinical/clinical-date.ts'
import { inTimeZone, isTimeZone } from '../../src/clinical/local-time.ts'

const chicago = 'America/Chicago'

test.for<[string, string, string]>([
  ['2026-03-01T02:30:00Z', chicago, '2026-02-28T20:30:00.000-06:00'],
  ['2026-03-01T05:59:59Z', chicago, '2026-02-28T23:59:59.000-06:00'],
  // Its day already.
  ['2026-03-01T06:00:00Z', chicago, '2026-03-01T06:00:00Z'],
  // The clocks go forward at 08:00 UTC: the midnights before and after.
  ['2026-03-08T05:59:59Z', chicago, '2026-03-07T23:59:59.000-06:00'],
  ['2026-03-08T06:00:00Z', chicago, '2026-03-08T06:00:00Z'],
  ['2026-03-09T05:00:00Z', chicago, '2026-03-09T05:00:00Z'],
  ['2026-03-09T04:30:00Z', chicago, '2026-03-08T23:30:00.000-05:00'],
  // And back at 07:00 UTC.
  ['2026-11-01T04:59:59Z', chicago, '2026-10-31T23:59:59.000-05:00'],
  ['2026-11-01T05:00:00Z', chicago, '2026-11-01T05:00:00Z'],
  ['2026-11-02T05:59:59Z', chicago, '2026-11-01T23:59:59.000-06:00'],
  // Another offset than the site's, and a site ahead of UTC by hours and a half.
  ['2026-03-01T01:00:00-03:00', chicago, '2026-02-28T22:00:00.000-06:00'],
  ['2026-03-01T20:00:00Z', 'Asia/Kolkata', '2026-03-02T01:30:00.000+05:30'],
  ['2026-03-01T02:30:00Z', 'UTC', '2026-03-01T02:30:00Z'],
  ['1969-12-31T23:30:00Z', 'Europe/Berlin', '1970-01-01T00:30:00.000+01:00']
])('%s in %s', ([text, zone, local]) => {
  expect(inTimeZone(text, zone)).toBe(local)
  expect(Date.parse(inTimeZone(text, zone))).toBe(Date.parse(text))
})

test.for(['0001-01-01T00:00:00Z', '0099-06-01T02:00:00Z', '0999-12-31T23:59:59-05:00'])(
  'a year below 1000 stays as it is: %s',
  (text) => expect(inTimeZone(text, chicago)).toBe(text)
)

test.for(['2026-03-01', '2026-03', '2026', '2026-03-01T02:30:00', '2026-02-31Tnot:a:timeZ', ''])(
  'what is no instant stays as it is: %s',
  (text) => expect(inTimeZone(text, chicago)).toBe(text)
)

test('every hour of a year is the day that the zone itself says', () => {
  const format = new Intl.DateTimeFormat('en-CA', { timeZone: chicago, dateStyle: 'short' })
  const firstMs = Date.parse('2026-01-01T00:30:00Z')
  for (let hour = 0; hour < 366 * 24; hour += 1) {
    const ms = firstMs + hour * 3_600_000
    const text = new Date(ms).toISOString()
    expect(clinicalDate(inTimeZone(text, chicago))?.iso, text).toBe(format.format(ms))
  }
})

test.for<[string, boolean]>([
  ['America/Chicago', true],
  ['America/Argentina/Buenos_Aires', true],
  ['UTC', true],
  ['Etc/GMT+5', true],
  ['America/Chikago', false],
  ['-06:00', false],
  ['+0530', false],
  ['', false]
])('%j is a time zone: %s', ([name, is]) => expect(isTimeZone(name)).toBe(is))
