import { drugPairRule } from '../drug-pair-rule.ts'
import { ansmThesaurus } from '../sources.ts'

/** Situation 33: verapamil or diltiazem meets a beta blocker. */
export const verapamilBetaBlocker = drugPairRule({
  id: 'R-33',
  version: '1.0',
  title: 'Verapamil or diltiazem with a beta blocker',
  when: 'Verapamil or diltiazem meets a beta blocker, whichever is ordered: warning, with the newest heart rate and blood pressure.',
  whenNot: 'Eye drops; amlodipine and its kin; drugs that are stopped or on hold.',
  topic: 'verapamilBetaBlocker',
  source: ansmThesaurus('Bêta-bloquants, with verapamil or diltiazem: association déconseillée'),
  matter: 'verapamil-beta-blocker',
  indicator: 'warning',
  first: { classes: ['nondihydropyridine'] },
  second: { classes: ['beta-blocker'] },
  names: { first: 'verapamil or diltiazem', second: 'beta blockers' },
  consequence: 'bradycardia and heart block',
  why: ['Both slow the sinus and AV node.'],
  watched: [
    { analyte: 'heart-rate', name: 'Heart rate' },
    { analyte: 'systolic', name: 'Systolic' }
  ],
  options: () => [
    'Consider a drug that does not slow the AV node, such as amlodipine, in the place of one.',
    'Consider heart rate and ECG before and after if both are wanted.'
  ]
})
