import { expect, test } from 'vitest'
import type { BoundFinding } from '../../src/findings/bound-finding.ts'
import { aLabResult, aPrescription } from '../support/records.ts'
import { aStory, aView } from './a-view.ts'
import {
  aFinding,
  concept,
  condition,
  drug,
  meaning,
  named,
  notFound,
  option,
  printed,
  reasons,
  through,
  trend
} from './a-finding.ts'

/* True facts under a relation that does not fit them, and alarms under another kind's name. */

const view = aView([
  ...aStory(),
  aLabResult('hb1', '718-7', 9.1, 'g/dL', '2025-10-01'),
  aLabResult('hb2', '718-7', 12.1, 'g/dL', '2026-11-01'),
  aLabResult('alt1', '1742-6', 120, 'U/L', '2025-10-01'),
  aLabResult('alt2', '1742-6', 60, 'U/L', '2026-11-01'),
  aLabResult('hr1', '8867-4', 110, '/min', '2025-10-01'),
  aLabResult('hr2', '8867-4', 72, '/min', '2026-11-01'),
  aPrescription('w', '855332', 'warfarin sodium 5 MG Oral Tablet')
])
const hemoglobin = trend(['hb1', 'hb2'], 'rising')
const alt = trend(['alt1', 'alt2'], 'falling')
const heartRate = trend(['hr1', 'hr2'], 'falling')

test.for<[string, BoundFinding['facts'], Parameters<typeof meaning>, string]>([
  [
    'a hemoglobin that came up is not uncontrolled',
    [hemoglobin, drug('m1')],
    ['fails-despite-treatment', { objects: [1] }],
    'meaning relation-contradicted'
  ],
  [
    'a hemoglobin that came up is not untreated',
    [hemoglobin],
    ['untreated', { concept: concept('drug-class', 'statin') }],
    'meaning relation-contradicted'
  ],
  [
    'an ALT that came down is not off its goal',
    [alt],
    ['not-at-goal'],
    'meaning relation-contradicted'
  ],
  [
    'a heart rate says nothing of the kidney',
    [drug('w'), heartRate],
    ['accumulates', { objects: [1], detail: 'kidney' }],
    'meaning relation-unsupported'
  ],
  ...(['specialty', 'procedure', 'test', 'vaccine'] as const).map(
    (kind): [string, BoundFinding['facts'], Parameters<typeof meaning>, string] => [
      `no ${kind} explains a fact`,
      [condition('c1')],
      [
        'would-explain',
        {
          concept: concept(
            kind,
            {
              specialty: 'cardiology',
              procedure: 'colonoscopy',
              test: 'ferritin',
              vaccine: 'influenza vaccine'
            }[kind]
          )
        }
      ],
      'concept slots-unfit'
    ]
  ),
  ...(['sepsis', 'stroke', 'myocardial infarction', 'anaphylaxis'] as const).flatMap((text) =>
    (['diagnosis', 'harm', 'sign'] as const).map(
      (kind): [string, BoundFinding['facts'], Parameters<typeof meaning>, string] => [
        `${text} as a ${kind} is an alarm`,
        [condition('c1')],
        ['would-explain', { subjects: [], objects: [0], concept: concept(kind, text) }],
        'meaning topic-time-critical'
      ]
    )
  )
])('%s', ([, facts, given, reason]) => {
  const verdict = through(aFinding({ facts, meanings: [meaning(...given)] }), view)
  expect(printed(verdict)).toBe('')
  expect(reasons(verdict)).toContain(reason)
})

test('no step looks for what is an alarm, under any kind', () => {
  for (const kind of ['diagnosis', 'harm', 'sign'] as const) {
    const verdict = through(
      aFinding({
        facts: [condition('c1')],
        meanings: [meaning('implausible')],
        options: [
          option('examine', named(kind, 'sepsis')),
          option('order-test', named('test', 'creatinine'), {
            when: { condition: 'if', target: named(kind, 'stroke'), outcome: 'confirmed' }
          })
        ]
      }),
      view
    )
    expect(printed(verdict)).toMatch(/can this be right/)
    expect(printed(verdict)).not.toMatch(/sepsis|stroke/)
  }
})

test('A result without a goal is asked about, never said to be uncontrolled', () => {
  const verdict = through(
    aFinding({
      facts: [heartRate, drug('m1')],
      meanings: [meaning('fails-despite-treatment', { objects: [1] })]
    }),
    view
  )
  expect(printed(verdict)).toMatch(/whether it is controlled on metformin is to be checked/)
  expect(verdict.outcome === 'shown' && verdict.finding.indicator).toBe('info')
})

test('Tapering is not offered where the row of the drug advises something else', () => {
  const verdict = through(
    aFinding({
      facts: [drug('w'), condition('c1')],
      meanings: [meaning('untreated', { subjects: [1], concept: concept('drug-class', 'PPI') })],
      options: [option('taper', { kind: 'entry', reference: 'MedicationRequest/w' })]
    }),
    view
  )
  expect(printed(verdict)).toMatch(/warfarin: .*not stopping it at once/)
  expect(printed(verdict)).not.toMatch(/tapering warfarin/)
})

test('That one reason was not found is no reason to stop: what it is for is asked', () => {
  const verdict = through(
    aFinding({
      facts: [drug('m1'), notFound('diagnosis', 'gout')],
      meanings: [meaning('no-indication-found', { objects: [1] })],
      options: [option('stop', { kind: 'entry', reference: 'MedicationRequest/m1' })]
    }),
    view
  )
  expect(printed(verdict)).toMatch(/what is metformin for/i)
  expect(printed(verdict)).not.toMatch(/stopping|no reason/i)
})

test.for([1e12, Number.NaN, 1.5, -3])('a repeat after %s days names no time', (inDays) => {
  const verdict = through(
    aFinding({
      facts: [condition('c1')],
      meanings: [meaning('implausible')],
      options: [option('repeat-test', named('test', 'ferritin'), { inDays })]
    }),
    view
  )
  expect(printed(verdict)).toMatch(/repeating ferritin\./)
})
