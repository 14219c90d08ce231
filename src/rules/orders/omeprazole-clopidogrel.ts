import { drugPairRule } from '../drug-pair-rule.ts'
import { removeOrder } from '../ordered-drugs.ts'
import { labelToVerify } from '../sources.ts'

/** RxNorm ingredient, as in situation 37 of the clinical reference. */
const pantoprazole = { code: '40790', display: 'pantoprazole' }

/** Situation 37: omeprazole or esomeprazole meets clopidogrel. For information, never more. */
export const omeprazoleClopidogrel = drugPairRule({
  id: 'R-37',
  version: '1.0',
  title: 'Omeprazole with clopidogrel',
  when: 'Omeprazole or esomeprazole meets clopidogrel, whichever is ordered: information.',
  whenNot: 'Pantoprazole and other proton pump inhibitors; drugs that are stopped or on hold.',
  topic: 'omeprazoleClopidogrel',
  source: labelToVerify('Plavix (clopidogrel)', '7, Drug interactions: CYP2C19 inhibitors'),
  matter: 'omeprazole-clopidogrel',
  indicator: 'info',
  first: { ingredients: ['omeprazole', 'esomeprazole'] },
  second: { ingredients: ['clopidogrel'] },
  names: { first: 'omeprazole', second: 'clopidogrel' },
  consequence: 'clopidogrel may act less',
  why: ['Omeprazole slows the activation of clopidogrel by CYP2C19.'],
  options: () => ['Consider pantoprazole if a proton pump inhibitor is needed.'],
  suggestions: ({ ordered, role }) =>
    role === 'first'
      ? [
          {
            type: 'replace-order',
            order: ordered.order,
            label: 'Replace with pantoprazole',
            drug: pantoprazole
          },
          removeOrder(ordered)
        ]
      : []
})
