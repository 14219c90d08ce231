import { drugPairRule } from '../drug-pair-rule.ts'
import { ansmThesaurus } from '../sources.ts'

/** Situation 27: a serotonergic antidepressant meets a MAO inhibitor, linezolid among them. */
export const serotonergicMaoi = drugPairRule({
  id: 'R-27',
  version: '1.0',
  title: 'Serotonergic antidepressant with a MAO inhibitor',
  when: 'An SSRI, SNRI, tricyclic or other serotonergic antidepressant meets a MAO inhibitor, linezolid or methylene blue, whichever is ordered: critical.',
  whenNot: 'One of them is stopped or on hold: the time since the last dose is not looked at.',
  topic: 'serotonergicMaoInhibitor',
  source: ansmThesaurus('IMAO and linezolid, with serotonergic antidepressants'),
  matter: 'serotonergic-mao-inhibitor',
  indicator: 'critical',
  first: { classes: ['serotonergic-antidepressant'] },
  second: { classes: ['maoi'] },
  names: { first: 'serotonergic antidepressants', second: 'MAO inhibitors' },
  consequence: 'not to be combined, serotonin syndrome',
  why: ['Inhibition of MAO and of serotonin reuptake together may cause serotonin syndrome.'],
  options: ({ role }) =>
    role === 'first'
      ? [
          'Consider an antidepressant after the washout that the label of the MAO inhibitor asks for.',
          'Consider psychiatric advice on the change.'
        ]
      : [
          'Consider a drug that does not inhibit MAO.',
          'Consider the washout that the label of the antidepressant asks for.'
        ]
})
