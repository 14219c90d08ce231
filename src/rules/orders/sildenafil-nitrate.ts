import { drugPairRule } from '../drug-pair-rule.ts'
import { ansmThesaurus } from '../sources.ts'

/** Situation 25: sildenafil meets a nitrate in any form, patches and ointment included. */
export const sildenafilNitrate = drugPairRule({
  id: 'R-25',
  version: '1.0',
  title: 'Sildenafil with a nitrate',
  when: 'Sildenafil meets a nitrate in any form, patches and ointment included, whichever is ordered: critical.',
  whenNot: 'One of them is stopped or on hold.',
  topic: 'sildenafilNitrate',
  source: ansmThesaurus('Dérivés nitrés, with sildenafil: contre-indication'),
  matter: 'sildenafil-nitrate',
  indicator: 'critical',
  first: { ingredients: ['sildenafil'] },
  second: { classes: ['nitrate'], topicalToo: true },
  names: { first: 'sildenafil', second: 'nitrates' },
  consequence: 'contraindicated, severe hypotension',
  why: ['Sildenafil and nitrates together may lower the blood pressure severely.'],
  options: ({ role }) =>
    role === 'first'
      ? [
          'Consider a treatment that may be taken with nitrates.',
          'Consider asking whether the nitrate is still taken.'
        ]
      : ['Consider another antianginal drug.', 'Consider asking when sildenafil was last taken.']
})
