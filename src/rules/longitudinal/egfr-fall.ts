import { writeDate } from '../../clinical/clinical-date.ts'
import type { EpochDay } from '../../clinical/clinical-date.ts'
import type { ClinicalIndex, Medication } from '../../clinical/clinical-index.ts'
import type { UnknownFact } from '../../clinical/known.ts'
import { newestOf } from '../../clinical/latest.ts'
import { eventsIn } from '../events.ts'
import { activeIn, firstStarted } from '../drug-set.ts'
import type { DrugSet } from '../drug-set.ts'
import { medicationEvidence } from '../ordered-drugs.ts'
import { problemsIn } from '../../clinical/has-problem.ts'
import { isEndOfLife } from '../problems.ts'
import {
  compare,
  isBelow,
  readingEvidence,
  seriesOf,
  wasMeasured,
  writeNumber,
  writeReading
} from '../readings.ts'
import type { Reading } from '../readings.ts'
import type { Rule, RuleFinding } from '../rule.ts'
import { addEgfr, addUacr } from '../suggested-tests.ts'
import { unreadWords } from '../unread.ts'
import { unreadResult } from '../unread-results.ts'
import { nameOf, summarise } from '../wording.ts'

/** KDIGO 2024, practice point 2.1.3: a change of more than 20 % exceeds expected variability. */
const fallAbovePercent = 20
/** KDIGO 2024, practice point 2.1.4: more than 30 % after a haemodynamically active therapy. */
const fallOnTherapyAbovePercent = 30
/** KDIGO 2024, definition of chronic kidney disease by GFR. */
const reducedBelow = 60
/** Clinical reference 2.2 tells trends over 24 months; situation L1 speaks of 18. */
const lookBackDays = 730

const haemodynamic: DrugSet = { classes: ['sglt2-inhibitor', 'ace-inhibitor', 'arb'] }
const matter = 'egfr-fall'

/** Situation L1: the eGFR fell, and nothing in the record says that it was seen. */
export const egfrFall: Rule = {
  id: 'L-01',
  version: '1.0',
  title: 'Falling eGFR not acted on',
  when: 'The newest eGFR is below 60 and more than 20 % below the oldest of 24 months, with no kidney disease on the problem list, and no urine albumin or nephrology contact since: warning; information when a haemodynamic drug explains a fall of up to 30 %.',
  whenNot:
    'Chronic kidney disease, transplant; urine albumin or nephrology since; hospice, palliative care and likely terminal conditions.',
  hooks: ['patient-view'],
  topic: 'egfrFall',
  source: {
    title: 'KDIGO 2024 Clinical Practice Guideline for Chronic Kidney Disease',
    section: 'Practice points 2.1.3 and 2.1.4',
    url: 'https://doi.org/10.1016/j.kint.2023.10.018',
    date: '2024-04',
    verified: true
  },
  evaluate: ({ index }) => {
    const known = problemsIn(index, ['ckd', 'esrd', 'kidney-transplant'], { settled: true })
    if (known.length > 0 || isEndOfLife(index)) return []
    const since = index.asOf.epochDay - lookBackDays
    const series = seriesOf(index, 'egfr', since)
    const unread = (unknown: UnknownFact) =>
      isFollowedSince(index, unknown.date?.epochDay ?? since)
        ? []
        : [unreadResult(unknown, { name: 'eGFR', unchecked: 'a falling eGFR', add: addEgfr })]
    const newest = compare(newestOf<Reading>(series, index, 'egfr'), (one) =>
      isBelow(one, reducedBelow)
    )
    // One alone tells no fall, whatever it says.
    if (newest.answer === 'unknown') return series.values.length > 0 ? unread(newest.unknown) : []
    if (newest.answer !== 'yes') return []
    const latest = newest.reading
    const baseline = series.values.at(-1) ?? latest
    const older = series.unknown.find(({ known }) => known !== 'pending')
    if (fallPercent(baseline, latest) <= fallAbovePercent) {
      return older === undefined ? [] : unread(older)
    }
    if (isFollowedSince(index, baseline.date.epochDay)) return []
    return [finding(index, series.values, { baseline, latest })]
  }
}

function finding(
  index: ClinicalIndex,
  readings: readonly Reading[],
  { baseline, latest }: { readonly baseline: Reading; readonly latest: Reading }
): RuleFinding {
  const percent = Math.round(fallPercent(baseline, latest))
  const therapy = expectedFall(index, readings)
  const span = `eGFR ${writeNumber(baseline)} (${writeDate(baseline.date)}) to ${writeNumber(latest)} (${writeDate(latest.date)})`
  const missing = unreadOf(index, 'conditions', 'laboratory')
  const orders = unreadOf(index, 'orders')
  const notFound = orders.length === 0 ? 'no uACR or nephrology referral found' : 'no uACR found'
  const therapyEvidence = therapy === undefined ? [] : [medicationEvidence(therapy)]
  return {
    matter,
    indicator: therapy === undefined && missing.length === 0 ? 'warning' : 'info',
    summary: summarise(therapy === undefined ? [] : [nameOf(therapy)], (drug) => {
      if (missing.length > 0)
        return `${span}, -${percent} %: whether it is known cannot be assessed`
      return drug === undefined
        ? `${span}, -${percent} %: kidney disease not on the problem list, ${notFound}`
        : `${span}, -${percent} % since ${drug} was started: within what is expected`
    }),
    why: [
      ...readings
        .toReversed()
        .slice(-4)
        .map((reading) => `${writeReading('eGFR', reading)}.`),
      ...therapyEvidence.map(({ text }) => `${text}.`),
      ...[...missing, ...orders].map((words) => `Not known: ${words}.`)
    ],
    options: [
      'Consider repeating the eGFR with a urine albumin to creatinine ratio.',
      'Consider a review of drugs that may harm the kidneys.'
    ],
    evidence: [
      ...readings
        .toReversed()
        .slice(-4)
        .map((reading) => readingEvidence('eGFR', reading)),
      ...therapyEvidence
    ],
    missing,
    suggestions: [addEgfr, addUacr]
  }
}

function unreadOf(
  index: ClinicalIndex,
  ...kinds: readonly Parameters<typeof unreadWords>[1][]
): readonly string[] {
  return kinds.flatMap((kind) => unreadWords(index, kind) ?? [])
}

/** A urine albumin or a nephrology contact since the higher value: the fall was seen. */
function isFollowedSince(index: ClinicalIndex, day: EpochDay): boolean {
  return wasMeasured(index, 'uacr', day) || eventsIn(index, ['nephrology-referral'], day).length > 0
}

/**
 * The drug that explains the fall: started between two readings of which the later is at most 30 %
 * below the earlier, with no further fall of more than 20 % before or after it.
 */
function expectedFall(index: ClinicalIndex, readings: readonly Reading[]): Medication | undefined {
  const [latest] = readings
  const oldest = readings.at(-1)
  return activeIn(index, haemodynamic).find((medication) => {
    const started = firstStarted(index, medication)?.epochDay
    if (started === undefined || latest === undefined || oldest === undefined) return false
    const before = readings.find(({ date }) => date.epochDay <= started)
    const after = readings.findLast(({ date }) => date.epochDay > started)
    if (before === undefined || after === undefined) return false
    return (
      fallPercent(oldest, before) <= fallAbovePercent &&
      fallPercent(before, latest) <= fallOnTherapyAbovePercent
    )
  })
}

/** The least that it can have fallen; 0 where a bound leaves that open. */
function fallPercent(from: Reading, to: Reading): number {
  if (from.comparator?.startsWith('<') === true || to.comparator?.startsWith('>') === true) return 0
  return from.value <= 0 ? 0 : ((from.value - (to.upTo ?? to.value)) / from.value) * 100
}
