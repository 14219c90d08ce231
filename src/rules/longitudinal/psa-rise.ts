import { writeDate } from '../../clinical/clinical-date.ts'
import type { EpochDay } from '../../clinical/clinical-date.ts'
import type { ClinicalIndex } from '../../clinical/clinical-index.ts'
import { problemsIn } from '../../clinical/has-problem.ts'
import type { UnknownFact } from '../../clinical/known.ts'
import { newestOf } from '../../clinical/latest.ts'
import { eventsIn, isTestOrdered } from '../events.ts'
import { isEndOfLife } from '../problems.ts'
import {
  compare,
  isAbove,
  readingEvidence,
  seriesOf,
  writeNumber,
  writeReading
} from '../readings.ts'
import type { Reading } from '../readings.ts'
import type { Rule, RuleFinding } from '../rule.ts'
import { addPsa } from '../suggested-tests.ts'
import { unreadWords } from '../unread.ts'
import { dayOfUnknown, unreadResult } from '../unread-results.ts'
import { summarise } from '../wording.ts'

/** Commonly used limit in ng/mL, as where the record's absences are looked for (not re-read). */
const raisedAbove = 4
/** Trends are told over 24 months (clinical reference 2.2). */
const lookBackDays = 730
const readingsShown = 4

const matter = 'psa-rise'

/** Situation L3: a PSA that rises above 4 ng/mL, neither repeated nor referred. */
export const psaRise: Rule = {
  id: 'L-03',
  version: '1.0',
  title: 'Rising PSA not acted on',
  when: 'The newest PSA is above 4 ng/mL, higher than each PSA of the 24 months before it, and no repeat, urology contact, biopsy or prostate imaging followed: warning. Orders, encounters or problems not read: cannot assess.',
  whenNot:
    'Only one PSA; a fall; a repeat was ordered; urology contact or work-up since; prostate cancer known; hospice, palliative care and likely terminal conditions.',
  hooks: ['patient-view'],
  topic: 'psaRise',
  source: {
    title: 'AUA/SUO Guideline on Early Detection of Prostate Cancer',
    section: 'Repeat a newly raised PSA before further work-up',
    url: 'https://www.auanet.org/guidelines-and-quality/guidelines/early-detection-of-prostate-cancer-guidelines',
    date: '2023',
    verified: false
  },
  evaluate: ({ index }) => {
    if (problemsIn(index, ['prostate-cancer'], { settled: true }).length > 0 || isEndOfLife(index))
      return []
    const series = seriesOf(index, 'psa')
    const psa = compare(newestOf<Reading>(series, index, 'psa'), (one) => isAbove(one, raisedAbove))
    if (psa.answer === 'unknown') {
      const day = dayOfUnknown(index, psa.unknown)
      const told = series.values.some(isWithin(day)) && !isAnswered(index, day)
      return told ? [unreadResult(psa.unknown, { name: 'PSA', unchecked, add: addPsa })] : []
    }
    if (psa.answer !== 'yes') return []
    const newest = psa.reading
    const day = newest.date.epochDay
    const before = series.values.filter((one) => one !== newest).filter(isWithin(day))
    if (before.some(({ value, upTo }) => (upTo ?? value) >= newest.value)) return []
    if (isAnswered(index, day)) return []
    if (before.length > 0) return [finding(index, newest, before)]
    const unknown = series.unknown.find((one) => isWithin(day)(one) && one.known !== 'pending')
    return unknown === undefined
      ? []
      : [unreadResult(unknown, { name: 'PSA', unchecked, add: addPsa })]
  }
}

const unchecked = 'a rising PSA'

/** Within the look-back before a day; what has no date may be. */
const isWithin =
  (day: EpochDay) =>
  ({ date }: Pick<UnknownFact, 'date'>): boolean =>
    date === undefined || (date.epochDay >= day - lookBackDays && date.epochDay <= day)

function isAnswered(index: ClinicalIndex, day: EpochDay): boolean {
  return (
    eventsIn(index, ['urology-referral', 'prostate-work-up'], day).length > 0 ||
    isTestOrdered(index, { analyte: 'psa', words: /\bpsa\b|prostate/i }, day + 1)
  )
}

function finding(index: ClinicalIndex, newest: Reading, before: readonly Reading[]): RuleFinding {
  const shown = [newest, ...before].slice(0, readingsShown).toReversed()
  const missing = [unreadWords(index, 'conditions'), unreadWords(index, 'orders')].filter(
    (words) => words !== undefined
  )
  const values = shown.map(writeNumber).join(', ')
  return {
    matter,
    indicator: missing.length === 0 ? 'warning' : 'info',
    summary: summarise([], () =>
      missing.length === 0
        ? `PSA ${values} (${writeDate(newest.date)}): rising, no repeat or urology found`
        : `PSA ${values} (${writeDate(newest.date)}): rising, whether it was seen cannot be assessed`
    ),
    why: [
      ...shown.map((reading) => `${writeReading('PSA', reading)}.`),
      ...missing.map((words) => `Not known: ${words}.`)
    ],
    options: [
      'Consider repeating the PSA, after ruling out infection.',
      'Consider urology referral if it stays raised, by preference and life expectancy.'
    ],
    evidence: shown.map((reading) => readingEvidence('PSA', reading)),
    missing,
    suggestions: [addPsa]
  }
}
