import type { Dose } from './clinical-index.ts'
import { codesIn, readConcept } from './concept.ts'
import { listOf, numberOf, objectOf, textOf } from './loose-json.ts'
import type { LooseObject } from './loose-json.ts'
import { doseInSig, timesInSig } from './sig.ts'
import { canonicalDose, withoutNoise } from '../terminology/strength.ts'

const daysPerUnit: ReadonlyMap<string, number> = new Map([
  ['s', 1 / 86_400],
  ['min', 1 / 1440],
  ['h', 1 / 24],
  ['d', 1],
  ['wk', 7],
  ['mo', 30],
  ['a', 365]
])

// FHIR R4, Timing Abbreviation (GTSAbbreviation): doses a day.
const timesOfCode: ReadonlyMap<string, number> = new Map([
  ['QD', 1],
  ['BID', 2],
  ['TID', 3],
  ['QID', 4],
  ['AM', 1],
  ['PM', 1],
  ['BED', 1],
  ['QOD', 0.5],
  ['Q1H', 24],
  ['Q2H', 12],
  ['Q3H', 8],
  ['Q4H', 6],
  ['Q6H', 4],
  ['Q8H', 3],
  ['WK', 1 / 7],
  ['MO', 1 / 30]
])

/**
 * The amount a day that a list of Dosage asks for. As-needed counts as taken whenever allowed.
 * Dosages of one sequence add up; of several sequences (a taper) the greatest counts. Undefined
 * when any of them lacks dose or timing: nothing is guessed.
 */
export function dailyDoseOf(dosages: unknown, strength: Dose | undefined): Dose | undefined {
  const bySequence = new Map<number, Dose>()
  for (const dosage of listOf(dosages).map(objectOf)) {
    const times = timesADay(dosage)
    const dose = doseOf(dosage, strength)
    if (times === undefined || dose === undefined) return undefined
    const sequence = numberOf(dosage['sequence']) ?? 0
    const before = bySequence.get(sequence)
    if (before !== undefined && before.unit !== dose.unit) return undefined
    const value = withoutNoise((before?.value ?? 0) + dose.value * times)
    bySequence.set(sequence, { value, unit: dose.unit })
  }
  const doses = [...bySequence.values()]
  if (new Set(doses.map((dose) => dose.unit)).size > 1) return undefined
  return doses.toSorted((one, other) => other.value - one.value)[0]
}

/** How many doses a day one Dosage allows at most; undefined when it does not say. */
export function timesADay(dosage: LooseObject): number | undefined {
  const timing = objectOf(dosage['timing'])
  const repeat = objectOf(timing['repeat'])
  const period = numberOf(repeat['periodMin']) ?? numberOf(repeat['period'])
  const unit = textOf(repeat['periodUnit']) ?? textOf(repeat['periodUnits'])
  const days = unit === undefined ? undefined : daysPerUnit.get(unit)
  if (period !== undefined && period > 0 && days !== undefined) {
    const frequency = numberOf(repeat['frequencyMax']) ?? numberOf(repeat['frequency']) ?? 1
    return (frequency / (period * days)) * daysOfWeekShare(repeat, unit)
  }
  const moments = listOf(repeat['when']).length + listOf(repeat['timeOfDay']).length
  if (moments > 0) return moments * daysOfWeekShare(repeat, 'd')
  const code = codesIn(timing['code']).find((one) => timesOfCode.has(one.toUpperCase()))
  if (code !== undefined) return timesOfCode.get(code.toUpperCase())
  return [...readConcept(timing['code']).texts, ...writtenIn(dosage)]
    .map(timesInSig)
    .find((times) => times !== undefined)
}

/** The directions in words, where the structured parts say nothing. */
function writtenIn(dosage: LooseObject): readonly string[] {
  return [textOf(dosage['text']), textOf(dosage['patientInstruction'])].filter(
    (text) => text !== undefined
  )
}

/** "Mondays" in a daily pattern: one day in seven. */
function daysOfWeekShare(repeat: LooseObject, unit: string | undefined): number {
  const days = listOf(repeat['dayOfWeek']).length
  return days > 0 && unit === 'd' ? days / 7 : 1
}

// Units that count pieces of the product; no unit at all is one of them (Synthea).
const pieces =
  /^(?:tab(?:let)?s?|cap(?:sule)?s?|pills?|each|ea|patch(?:es)?|puffs?|actuat(?:ion)?s?|sprays?|inhalations?|suppositor(?:y|ies)|units?-dose|doses?|1)$/

function doseOf(dosage: LooseObject, strength: Dose | undefined): Dose | undefined {
  const quantity = doseQuantity(dosage)
  const value = numberOf(quantity['value'])
  if (value === undefined) return writtenDose(dosage, strength)
  const unit = textOf(quantity['unit']) ?? textOf(quantity['code']) ?? ''
  const code = textOf(quantity['code']) ?? ''
  const mass = canonicalDose(value, unit) ?? canonicalDose(value, code)
  if (mass !== undefined) return mass
  const word = unit.toLowerCase().replace(/^\{(.*)\}$/, '$1')
  if (/^m(?:l|illilit(?:er|re)s?)$/.test(word)) return millilitres(value, strength)
  if (word !== '' && !pieces.test(word)) return undefined
  if (strength === undefined) return { value, unit: pieceName(word) }
  const [amount = '', per] = strength.unit.split('/')
  // A patch's strength is a rate and a vial's a concentration: pieces say nothing of the amount.
  if (per !== undefined && per !== 'actuation') return { value, unit: pieceName(word) }
  return { value: withoutNoise(value * strength.value), unit: amount }
}

function writtenDose(dosage: LooseObject, strength: Dose | undefined): Dose | undefined {
  const [written] = writtenIn(dosage).flatMap((text) => doseInSig(text) ?? [])
  if (written === undefined || !('pieces' in written)) return written
  const { value, pieces: word } = written
  return doseOf({ doseQuantity: { value, unit: word } }, strength)
}

/** R4 doseAndRate (list, or an object as some EHRs send it); STU3 keeps the dose on the Dosage. */
function doseQuantity(dosage: LooseObject): LooseObject {
  for (const rate of [...listOf(dosage['doseAndRate']).map(objectOf), dosage]) {
    const quantity = objectOf(rate['doseQuantity'])
    if (quantity['value'] !== undefined) return quantity
    const high = objectOf(objectOf(rate['doseRange'])['high'])
    if (high['value'] !== undefined) return high
  }
  return {}
}

function millilitres(value: number, strength: Dose | undefined): Dose {
  const [amount = '', per] = strength?.unit.split('/') ?? []
  if (strength === undefined || per !== 'mL') return { value, unit: 'mL' }
  return { value: withoutNoise(value * strength.value), unit: amount }
}

function pieceName(word: string): string {
  if (word.startsWith('cap')) return 'capsule'
  if (word.startsWith('patch')) return 'patch'
  if (/^(?:puff|actuat|spray|inhal)/.test(word)) return 'actuation'
  if (word.startsWith('supp')) return 'suppository'
  return word === '' || word === '1' || word === 'each' || word === 'ea' ? 'piece' : 'tablet'
}
