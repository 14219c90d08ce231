import { activeMedications } from '../active-medications.ts'
import type { ClinicalIndex } from '../clinical-index.ts'
import { morphineEquivalentOf } from '../morphine-equivalents.ts'
import type { ComputedFact, ComputedTerm } from './computed-fact.ts'
import { rounded } from './rounded.ts'

/** Morphine milligram equivalents of all active opioids. */
export function opioidTotal(index: ClinicalIndex): ComputedFact | undefined {
  const opioids = activeMedications(index, { classes: ['opioid'], route: 'systemic' })
  if (opioids.length === 0) return undefined
  const each = opioids.map((medication) => ({
    medication,
    equivalent: morphineEquivalentOf(medication)
  }))
  const known = each.flatMap(({ equivalent }) => (typeof equivalent === 'number' ? equivalent : []))
  const terms = each.map(({ medication, equivalent }): ComputedTerm => ({
    words: typeof equivalent === 'number' ? String(rounded(equivalent)) : 'no factor or dose',
    from: {
      kind: medication.source === 'dispense' ? 'dispense' : 'medication',
      reference: medication.reference
    }
  }))
  return {
    name: 'opioids-mme',
    label: 'Active opioids',
    value: known.length === 0 ? null : rounded(known.reduce((total, one) => total + one, 0)),
    unit: 'MME/d',
    atLeast: known.length < each.length,
    terms,
    notKnown: []
  }
}
