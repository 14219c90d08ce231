import type { Dose } from './clinical-index.ts'
import { canonicalDose } from './strength.ts'

/*
 * The directions of an order as they are written for people ("take 1 tablet by mouth twice
 * daily"): what many EHRs send instead of a structured Dosage. Read only where it says one thing:
 * a taper, a choice or two different doses give nothing, and nothing is guessed.
 */

const numbers: ReadonlyMap<string, number> = new Map([
  ['one', 1],
  ['two', 2],
  ['three', 3],
  ['four', 4],
  ['five', 5],
  ['six', 6],
  ['eight', 8],
  ['ten', 10],
  ['half', 0.5],
  ['1/2', 0.5],
  ['½', 0.5]
])
const number = String.raw`(?:1/2|\d+(?:\.\d+)?|one|two|three|four|five|six|eight|ten|half|½)`

/** A taper or a course of several steps. */
const severalSteps =
  /\bthen\b|\btaper|\bdays? 1\b|\bday \d+[-:]|\bweek \d\b|\bfollowed by\b|\bincrease to\b|\balternat/i

const perWeek = new RegExp(
  String.raw`\b(?:(?<count>${number}|once|twice)\s*(?:times?|x)?\s*(?:a|per|each|every)?\s*week(?:ly)?|weekly|every week|each week|every 7 days|q ?week|every (?:mon|tues|wednes|thurs|fri|satur|sun)day|on (?:mon|tues|wednes|thurs|fri|satur|sun)days?)\b`,
  'i'
)
const everyHours = new RegExp(
  String.raw`\b(?:every|q\.?)\s*(?<least>${number})(?:\s*(?:-|to)\s*${number})?\s*(?:h|hrs?|hours?)\b`,
  'i'
)
const everyDays = new RegExp(
  String.raw`\bevery\s+(?<count>\d+)\s+days?\b|\bevery (?<other>other) day\b|\bqod\b`,
  'i'
)
const timesADay = new RegExp(
  String.raw`\b(?<count>${number})\s*(?:times?|x)\s*(?:a |per |each |every |/ ?)?(?:day|daily)\b|\b(?<word>once|twice)\s*(?:a |per |each |every )?(?:day|daily)\b`,
  'i'
)
const abbreviations: readonly (readonly [RegExp, number])[] = [
  [/\bq\.?i\.?d\b/i, 4],
  [/\bt\.?i\.?d\b/i, 3],
  [/\bb\.?i\.?d\b/i, 2],
  [/\b(?:morning|am|breakfast)\b.*\band\b.*\b(?:evening|night|pm|bedtime|dinner|supper)\b/i, 2],
  [/\bq\.?d\b|\bq ?24 ?h|\bdaily\b|\bevery day\b|\beach day\b|\bonce a day\b|\ba day\b/i, 1],
  [
    /\bnightly\b|\b(?:at|before) bed(?:time)?\b|\bq\.?h\.?s\b|\bevery (?:night|morning|evening)\b|\b(?:in|with) the (?:morning|evening)\b|\bqam\b|\bqpm\b/i,
    1
  ]
]

/** "2 (two) times": the number is written out for safety, not said again. */
const writtenOut = /\((?:one|two|three|four|five|six|eight|ten)\)/gi
/** "(20 mg total)": what the pieces of one dose hold together. */
const total = /\((\d+(?:\.\d+)?)\s*(mg|mcg|g)\s+total\)/i

/** Doses a day that written directions allow at most; undefined when they do not say one thing. */
export function timesInSig(sig: string): number | undefined {
  const text = sig.replace(writtenOut, ' ')
  if (severalSteps.test(text)) return undefined
  const week = perWeek.exec(text)
  const rest = week === null ? text : text.replace(week[0], ' ')
  const daily = dailyTimes(rest)
  if (week === null) return daily
  // "Daily" beside "weekly" is two things; only the day's hour may stand beside the week.
  if (/\b(?:daily|every day|a day|b\.?i\.?d|t\.?i\.?d|q\.?i\.?d)\b/i.test(rest)) return undefined
  const { count } = week.groups ?? {}
  return (count === undefined ? 1 : (numberOf(count) ?? 1)) / 7
}

function dailyTimes(text: string): number | undefined {
  const hours = everyHours.exec(text)?.groups?.['least']
  if (hours !== undefined) {
    const every = numberOf(hours)
    return every === undefined || every <= 0 ? undefined : 24 / every
  }
  const days = everyDays.exec(text)
  if (days !== null) {
    const count = Number(days.groups?.['count'] ?? 2)
    return count > 0 ? 1 / count : undefined
  }
  const times = timesADay.exec(text)?.groups
  if (times !== undefined) return numberOf(times['count'] ?? times['word'] ?? '')
  return abbreviations.find(([words]) => words.test(text))?.[1]
}

const amount = new RegExp(
  String.raw`(?<![\d./])(?<least>${number})(?:\s*(?:-|to|or)\s*(?<most>${number}))?\s*(?<unit>mg|mcg|micrograms?|milligrams?|g|tab(?:let)?s?|cap(?:sule)?s?|pills?|patch(?:es)?)\b(?!\s*/)`,
  'gi'
)
const perUnit = /\bof (?:a )?(?:\d|the)/i

/** What one dose is: in milligrams where the directions say so, else in pieces of the product. */
export type SigDose = Dose | { readonly value: number; readonly pieces: string }

/** The amount of one dose in written directions; undefined when they name none or several. */
export function doseInSig(sig: string): SigDose | undefined {
  if (severalSteps.test(sig)) return undefined
  const whole = total.exec(sig)
  if (whole !== null) return canonicalDose(Number(whole[1]), whole[2] ?? '')
  const text = sig.replace(writtenOut, ' ')
  const found = [...text.matchAll(amount)].flatMap(({ groups = {} }) => {
    const value = numberOf(groups['most'] ?? groups['least'] ?? '')
    const unit = (groups['unit'] ?? '').toLowerCase()
    return value === undefined ? [] : [{ value, unit }]
  })
  const pieces = found.filter(({ unit }) => /^(?:tab|cap|pill|patch)/.test(unit))
  const masses = found.filter((one) => !pieces.includes(one))
  if (pieces.length > 1 || masses.length > 1) return undefined
  const [piece] = pieces
  const [mass] = masses
  // "2 tablets of 20 mg": whether the mass is of one or of all, nobody knows; pieces decide.
  if (piece !== undefined) return { value: piece.value, pieces: piece.unit }
  if (mass === undefined || perUnit.test(text)) return undefined
  const plain = mass.unit.replace(/^micrograms?$/, 'mcg').replace(/^milligrams?$/, 'mg')
  return canonicalDose(mass.value, plain)
}

function numberOf(word: string): number | undefined {
  const lower = word.toLowerCase()
  if (lower === 'once') return 1
  if (lower === 'twice') return 2
  const value = numbers.get(lower) ?? Number(lower)
  return Number.isNaN(value) ? undefined : value
}
