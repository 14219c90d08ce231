import { writeDate } from '../../clinical/clinical-date.ts'
import type { ClinicalIndex } from '../../clinical/clinical-index.ts'
import type { UnknownFact } from '../../clinical/known.ts'
import type { Analyte } from '../../terminology/analytes.ts'
import { isTestOrdered } from '../events.ts'
import { isEndOfLife } from '../problems.ts'
import {
  compare,
  isAbove,
  isExact,
  newestKnown,
  readingEvidence,
  seriesOf,
  writeNumber,
  writeValue
} from '../readings.ts'
import type { Reading } from '../readings.ts'
import type { Evidence, Rule, RuleFinding, SuggestedAction } from '../rule.ts'
import { addHemoglobin, addPotassium } from '../suggested-tests.ts'
import { unreadWords } from '../unread.ts'
import { unreadResult } from '../unread-results.ts'
import { summarise } from '../wording.ts'
import { dayMs } from '../../ground/time.ts'

/** Clinical reference, situation L11 (critical-result follow-up, not re-read). */
const potassiumAbove = 6
/** Situation L11: a fall of haemoglobin in g/dL between two results. */
const hemoglobinFallFrom = 2
/** The two results are so near that the fall is no slow one; our choice. */
const hemoglobinWithinDays = 90
/** Situation L11: critical while it is less than 48 hours old. */
const freshMs = 48 * 3_600_000
/** The same of a result that has a day and no hour: today and yesterday. */
const freshDays = 1
/** Older results are history, whatever followed; our choice. */
const toldWithinDays = 365

const matter = 'critical-result-unanswered'

interface Test {
  readonly analyte: Analyte
  readonly words: RegExp
  readonly add: SuggestedAction
}

/** The newest one, or the one before it, cannot be read: whether it is critical is not known. */
interface Unread extends Test {
  readonly unknown: UnknownFact
}

interface Signal extends Test {
  readonly newest: Reading
  readonly text: string
  readonly evidence: readonly Evidence[]
}

/** Situation L11: a very high potassium or a sudden fall of haemoglobin, with nothing after it. */
export const criticalResult: Rule = {
  id: 'L-11',
  version: '1.1',
  title: 'Critical result without follow-up',
  when: 'The newest potassium is above 6.0 mmol/L, or the newest haemoglobin is 2 g/dL or more below the one before it within 90 days, and neither a repeat nor an order for one followed: critical for 48 hours (of a result without an hour: today and yesterday), then warning for a year. Orders or laboratory not read whole: cannot assess.',
  whenNot:
    'A later result; a repeat was ordered; results older than a year; hospice, palliative care and likely terminal conditions.',
  hooks: ['patient-view'],
  topic: 'criticalResult',
  source: {
    title: 'The Joint Commission, National Patient Safety Goal 02.03.01',
    section: 'Report critical results of tests on a timely basis',
    url: 'https://www.jointcommission.org/standards/national-patient-safety-goals/',
    date: '2026',
    verified: false
  },
  evaluate: ({ index }) => {
    if (isEndOfLife(index)) return []
    return [potassiumSignal(index), hemoglobinSignal(index)].flatMap((signal) => {
      if (signal === undefined || isAnswered(index, signal)) return []
      return 'unknown' in signal
        ? [unreadResult(signal.unknown, { unchecked: 'a critical value', add: signal.add })]
        : [finding(index, signal)]
    })
  }
}

const potassiumTest: Test = {
  analyte: 'potassium',
  words: /\bpotassium\b|metabolic|\bbmp\b|\bcmp\b/i,
  add: addPotassium
}
const hemoglobinTest: Test = {
  analyte: 'hemoglobin',
  words: /\bh(?:a)?emoglobin\b|blood count|\bcbc\b/i,
  add: addHemoglobin
}

function potassiumSignal(index: ClinicalIndex): Signal | Unread | undefined {
  const potassium = compare(newestKnown(index, 'potassium'), (one) => isAbove(one, potassiumAbove))
  if (potassium.answer === 'unknown') return { ...potassiumTest, unknown: potassium.unknown }
  if (potassium.answer !== 'yes') return undefined
  const newest = potassium.reading
  const text = `Potassium ${writeValue(newest)} (${writeDate(newest.date)})`
  const evidence = [readingEvidence('Potassium', newest)]
  return { ...potassiumTest, newest, text, evidence }
}

function hemoglobinSignal(index: ClinicalIndex): Signal | Unread | undefined {
  const { values, unknown } = seriesOf(index, 'hemoglobin')
  const [newest, before] = values
  const unread = unreadOfTwo(values, unknown)
  if (unread !== undefined) return { ...hemoglobinTest, unknown: unread }
  if (newest === undefined || before === undefined) return undefined
  if (!isExact(newest) || !isExact(before)) return undefined
  if (newest.date.epochDay - before.date.epochDay > hemoglobinWithinDays) return undefined
  // In tenths: laboratories give one decimal, and 12.1 - 10.1 is less than 2 in binary.
  if (Math.round((before.value - newest.value) * 10) < hemoglobinFallFrom * 10) return undefined
  const text = `Hb ${writeNumber(before)} (${writeDate(before.date)}) to ${writeValue(newest)} (${writeDate(newest.date)})`
  const evidence = [before, newest].map((reading) => readingEvidence('Hb', reading))
  return { ...hemoglobinTest, newest, text, evidence }
}

/** One of the two newest haemoglobins, within the days of a fall, that cannot be read. */
function unreadOfTwo(
  values: readonly Reading[],
  unknown: readonly UnknownFact[]
): UnknownFact | undefined {
  const [first, second] = [
    ...values,
    ...unknown.filter(({ known }) => known !== 'pending')
  ].toSorted((one, other) => (other.sortMs ?? Infinity) - (one.sortMs ?? Infinity) || 0)
  if (first === undefined || second === undefined) return undefined
  const days = (first.date?.epochDay ?? Infinity) - (second.date?.epochDay ?? Infinity)
  if (days > hemoglobinWithinDays) return undefined
  return [first, second].find((one) => 'known' in one)
}

function isAnswered(index: ClinicalIndex, signal: Signal | Unread): boolean {
  const { analyte, words } = signal
  const { date } = 'unknown' in signal ? signal.unknown : signal.newest
  const day = date?.epochDay ?? index.asOf.epochDay
  return (
    index.asOf.epochDay - day > toldWithinDays || isTestOrdered(index, { analyte, words }, day + 1)
  )
}

/** By the hour where the record gives one. */
function isFresh({ asOf, asOfMs }: ClinicalIndex, { date, sortMs }: Reading): boolean {
  const hasHour = sortMs % dayMs !== 0
  return asOfMs !== undefined && hasHour
    ? asOfMs - sortMs < freshMs
    : asOf.epochDay - date.epochDay <= freshDays
}

function finding(index: ClinicalIndex, { newest, text, evidence, add }: Signal): RuleFinding {
  const missing = (['laboratory', 'orders'] as const).flatMap(
    (kind) => unreadWords(index, kind) ?? []
  )
  const fresh = isFresh(index, newest)
  return {
    matter,
    indicator: missing.length > 0 ? 'info' : fresh ? 'critical' : 'warning',
    summary: summarise([], () =>
      missing.length === 0
        ? `${text}: newest result, no repeat found`
        : `${text}: whether it was followed up cannot be assessed`
    ),
    why: [
      ...evidence.map((one) => `${one.text}.`),
      ...missing.map((words) => `Not known: ${words}.`)
    ],
    options: [
      'Consider contacting the patient and repeating it now.',
      'Consider noting what was done, if it was dealt with elsewhere.'
    ],
    evidence,
    missing,
    suggestions: [add]
  }
}
