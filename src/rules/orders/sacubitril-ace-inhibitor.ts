import { drugPairRule } from '../drug-pair-rule.ts'
import { ansmThesaurus } from '../sources.ts'

/** Situation 7: sacubitril/valsartan meets an ACE inhibitor. */
export const sacubitrilAceInhibitor = drugPairRule({
  id: 'R-07',
  version: '1.0',
  title: 'Sacubitril/valsartan with an ACE inhibitor',
  when: 'Sacubitril/valsartan meets an ACE inhibitor, whichever is ordered: critical.',
  whenNot: 'The ACE inhibitor is stopped or on hold: the 36 hours after it are not looked at.',
  topic: 'sacubitrilAceInhibitor',
  source: ansmThesaurus('Sacubitril, with ACE inhibitors: contre-indication'),
  matter: 'sacubitril-ace-inhibitor',
  indicator: 'critical',
  first: { ingredients: ['sacubitril'] },
  second: { classes: ['ace-inhibitor'] },
  names: { first: 'sacubitril/valsartan', second: 'ACE inhibitors' },
  consequence: 'contraindicated, risk of angioedema',
  why: ['The label asks for 36 hours between the last dose of one and the first of the other.'],
  options: ({ role }) =>
    role === 'first'
      ? [
          'Consider a start 36 hours after the last dose of the ACE inhibitor.',
          'Consider staying with the ACE inhibitor.'
        ]
      : [
          'Consider staying with sacubitril/valsartan.',
          'Consider a start 36 hours after its last dose if it is to be replaced.'
        ]
})
