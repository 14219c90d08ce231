import { drugPairRule } from '../drug-pair-rule.ts'
import { ansmThesaurus } from '../sources.ts'

/** Situation 28: allopurinol or febuxostat meets azathioprine or mercaptopurine. */
export const xanthineOxidaseThiopurine = drugPairRule({
  id: 'R-28',
  version: '1.0',
  title: 'Allopurinol or febuxostat with azathioprine or mercaptopurine',
  when: 'Allopurinol or febuxostat meets azathioprine or mercaptopurine, whichever is ordered: critical.',
  whenNot: 'One of them is stopped or on hold.',
  topic: 'allopurinolAzathioprine',
  source: ansmThesaurus('Allopurinol and febuxostat, with azathioprine: contre-indication'),
  matter: 'allopurinol-azathioprine',
  indicator: 'critical',
  first: { classes: ['xanthine-oxidase-inhibitor'] },
  second: { classes: ['thiopurine'] },
  names: { first: 'allopurinol or febuxostat', second: 'azathioprine or mercaptopurine' },
  consequence: 'not to be combined, bone marrow toxicity',
  why: ['Inhibition of xanthine oxidase multiplies the active thiopurine.'],
  options: ({ ordered, partners }) => [
    'Consider another treatment in the place of one of the two.',
    [ordered.medication, ...partners.map(({ medication }) => medication)].some(({ ingredients }) =>
      ingredients.includes('febuxostat')
    )
      ? 'Consider specialist advice: with febuxostat no reduced dose is established.'
      : 'Consider the thiopurine at a third to a quarter of its dose, with blood counts and TPMT.'
  ]
})
