import { codesIn, readConcept } from './concept.ts'
import { listOf, numberOf, objectOf, textOf } from './loose-json.ts'
import type { LooseObject } from './loose-json.ts'
import { timesInSig } from './sig.ts'

/** Days of a FHIR unit of time. */
export const daysPerUnit: ReadonlyMap<string, number> = new Map([
  ['s', 1 / 86_400],
  ['min', 1 / 1440],
  ['h', 1 / 24],
  ['hr', 1 / 24],
  ['hour', 1 / 24],
  ['d', 1],
  ['day', 1],
  ['wk', 7],
  ['week', 7],
  ['mo', 30],
  ['month', 30],
  ['a', 365]
])

// FHIR R4, Timing Abbreviation (GTSAbbreviation), and as orders write the same: doses a day.
const timesOfCode: ReadonlyMap<string, number> = new Map([
  ['QD', 1],
  ['DAILY', 1],
  ['QDAY', 1],
  ['BID', 2],
  ['TID', 3],
  ['QID', 4],
  ['AM', 1],
  ['QAM', 1],
  ['PM', 1],
  ['QPM', 1],
  ['BED', 1],
  ['HS', 1],
  ['QHS', 1],
  ['QOD', 0.5],
  ['WK', 1 / 7],
  ['QWK', 1 / 7],
  ['WEEKLY', 1 / 7],
  ['MO', 1 / 30]
])
// FHIR R4, EventTiming: "meal" does not say how many of them.
const meals: ReadonlySet<string> = new Set(['AC', 'PC', 'C'])

/** How many doses a day one Dosage allows at most; undefined when it does not say. */
export function timesADay(dosage: LooseObject): number | undefined {
  return structuredTimes(dosage) ?? writtenTimes(dosage)
}

/** The same by the structured part alone. */
export function structuredTimes(dosage: LooseObject): number | undefined {
  const timing = objectOf(dosage['timing'])
  const repeat = objectOf(timing['repeat'])
  const unit = textOf(repeat['periodUnit']) ?? textOf(repeat['periodUnits'])
  const given = numberOf(repeat['periodMin']) ?? numberOf(repeat['period'])
  const frequency = numberOf(repeat['frequencyMax']) ?? numberOf(repeat['frequency'])
  // "Twice, unit day" leaves the number of days out: one is meant.
  const period = given ?? (frequency === undefined ? undefined : 1)
  const days = unit === undefined ? undefined : daysPerUnit.get(unit.toLowerCase())
  const moments = momentsOf(repeat)
  if (period !== undefined && period > 0 && days !== undefined) {
    // "Once a day, in the morning and in the evening" is twice.
    const times = days === 1 && period === 1 ? Math.max(frequency ?? 1, moments) : (frequency ?? 1)
    return (times / (period * days)) * daysOfWeekShare(repeat, unit)
  }
  if (moments > 0) return moments * daysOfWeekShare(repeat, 'd')
  return codesIn(timing['code'])
    .map((code) => timesOf(code.toUpperCase().replace(/[\s.]/g, '')))
    .find((times) => times !== undefined)
}

function timesOf(code: string): number | undefined {
  const [, count = '', unit] = /^Q(\d{1,2})([HD])$/.exec(code) ?? []
  if (unit === undefined || Number(count) === 0) return timesOfCode.get(code)
  return unit === 'H' ? 24 / Number(count) : 1 / Number(count)
}

function momentsOf(repeat: LooseObject): number {
  const when = listOf(repeat['when']).filter((one) => !meals.has(textOf(one) ?? ''))
  return new Set(when).size + new Set(listOf(repeat['timeOfDay'])).size
}

function writtenTimes(dosage: LooseObject): number | undefined {
  const { code } = objectOf(dosage['timing'])
  return [...readConcept(code).texts, ...writtenIn(dosage)]
    .map(timesInSig)
    .find((times) => times !== undefined)
}

/** The directions in words. */
export function writtenIn(dosage: LooseObject): readonly string[] {
  return [textOf(dosage['text']), textOf(dosage['patientInstruction'])].filter(
    (text) => text !== undefined
  )
}

/** At which times of the day a Dosage is taken, as it writes them; none where it does not say. */
export function timesOfDay(dosage: LooseObject): readonly string[] {
  const timing = objectOf(dosage['timing'])
  const repeat = objectOf(timing['repeat'])
  const codes = codesIn(timing['code']).filter((code) => hourCodes.has(code.toUpperCase()))
  const moments = [...listOf(repeat['when']), ...listOf(repeat['timeOfDay']), ...codes]
  const words = writtenIn(dosage).flatMap((text) => text.toLowerCase().match(momentWords) ?? [])
  return [...moments.flatMap((one) => textOf(one) ?? []), ...words]
}

const hourCodes: ReadonlySet<string> = new Set(['AM', 'QAM', 'PM', 'QPM', 'BED', 'HS', 'QHS'])
const momentWords =
  /\b(?:morning|breakfast|noon|lunch|afternoon|evening|dinner|supper|night|bedtime|qam|qpm|qhs|am|pm)\b/g

/** "Mondays" in a daily pattern: one day in seven. */
function daysOfWeekShare(repeat: LooseObject, unit: string | undefined): number {
  const days = listOf(repeat['dayOfWeek']).length
  return days > 0 && unit === 'd' ? days / 7 : 1
}
