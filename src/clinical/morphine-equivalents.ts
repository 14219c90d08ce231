import type { Medication } from './clinical-index.ts'
import { dailyDoseOfIngredient } from './ingredient-dose.ts'
import data from './morphine-equivalents.json' with { type: 'json' }
import { withoutNoise } from '../terminology/strength.ts'

const oral: ReadonlyMap<string, number> = new Map(Object.entries(data.oral))
const transdermal: ReadonlyMap<string, number> = new Map(
  Object.entries(data.transdermalMicrogramsPerHour)
)
const microgramsPerMilligram = 1000

// The factors are for what is swallowed; the same milligrams injected are more.
const notSwallowed =
  /\b(?:inject\w*|intravenous|intramuscular|epidural|intrathecal|rectal|nasal)\b/i

/**
 * Morphine milligram equivalents a day of one product (CDC 2022). `no-factor`: the table has none
 * for its opioid and form. Undefined: there is a factor, but the dose is not known. Patches
 * count as many as are worn at once, whatever the timing: they work by the hour.
 */
export function morphineEquivalentOf(medication: Medication): number | 'no-factor' | undefined {
  let sum: number | undefined
  for (const ingredient of medication.ingredients) {
    const one = ofIngredient(medication, ingredient)
    if (one === undefined) return undefined
    if (one !== 'no-factor') sum = (sum ?? 0) + one
  }
  return sum === undefined ? 'no-factor' : withoutNoise(sum)
}

function ofIngredient(
  medication: Medication,
  ingredient: string
): number | 'no-factor' | undefined {
  const patch = transdermal.get(ingredient)
  if (patch !== undefined) {
    const { strength, patches = 1 } = medication
    if (strength?.unit !== 'mg/h') return 'no-factor'
    return withoutNoise(strength.value * microgramsPerMilligram * patch * patches)
  }
  const factor = oral.get(ingredient)
  if (factor === undefined || notSwallowed.test(medication.label)) return 'no-factor'
  const dose = dailyDoseOfIngredient(medication, ingredient)
  return dose?.unit === 'mg' ? dose.value * factor : undefined
}
