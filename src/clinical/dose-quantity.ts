import type { Dose } from './clinical-index.ts'
import { statusWords } from './status-words.ts'
import { listOf, numberOf, objectOf, textOf } from './loose-json.ts'
import type { LooseObject } from './loose-json.ts'
import { canonicalDose, withoutNoise } from '../terminology/strength.ts'

/*
 * The amount of one dose: as a quantity of mass, or as so many pieces of a product whose strength
 * is known.
 */

// Units that count pieces of the product; no unit at all is one of them (Synthea).
const pieces =
  /^(?:tab(?:let)?s?|cap(?:sule)?s?|cap?lets?|pills?|each|ea|patch(?:es)?|systems?|films?|soft-?gels?|lozenges?|wafers?|troches?|puffs?|actuat(?:ion)?s?|sprays?|inhalations?|suppositor(?:y|ies)|units?[- ]doses?|dos(?:e|age|ing)s?(?: units?)?|1)$/

/** The dose of one Dosage as its structured part gives it; of an upper limit no more than that. */
export function structuredDose(dosage: LooseObject, strength: Dose | undefined): Dose | undefined {
  const dose = doseOfQuantity(doseQuantity(dosage), strength)
  const most = doseOfQuantity(objectOf(dosage['maxDosePerAdministration']), strength)
  if (dose === undefined || most === undefined || most.unit !== dose.unit) return dose
  return most.value < dose.value ? most : dose
}

/** A Quantity as a dose; undefined when it has no value, or a unit that says no amount. */
export function doseOfQuantity(
  quantity: LooseObject,
  strength: Dose | undefined
): Dose | undefined {
  const value = numberOf(quantity['value'])
  if (value === undefined || value < 0) return undefined
  const unit = textOf(quantity['unit']) ?? textOf(quantity['code']) ?? ''
  const code = textOf(quantity['code']) ?? ''
  const mass = canonicalDose(value, unit) ?? canonicalDose(value, code)
  if (mass !== undefined) return mass
  const word = pieceWord(unit)
  if (/^m(?:l|illilit(?:er|re)s?)$/.test(word)) return millilitres(value, strength)
  return ofPieces(value, word, strength)
}

/** So many pieces of a product, called as directions or units call them. */
export function ofPieces(
  value: number,
  word: string,
  strength: Dose | undefined
): Dose | undefined {
  if (word !== '' && !pieces.test(word)) return undefined
  if (strength === undefined) return { value, unit: pieceName(word) }
  const [amount = '', per] = strength.unit.split('/')
  // A patch's strength is a rate and a vial's a concentration: pieces say nothing of the amount.
  if (per !== undefined && per !== 'actuation') return { value, unit: pieceName(word) }
  return { value: withoutNoise(value * strength.value), unit: amount }
}

/**
 * How many patches are worn at once, of a product whose strength is a rate: as many as are put on
 * together, or as a rate that the dose names asks for. One where the directions do not say.
 */
export function patchesOf(dosages: unknown, strength: Dose | undefined): number | undefined {
  const [amount, per] = strength?.unit.split('/') ?? []
  if (strength === undefined || per !== 'h' || strength.value <= 0) return undefined
  const counts = listOf(dosages).map((dosage) => {
    const quantity = doseQuantity(objectOf(dosage))
    const value = numberOf(quantity['value'])
    const unit = textOf(quantity['unit']) ?? textOf(quantity['code']) ?? ''
    if (value === undefined) return undefined
    const [, mass = ''] = /^(.+?)\s*\/\s*(?:1\s*)?h(?:r|ours?)?$/i.exec(unit) ?? []
    const rate = canonicalDose(value, mass)
    if (rate !== undefined && rate.unit === amount) return withoutNoise(rate.value / strength.value)
    return pieces.test(pieceWord(unit)) || unit === '' ? value : undefined
  })
  const known = counts.filter((count) => count !== undefined && count > 0)
  return known.length === 0 ? undefined : known.reduce((sum, count) => (sum ?? 0) + (count ?? 0), 0)
}

/**
 * R4 doseAndRate (list, or an object as some EHRs send it); STU3 keeps the dose on the Dosage. What
 * was ordered goes before what was calculated; of several the greatest counts.
 */
function doseQuantity(dosage: LooseObject): LooseObject {
  const rates = listOf(dosage['doseAndRate']).map(objectOf)
  const ordered = rates.filter(({ type }) => statusWords(type).includes('ordered'))
  const other = rates.filter(({ type }) => !statusWords(type).includes('calculated'))
  for (const group of [ordered, other, rates, [dosage]]) {
    const [greatest] = group
      .map(quantityIn)
      .filter(({ value }) => value !== undefined)
      .toSorted((one, two) => (numberOf(two['value']) ?? 0) - (numberOf(one['value']) ?? 0))
    if (greatest !== undefined) return greatest
  }
  return {}
}

function quantityIn(rate: LooseObject): LooseObject {
  const quantity = objectOf(rate['doseQuantity'])
  if (quantity['value'] !== undefined) return quantity
  const high = objectOf(objectOf(rate['doseRange'])['high'])
  if (high['value'] !== undefined) return high
  const rateQuantity = objectOf(rate['rateQuantity'])
  return rateQuantity['value'] === undefined ? {} : rateQuantity
}

function pieceWord(unit: string): string {
  return unit
    .trim()
    .toLowerCase()
    .replace(/^[{[](.*)[}\]]$/, '$1')
    .replace(/\(s\)$/, 's')
}

function millilitres(value: number, strength: Dose | undefined): Dose {
  const [amount = '', per] = strength?.unit.split('/') ?? []
  if (strength === undefined || per !== 'mL') return { value, unit: 'mL' }
  return { value: withoutNoise(value * strength.value), unit: amount }
}

function pieceName(word: string): string {
  if (word.startsWith('cap')) return 'capsule'
  if (/^(?:patch|system)/.test(word)) return 'patch'
  if (/^(?:puff|actuat|spray|inhal)/.test(word)) return 'actuation'
  if (word.startsWith('supp')) return 'suppository'
  return /^(?:|1|each|ea|dos.*|units?[- ]doses?)$/.test(word) ? 'piece' : 'tablet'
}
