import type { Medication } from '../../clinical/clinical-index.ts'
import { dailyDoseOfIngredient, strengthsByIngredient } from '../../clinical/ingredient-dose.ts'
import { adjustOrder } from '../adjusted-dose.ts'
import { drugPairRule } from '../drug-pair-rule.ts'
import type { PairWeight } from '../drug-pair-rule.ts'
import { removeOrder } from '../ordered-drugs.ts'
import type { Meeting } from '../ordered-drugs.ts'

/** Zocor label 2.3 and 7: greatest simvastatin dose in mg a day with each drug. */
const caps: ReadonlyMap<string, number> = new Map([
  ['verapamil', 10],
  ['diltiazem', 10],
  ['dronedarone', 10],
  ['amiodarone', 20],
  ['amlodipine', 20],
  ['ranolazine', 20]
])
/** RxNorm, as in section 2.2 of the clinical reference. */
const tablet20 = { code: '312961', display: 'simvastatin 20 MG Oral Tablet', mg: 20 }
const greatest = Math.max(...caps.values())
const least = Math.min(...caps.values())

/** Situation 14: simvastatin above the dose that a drug beside it allows. */
export const simvastatinCap = drugPairRule({
  id: 'R-14',
  version: '1.0',
  title: 'Simvastatin above its limit with another drug',
  when: 'Simvastatin of more than 20 mg a day meets amlodipine, amiodarone or ranolazine, or more than 10 mg meets verapamil, diltiazem or dronedarone: warning. Without a recorded dose one tablet a day is taken; cannot assess when one tablet is within the limit.',
  whenNot: 'Simvastatin within the limit; another statin.',
  topic: 'simvastatinDoseLimit',
  source: {
    title: 'Zocor (simvastatin) prescribing information',
    section: '2.3 and 7, dose limits with interacting drugs',
    url: 'https://dailymed.nlm.nih.gov/dailymed/drugInfo.cfm?setid=fdbfe194-b845-42c5-bb87-a48118bc72e7',
    date: '2014-02',
    verified: true
  },
  matter: 'simvastatin-dose-limit',
  indicator: 'warning',
  first: { ingredients: ['simvastatin'] },
  second: { ingredients: [...caps.keys()] },
  names: {
    first: 'simvastatin above its limit',
    second: 'drugs that limit the simvastatin dose'
  },
  consequence: 'risk of myopathy',
  why: [],
  weigh,
  matters: (_view, { medication }) =>
    !medication.ingredients.includes('simvastatin') || (doseOf(medication) ?? greatest + 1) > least,
  options: ({ partners, ordered }) => [
    `Consider simvastatin of at most ${capOf([ordered.medication, ...partners.map(({ medication }) => medication)]).mg} mg a day.`,
    'Consider a statin that is not limited by this drug, such as rosuvastatin.'
  ],
  suggestions: ({ ordered, partners }) => {
    if (!ordered.medication.ingredients.includes('simvastatin')) return [removeOrder(ordered)]
    const { mg } = capOf(partners.map(({ medication }) => medication))
    // Taken once a day (label 2.1).
    const adjusted = adjustOrder(ordered, { mg, timesADay: 1, product: tablet20 })
    return [...adjusted, removeOrder(ordered)]
  }
})

function weigh(_view: unknown, { ordered, partners }: Meeting): PairWeight | undefined {
  const drugs = [ordered.medication, ...partners.map(({ medication }) => medication)]
  const { drug, mg } = capOf(drugs)
  const simvastatins = drugs.filter(({ ingredients }) => ingredients.includes('simvastatin'))
  const doses = simvastatins.map(doseOf)
  const above = doses.find((dose) => dose !== undefined && dose > mg)
  if (above !== undefined) {
    return {
      consequence: `simvastatin ${above} mg a day, limit ${mg} mg with ${drug}, myopathy`,
      why: [`With ${drug} the limit of simvastatin is ${mg} mg a day.`]
    }
  }
  if (doses.every((dose) => dose !== undefined)) return undefined
  // A statin is taken once a day: one tablet above the limit needs no more to be known.
  const tablet = Math.max(...simvastatins.map(tabletOf))
  if (tablet > mg) {
    return {
      consequence: `tablet of ${tablet} mg, limit ${mg} mg a day with ${drug}, myopathy`,
      why: [`The daily dose is not recorded; one tablet holds ${tablet} mg of simvastatin.`]
    }
  }
  return {
    consequence: `limit ${mg} mg of simvastatin a day, dose not recorded`,
    missing: 'the daily dose of simvastatin'
  }
}

function capOf(drugs: readonly Medication[]): { readonly drug: string; readonly mg: number } {
  const found = drugs
    .flatMap(({ ingredients }) => ingredients)
    .flatMap((drug) => {
      const mg = caps.get(drug)
      return mg === undefined ? [] : [{ drug, mg }]
    })
  return found.toSorted((one, other) => one.mg - other.mg)[0] ?? { drug: '', mg: greatest }
}

function doseOf(medication: Medication): number | undefined {
  const dose = dailyDoseOfIngredient(medication, 'simvastatin')
  return dose?.unit === 'mg' ? dose.value : undefined
}

function tabletOf(medication: Medication): number {
  const strength = medication.strength ?? strengthsByIngredient(medication).get('simvastatin')
  return strength?.unit === 'mg' ? strength.value : 0
}
