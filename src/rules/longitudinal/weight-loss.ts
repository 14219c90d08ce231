import { writeDate } from '../../clinical/clinical-date.ts'
import type { ClinicalIndex } from '../../clinical/clinical-index.ts'
import { currentPregnancy } from '../../clinical/current-pregnancy.ts'
import { problemsIn } from '../../clinical/has-problem.ts'
import { medicationsIn } from '../drug-set.ts'
import type { DrugSet } from '../drug-set.ts'
import { eventsIn } from '../events.ts'
import { isEndOfLife, settledProblems } from '../problems.ts'
import { readingEvidence, readingsOf, writeValue } from '../readings.ts'
import type { Reading } from '../readings.ts'
import type { Rule, RuleFinding } from '../rule.ts'
import { summarise } from '../wording.ts'

/** Clinical reference, situation L14: 5 % or more in 6 to 12 months (not verified). */
const lossFromPercent = 5
const intervalDays = { from: 183, to: 365 } as const
/** The newest weight is of now; our choice. */
const newestWithinDays = 90
const adultYears = 18

/** Drugs that are taken to lose weight, or that take off water. */
const lowering: DrugSet = {
  classes: ['glp1-agonist', 'sglt2-inhibitor', 'loop-diuretic', 'amphetamine'],
  ingredients: ['orlistat', 'topiramate']
}

/** Situation L14: a loss of weight for which the record gives no reason. */
export const weightLoss: Rule = {
  id: 'L-14',
  version: '1.0',
  title: 'Weight loss without a recorded reason',
  when: 'The newest weight (within 90 days) is 5 % or more below a weight of 6 to 12 months before it: information.',
  whenNot:
    'Drugs that lower weight or take off water within the time; bariatric surgery; pregnancy within the time; cancer or heart failure known; under 18 years; hospice, palliative care and likely terminal conditions.',
  hooks: ['patient-view'],
  topic: 'weightLoss',
  source: {
    title: 'Evaluation of unintentional weight loss, general practice',
    section: 'Loss of 5 % or more within 6 to 12 months',
    url: 'https://www.aafp.org/pubs/afp/issues/2021/0700/p34.html',
    date: '2021-07',
    verified: false
  },
  evaluate: ({ index }) => {
    const { ageYears } = index.person
    if (ageYears === undefined || ageYears < adultYears) return []
    const [newest, ...rest] = readingsOf(index, 'weight')
    if (newest === undefined) return []
    const day = newest.date.epochDay
    if (index.asOf.epochDay - day > newestWithinDays) return []
    const earlier = rest.filter(
      ({ date }) =>
        day - date.epochDay >= intervalDays.from && day - date.epochDay <= intervalDays.to
    )
    const baseline = earlier[0]
    if (baseline === undefined || lossPercent(baseline, newest) < lossFromPercent) return []
    return hasReason(index, baseline) ? [] : [finding(baseline, newest)]
  }
}

function hasReason(index: ClinicalIndex, baseline: Reading): boolean {
  const since = baseline.date.epochDay
  return (
    isEndOfLife(index) ||
    settledProblems(index, 'cancer', 'heart-failure').length > 0 ||
    currentPregnancy(index).pregnant === 'yes' ||
    problemsIn(index, ['pregnancy']).some(
      ({ abated, onset }) => ((abated ?? onset)?.epochDay ?? -Infinity) >= since
    ) ||
    eventsIn(index, ['bariatric-surgery'], -Infinity).length > 0 ||
    medicationsIn(index, lowering).some(
      ({ status, started }) => status === 'active' || (started?.epochDay ?? -Infinity) >= since
    )
  )
}

function finding(baseline: Reading, newest: Reading): RuleFinding {
  const percent = Math.round(lossPercent(baseline, newest))
  const evidence = [baseline, newest].map((reading) => readingEvidence('Weight', reading))
  return {
    matter: 'weight-loss',
    indicator: 'info',
    summary: summarise(
      [],
      () =>
        `Weight ${writeValue(baseline)} (${writeDate(baseline.date)}) to ${writeValue(newest)} (${writeDate(newest.date)}), -${percent} %: no reason found`
    ),
    why: evidence.map(({ text }) => `${text}.`),
    options: [
      'Consider asking whether the loss is intended.',
      'Consider a work-up of unintended weight loss otherwise.'
    ],
    evidence,
    missing: [],
    suggestions: []
  }
}

function lossPercent(from: Reading, to: Reading): number {
  return from.value <= 0 ? 0 : ((from.value - to.value) / from.value) * 100
}
