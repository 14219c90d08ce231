import { writeDate } from '../../clinical/clinical-date.ts'
import type { ClinicalDate, EpochDay } from '../../clinical/clinical-date.ts'
import type { ClinicalIndex } from '../../clinical/clinical-index.ts'
import type { UnknownFact } from '../../clinical/known.ts'
import { currentPregnancy } from '../../clinical/current-pregnancy.ts'
import { problemsIn } from '../../clinical/has-problem.ts'
import { medicationsIn } from '../drug-set.ts'
import type { DrugSet } from '../drug-set.ts'
import { eventsIn } from '../events.ts'
import { isEndOfLife, settledProblems } from '../problems.ts'
import { readingEvidence, seriesOf, writeValue } from '../readings.ts'
import type { Reading } from '../readings.ts'
import type { Rule, RuleFinding } from '../rule.ts'
import { unreadResult } from '../unread-results.ts'
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
    const { values, unknown } = seriesOf(index, 'weight')
    // One without a date may be either of the two.
    const undated = unknown.find(({ date }) => date === undefined)
    const newest = values[0]?.date.epochDay ?? -Infinity
    if (undated !== undefined && newest >= index.asOf.epochDay - intervalDays.to) {
      const unread = unreadResult(undated, { unchecked: 'a loss of weight' })
      return hasReason(index, newest) ? [] : [unread]
    }
    const [first, ...rest] = newestFirst([...values, ...unknown])
    if (first === undefined) return []
    const day = first.date?.epochDay ?? index.asOf.epochDay
    if (index.asOf.epochDay - day > newestWithinDays) return []
    const baseline = rest.find(({ date }) => isBefore(day, date))
    if (baseline === undefined || hasReason(index, baseline.date?.epochDay ?? day)) return []
    const unread = [first, baseline].find((one) => 'known' in one)
    if (unread !== undefined) return [unreadResult(unread, { unchecked: 'a loss of weight' })]
    if ('known' in first || 'known' in baseline) return []
    return lossPercent(baseline, first) < lossFromPercent ? [] : [finding(baseline, first)]
  }
}

/** With those that cannot be read in their places; what has no date comes first. */
function newestFirst(all: readonly (Reading | UnknownFact)[]): readonly (Reading | UnknownFact)[] {
  return all.toSorted((one, other) => (other.sortMs ?? Infinity) - (one.sortMs ?? Infinity) || 0)
}

/** Within the interval before a day; what has no date may be. */
function isBefore(day: EpochDay, date: ClinicalDate | undefined): boolean {
  const days = day - (date?.epochDay ?? day - intervalDays.from)
  return days >= intervalDays.from && days <= intervalDays.to
}

function hasReason(index: ClinicalIndex, since: EpochDay): boolean {
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
