import { drugPairRule } from '../drug-pair-rule.ts'
import { ansmThesaurus } from '../sources.ts'

/**
 * Situation 25: sildenafil meets a nitrate in any form, patches and ointment included. The other
 * PDE5 inhibitors act alike; the entry that was read names sildenafil.
 */
export const sildenafilNitrate = drugPairRule({
  id: 'R-25',
  version: '1.1',
  title: 'Sildenafil or another PDE5 inhibitor with a nitrate',
  when: 'Sildenafil, tadalafil, vardenafil or avanafil meets a nitrate in any form, patches and ointment included, whichever is ordered: critical.',
  whenNot: 'One of them is stopped or on hold.',
  topic: 'sildenafilNitrate',
  source: ansmThesaurus('Dérivés nitrés, with sildenafil: contre-indication'),
  matter: 'sildenafil-nitrate',
  indicator: 'critical',
  first: { classes: ['pde5-inhibitor'] },
  second: { classes: ['nitrate'], topicalToo: true },
  names: { first: 'PDE5 inhibitors', second: 'nitrates' },
  consequence: 'contraindicated, severe hypotension',
  why: ['PDE5 inhibitors and nitrates together may lower the blood pressure severely.'],
  options: ({ role }) =>
    role === 'first'
      ? [
          'Consider a treatment that may be taken with nitrates.',
          'Consider asking whether the nitrate is still taken.'
        ]
      : [
          'Consider another antianginal drug.',
          'Consider asking when the PDE5 inhibitor was last taken.'
        ]
})
