import { dailyDoseOfIngredient } from '../../clinical/ingredient-dose.ts'
import { adjustOrder } from '../adjusted-dose.ts'
import { isIn } from '../drug-set.ts'
import type { DrugSet } from '../drug-set.ts'
import { orderedDrugs, removeOrder } from '../ordered-drugs.ts'
import type { OrderedDrug } from '../ordered-drugs.ts'
import type { Rule, RuleFinding, RuleView } from '../rule.ts'
import { nameOf, summarise } from '../wording.ts'

/** FDA 2012: at most 20 mg a day over 60 years of age; 40 mg for everyone. */
const limits = { olderAboveYears: 60, olderMg: 20, anyoneMg: 40 } as const

/** RxNorm, as in situation 9 of the clinical reference. */
const tablet = { code: '200371', display: 'citalopram 20 MG Oral Tablet', mg: 20 }

const citalopram: DrugSet = { ingredients: ['citalopram'] }
const matter = 'citalopram-dose'

/** Situation 9: citalopram above the greatest dose for the age. */
export const citalopramDose: Rule = {
  id: 'R-09',
  version: '1.0',
  title: 'Citalopram dose and age',
  when: 'Citalopram is ordered at more than 20 mg a day over 60 years of age, or more than 40 mg a day at any age: warning. Over 60 years and no dose in the order, or above 20 mg and no age: cannot assess.',
  whenNot: 'Within the limit; escitalopram.',
  hooks: ['order-select'],
  topic: 'citalopramDoseAge',
  source: {
    title: 'FDA Drug Safety Communication: citalopram and abnormal heart rhythms',
    section: 'Revised dose recommendations; citalopram label 2',
    url: 'https://www.fda.gov/drugs/drug-safety-and-availability/fda-drug-safety-communication-revised-recommendations-celexa-citalopram-hydrobromide-related',
    date: '2012-03-28',
    // Read in a summary by the American College of Physicians, not in the original.
    verified: false
  },
  evaluate: (view) =>
    orderedDrugs(view)
      .filter(({ medication }) => isIn(medication, citalopram))
      .flatMap((ordered) => assess(view, ordered))
}

function assess({ index }: RuleView, ordered: OrderedDrug): readonly RuleFinding[] {
  const { ageYears } = index.person
  const older = ageYears === undefined ? undefined : ageYears > limits.olderAboveYears
  const dose = dailyDoseOfIngredient(ordered.medication, 'citalopram')
  const mg = dose?.unit === 'mg' ? dose.value : undefined
  if (mg === undefined) return older === true ? [unknown(ordered, 'the daily dose')] : []
  if (mg > limits.anyoneMg) {
    return [above(ordered, { mg, limit: limits.anyoneMg, who: 'for any age' })]
  }
  if (mg <= limits.olderMg || older === false) return []
  if (older === undefined) return [unknown(ordered, 'the age')]
  return [above(ordered, { mg, limit: limits.olderMg, who: `at ${ageYears} years` })]
}

function above(
  ordered: OrderedDrug,
  { mg, limit, who }: { readonly mg: number; readonly limit: number; readonly who: string }
): RuleFinding {
  return {
    matter,
    indicator: 'warning',
    summary: summarise(
      [nameOf(ordered.medication)],
      (drug) => `${drug} ${mg} mg a day ordered: at most ${limit} mg a day ${who}, QT prolongation`
    ),
    why: [
      `${ordered.medication.label}: ${mg} mg a day as ordered.`,
      'Higher doses prolong the QT interval without more effect.'
    ],
    options: [
      `Consider at most ${limit} mg a day.`,
      'Consider another antidepressant if the effect is not enough.'
    ],
    evidence: [],
    missing: [],
    suggestions: [
      ...adjustOrder(ordered, { mg: limit, timesADay: 1, product: tablet }),
      removeOrder(ordered)
    ],
    about: ordered.order
  }
}

function unknown(ordered: OrderedDrug, missing: string): RuleFinding {
  return {
    matter,
    indicator: 'info',
    summary: summarise(
      [nameOf(ordered.medication)],
      (drug) => `${drug} ordered: its greatest dose for the age could not be checked`
    ),
    why: [`Not known: ${missing}.`],
    options: ['Consider at most 20 mg a day over 60 years of age.'],
    evidence: [],
    missing: [missing],
    unchecked: 'the greatest dose for the age',
    suggestions: [],
    about: ordered.order
  }
}
