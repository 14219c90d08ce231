import { drugPairRule } from '../drug-pair-rule.ts'
import type { PairWeight } from '../drug-pair-rule.ts'
import { removeOrder } from '../ordered-drugs.ts'
import type { RuleView } from '../rule.ts'
import { ansmThesaurus } from '../sources.ts'
import { addPotassium } from '../suggested-tests.ts'

/** Clinical reference, situation 16. */
const ageFromYears = 65

/** Situation 16: trimethoprim meets a drug that keeps potassium, from 65 years on. */
export const trimethoprimPotassium = drugPairRule({
  id: 'R-16',
  version: '1.0',
  title: 'Trimethoprim with a drug that raises potassium',
  when: 'Trimethoprim meets an ACE inhibitor, ARB, spironolactone, eplerenone or another potassium-sparing diuretic at 65 years or older, whichever is ordered: warning. Age not known: cannot assess.',
  whenNot: 'Under 65 years; drugs that are stopped or on hold.',
  topic: 'trimethoprimHyperkalemia',
  source: ansmThesaurus('Hyperkaliémiants: trimethoprim with other drugs that raise potassium'),
  matter: 'trimethoprim-hyperkalemia',
  indicator: 'warning',
  first: { ingredients: ['trimethoprim'] },
  second: { classes: ['ace-inhibitor', 'arb', 'mra', 'potassium-sparing-diuretic'] },
  names: { first: 'trimethoprim', second: 'drugs that raise potassium' },
  consequence: 'potassium may rise within days',
  why: ['Trimethoprim keeps potassium in the body.'],
  watched: [{ analyte: 'potassium', name: 'Potassium' }],
  weigh: ({ index }): PairWeight =>
    index.person.ageYears === undefined
      ? { consequence: 'potassium risk cannot be assessed, age not known', missing: 'the age' }
      : { why: [`Age ${index.person.ageYears} years.`] },
  matters: isOldEnough,
  options: () => [
    'Consider another antibiotic.',
    'Consider a potassium in 3 to 5 days if both are needed.'
  ],
  suggestions: ({ ordered, role }) =>
    role === 'first' ? [removeOrder(ordered), addPotassium] : [addPotassium]
})

function isOldEnough({ index }: RuleView): boolean {
  return index.person.ageYears === undefined || index.person.ageYears >= ageFromYears
}
