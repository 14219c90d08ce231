import { clinicalDate } from '../../clinical/clinical-date.ts'
import type { ClinicalDate } from '../../clinical/clinical-date.ts'
import type { ChartTime } from '../chart-time.ts'
import { withoutBareDates } from './bare-dates.ts'

const months = 'jan feb mar apr may jun jul aug sep oct nov dec'.split(' ')
const monthName =
  '(jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\\.?'
const dayNumber = '(0?[1-9]|[12]\\d|3[01])(?:st|nd|rd|th)?'
const year = '((?:19|20)\\d{2})'

type Read = (...groups: readonly string[]) => string

const two = (text: string): string => text.padStart(2, '0')
const monthNumber = (name: string): string =>
  two(String(months.indexOf(name.slice(0, 3).toLowerCase()) + 1))
/** Two digits of a year are of this century: notes speak of what was lately. */
const century = (short: string): string => (short.length === 2 ? `20${short}` : short)

// The United States write the month first; where that cannot be, the day stands first.
const numeric: Read = (one, other, of) =>
  Number(one) > 12
    ? `${century(of ?? '')}-${two(other ?? '')}-${two(one ?? '')}`
    : `${century(of ?? '')}-${two(one ?? '')}-${two(other ?? '')}`

/** "2000-10", "3/2000" of a month, but no amount: "1-2000 mg". */
const notAmount = '(?![\\d/]|[-.]\\d| ?(?:mg|mcg|g|ml|units?|iu|kcal|cc)(?!\\p{L}))'
const anyMonth = '(0?[1-9]|1[0-2])'
const anyDay = '(0?[1-9]|[12]\\d|3[01])'

// With spaces around the separators, which then are alike: "3 / 14 / 2024", "3·14·2024".
const spaced = ['/', '-', '\\.', '·'].flatMap((mark): [RegExp, Read][] => {
  const between = ` ?${mark} ?`
  const short = mark === '/' ? '|\\d{2}' : ''
  return [
    [
      new RegExp(`(?<!\\d)${year}${between}${anyMonth}${between}${anyDay}(?!\\d)`, 'gu'),
      (y, m, d) => `${y}-${two(m ?? '')}-${two(d ?? '')}`
    ],
    [
      new RegExp(
        `(?<![\\d./-])${anyDay}${between}${anyDay}${between}((?:19|20)\\d{2}${short})(?![\\d/]|[-.]\\d)`,
        'gu'
      ),
      numeric
    ]
  ]
})

const forms: readonly (readonly [RegExp, Read])[] = [
  [
    /(?<!\d)((?:19|20)\d{2})[-/.](0?[1-9]|1[0-2])[-/.](0?[1-9]|[12]\d|3[01])(?:T[\d:.]+(?:Z|[+-][\d:]+)?)?(?!\d)/gu,
    (y, m, d) => `${y}-${two(m ?? '')}-${two(d ?? '')}`
  ],
  [
    /(?<![\d./-])(0?[1-9]|[12]\d|3[01])[-/.](0?[1-9]|[12]\d|3[01])[-/.]((?:19|20)\d{2})(?![\d/]|[-.]\d)/gu,
    numeric
  ],
  // With two digits of a year the marks are alike: "12.5-25 mg" is a dose.
  [
    /(?<![\d./-])(0?[1-9]|[12]\d|3[01])([-/.])(0?[1-9]|[12]\d|3[01])\2(\d{2})(?![\d/]|[-.]\d)/gu,
    (one, _mark, other, of) => numeric(one ?? '', other ?? '', of ?? '')
  ],
  ...spaced,
  [
    new RegExp(
      `(?<![\\p{L}\\d])${dayNumber}(?:\\.)?[ /-]?(?:of )?${monthName}(?: of|,)?[ /-]?${year}(?!\\d)`,
      'giu'
    ),
    (d, m, y) => `${y}-${monthNumber(m ?? '')}-${two(d ?? '')}`
  ],
  [
    new RegExp(`(?<!\\p{L})${monthName} ${dayNumber},? ${year}(?!\\d)`, 'giu'),
    (m, d, y) => `${y}-${monthNumber(m ?? '')}-${two(d ?? '')}`
  ],
  [
    new RegExp(`(?<!\\p{L})${monthName}(?: of|,)? ${year}(?!\\d)`, 'giu'),
    (m, y) => `${y}-${monthNumber(m ?? '')}`
  ],
  // Two digits of a year: "March '24", "14-MAR-24".
  [
    new RegExp(`(?<![\\p{L}\\d])${dayNumber}([/-])${monthName}\\2(\\d{2})(?!\\d)`, 'giu'),
    (d, _mark, m, y) => `20${y}-${monthNumber(m ?? '')}-${two(d ?? '')}`
  ],
  [
    new RegExp(`(?<!\\p{L})${monthName} ${dayNumber},? ['’](\\d{2})(?!\\d)`, 'giu'),
    (m, d, y) => `20${y}-${monthNumber(m ?? '')}-${two(d ?? '')}`
  ],
  [
    new RegExp(`(?<!\\p{L})${monthName}(?: of|,)? ?['’](\\d{2})(?!\\d)`, 'giu'),
    (m, y) => `20${y}-${monthNumber(m ?? '')}`
  ],
  // A month of a year in digits: "03/2024", "2024-03".
  [
    new RegExp(`(?<![\\d./-])${anyMonth} ?[/-] ?${year}${notAmount}`, 'giu'),
    (m, y) => `${y}-${two(m ?? '')}`
  ],
  [
    new RegExp(`(?<![\\d./-])${year} ?[/-] ?(0[1-9]|1[0-2])${notAmount}`, 'giu'),
    (y, m) => `${y}-${m}`
  ]
]

// Without a year nobody knows which; a clock time tells nothing that a model needs.
const undatable: readonly RegExp[] = [
  new RegExp(`(?<![\\p{L}\\d])${dayNumber} (?:of )?${monthName}(?!\\p{L})`, 'giu'),
  new RegExp(`(?<!\\p{L})${monthName} ${dayNumber}(?!\\d)`, 'giu')
]
const clockTime =
  /(?<![\d.:])(?:[01]?\d|2[0-3]):[0-5]\d(?::[0-5]\d)?(?:\s?[ap]\.?m\.?)?(?![\d:])/giu

/**
 * Written dates as days of the chart (`D-14`, `~D-400` of a month), dates without a year and clock
 * times as what they are. No calendar date stays; what is no date of any calendar goes, too.
 */
export function withChartDays(sentence: string, time: ChartTime): string {
  let text = sentence
  for (const [form, read] of forms) {
    text = text.replace(form, (...match: unknown[]) => {
      const groups = match.slice(1, -2).filter((one): one is string => typeof one === 'string')
      return written(clinicalDate(read(...groups)), time)
    })
  }
  for (const form of undatable) text = text.replace(form, '(date)')
  return withoutBareDates(text).replace(clockTime, '(time)')
}

function written(date: ClinicalDate | undefined, time: ChartTime): string {
  return date === undefined ? '(date)' : time.write(date)
}
