import { drugPairRule } from '../drug-pair-rule.ts'
import { ansmThesaurus } from '../sources.ts'
import { addCreatinine, addPotassium } from '../suggested-tests.ts'
import { removeOrder } from '../ordered-drugs.ts'

/** Situation 6: an ARB meets an ACE inhibitor. Sacubitril/valsartan is situation 7. */
export const arbAceInhibitor = drugPairRule({
  id: 'R-06',
  version: '1.0',
  title: 'ARB with an ACE inhibitor',
  when: 'An ARB meets an ACE inhibitor, whichever is ordered: warning, with the newest potassium and eGFR.',
  whenNot:
    'One of them is stopped or on hold; the same drug is renewed; sacubitril/valsartan (R-07).',
  topic: 'arbAceInhibitor',
  source: ansmThesaurus('Antagonistes des récepteurs de l’angiotensine II, with ACE inhibitors'),
  matter: 'arb-ace-inhibitor',
  indicator: 'warning',
  first: { classes: ['arb'], without: ['sacubitril'] },
  second: { classes: ['ace-inhibitor'] },
  names: { first: 'ARBs', second: 'ACE inhibitors' },
  consequence: 'dual blockade, risk to kidneys and potassium',
  why: [],
  watched: [
    { analyte: 'potassium', name: 'Potassium' },
    { analyte: 'egfr', name: 'eGFR' }
  ],
  options: () => [
    'Consider one of the two, and stopping the other if it is to be replaced.',
    'Consider potassium and creatinine in 1 to 2 weeks if both are wanted.'
  ],
  suggestions: ({ ordered, role }) =>
    role === 'first' ? [removeOrder(ordered), addPotassium] : [addPotassium, addCreatinine]
})
