import { isIn } from '../drug-set.ts'
import type { DrugSet } from '../drug-set.ts'
import { orderedDrugs } from '../ordered-drugs.ts'
import { assessPregnancy } from '../pregnancy-drug.ts'
import type { Rule } from '../rule.ts'

const drugs: DrugSet = { classes: ['ace-inhibitor', 'arb'] }

/** Situation 23: an ACE inhibitor or ARB is ordered in a current pregnancy. */
export const reninAngiotensinPregnancy: Rule = {
  id: 'R-23',
  version: '1.0',
  title: 'ACE inhibitor or ARB in pregnancy',
  when: 'An ACE inhibitor or ARB is ordered, and a pregnancy is recorded as current: critical.',
  whenNot:
    'No current pregnancy in a problem list that was read whole; the pregnancy ended, or was recorded more than 42 weeks ago; a recent status says not pregnant; men; outside of 10 to 60 years.',
  hooks: ['order-select'],
  topic: 'aceInhibitorArbPregnancy',
  source: {
    title: 'Lisinopril and losartan prescribing information',
    section: 'Boxed warning: fetal toxicity',
    url: 'https://dailymed.nlm.nih.gov/dailymed/',
    date: '2026',
    verified: false
  },
  evaluate: (view) =>
    orderedDrugs(view)
      .filter(({ medication }) => isIn(medication, drugs))
      .flatMap((ordered) =>
        assessPregnancy(view, ordered, {
          matter: 'renin-angiotensin-pregnancy',
          indicator: 'critical',
          consequence: 'may injure the fetus (boxed warning)',
          why: 'Drugs that act on the renin-angiotensin system can injure or kill the developing fetus.',
          options: [
            'Consider an antihypertensive that is used in pregnancy, with obstetric advice.',
            'Consider confirming the pregnancy first if the record may be out of date.'
          ]
        })
      )
}
