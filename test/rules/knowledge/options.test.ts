import { describe, expect, test } from 'vitest'
import { embeddedKnowledge as known } from '../../../src/knowledge/embedded.ts'
import { buildKnowledge } from '../../../src/knowledge/knowledge.ts'
import { everyRule, rulesWith } from '../../../src/rules/every-rule.ts'
import { tryDrug } from '../../../src/rules/knowledge/try-drug.ts'
import { runRules } from '../../../src/rules/run-rules.ts'
import { viewOf } from './a-situation.ts'
import type { Situation } from './a-situation.ts'

/* Options tried as orders: what must never be offered, and what must stay offerable. */

const tried = (ingredient: string, situation: Situation) =>
  tryDrug(known, viewOf(situation).index, { ingredients: [ingredient] })

describe('is never offered', () => {
  const unsafe: readonly (readonly [string, Situation])[] = [
    ['amoxicillin', { allergy: 'penicillin' }],
    ['ceftriaxone', { allergy: 'cefazolin' }],
    ['sulfamethoxazole', { allergy: 'sulfa drugs' }],
    ['aspirin', { allergy: 'aspirin' }],
    ['ibuprofen', { allergy: '~aspirin' }],
    ['lisinopril', { problems: ['Pregnancy'], sex: 'female', age: 30, results: [['egfr', 90]] }],
    ['atorvastatin', { problems: ['Pregnancy'], sex: 'female', age: 30, results: [['egfr', 90]] }],
    ['doxycycline', { problems: ['Pregnancy'], sex: 'female', age: 30 }],
    ['ibuprofen', { taking: ['warfarin 5 MG'], results: [['egfr', 90]] }],
    ['naproxen', { taking: ['apixaban 5 MG'], results: [['egfr', 90]] }],
    ['rivaroxaban', { taking: ['warfarin 5 MG'], results: [['egfr', 90]] }],
    ['sulfamethoxazole', { taking: ['warfarin 5 MG'], results: [['egfr', 90]] }],
    ['metformin', { results: [['egfr', 24]] }],
    ['ibuprofen', { results: [['egfr', 24]] }],
    ['ciprofloxacin', { age: 8, results: [['egfr', 90]] }],
    ['codeine', { age: 0.45, results: [['egfr', 90]] }],
    ['simvastatin', { age: 0.45 }],
    ['clarithromycin', { taking: ['simvastatin 40 MG'] }],
    ['tramadol', { taking: ['phenelzine 15 MG'], results: [['egfr', 90]] }],
    ['sertraline', { taking: ['phenelzine 15 MG'], results: [['egfr', 90]] }],
    ['sildenafil', { taking: ['isosorbide mononitrate 30 MG'] }],
    ['propranolol', { problems: ['Asthma'] }],
    [
      'losartan',
      {
        taking: ['lisinopril 10 MG'],
        results: [
          ['egfr', 90],
          ['potassium', 4.2]
        ]
      }
    ],
    ['lorazepam', { taking: ['oxycodone 5 MG'] }],
    [
      'spironolactone',
      {
        results: [
          ['potassium', 5.7],
          ['egfr', 60]
        ]
      }
    ],
    [
      'enoxaparin',
      {
        problems: ['Heparin-induced thrombocytopenia'],
        results: [
          ['egfr', 90],
          ['platelets', 200]
        ]
      }
    ],
    ['sumatriptan', { problems: ['Coronary artery disease'] }],
    [
      'dabigatran',
      {
        problems: ['Mechanical heart valve'],
        results: [
          ['egfr', 90],
          ['platelets', 200]
        ]
      }
    ],
    ['verapamil', { taking: ['metoprolol 50 MG'] }],
    ['omeprazole', { taking: ['clopidogrel 75 MG'] }],
    ['zzyzxumab', {}]
  ]
  test.for(unsafe)('%s', ([ingredient, situation]) => {
    expect(tried(ingredient, situation).mayBeOffered).toBe(false)
  })
})

describe('may be offered', () => {
  const safe: readonly (readonly [string, Situation])[] = [
    ['acetaminophen', { taking: ['warfarin 5 MG', 'lisinopril 10 MG'] }],
    ['cefazolin', { allergy: 'penicillin', results: [['egfr', 90]] }],
    ['furosemide', { allergy: 'sulfa drugs', results: [['potassium', 4.2]] }],
    ['azithromycin', { allergy: 'penicillin' }],
    ['doxycycline', { allergy: 'penicillin' }],
    ['pantoprazole', { taking: ['warfarin 5 MG', 'clopidogrel 75 MG'] }],
    ['amlodipine', { taking: ['lisinopril 10 MG', 'metoprolol 50 MG'] }],
    ['linagliptin', { taking: ['metformin 500 MG'], results: [['egfr', 24]] }],
    ['sertraline', { taking: ['lisinopril 10 MG'] }],
    [
      'lisinopril',
      {
        taking: ['amlodipine 5 MG'],
        results: [
          ['egfr', 90],
          ['potassium', 4.2]
        ]
      }
    ],
    ['pravastatin', { taking: ['clarithromycin 500 MG'], results: [['creatine-kinase', 100]] }],
    ['allopurinol', { results: [['egfr', 90]] }],
    ['labetalol', { taking: ['amlodipine 5 MG'] }]
  ]
  test.for(safe)('%s', ([ingredient, situation]) => {
    const { aspects, mayBeOffered } = tried(ingredient, situation)
    expect(Object.entries(aspects).filter(([, { answer }]) => answer !== 'no')).toEqual([])
    expect(mayBeOffered).toBe(true)
  })
})

test('5,000 more rows add little to a call', () => {
  const { sets, sources, orderSets, tables } = known
  const [row] = tables.interactions
  if (row === undefined) throw new Error('no row')
  const drugs = [...known.coverage.keys()]
  const more = Array.from({ length: 5000 }, (_, at) => ({
    ...row,
    id: `I-more-${at}`,
    first: drugs[at % drugs.length] ?? 'warfarin',
    second: drugs[(at * 7 + 1) % drugs.length] ?? 'digoxin'
  }))
  const big = rulesWith(
    buildKnowledge(
      { ...tables, interactions: [...tables.interactions, ...more] },
      { sets, sources, orderSets }
    )
  )
  const taking = drugs.slice(0, 15).map((name) => `${name} 10 MG Oral Tablet`)
  const timeOf = (rules: typeof everyRule): number => {
    const times = Array.from({ length: 15 }, () => {
      const view = viewOf({ order: 'metoprolol 50 MG', taking })
      const before = performance.now()
      runRules(rules, 'order-select', view)
      runRules(rules, 'patient-view', view)
      return performance.now() - before
    })
    return times.toSorted((one, other) => one - other)[7] ?? 0
  }
  timeOf(everyRule)
  // Usually under 3 ms: the margin is for a busy machine.
  expect(timeOf(big) - timeOf(everyRule)).toBeLessThan(50)
})
