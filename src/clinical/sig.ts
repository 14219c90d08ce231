import type { Dose } from './clinical-index.ts'
import { number, numberOf, withDecimals, withPlainNumbers } from './sig-numbers.ts'
import { canonicalDose, withoutNoise } from '../terminology/strength.ts'

/*
 * The directions of an order as they are written for people ("take 1 tablet by mouth twice
 * daily"): what many EHRs send instead of a structured Dosage. Read only where it says one thing:
 * a taper, a choice or two different doses give nothing, and nothing is guessed.
 */

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
  [/\bq\.?d\b|\bq ?24 ?h|\bdaily\b|\bevery day\b|\beach day\b|\bonce a day\b|\ba day\b/i, 1],
  [
    /\bnightly\b|\b(?:at|before) bed(?:time)?\b|\bq\.?h\.?s\b|\bevery (?:night|morning|evening)\b|\b(?:in|with) the (?:morning|evening)\b|\bqam\b|\bqpm\b/i,
    1
  ]
]

/** "(20 mg total)", "(5-10 mg total)": what the pieces of one dose hold together. */
const total = /\((?:\d+(?:\.\d+)?\s*-\s*)?(\d+(?:\.\d+)?)\s*(mg|mcg|g)\s+total\)/gi

const weekday =
  /\b(mon|tue|wed|thu|fri|sat|sun)(?:s|nes|rs|ur)?days?\b|\b(mon|tue|wed|thu|fri)(?:s|r|rs)?\b|(?<=(?:[,&/]|\band)\s*)(sat|sun)\b/gi
/** Days that a list of their names does not say. */
const otherDays =
  /\bexcept\b|\bother than\b|day\s*(?:-|through|thru|to|until)\s*(?:mon|tue|wed|thu|fri|sat|sun)/i

/** Doses a day that written directions allow at most; undefined when they do not say one thing. */
export function timesInSig(sig: string): number | undefined {
  const text = withoutCeiling(withPlainNumbers(sig))
  if (severalSteps.test(text)) return undefined
  const week = perWeek.exec(text)
  const rest = week === null ? text : text.replace(week[0], ' ')
  const daily = dailyTimes(rest)
  if (week === null) return daily
  // "Daily" beside "weekly" is two things; only the day's hour may stand beside the week.
  if (/\b(?:daily|every day|a day|b\.?i\.?d|t\.?i\.?d|q\.?i\.?d)\b/i.test(rest)) return undefined
  return weeklyTimes(text, week.groups?.['count'])
}

/** "Every Monday, Wednesday, and Friday" is three doses in seven days. */
function weeklyTimes(text: string, written: string | undefined): number | undefined {
  const count = written === undefined ? undefined : numberOf(written)
  const named = [...text.matchAll(weekday)].flatMap(([, ...forms]) => forms.find(Boolean) ?? [])
  const days = new Set(named.map((day) => day.toLowerCase())).size
  if (days > 0 && otherDays.test(text)) return undefined
  if (days < 2) return (count ?? 1) / 7
  return count === undefined || count === days ? days / 7 : undefined
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
  const moments = momentsIn(text)
  const [, abbreviated] = abbreviations.find(([words]) => words.test(text)) ?? []
  if (moments < 2) return abbreviated ?? (moments === 1 ? 1 : undefined)
  return Math.max(moments, abbreviated ?? 1)
}

const moments: readonly RegExp[] = [
  /\b(?:morning|a\.?m|qam|breakfast|awakening|waking)\b/i,
  /\b(?:noon|midday|lunch|afternoon)\b/i,
  /\b(?:evening|dinner|supper|p\.?m|qpm|night|nightly|bed|bedtime|qhs|hs)\b/i
]
/** "In the morning or evening", "morning until night" is not both. */
const eitherOf = /\bor\b|\buntil\b|\bthrough(?:out)?\b/i

/** How many times of the day directions name: "in the morning, at noon and at bedtime" is three. */
function momentsIn(text: string): number {
  const named = moments.filter((words) => words.test(text)).length
  return named > 1 && (eitherOf.test(text) || !/\band\b|[,&+/;]/.test(text)) ? 1 : named
}

const pieceWords = 'tab(?:let)?s?|cap(?:sule)?s?|pills?|patch(?:es)?'
const amount = new RegExp(
  String.raw`(?<![\d./]|\d,)(?<least>${number})(?:\s*(?:-|to|or)\s*(?<most>${number}))?\s*(?<unit>mg|mcg|micrograms?|milligrams?|g|${pieceWords})\b(?!\s*/)`,
  'gi'
)
/** "1 tablet and a half": the number before the word is not the whole dose. */
const pieceAndPart = new RegExp(
  String.raw`\b(?:${pieceWords})\s+and\s+(?:an?\s+|one[- ])?(?:half|quarter|1/2|1/4|[¼½])`,
  'i'
)
/** "Max 8 tablets a day": a ceiling of the day, not a second dose. */
const ceiling = /\b(?:max(?:imum)?|exceed|no more than|up to)\b[^.;]*/gi
const perUnit = /\bof (?:a )?(?:\d|the)/i

/** "Max 3 tablets a day", "not to exceed 3 tablets in 24 hours". */
const dailyCeiling = new RegExp(
  String.raw`\b(?:max(?:imum)?(?: of)?|exceed(?:ing)?|no more than|up to(?: a max(?:imum)? of)?)\W{0,3}(?<count>${number})\s*(?<unit>mg|mcg|g|${pieceWords})\s*(?:total\s*)?(?:a|an|per|in|every|each|within|/)\s*(?:a\s|1\s)?(?:day|daily|24 ?(?:h|hrs?|hours?))\b`,
  'i'
)

/** The directions without what they allow a day at most, unless that is all they say. */
function withoutCeiling(text: string): string {
  const rest = text.replace(dailyCeiling, ' ')
  const { pieces, masses } = amountsIn(rest)
  return pieces.length + masses.length > 0 ? rest : text
}

/** What written directions allow a day at most, where they say it. */
export function ceilingInSig(sig: string): SigDose | undefined {
  const { count = '', unit = '' } =
    dailyCeiling.exec(withDecimals(withPlainNumbers(sig)))?.groups ?? {}
  const value = numberOf(count)
  if (unit === '' || value === undefined || value <= 0) return undefined
  return canonicalDose(value, unit) ?? { value, pieces: unit.toLowerCase() }
}

/**
 * What written directions ask for in a day: one dose so many times, or different doses at different
 * times of the day, added up; undefined when they do not say one thing.
 */
export function dailyInSig(sig: string): SigDose | undefined {
  const dose = doseInSig(sig)
  const times = timesInSig(sig)
  if (dose !== undefined && times !== undefined)
    return { ...dose, value: withoutNoise(dose.value * times) }
  const text = withDecimals(withPlainNumbers(sig)).replace(ceiling, ' ')
  if (severalSteps.test(text) || pieceAndPart.test(text)) return undefined
  const starts = [...text.matchAll(amount)].filter(({ groups }) => isPiece(groups?.['unit']))
  const found = starts.length > 0 ? starts : [...text.matchAll(amount)]
  if (found.length < 2) return undefined
  const parts = found.map(({ index }, at) =>
    // What stands before the first amount says nothing of its time.
    text.slice(index, found[at + 1]?.index)
  )
  return sumOf(parts)
}

function sumOf(parts: readonly string[]): SigDose | undefined {
  const doses = parts.map((part) => {
    const dose = doseInSig(part)
    const times = momentsIn(part) === 1 ? 1 : undefined
    return dose === undefined || times === undefined ? undefined : dose
  })
  const [first] = doses
  if (first === undefined || new Set(parts.map(momentOf)).size < parts.length) return undefined
  let value = 0
  for (const dose of doses) {
    if (dose === undefined || kindOf(dose) !== kindOf(first)) return undefined
    value += dose.value
  }
  return { ...first, value: withoutNoise(value) }
}

const momentOf = (part: string): number => moments.findIndex((words) => words.test(part))
const kindOf = (dose: SigDose): string => ('pieces' in dose ? dose.pieces.slice(0, 3) : dose.unit)
const isPiece = (unit: string | undefined): boolean => /^(?:tab|cap|pill|patch)/i.test(unit ?? '')

/** What one dose is: in milligrams where the directions say so, else in pieces of the product. */
export type SigDose = Dose | { readonly value: number; readonly pieces: string }

/**
 * The amount of one dose in written directions, of a range its upper end; undefined when they name
 * none or several.
 */
export function doseInSig(sig: string): SigDose | undefined {
  const plain = withPlainNumbers(sig)
  if (severalSteps.test(plain) || pieceAndPart.test(plain)) return undefined
  const text = withoutCeiling(withDecimals(plain))
  const wholes = [...text.matchAll(total)]
  if (wholes.length > 1) return undefined
  const dose =
    wholes[0] === undefined ? writtenAmount(text) : totalAmount(text, wholes[0][1], wholes[0][2])
  return dose === undefined || dose.value <= 0 ? undefined : dose
}

function totalAmount(text: string, digits = '', unit = ''): SigDose | undefined {
  // "1 tablet (10 mg total) in the morning and 2 tablets at night": the total is of one of them.
  const { pieces } = amountsIn(text.replace(ceiling, ' '))
  return pieces.length > 1 ? undefined : canonicalDose(Number(digits), unit)
}

function writtenAmount(text: string): SigDose | undefined {
  const { pieces, masses } = amountsIn(text)
  if (pieces.length > 1 || masses.length > 1) return undefined
  const [piece] = pieces
  const [mass] = masses
  // "2 tablets of 20 mg": whether the mass is of one or of all, nobody knows; pieces decide.
  if (piece !== undefined) return { value: piece.value, pieces: piece.unit }
  if (mass === undefined || perUnit.test(text)) return undefined
  const unit = mass.unit.replace(/^micrograms?$/, 'mcg').replace(/^milligrams?$/, 'mg')
  return canonicalDose(mass.value, unit)
}

interface Amount {
  readonly value: number
  readonly unit: string
}

function amountsIn(text: string): {
  readonly pieces: readonly Amount[]
  readonly masses: readonly Amount[]
} {
  const found = [...text.matchAll(amount)].flatMap(({ groups = {} }) => {
    const least = numberOf(groups['least'] ?? '')
    const most = numberOf(groups['most'] ?? groups['least'] ?? '')
    if (least === undefined || most === undefined) return []
    return [{ value: Math.max(least, most), unit: (groups['unit'] ?? '').toLowerCase() }]
  })
  const pieces = found.filter(({ unit }) => /^(?:tab|cap|pill|patch)/.test(unit))
  return { pieces, masses: found.filter((one) => !pieces.includes(one)) }
}
