import { expect, test } from 'vitest'
import { hooks } from '../../src/cds-hooks/service.ts'
import { rules } from '../../src/rules/all-rules.ts'
import { aView, runAll } from './a-view.ts'
import { longitudinalCases } from './longitudinal-cases.ts'
import { orderCases } from './order-cases.ts'

/* The sheet of rules that a governance lead reads: every rule says what it is and where from. */

test.for(rules)('$id says what it is and where it comes from', (rule) => {
  const { id, version, title, topic, source } = rule
  expect(id).toMatch(/^[RLD]-\d{2}$/)
  expect(version).toMatch(/^\d+\.\d+$/)
  expect(title.length).toBeGreaterThan(5)
  expect(rule.when).toMatch(/^[A-Z].{20,}\.$/)
  expect(rule.whenNot).toMatch(/^\S.{10,}\.$/)
  expect(topic).toMatch(/^[A-Za-z0-9]{1,100}$/)
  expect(rule.hooks.length).toBeGreaterThan(0)
  for (const hook of rule.hooks) expect(hooks).toContain(hook)
  expect(source.title.length).toBeGreaterThan(5)
  expect(source.section.length).toBeGreaterThan(3)
  expect(new URL(source.url).protocol).toBe('https:')
  expect(source.date).toMatch(/^\d{4}(?:-\d{2}){0,2}$/)
  expect(typeof source.verified).toBe('boolean')
})

test('no id and no topic stands twice', () => {
  expect(new Set(rules.map(({ id }) => id)).size).toBe(rules.length)
  expect(new Set(rules.map(({ topic }) => topic)).size).toBe(rules.length)
})

// Pinned: EHRs key acknowledgements on it, so a change is a change of contract.
test('topics are stable', () => {
  expect(rules.map(({ id, topic }) => `${id} ${topic}`)).toEqual([
    'R-01 metforminEgfr',
    'R-02 nsaidWarfarin',
    'R-03 nsaidDirectAnticoagulant',
    'R-04 nsaidAceDiureticEgfr',
    'R-05 duplicateAceInhibitor',
    'R-06 arbAceInhibitor',
    'R-07 sacubitrilAceInhibitor',
    'R-08 penicillinAllergy',
    'R-09 citalopramDoseAge',
    'R-10 qtProlongingPair',
    'R-11 highDoseCitalopramOndansetron',
    'R-12 sulfamethoxazoleWarfarin',
    'R-13 clarithromycinSimvastatin',
    'R-14 simvastatinDoseLimit',
    'R-15 spironolactonePotassium',
    'R-16 trimethoprimHyperkalemia',
    'R-17 digoxinAmiodarone',
    'R-18 digoxinCyclosporine',
    'R-19 opioidBenzodiazepine',
    'R-20 opioidDoseNaloxone',
    'R-21 firstOpioidExtendedRelease',
    'R-22 statinPregnancy',
    'R-23 aceInhibitorArbPregnancy',
    'R-24 teratogenPregnancy',
    'R-25 sildenafilNitrate',
    'R-26 ciprofloxacinTizanidine',
    'R-27 serotonergicMaoInhibitor',
    'R-28 allopurinolAzathioprine',
    'R-29 methotrexateToxicity',
    'R-30 lithiumLevelRaised',
    'R-31 dabigatranMechanicalValve',
    'R-32 apixabanDose',
    'R-33 verapamilBetaBlocker',
    'R-34 nonselectiveBetaBlockerAsthma',
    'R-35 nitrofurantoinEgfr',
    'R-36 colchicineClarithromycin',
    'R-37 omeprazoleClopidogrel',
    'R-38 highRiskDrugOlder',
    'R-39 opioidDosage',
    'R-40 opioidFollowUp',
    'R-42 opioidUrineDrugResult',
    'R-41 opioidUrineDrugTest',
    'L-01 egfrFall',
    'L-02 ironDeficiencyAnemia',
    'L-03 psaRise',
    'L-04 hba1cHighNotActedOn',
    'L-05 positiveFit',
    'L-06 diabetesKidneyCheck',
    'L-07 reducedEjectionFraction',
    'L-08 ascvdStatin',
    'L-09 fibrillationStrokeRisk',
    'L-10 bloodPressureHigh',
    'L-11 criticalResult',
    'L-12 warfarinInr',
    'L-13 screeningOverdue',
    'L-14 weightLoss',
    'L-15 severeDepressionScore',
    'L-16 opioidUseDisorder',
    'L-30 unreadResults',
    'D-01 pendingResults',
    'D-02 sameDrugTwice'
  ])
})

// Sections that were not read again must not be claimed on a card.
test('the rules whose source was not verified are these', () => {
  expect(rules.filter(({ source }) => !source.verified).map(({ id }) => id)).toEqual([
    'R-04',
    'R-05',
    'R-08',
    'R-09',
    'R-10',
    'R-11',
    'R-15',
    'R-23',
    'R-24',
    'R-26',
    'R-31',
    'R-32',
    'R-34',
    'R-35',
    'R-37',
    'L-03',
    'L-05',
    'L-09',
    'L-11',
    'L-12',
    'L-14',
    'D-01',
    'D-02'
  ])
})

test('each rule has one matter, the same in all of its findings', () => {
  const matters = new Map<string, Set<string>>()
  const calls = [
    ...orderCases.map(({ given }) => ({ given, hook: 'order-select' as const })),
    ...longitudinalCases.map(({ given }) => ({ given, hook: 'patient-view' as const }))
  ]
  for (const { given, hook } of calls) {
    for (const { rule, finding } of runAll(aView(given), hook)) {
      if (rule.fromTables !== true)
        matters.set(rule.id, (matters.get(rule.id) ?? new Set()).add(finding.matter))
      expect(finding.matter).toMatch(/^[a-z0-9]+(?:-[a-z0-9]+)+$/)
    }
  }
  for (const [id, ofRule] of matters) expect(ofRule.size, id).toBe(1)
  const all = [...matters.values()].flatMap((ofRule) => [...ofRule])
  expect(new Set(all).size).toBe(all.length)
})

// Only codes of the clinical reference are suggested.
test('suggested codes are known ones', () => {
  const added = ['19123-9', '2160-0', '10535-3', '2857-1', '718-7', '1725059', '40790']
  // Products that a stated dose is made of.
  const doses = ['200371', '312961', '1364435', '1364445']
  const known = new Set([
    '98979-8',
    '9318-7',
    '6301-6',
    '4548-4',
    '2276-4',
    '2823-3',
    '308460',
    ...added,
    ...doses
  ])
  const given = [...orderCases, ...longitudinalCases]
  for (const one of given) {
    for (const hook of hooks) {
      for (const { finding } of runAll(aView(one.given), hook)) {
        for (const suggestion of finding.suggestions) {
          if ('test' in suggestion) expect(known).toContain(suggestion.test.code)
          if ('drug' in suggestion) expect(known).toContain(suggestion.drug.code)
        }
      }
    }
  }
})
