import { foldText } from './fold.ts'
import { dayMs } from '../ground/time.ts'

// First letters of each month in English, Spanish, French, German, Portuguese and Italian, folded.
const months = [
  'jan|ene|gen',
  'feb|fev',
  'mar|maerz',
  'apr|abr|avr',
  'may|mai|mag',
  'jun|juin|giu',
  'jul|juil|lug',
  'aug|ago|aou',
  'sep|set',
  'oct|okt|ott|out',
  'nov',
  'dec|dic|dez'
]
/**
 * Says whether a text holds this date of birth, however it is written: ISO, 20240314, 3/14/24,
 * 14.3.2024, 14 Mar 2024, March 14th, 2024, or as seconds or milliseconds since 1970.
 * A birth date of lesser precision is an age, and is not looked for.
 */
export function birthDateSearch(birthDate: string | undefined): (text: string) => boolean {
  const match = birthDate?.match(/^(\d{4})-(\d{2})-(\d{2})/)
  const [, year, month, day] = match ?? []
  if (year === undefined || month === undefined || day === undefined) return () => false
  const m = `0?${Number(month)}`
  const d = `0?${Number(day)}`
  const y = `(?:${year}|${year.slice(2)})`
  const dd = `${d}(?:st|nd|rd|th|er|\\.|º|o)?`
  const named = `(?:${months[Number(month) - 1] ?? ''})[a-z]{0,7}`
  const between = '[\\s.,/-]{1,3}(?:(?:de|del|of) )?'
  const epochMs = Date.parse(`${year}-${month}-${day}T00:00:00Z`)
  const forms = [
    `${year}[-/. ]?${m}[-/. ]${d}`,
    `${year}${month}${day}`,
    `(?:${month}${day}|${day}${month})${year}`,
    `(?:${m}[-/.]${d}|${d}[-/.]${m})[-/.]${y}`,
    `(?:${m} ${d}|${d} ${m}) ${year}`,
    `${dd}${between}${named}${between}${y}`,
    `${named}${between}${dd}${between}${y}`,
    ...(Math.abs(epochMs) > 1000 * dayMs ? [`${epochMs / 1000}`, `${epochMs}`] : [])
  ]
  const pattern = new RegExp(`(?<![\\d.])(?:${forms.join('|')})(?!\\d)`)
  // Every form holds the last digits of the year, or is the time since 1970.
  const digits = [year.slice(2), `${epochMs / 1000}`]
  return (text) => {
    const folded = foldText(text)
    return digits.some((some) => folded.includes(some)) && pattern.test(folded)
  }
}
