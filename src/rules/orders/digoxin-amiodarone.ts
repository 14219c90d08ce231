import { drugPairRule } from '../drug-pair-rule.ts'
import { ansmThesaurus } from '../sources.ts'
import { addDigoxinLevel, addEgfr } from '../suggested-tests.ts'

/** Situation 17: digoxin meets a drug that raises its level. Cyclosporine is situation 18. */
export const digoxinAmiodarone = drugPairRule({
  id: 'R-17',
  version: '1.0',
  title: 'Digoxin with amiodarone or clarithromycin',
  when: 'Digoxin meets amiodarone or clarithromycin, whichever is ordered: warning, with the newest eGFR, digoxin level and potassium.',
  whenNot: 'One of them is stopped or on hold; the same drug is renewed.',
  topic: 'digoxinAmiodarone',
  source: ansmThesaurus('Digoxine, with amiodarone or clarithromycin: précaution d’emploi'),
  matter: 'digoxin-amiodarone',
  indicator: 'warning',
  first: { ingredients: ['amiodarone', 'clarithromycin'] },
  second: { ingredients: ['digoxin'] },
  names: { first: 'amiodarone or clarithromycin', second: 'digoxin' },
  consequence: 'digoxin level rises',
  why: ['Amiodarone and clarithromycin slow the clearance of digoxin.'],
  watched: [
    { analyte: 'egfr', name: 'eGFR' },
    { analyte: 'digoxin-level', name: 'Digoxin level' },
    { analyte: 'potassium', name: 'Potassium' }
  ],
  options: () => [
    'Consider about half of the digoxin dose from the start.',
    'Consider a digoxin level and kidney function within 1 to 2 weeks.'
  ],
  suggestions: () => [addDigoxinLevel, addEgfr]
})
