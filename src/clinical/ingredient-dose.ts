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
  const [unit = '', per] = strength?.unit.split('/') ?? []
  if (strength === undefined || !isCountedBy(per, dailyDose.unit)) return undefined
  return { value: withoutNoise(dailyDose.value * strength.value), unit }
}

/** Tablets of so much each; millilitres of so much in each; puffs likewise. */
function isCountedBy(per: string | undefined, counted: string): boolean {
  if (per === undefined) return pieceUnits.has(counted)
  return per === counted || (per === 'actuation' && counted === 'piece')
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
      for (const [ingredient, strength] of [
        ...besideAcetaminophen(text, medication.ingredients),
        ...strengthsInTurn(text)
      ])
        strengths.set(ingredient, strength)
    }
  }
  return strengths
}

/**
 * "oxycodone-acetaminophen 5-325 mg", "HYDROcodone-acetaminophen (NORCO) 10-325 MG per tablet",
 * "fluticasone-salmeterol 250-50 MCG/DOSE": as many numbers as names, in their order.
 */
const inTurn = new RegExp(
  String.raw`^(?<names>[a-z ]+(?:\s?[-/]\s?[a-z ]+)+?)\s(?:(?:\([^()]*\)|\[[^\]]*\]|[a-z]+|#\d)\s)*?(?<numbers>\d+(?:\.\d+)?(?:\s?(?:mg|mcg))?(?:\s?[-/]\s?\d+(?:\.\d+)?(?![\d.]|\s*ml)(?:\s?(?:mg|mcg)(?![a-z]))?)+)\s*(?<unit>mg|mcg)?(?:\s*\/\s*(?<of>\d+(?:\.\d+)?)?\s*(?<per>ml|dose|puff|act(?:uat)?(?:ion)?|spray|inh(?:alation)?|tab(?:let)?|cap(?:sule)?))?(?![a-z])`,
  'i'
)

function strengthsInTurn(text: string): readonly (readonly [string, Dose])[] {
  const groups = inTurn.exec(text)?.groups ?? {}
  const { names = '', numbers = '', unit, of = '1', per = '' } = groups
  const ingredients = names.split(/[-/]/).map((name) => findIngredients(name).ingredients)
  const values = [...numbers.matchAll(/(\d+(?:\.\d+)?)\s?(mg|mcg)?/gi)]
  if (ingredients.length !== values.length || names === '') return []
  if (ingredients.some(({ length }) => length !== 1)) return []
  const whole = /^ml$/i.test(per)
    ? '/mL'
    : /^(?:dose|puff|act|spray|inh)/i.test(per)
      ? '/actuation'
      : ''
  return values.flatMap(([, value, own], at) => {
    const written = own ?? unit ?? values.at(-1)?.[2]
    const dose =
      written === undefined ? undefined : canonicalDose(Number(value) / Number(of), written)
    const [ingredient] = ingredients[at] ?? []
    if (dose === undefined || ingredient === undefined) return []
    return [[ingredient, { ...dose, unit: `${dose.unit}${whole}` }] as const]
  })
}

/** A tablet holds so much acetaminophen at least, and of what is combined with it less; our choice. */
const acetaminophenMgMin = 300
const twoStrengths =
  /(?<![\d.])(\d+(?:\.\d+)?)\s?[-/]\s?(\d+(?:\.\d+)?)\s?mg\b(?!\s*\/\s*\d*\s*ml)/i

/** "Norco 10-325 MG" names no ingredient in turn; which number is acetaminophen's is plain. */
function besideAcetaminophen(
  text: string,
  ingredients: readonly string[]
): readonly (readonly [string, Dose])[] {
  const [other, another] = ingredients.filter((one) => one !== 'acetaminophen')
  const [, ...numbers] = twoStrengths.exec(text) ?? []
  const [less = 0, more = 0] = numbers.map(Number).toSorted((one, two) => one - two)
  const isCombination = ingredients.length === 2 && other !== undefined && another === undefined
  if (!isCombination || more < acetaminophenMgMin || less >= acetaminophenMgMin) return []
  return [
    ['acetaminophen', { value: more, unit: 'mg' }],
    [other, { value: less, unit: 'mg' }]
  ]
}
