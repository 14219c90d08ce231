import { marking } from './sentence.ts'
import type { DateReading, DateToken, Marked } from './sentence.ts'

const months = 'jan feb mar apr may jun jul aug sep oct nov dec'.split(' ')
const weekdays = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat']

const monthName =
  '(?<month>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\\.?'
const weekdayName =
  '(?:(?<weekday>mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day)?\\.?,? )?'
const time =
  '(?:(?:t|,? (?:at )?)(?<time>\\d{1,2}:\\d{2}(?::\\d{2}(?:\\.\\d+)?)?) ?(?<half>[ap]m)?(?<offset>z|utc|gmt|[+-]\\d{2}:?\\d{2})?)?'
const day = '(?<day>\\d{1,2})(?:st|nd|rd|th)?'
const year = '(?<year>\\d{4})'

/** A whole date, a month, or a day of any year; the longest forms first. */
const forms: readonly RegExp[] = [
  `${year}(?<between>[-/.])(?<month>\\d{1,2})\\k<between>(?<day>\\d{1,2})`,
  `(?<year>(?:19|20)\\d{2})(?<month>0[1-9]|1[0-2])(?<day>0[1-9]|[12]\\d|3[01])`,
  `(?<one>\\d{1,2})(?<between>[-/.])(?<other>\\d{1,2})\\k<between>${year}`,
  `(?<one>\\d{1,2})/(?<other>\\d{1,2})/(?<year>\\d{2})`,
  `(?:the )?${day}(?: day)?(?: of)?[ -]?${monthName},?[ -](?:of )?${year}`,
  `${monthName}[ -](?:the )?${day},?[ -](?:of )?${year}`,
  `${year}[ -]${monthName}[ -]${day}`,
  `${year}-(?<month>\\d{2})(?!-)`,
  `${monthName},?[ -](?:of )?${year}`,
  `(?:the )?${day}(?: of)? ${monthName}`,
  `${monthName} ${day}`,
  `(?<=\\b(?:in|since|during|year|until|till) )(?<year>(?:19|20)\\d{2})`
].map(
  (date) =>
    new RegExp(`(?<![\\p{L}\\p{N}.])${weekdayName}${date}${time}(?![\\p{L}\\p{N}]|[.,]\\d)`, 'gu')
)

/** Marks every date of a folded text, in whatever form it is written. */
export function markDates(marked: Marked): Marked {
  return forms.reduce((text, form) => marking(text, form, dateOf), marked)
}

function dateOf({ groups = {} }: RegExpExecArray): DateToken {
  const { weekday, time: clock, offset } = groups
  const possible = readingsOf(groups).filter(
    (one) => one !== undefined && (weekday === undefined || isOn(one, weekday))
  )
  // A date that no calendar has is still one: nothing will hold it.
  const readings = possible.length === 0 ? ['none'] : possible.map(String)
  return { kind: 'date', readings, ...timeOf(readings[0] ?? '', clock, offset, groups['half']) }
}

function timeOf(
  reading: string,
  clock: string | undefined,
  ...[offset, half]: readonly (string | undefined)[]
): Pick<DateToken, 'instantMs' | 'clockMinutes'> {
  if (clock === undefined) return {}
  const [hours = 0, minutes = 0] = clock.split(':').map(Number)
  const hour = half === undefined ? hours : (hours % 12) + (half === 'pm' ? 12 : 0)
  if (offset === undefined) return { clockMinutes: hour * 60 + minutes }
  const zone = /^(?:z|utc|gmt)$/.test(offset) ? 'Z' : offset
  const instantMs = Date.parse(`${reading}T${clock.padStart(5, '0')}${zone}`)
  // A time that no clock has is none that a record holds.
  return { instantMs: Number.isFinite(instantMs) ? instantMs : -1 }
}

function readingsOf(groups: Record<string, string | undefined>): (DateReading | undefined)[] {
  const { year: written, month, day: dayOfMonth, one, other } = groups
  if (one !== undefined && other !== undefined && written !== undefined) {
    const years = written.length === 2 ? [`19${written}`, `20${written}`] : [written]
    // 02/01/2018 is the second of January and the first of February.
    return years.flatMap((each) => [iso(each, one, other), iso(each, other, one)])
  }
  if (month === undefined) return [written]
  const number = /^\d/.test(month) ? month : String(months.indexOf(month.slice(0, 3)) + 1)
  if (dayOfMonth === undefined) return [iso(written, number, '01')?.slice(0, 7)]
  // Without a year it is that day of any year; 2000 has them all.
  if (written === undefined) return [iso('2000', number, dayOfMonth)?.slice(4)]
  return [iso(written, number, dayOfMonth)]
}

/** Undefined when no calendar has it. */
function iso(inYear = '', month = '', dayOfMonth = ''): DateReading | undefined {
  const text = `${inYear}-${month.padStart(2, '0')}-${dayOfMonth.padStart(2, '0')}`
  const ms = Date.parse(`${text}T00:00:00Z`)
  return Number.isFinite(ms) && new Date(ms).toISOString().startsWith(text) ? text : undefined
}

function isOn(reading: DateReading, weekday: string): boolean {
  if (reading.length !== 10) return false
  return weekday.startsWith(weekdays[new Date(`${reading}T00:00:00Z`).getUTCDay()] ?? '-')
}
