import { expect, test } from 'vitest'
import { buildClinicalIndex } from '../../src/clinical/build-clinical-index.ts'
import { runRules } from '../../src/rules/run-rules.ts'
import type { Rule, RuleFinding } from '../../src/rules/rule.ts'
import { aPatient, aRecord } from '../support/records.ts'

const view = (birthDate: string) => ({
  index: buildClinicalIndex(aRecord({ patient: aPatient({ birthDate }) }), '2026-11-20T09:00:00Z'),
  moment: { hook: 'patient-view', draftOrders: [] }
})

/** Speaks from 80 years on; `knows`: says that it cannot assess where the age is not known. */
const from80 = (knows: boolean): Rule => ({
  id: 'T-1',
  version: '1',
  title: 'T',
  hooks: ['patient-view'],
  topic: 't',
  source: { title: 't', section: '', url: 'https://x.test', date: '2026', verified: false },
  evaluate: ({ index: { person } }) => {
    const said: RuleFinding = {
      matter: 't',
      indicator: 'warning',
      summary: `Old, age ${person.ageYears}`,
      why: [`Age ${person.ageYears} years.`],
      options: [],
      evidence: [],
      missing: [],
      suggestions: []
    }
    if (person.ageYears === undefined) {
      return knows
        ? [{ ...said, indicator: 'info', summary: 'Unknown', why: [], missing: ['age'] }]
        : []
    }
    return person.ageYears >= 80 ? [said] : []
  }
})

test.for<[string, boolean, string, string]>([
  ['1946-05-01', true, 'warning', 'Old, age 80'],
  ['1946', true, 'info', 'Unknown'],
  ['1946-11', true, 'info', 'Unknown'],
  ['1946', false, 'info', 'Old, age 79 or 80'],
  ['1945', true, 'warning', 'Old, age 80 or 81'],
  ['1945', false, 'warning', 'Old, age 80 or 81']
])('born %s, a rule that knows of unknown ages %s: %s', ([birth, knows, indicator, summary]) => {
  const [hit] = runRules([from80(knows)], 'patient-view', view(birth)).hits
  expect(hit?.finding).toMatchObject({ indicator, summary })
  expect((hit?.finding.missing.length ?? 0) > 0).toBe(indicator === 'info')
})

test('born in 1947 no rule of 80 years speaks', () => {
  expect(runRules([from80(false)], 'patient-view', view('1947')).hits).toEqual([])
})
