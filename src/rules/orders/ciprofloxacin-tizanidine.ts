import { drugPairRule } from '../drug-pair-rule.ts'

/** Situation 26: ciprofloxacin meets tizanidine. */
export const ciprofloxacinTizanidine = drugPairRule({
  id: 'R-26',
  version: '1.1',
  title: 'Ciprofloxacin or fluvoxamine with tizanidine',
  when: 'Ciprofloxacin or fluvoxamine meets tizanidine, whichever is ordered: critical.',
  whenNot: 'Other quinolones; eye and ear drops; drugs that are stopped or on hold.',
  topic: 'ciprofloxacinTizanidine',
  source: {
    title: 'High-priority drug-drug interactions for use in electronic health records (ONC list)',
    section: 'Tizanidine with CYP1A2 inhibitors',
    url: 'https://doi.org/10.1136/amiajnl-2011-000612',
    date: '2012',
    // The list was read; the article that is cited for it was not.
    verified: false
  },
  matter: 'ciprofloxacin-tizanidine',
  indicator: 'critical',
  first: { ingredients: ['ciprofloxacin', 'fluvoxamine'] },
  second: { ingredients: ['tizanidine'] },
  names: { first: 'ciprofloxacin or fluvoxamine', second: 'tizanidine' },
  consequence: 'hypotension and sedation, not to be combined',
  why: ['Ciprofloxacin and fluvoxamine slow the clearance of tizanidine.'],
  options: ({ role }) =>
    role === 'first'
      ? [
          'Consider a drug that does not inhibit CYP1A2.',
          'Consider pausing tizanidine for the course.'
        ]
      : ['Consider another muscle relaxant.', 'Consider starting tizanidine after the course.']
})
