import type { EpochDay } from '../../clinical/clinical-date.ts'
import type { UnknownFact } from '../../clinical/known.ts'
import { compare, isBelow, newestKnown } from '../readings.ts'
import type { Answer, Reading } from '../readings.ts'
import { dayOfUnknown, unreadResult } from '../unread-results.ts'
import { writeDate } from '../../clinical/clinical-date.ts'
import type { ClinicalIndex, Result } from '../../clinical/clinical-index.ts'
import { asUnknown, latest, newestWord } from '../../clinical/latest.ts'
import { firstStarted, medicationsIn } from '../drug-set.ts'
import type { DrugSet } from '../drug-set.ts'
import { eventsIn } from '../events.ts'
import { factEvidence, isEndOfLife, settledProblems } from '../problems.ts'
import type { Rule, RuleFinding } from '../rule.ts'
import { unreadWords } from '../unread.ts'
import { summarise } from '../wording.ts'

/** PHQ-9: 20 to 27 is severe depression. Clinical reference, situation L15. */
const severeFrom = 20
/** eCQM CMS2: screening and follow-up within the measurement period of a year. */
const toldWithinDays = 365

/** The answers of PHQ-9 items that are more than "not at all". */
// With the LOINC answer codes of a value without display.
const someDays =
  /\bseveral days\b|\bmore than half\b|\bnearly every day\b|^LA(?:6569-3|6570-1|6571-9)$/i

const noDays = /\bnot at all\b|^(?:no|none|never)\b|^LA6568-5$/i

const treatment: DrugSet = {
  classes: ['ssri', 'snri', 'tricyclic', 'serotonergic-antidepressant', 'antipsychotic', 'lithium'],
  ingredients: ['bupropion', 'esketamine']
}

/** Situation L15: a severe PHQ-9, or thoughts of self-harm in it, that nothing followed. */
export const severeDepressionScore: Rule = {
  id: 'L-15',
  version: '1.0',
  title: 'Severe PHQ-9 without follow-up',
  when: 'The newest PHQ-9 within a year is 20 or more, or its item 9 is above 0, and no mental health contact, order or new psychiatric drug followed: warning. Orders, encounters or medications not read: cannot assess.',
  whenNot:
    'A later lower score; mental health encounter, referral, counselling or a new antidepressant on that day or since; bipolar disorder; under 12 years; hospice, palliative care and likely terminal conditions.',
  hooks: ['patient-view'],
  topic: 'severeDepressionScore',
  source: {
    title: 'eCQM CMS2, Screening for Depression and Follow-Up Plan',
    section: 'Numerator: follow-up plan after a positive screening',
    url: 'https://ecqi.healthit.gov/ecqm/ec/2024/cms0002v13',
    date: '2024',
    verified: true
  },
  evaluate: ({ index }) => {
    const { ageYears } = index.person
    // eCQM CMS2: 12 years and older.
    if (ageYears !== undefined && ageYears < 12) return []
    if (isEndOfLife(index) || settledProblems(index, 'bipolar-disorder').length > 0) return []
    const signals = signalsOf(index)
    const [first] = signals
    if (first === undefined) return unreadScores(index)
    const day = Math.min(...signals.map(({ date }) => date.epochDay))
    if (index.asOf.epochDay - day > toldWithinDays || isFollowed(index, day)) return []
    return [finding(index, first, signals)]
  }
}

function signalsOf(index: ClinicalIndex): readonly Result[] {
  const score = compare(newestKnown(index, 'phq9'), isSevere)
  const item = latest(index, 'phq9-item9')
  const isOfToday = item !== undefined && item.date.epochDay <= index.asOf.epochDay
  return [
    ...(score.answer === 'yes' ? [score.reading] : []),
    ...(isOfToday && isAboveZero(item) === 'yes' ? [item] : [])
  ]
}

const isSevere = (score: Reading): Answer => {
  const below = isBelow(score, severeFrom)
  return below === 'unknown' ? below : below === 'yes' ? 'no' : 'yes'
}

function isAboveZero({ value, recorded: { text = '' } }: Result): Answer {
  if (value !== undefined) return value > 0 ? 'yes' : 'no'
  if (someDays.test(text)) return 'yes'
  return noDays.test(text) ? 'no' : 'unknown'
}

/** Where nothing else speaks: the newest score, or the answer to item 9, cannot be read. */
function unreadScores(index: ClinicalIndex): readonly RuleFinding[] {
  const since = index.asOf.epochDay - toldWithinDays
  const score = compare(newestKnown(index, 'phq9', since), isSevere)
  const found = [
    ...(score.answer === 'unknown' ? [score.unknown] : []),
    ...(unreadItem(index, since) ?? [])
  ]
  return found
    .filter((unknown) => !isFollowed(index, dayOfUnknown(index, unknown)))
    .map((unknown) => unreadResult(unknown, { unchecked: 'severe depression or self-harm' }))
}

/** Its answer is a word, so that the newest one counts that is no known word. */
function unreadItem(index: ClinicalIndex, since: EpochDay): readonly UnknownFact[] | undefined {
  const newest = newestWord(index, 'phq9-item9', since)
  if (newest === undefined) return undefined
  if ('known' in newest) return [newest]
  return isAboveZero(newest) === 'unknown' ? [asUnknown(newest)] : undefined
}

function isFollowed(index: ClinicalIndex, day: number): boolean {
  return (
    eventsIn(index, ['mental-health-follow-up'], day).length > 0 ||
    medicationsIn(index, treatment).some(
      (medication) => (firstStarted(index, medication)?.epochDay ?? -Infinity) >= day
    )
  )
}

function finding(index: ClinicalIndex, first: Result, signals: readonly Result[]): RuleFinding {
  const missing = (['orders', 'medications'] as const).flatMap(
    (kind) => unreadWords(index, kind) ?? []
  )
  const evidence = signals.map(factEvidence)
  const value =
    first.analyte === 'phq9'
      ? `PHQ-9 ${first.value} (${writeDate(first.date)})`
      : `PHQ-9 item 9 above 0 (${writeDate(first.date)})`
  return {
    matter: 'severe-depression-score',
    indicator: missing.length === 0 ? 'warning' : 'info',
    summary: summarise([], () =>
      missing.length === 0
        ? `${value}: no follow-up found`
        : `${value}: whether it was followed up cannot be assessed`
    ),
    why: [
      ...evidence.map(({ text }) => `${text}.`),
      ...missing.map((words) => `Not known: ${words}.`)
    ],
    options: [
      'Consider asking about suicidal thoughts and safety now.',
      'Consider treatment or a mental health referral, and repeating the PHQ-9.'
    ],
    evidence,
    missing,
    suggestions: []
  }
}
