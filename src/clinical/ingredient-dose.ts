import type { Dose, Medication } from './clinical-index.ts'
import { findIngredients } from './find-ingredients.ts'
import { strengthIn, withoutNoise } from './strength.ts'

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
  return strengths
}
