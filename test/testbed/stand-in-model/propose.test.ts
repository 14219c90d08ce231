import { describe, expect, test } from 'vitest'
import { ProposalSchema } from '../../../src/model/proposal/proposal.ts'
import { readChartMessage } from '../../../src/testbed/stand-in-model/chart-text.ts'
import { propose } from '../../../src/testbed/stand-in-model/propose.ts'
import {
  asks,
  calciumChart,
  chart,
  emptyChart,
  glucoseChart,
  ironChart,
  kidneyChart,
  potassiumChart,
  sodiumChart,
  weightChart,
  wellChart,
  without,
  withOrder
} from './sample-charts.ts'

const review = (lines: readonly string[]) => propose(asks('review', lines))

/** The facts of a finding, each without the slots that are null. */
function factsOf(finding: { readonly facts: readonly object[] } | undefined): readonly object[] {
  return (finding?.facts ?? []).map((fact) =>
    Object.fromEntries(Object.entries(fact).filter(([, slot]) => slot !== null))
  )
}
const basis = { role: 'basis' }

describe('the scripts read the chart text', () => {
  test('values, units, days and aliases come out as they stand in it', () => {
    const read = readChartMessage(asks('review', ironChart))
    expect(read?.ask).toBe('review')
    expect([read?.ageYears, read?.sex]).toEqual([61, 'male'])
    const [hemoglobin] = read?.series ?? []
    expect(hemoglobin?.codes).toEqual(['LN 718-7'])
    expect(hemoglobin?.readings).toEqual([
      { alias: 'O9', value: 10.4, unit: 'g/dL', day: -34 },
      { alias: 'O8', value: 11.5, unit: 'g/dL', day: -330 },
      { alias: 'O7', value: 12.7, unit: 'g/dL', day: -660 },
      { alias: 'O2', value: 14.7, unit: 'g/dL', day: -2120 }
    ])
    expect(read?.absences.map(({ alias }) => alias)).toEqual(['X1'])
  })

  test('a coded result, a result under a limit and a month-precise date keep their text and day', () => {
    const read = readChartMessage(
      asks('review', [
        ...chart('40y female', ['RESULTS']),
        'Fecal immunochemical test (LN 29771-3): Positive D-70 [O12]',
        'Troponin (LN 89579-7) pg/mL: <5 D0 [O13]; 7.5 ~D-400 [O14]; 6 D+3 [O15]'
      ])
    )
    expect(read?.series.flatMap(({ readings }) => readings)).toEqual([
      { alias: 'O12', value: 'Positive', unit: null, day: -70 },
      { alias: 'O13', value: '<5', unit: null, day: 0 },
      { alias: 'O14', value: 7.5, unit: 'pg/mL', day: -400 },
      { alias: 'O15', value: 6, unit: 'pg/mL', day: 3 }
    ])
  })

  test('drafts of the moment are no medications of the record', () => {
    const read = readChartMessage(
      withOrder(
        ironChart,
        '[M12] DRAFT selected: Ibuprofen 400 MG Oral Tablet (RX 197805); 1200 mg/d'
      )
    )
    expect(read?.ask).toBe('moment')
    expect(read?.drafts.map(({ alias, codes }) => [alias, codes])).toEqual([['M12', ['RX 197805']]])
    expect(read?.entries.map(({ alias }) => alias)).toEqual(['C1', 'M1'])
  })

  test('a message without a chart gets no findings', () => {
    const { proposal } = propose('What is the capital of France?')
    expect(proposal.findings).toEqual([])
  })
})

describe('the review scripts find what the chart shows', () => {
  test('iron deficiency without endoscopy', () => {
    const { matched, proposal } = review(ironChart)
    expect(matched).toEqual(['iron deficiency without a work-up'])
    expect(factsOf(proposal.findings[0])).toEqual([
      { ...basis, kind: 'trend', aliases: ['O2', 'O9'], direction: 'falling' },
      { ...basis, kind: 'value', alias: 'O11', value: 9, unit: 'ng/mL', day: -34 },
      { ...basis, kind: 'value', alias: 'O10', value: 74, unit: 'fL', day: -34 },
      { kind: 'absence', role: 'missing', alias: 'X1' }
    ])
  })

  test('ferritin that was never measured is cited as the absence', () => {
    const lines = [
      ...without(ironChart, /^Ferritin/),
      '[X2] no ferritin (searched D-730 to D0, 0 hits)'
    ]
    const [finding] = review(lines).proposal.findings
    expect(factsOf(finding)).toContainEqual({ kind: 'absence', role: 'missing', alias: 'X2' })
    expect(finding?.settle[0]).toMatchObject({ action: 'order-test', concept: 'ferritin' })
  })

  test.for([
    [
      'an endoscopy since',
      [...ironChart, 'PROCEDURES', '[P1] Colonoscopy (SCT 73761001) completed D-90']
    ],
    ['full iron stores', ironChart.map((line) => line.replace('ng/mL: 9 ', 'ng/mL: 90 '))],
    ['one hemoglobin only', ironChart.map((line) => line.replace(/; 11\.5 D-330.*/, ''))]
  ] as const)('silent on iron with %s', ([, lines]) => {
    expect(review(lines).matched).toEqual([])
  })

  test('high calcium three times, with bones, stone and the missing hormone', () => {
    const { matched, proposal } = review(calciumChart)
    expect(matched).toHaveLength(1)
    const worse = { role: 'matters-more', kind: 'condition' }
    expect(factsOf(proposal.findings[0])).toEqual([
      { ...basis, kind: 'value', alias: 'O30', value: 11.2, unit: 'mg/dL', day: -36 },
      { ...basis, kind: 'value', alias: 'O20', value: 10.9, unit: 'mg/dL', day: -425 },
      { ...basis, kind: 'value', alias: 'O12', value: 10.7, unit: 'mg/dL', day: -790 },
      { role: 'missing', kind: 'not-found', thing: 'test', text: 'parathyroid hormone' },
      { ...worse, alias: 'C2', status: 'active' },
      { ...worse, alias: 'C1', status: 'resolved' }
    ])
    expect(proposal.findings[0]?.meanings[0]).toMatchObject({
      relation: 'would-explain',
      objects: [0, 1, 2, 4, 5],
      concept: 'primary hyperparathyroidism'
    })
    const thiazide = calciumChart.map((line) =>
      line.replace('alendronic acid', 'hydrochlorothiazide')
    )
    expect(review(thiazide).matched).toEqual([])
  })

  test('low potassium in hypertension without a diuretic, and this script is the slow one', () => {
    const { matched, proposal, slow } = review(potassiumChart)
    expect(matched).toHaveLength(1)
    expect(slow).toBe(true)
    expect(factsOf(proposal.findings[0]).slice(0, 4)).toEqual([
      { ...basis, kind: 'value', alias: 'O40', value: 3.1, unit: 'mmol/L', day: -24 },
      { ...basis, kind: 'value', alias: 'O31', value: 3.2, unit: 'mmol/L', day: -245 },
      { ...basis, kind: 'value', alias: 'O41', value: 156, unit: 'mm[Hg]', day: -24 },
      { ...basis, kind: 'condition', alias: 'C1', status: 'active' }
    ])
    const diuretic = potassiumChart.map((line) =>
      line.replace('[M1] 24 HR metoprolol', '[M1] furosemide')
    )
    expect(review(diuretic).matched).toEqual([])
  })

  test('sodium that fell after citalopram was started, and not before', () => {
    const { proposal } = review(sodiumChart)
    expect(factsOf(proposal.findings[0])).toEqual([
      { role: 'after', of: 1, kind: 'trend', aliases: ['O70', 'O90'], direction: 'falling' },
      { ...basis, kind: 'drug', alias: 'M1', status: 'active', started: expect.any(Number) },
      { ...basis, kind: 'value', alias: 'O90', value: 130, unit: 'mmol/L', day: -27 }
    ])
    expect(review(sodiumChart.map((line) => line.replace('D-262;', 'D-20;'))).matched).toEqual([])
  })

  test('falling filtration, an old high HbA1c, and weight loss with blood results', () => {
    expect(factsOf(review(kidneyChart).proposal.findings[0])).toEqual([
      { ...basis, kind: 'trend', aliases: ['O5', 'O7'], direction: 'falling' },
      { ...basis, kind: 'value', alias: 'O7', value: 47, unit: 'mL/min/1.73m2', day: -18 },
      { role: 'matters-more', kind: 'drug', alias: 'M1', status: 'active' },
      { kind: 'absence', role: 'missing', alias: 'X1' }
    ])
    expect(factsOf(review(glucoseChart).proposal.findings[0])).toEqual([
      { ...basis, kind: 'value', alias: 'O8', value: 9.8, unit: '%', day: -214 },
      { ...basis, kind: 'condition', alias: 'C1', status: 'active' }
    ])
    expect(factsOf(review(weightChart).proposal.findings[0]).slice(0, 2)).toEqual([
      { ...basis, kind: 'trend', aliases: ['O1', 'O6'], direction: 'falling' },
      { ...basis, kind: 'value', alias: 'O6', value: 68, unit: 'kg', day: -10 }
    ])
  })

  test('metformin that goes on at eGFR 24, and no longer when it was stopped', () => {
    const metformin = '[M1] metformin hydrochloride 500 MG Oral Tablet (RX 861007)'
    const result = 'eGFR (LN 98979-8) mL/min/1.73m2: 24 D-21 [O9]; 31 D-190 [O8]'
    const problem = '[C3] Chronic kidney disease stage 3 (SCT 433144002) active since D-720'
    const active = [
      'PROBLEMS',
      problem,
      'MEDICATIONS',
      `${metformin} active since D-2440`,
      'RESULTS',
      result
    ]
    const stopped = [
      'PROBLEMS',
      problem,
      'STOPPED MEDICATIONS',
      `${metformin} stopped D-30`,
      'RESULTS',
      result
    ]
    expect(factsOf(review(chart('67y female', active)).proposal.findings[0])).toEqual([
      { ...basis, kind: 'drug', alias: 'M1', status: 'active' },
      { ...basis, kind: 'value', alias: 'O9', value: 24, unit: 'mL/min/1.73m2', day: -21 }
    ])
    expect(review(chart('67y female', stopped)).matched).toEqual([])
    const worded = stopped.map((line) => line.replace('stopped D-30', 'active until D-30'))
    expect(review(chart('67y female', worded)).matched).toEqual([])
  })
})

describe('the moment scripts relate the draft order to the review', () => {
  const warfarin = chart('74y male', [
    'MEDICATIONS',
    '[M1] warfarin sodium 5 MG Oral Tablet (RX 855332) active since D-1080; 5 mg/d',
    '[M2] simvastatin 20 MG Oral Tablet (RX 312961) active since D-2880; 20 mg/d',
    'RESOLVED PROBLEMS',
    '[C4] Gastrointestinal hemorrhage (SCT 74474003) resolved since D-1128 until D-1100'
  ])

  test('a pain reliever on warfarin after a bleed', () => {
    const { proposal } = propose(
      withOrder(
        warfarin,
        '[M12] DRAFT selected: ibuprofen 400 MG Oral Tablet (RX 197805); 1200 mg/d'
      )
    )
    expect(proposal.findings).toHaveLength(1)
    expect(factsOf(proposal.findings[0])).toEqual([
      { ...basis, kind: 'order', alias: 'M12', status: 'ordered' },
      { ...basis, kind: 'drug', alias: 'M1', status: 'active' },
      { role: 'matters-more', kind: 'condition', alias: 'C4', status: 'resolved' }
    ])
    expect(proposal.findings[0]?.meanings[0]).toMatchObject({ effect: 'bleeding' })
  })

  test.for([
    ['clarithromycin 500 MG Oral Tablet (RX 197517)', ['M2']],
    ['sulfamethoxazole 800 MG / trimethoprim 160 MG Oral Tablet (RX 198335)', ['M1']],
    ['acetaminophen 500 MG Oral Tablet (RX 198440)', []]
  ] as const)('%s', ([drug, partners]) => {
    const { proposal } = propose(withOrder(warfarin, `[M9] DRAFT other: ${drug}`))
    const cited = proposal.findings.flatMap(({ facts }) =>
      facts.flatMap((fact) => (fact['kind'] === 'drug' ? [fact['alias']] : []))
    )
    expect(cited).toEqual(partners)
  })

  test('lisinopril in pregnancy, metformin at low filtration', () => {
    const pregnant = chart('31y female', [
      'PROBLEMS',
      '[C2] Pregnancy (SCT 77386006) active since D-126'
    ])
    const order = '[M3] DRAFT selected: lisinopril 10 MG Oral Tablet (RX 314076); 10 mg/d'
    expect(factsOf(propose(withOrder(pregnant, order)).proposal.findings[0])).toEqual([
      { ...basis, kind: 'order', alias: 'M3', status: 'ordered' },
      { ...basis, kind: 'condition', alias: 'C2', status: 'active' }
    ])
    const over = pregnant.map((line) =>
      line.replace('PROBLEMS', 'RESOLVED PROBLEMS').replace('active', 'resolved')
    )
    expect(propose(withOrder(over, order)).proposal.findings).toEqual([])
    const low = chart('67y female', [
      'RESULTS',
      'eGFR (LN 98979-8) mL/min/1.73m2: 24 D-21 [O9]; 31 D-190 [O8]'
    ])
    const metformin = '[M4] DRAFT selected: metformin hydrochloride 500 MG Oral Tablet (RX 861007)'
    expect(factsOf(propose(withOrder(low, metformin)).proposal.findings[0])).toEqual([
      { ...basis, kind: 'order', alias: 'M4', status: 'ordered' },
      { ...basis, kind: 'value', alias: 'O9', value: 24, unit: 'mL/min/1.73m2', day: -21 }
    ])
  })

  test('a penicillin allergy, and routine only when the class was taken since', () => {
    const order = '[M8] DRAFT selected: amoxicillin 500 MG Oral Capsule (RX 308191)'
    const allergic = chart('34y female', [
      'ALLERGIES',
      '[A1] Penicillin (SCT 373270004) active, severe: Anaphylaxis; recorded D-3290'
    ])
    const taken = [
      ...allergic,
      'STOPPED MEDICATIONS',
      '[M2] amoxicillin 500 MG Oral Capsule (RX 308191) stopped D-804'
    ]
    const [first] = propose(withOrder(allergic, order)).proposal.findings
    expect([first?.urgency, factsOf(first)]).toEqual([
      'today',
      [
        { ...basis, kind: 'order', alias: 'M8', status: 'ordered' },
        { ...basis, kind: 'allergy', alias: 'A1', status: 'active' }
      ]
    ])
    const [second] = propose(withOrder(taken, order)).proposal.findings
    expect(second?.urgency).toBe('routine')
    const against = { role: 'against', kind: 'drug', alias: 'M2', status: 'stopped' }
    expect(factsOf(second)).toContainEqual(against)
  })

  test('the review is not asked again at the moment', () => {
    const { matched } = propose(
      withOrder(ironChart, '[M8] DRAFT selected: acetaminophen 500 MG Oral Tablet')
    )
    expect(matched).toEqual([])
  })
})

describe('what the stand-in says', () => {
  const all = [ironChart, calciumChart, potassiumChart, sodiumChart, kidneyChart, glucoseChart]

  test('its answers fit the contract of the model', () => {
    for (const lines of [...all, weightChart, wellChart, emptyChart]) {
      expect(ProposalSchema.safeParse(review(lines).proposal).error).toBeUndefined()
    }
  })

  test('a chart with results gets one statement that the chart contradicts, always the last', () => {
    const kinds = [...all, weightChart, wellChart].map((lines) => {
      const { proposal, matched } = review(lines)
      expect(proposal.findings.length).toBe(matched.length + 1)
      const [fact] = proposal.findings.at(-1)?.facts ?? []
      if (fact?.['kind'] !== 'value') throw new Error('the invented fact is a value')
      const { alias, value, day } = fact
      const shown = lines.join('\n')
      expect(shown).not.toContain(`${String(value)} D${String(day)} [${String(alias)}]`)
      return shown.includes(`[${String(alias)}]`) ? 'wrong value' : 'unknown alias'
    })
    expect(new Set(kinds)).toEqual(new Set(['wrong value', 'unknown alias']))
  })

  test('nothing to report where nothing matches and there is no result', () => {
    const { proposal } = review(emptyChart)
    expect(proposal).toEqual({ findings: [], couldNotAssess: [] })
  })

  test('the well chart gets the invented statement alone', () => {
    expect(review(wellChart).matched).toEqual([])
    expect(review(wellChart).proposal.findings).toHaveLength(1)
  })
})
