import { describe, expect, test } from 'vitest'
import type { BoundFinding } from '../../src/findings/bound-finding.ts'
import { aLabResult, aPrescription } from '../support/records.ts'
import { aStory, aView, aWarfarinDraft } from './a-view.ts'
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

const extra = [
  aLabResult('pl1', '777-3', 180, '10*3/uL', '2025-03-10'),
  aLabResult('pl2', '777-3', 250, '10*3/uL', '2026-02-01'),
  aLabResult('na1', '2951-2', 139, 'mmol/L', '2025-03-10'),
  aLabResult('na2', '2951-2', 133, 'mmol/L', '2026-02-01'),
  aPrescription('stopped', '314076', 'lisinopril 10 MG Oral Tablet', { status: 'stopped' })
]
const view = aView([...aStory(), ...extra])
const falling = trend(['e1', 'e2', 'e3'], 'falling')
const creatinine = {
  ...option('order-test', named('test', 'creatinine')),
  action: 'order-test'
} as const

describe('A finding stands with a fact, a meaning and a step', () => {
  test('the number with its days in the headline, and never again', () => {
    const verdict = through(
      aFinding({
        facts: [falling, drug('m1')],
        meanings: [meaning('worsening')],
        settle: [creatinine]
      }),
      view
    )
    if (verdict.outcome !== 'shown') throw new Error(reasons(verdict).join())
    const { summary, why, options, indicator, matter } = verdict.finding
    expect(summary).toBe('eGFR 78, 61.4, 47.26 mL/min/1.73m2 (12 Mar 2024 to 1 Feb 2026): falling')
    expect(why).toEqual(['Taking metformin.'])
    expect(options).toEqual(['Consider creatinine.'])
    expect(indicator).toBe('warning')
    expect(matter).toBe('ai:follow-up:egfr')
  })

  test.for<[string, Partial<BoundFinding>, string]>([
    [
      'no fact holds',
      { facts: [condition('nowhere')], meanings: [meaning('worsening')] },
      'finding no-support'
    ],
    [
      'no meaning stands',
      { facts: [condition('c1')], meanings: [meaning('worsening')] },
      'finding no-meaning'
    ],
    [
      'only what speaks against it',
      { facts: [{ ...condition('c1'), role: 'against' }], meanings: [] },
      'finding no-support'
    ]
  ])('%s: no card', ([, given, reason]) => {
    const verdict = through(aFinding(given), view)
    expect(verdict.outcome).toBe('dropped')
    expect(reasons(verdict)).toContain(reason)
  })

  test('where nothing may be offered, the question of the relation is', () => {
    const verdict = through(
      aFinding({
        facts: [falling],
        meanings: [meaning('worsening')],
        options: [option('add', named('drug', 'zorblaxin'))]
      }),
      view
    )
    expect(reasons(verdict)).toContain('option concept-unknown')
    expect(printed(verdict)).not.toMatch(/zorblaxin/i)
    expect(verdict.outcome === 'shown' && verdict.finding.options).toHaveLength(1)
  })
})

describe('Relations whose facts say the opposite fall', () => {
  const platelets = trend(['pl1', 'pl2'], 'rising')
  test.for<[string, BoundFinding['facts'], Parameters<typeof meaning>]>([
    [
      'platelets rose under a drug that lowers them',
      [platelets, drug('m1')],
      ['can-cause', { subjects: [1], objects: [0], effect: 'marrow-suppression' }]
    ],
    [
      'thrombocytopenia from rising platelets',
      [platelets],
      [
        'would-explain',
        { subjects: [], objects: [0], concept: concept('diagnosis', 'thrombocytopenia') }
      ]
    ],
    ['steady potassium is worse', [trend(['k1', 'k2'], 'stable')], ['worsening']],
    [
      'a drug that is taken is missing',
      [condition('c1')],
      ['untreated', { concept: concept('drug', 'metformin') }]
    ],
    [
      'a stopped drug fails',
      [falling, { ...drug('stopped'), status: 'stopped' } as never],
      ['fails-despite-treatment', { objects: [1] }]
    ],
    [
      'a problem on the list is not on it',
      [falling],
      ['label-missing', { concept: concept('diagnosis', 'type 2 diabetes') }]
    ],
    [
      'a drug twice that is there once',
      [drug('m1'), drug('m1')],
      ['doubled', { subjects: [0, 1] }]
    ],
    [
      'advised against by nothing',
      [drug('m1'), condition('c1')],
      ['contraindicated-by', { objects: [1] }]
    ],
    ['raises the level of itself', [drug('m1')], ['raises-level-of', { objects: [0] }]],
    [
      'a heart attack now',
      [falling],
      [
        'would-explain',
        { subjects: [], objects: [0], concept: concept('diagnosis', 'myocardial infarction') }
      ]
    ]
  ])('%s', ([, facts, [relation, given]]) => {
    const verdict = through(
      aFinding({ facts, meanings: [meaning(relation, given)], settle: [creatinine] }),
      view
    )
    expect(verdict.outcome).toBe('dropped')
    expect(reasons(verdict).join()).toMatch(
      /meaning (relation-contradicted|relation-unsupported|topic-time-critical|fact-missing)/
    )
  })
})

test('A link that no table holds is only to be checked, and never a reason to change a drug', () => {
  const verdict = through(
    aFinding({
      facts: [falling, drug('m1'), condition('c1')],
      meanings: [meaning('masks', { subjects: [1], objects: [2] })],
      settle: [creatinine],
      options: [option('stop', { kind: 'entry', reference: 'MedicationRequest/m1' })]
    }),
    view
  )
  expect(verdict.outcome === 'shown' && verdict.finding.toCheck).toBe(true)
  expect(printed(verdict)).not.toMatch(/stopping/)
  expect(reasons(verdict)).toContain('option relation-unsupported')
})

test('What speaks against it and what is missing is never cut', () => {
  const against = { ...trend(['k1', 'k2'], 'stable'), role: 'against' } as const
  const verdict = through(
    aFinding({
      facts: [
        falling,
        drug('m1'),
        condition('c1'),
        trend(['na1', 'na2'], 'falling'),
        against,
        notFound('test', 'cystatin C')
      ],
      meanings: [
        meaning('worsening'),
        meaning('would-explain', {
          objects: [0],
          concept: concept('diagnosis', 'diabetic kidney disease')
        })
      ],
      settle: [
        creatinine,
        { ...option('ask', null, { question: 'done-elsewhere' }), action: 'ask' }
      ],
      options: [
        option('refer', named('specialty', 'nephrology')),
        option('ask', null, { question: 'over-the-counter-use' })
      ]
    }),
    view
  )
  const text = printed(verdict)
  expect(text).toMatch(/Against it: potassium/i)
  expect(text).toMatch(/No cystatin C/)
  expect(text.split(/\s+/).length).toBeLessThanOrEqual(62)
})

test('At an order hook only what is about the order, or is for today', () => {
  const ordered = aView(aStory(), { drafts: [aWarfarinDraft()] })
  const finding = aFinding({
    facts: [falling],
    meanings: [meaning('worsening')],
    settle: [creatinine]
  })
  expect(reasons(through(finding, ordered))).toEqual(['finding not-about-the-order'])
  expect(through({ ...finding, urgency: 'today' }, ordered).outcome).toBe('shown')
})
