import type { Medication } from '../../clinical/clinical-index.ts'
import { dailyDoseOfIngredient } from '../../clinical/ingredient-dose.ts'
import { drugPairRule } from '../drug-pair-rule.ts'
import type { PairWeight } from '../drug-pair-rule.ts'
import type { Meeting } from '../ordered-drugs.ts'

/** FDA 2012, drug safety communication on citalopram: not above 40 mg a day. */
const highAboveMg = 40

/** Situation 11: ondansetron meets citalopram above its greatest dose. A usual dose is silent. */
export const citalopramOndansetron = drugPairRule({
  id: 'R-11',
  version: '1.0',
  title: 'High-dose citalopram with ondansetron',
  when: 'Ondansetron meets citalopram of more than 40 mg a day, whichever is ordered: critical.',
  whenNot: 'Citalopram of 40 mg a day or less, or with a dose that is not recorded.',
  topic: 'highDoseCitalopramOndansetron',
  source: {
    title: 'Individualized drug interaction rules (ddi-cds), citalopram with QT-prolonging drugs',
    section: 'Use only if benefit outweighs risk',
    url: 'https://github.com/dbmi-pitt/ddi-cds',
    date: '2020',
    // The expected text was read; the limit of 40 mg is FDA's and not taken from this rule.
    verified: false
  },
  matter: 'citalopram-ondansetron',
  indicator: 'critical',
  first: { ingredients: ['citalopram'] },
  second: { ingredients: ['ondansetron'] },
  names: { first: 'high-dose citalopram', second: 'ondansetron' },
  consequence: 'use only if benefit outweighs risk, QT prolongation',
  why: [],
  weigh,
  matters: (_view, { medication }) =>
    !medication.ingredients.includes('citalopram') || isHigh(medication),
  options: () => [
    'Consider another antiemetic, or citalopram at 40 mg a day or less.',
    'Consider an ECG before and after the first dose if both are needed.'
  ]
})

function weigh(_view: unknown, { ordered, partners }: Meeting): PairWeight | undefined {
  const drugs = [ordered.medication, ...partners.map(({ medication }) => medication)]
  const high = drugs.find((medication) => isHigh(medication))
  if (high === undefined) return undefined
  const dose = dailyDoseOfIngredient(high, 'citalopram')
  return { why: [`Citalopram ${dose?.value} mg a day: above ${highAboveMg} mg.`] }
}

function isHigh(medication: Medication): boolean {
  const dose = dailyDoseOfIngredient(medication, 'citalopram')
  return dose?.unit === 'mg' && dose.value > highAboveMg
}
