import { isIn } from '../drug-set.ts'
import type { DrugSet } from '../drug-set.ts'
import { orderedDrugs } from '../ordered-drugs.ts'
import { assessPregnancy } from '../pregnancy-drug.ts'
import type { Rule } from '../rule.ts'

const drugs: DrugSet = { classes: ['statin'] }

/** Situation 22: a statin is ordered in a current pregnancy. Since 2021 no contraindication. */
export const statinPregnancy: Rule = {
  id: 'R-22',
  version: '1.0',
  title: 'Statin in pregnancy',
  when: 'A statin is ordered, and a pregnancy is recorded as current: warning.',
  whenNot:
    'No current pregnancy in a problem list that was read whole; the pregnancy ended, or was recorded more than 42 weeks ago; a recent status says not pregnant; men; outside of 10 to 60 years.',
  hooks: ['order-select'],
  topic: 'statinPregnancy',
  source: {
    title: 'FDA Drug Safety Communication: statins in pregnancy',
    section: 'FDA requests removal of strongest warning against using statins in pregnancy',
    url: 'https://www.fda.gov/drugs/drug-safety-and-availability/fda-requests-removal-strongest-warning-against-using-cholesterol-lowering-statins-during-pregnancy',
    date: '2021-07-20',
    verified: true
  },
  evaluate: (view) =>
    orderedDrugs(view)
      .filter(({ medication }) => isIn(medication, drugs))
      .flatMap((ordered) =>
        assessPregnancy(view, ordered, {
          matter: 'statin-pregnancy',
          indicator: 'warning',
          consequence: 'is stopped in most pregnancies, individualise at very high risk',
          why: 'Most patients can pause a statin in pregnancy; at very high cardiovascular risk it is decided case by case.',
          options: [
            'Consider pausing the statin until after pregnancy and breastfeeding.',
            'Consider specialist advice at very high cardiovascular risk.'
          ]
        })
      )
}
