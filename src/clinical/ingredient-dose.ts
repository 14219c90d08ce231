import type { Dose, Medication } from './clinical-index.ts'
import { findIngredients } from '../terminology/find-ingredients.ts'
import { canonicalDose, strengthIn, withoutNoise } from '../terminology/strength.ts'

const pieceUnits: ReadonlySet<string> = new Set(['tablet', 'capsule', 'piece'])

/**
 * How much of one ingredient a day. Of a combination, pieces a day times the strength that its name
 * gives for the ingredient ("acetaminophen 325 MG / oxycodone 5 MG"). Undefined when either is
 * missing, or when the dose is not of a countable or weighed form.
 */
export function dailyDoseOfIngredient(
  medication: Medication,
  ingredient: string
): Dose | undefined {
  const { dailyDose, ingredients } = medication
  if (dailyDose === undefined || !ingredients.includes(ingredient)) return undefined
  if (ingredients.length === 1) return pieceUnits.has(dailyDose.unit) ? undefined : dailyDose
  const strength = strengthsByIngredient(medication).get(ingredient)
  if (strength === undefined || strength.unit.includes('/')) return undefined
  if (!pieceUnits.has(dailyDose.unit)) return undefined
  return { value: withoutNoise(dailyDose.value * strength.value), unit: strength.unit }
}

/** The strength of each ingredient as the product's name gives it. */
export function strengthsByIngredient(medication: Medication): ReadonlyMap<string, Dose> {
  const displays = medication.codes.flatMap((code) => code.display ?? [])
  const strengths = new Map<string, Dose>()
  for (const part of [...displays, medication.label].flatMap((text) => text.split(' / '))) {
    const strength = strengthIn(part)
    const [ingredient, another] = findIngredients(part).ingredients
    if (strength === undefined || ingredient === undefined || another !== undefined) continue
    if (!strengths.has(ingredient)) strengths.set(ingredient, strength)
  }
  if (strengths.size === 0) {
    for (const text of [...displays, medication.label]) {
      for (const [ingredient, strength] of strengthsInTurn(text))
        strengths.set(ingredient, strength)
    }
  }
  return strengths
}

/** "oxycodone-acetaminophen 5-325 mg": as many numbers as names, in their order. */
const inTurn =
  /^(?<names>[a-z ]+(?:[-/][a-z ]+)+?)\s(?:[a-z]+\s)*?(?<numbers>\d+(?:\.\d+)?(?:[-/]\d+(?:\.\d+)?)+)\s*(?<unit>mg|mcg)\b/i

function strengthsInTurn(text: string): readonly (readonly [string, Dose])[] {
  const { names = '', numbers = '', unit = '' } = inTurn.exec(text)?.groups ?? {}
  const ingredients = names.split(/[-/]/).map((name) => findIngredients(name).ingredients)
  const values = numbers.split(/[-/]/)
  if (ingredients.length !== values.length || names === '') return []
  if (ingredients.some(({ length }) => length !== 1)) return []
  return values.flatMap((value, at) => {
    const dose = canonicalDose(Number(value), unit)
    const [ingredient] = ingredients[at] ?? []
    return dose === undefined || ingredient === undefined ? [] : [[ingredient, dose] as const]
  })
}
