import { drugPairRule } from '../drug-pair-rule.ts'
import { removeOrder } from '../ordered-drugs.ts'
import { ansmThesaurus } from '../sources.ts'
import { addInr } from '../suggested-tests.ts'

/** Situation 12: trimethoprim-sulfamethoxazole meets warfarin. */
export const sulfamethoxazoleWarfarin = drugPairRule({
  id: 'R-12',
  version: '1.0',
  title: 'Trimethoprim-sulfamethoxazole with warfarin',
  when: 'Sulfamethoxazole meets warfarin, whichever is ordered: critical, with the newest INR.',
  whenNot: 'One of them is stopped or on hold.',
  topic: 'sulfamethoxazoleWarfarin',
  source: ansmThesaurus('Antivitamines K, with sulfamethoxazole: association déconseillée'),
  matter: 'sulfamethoxazole-warfarin',
  indicator: 'critical',
  first: { ingredients: ['sulfamethoxazole'] },
  second: { ingredients: ['warfarin'] },
  names: { first: 'trimethoprim-sulfamethoxazole', second: 'warfarin' },
  consequence: 'INR and bleeding risk rise',
  why: ['Sulfamethoxazole raises the effect of warfarin.'],
  watched: [{ analyte: 'inr', name: 'INR' }],
  options: () => [
    'Consider another antibiotic that does not raise the INR.',
    'Consider an INR in 3 to 5 days if both are needed.'
  ],
  suggestions: ({ ordered, role }) => (role === 'first' ? [removeOrder(ordered), addInr] : [addInr])
})
