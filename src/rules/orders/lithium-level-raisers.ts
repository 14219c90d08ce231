import { drugPairRule } from '../drug-pair-rule.ts'
import { removeOrder } from '../ordered-drugs.ts'
import { ansmThesaurus } from '../sources.ts'

/**
 * Situation 30: lithium meets a thiazide, an NSAID or an ACE inhibitor. ARBs act alike; the
 * lithium label names them too, which was not re-read.
 */
export const lithiumLevelRaisers = drugPairRule({
  id: 'R-30',
  version: '1.0',
  title: 'Lithium with a thiazide, NSAID, ACE inhibitor or ARB',
  when: 'Lithium meets a thiazide, an NSAID, an ACE inhibitor or an ARB, whichever is ordered: warning, with the newest lithium level and eGFR.',
  whenNot: 'NSAIDs for the skin or eye; drugs that are stopped or on hold.',
  topic: 'lithiumLevelRaised',
  source: ansmThesaurus('Lithium, with thiazides, NSAIDs and ACE inhibitors: déconseillée'),
  matter: 'lithium-level-raised',
  indicator: 'warning',
  first: { classes: ['thiazide', 'nsaid', 'ace-inhibitor', 'arb'] },
  second: { ingredients: ['lithium'] },
  names: { first: 'drugs that raise the lithium level', second: 'lithium' },
  consequence: 'lithium level may rise',
  why: ['These drugs lower the clearance of lithium by the kidneys.'],
  watched: [
    { analyte: 'lithium-level', name: 'Lithium level' },
    { analyte: 'egfr', name: 'eGFR' }
  ],
  options: ({ role }) => [
    role === 'first'
      ? 'Consider an alternative that does not raise the lithium level.'
      : 'Consider replacing the other drug before lithium is started.',
    'Consider a lithium level in 5 to 7 days if both are needed.'
  ],
  suggestions: ({ ordered }) => [removeOrder(ordered)]
})
