import { writeDate } from '../../clinical/clinical-date.ts'
import type { EpochDay } from '../../clinical/clinical-date.ts'
import type { ClinicalIndex } from '../../clinical/clinical-index.ts'
import { eventsIn } from '../events.ts'
import { currentPregnancy } from '../../clinical/current-pregnancy.ts'
import { problemsIn } from '../../clinical/has-problem.ts'
import { isBelowOwnRange } from '../own-range.ts'
import { isEndOfLife, presentProblems, problemEvidence } from '../problems.ts'
import {
  compare,
  isBelow,
  newestKnown,
  newestReading,
  readingEvidence,
  writeValue,
  writeReading
} from '../readings.ts'
import type { Answer, Compared, Reading } from '../readings.ts'
import type { Evidence, Rule, RuleFinding } from '../rule.ts'
import { addFerritin } from '../suggested-tests.ts'
import { unreadWords } from '../unread.ts'
import { dayOfUnknown, unreadResult } from '../unread-results.ts'
import { summarise } from '../wording.ts'

/** AGA 2020: ferritin below 45 ng/mL with anaemia is iron deficiency. */
const ferritinBelow = 45
/** AGA 2020: haemoglobin in g/dL, men and women who are not pregnant. */
const hemoglobinBelow = { male: 13, female: 12 }
/** Clinical reference, situation L2: an endoscopy of the last 6 months answers it. */
const endoscopyDays = 183
/** Older values are no present anaemia; one year, as in situation L6 for kidney tests. */
const lookBackDays = 365
/** WHO, fact sheet menopause: most women reach it between 45 and 55 years (not read again). */
const postmenopausalAboveYears = 55
const adultYears = 18
/** Small red cells in fL, the limit that laboratories print; where none came with the result. */
const mcvSmallBelow = 80

const matter = 'iron-deficiency-anemia'

/** Situation L2: iron deficiency anaemia whose cause was not looked for. */
export const ironDeficiency: Rule = {
  id: 'L-02',
  version: '1.1',
  title: 'Iron deficiency anaemia without endoscopy',
  when: 'Haemoglobin below 13 (men) or 12 g/dL (women) and ferritin below 45 ng/mL within a year, and no colonoscopy or gastroscopy of 6 months or since: warning in men and after menopause, else information. Small-celled anaemia without ferritin: cannot assess.',
  whenNot:
    'Endoscopy done or ordered, or gastroenterology seen or asked; pregnancy; under 18 years; hospice, palliative care and likely terminal conditions.',
  hooks: ['patient-view'],
  topic: 'ironDeficiencyAnemia',
  source: {
    title:
      'AGA Clinical Practice Guidelines on the Gastrointestinal Evaluation of Iron Deficiency Anemia',
    section: 'Recommendations 1 to 3 and 6',
    url: 'https://doi.org/10.1053/j.gastro.2020.06.046',
    date: '2020-09',
    verified: true
  },
  evaluate: ({ index }) => {
    const { ageYears } = index.person
    if (ageYears !== undefined && ageYears < adultYears) return []
    if (currentPregnancy(index).pregnant === 'yes') return []
    if (isEndOfLife(index)) return []
    const since = index.asOf.epochDay - lookBackDays
    const low = compare(newestKnown(index, 'hemoglobin', since), (one) => mayBeAnemia(index, one))
    const ferritin = compare(newestKnown(index, 'ferritin', since), (one) =>
      isBelow(one, ferritinBelow)
    )
    if (low.answer === 'no' || low.answer === 'none' || ferritin.answer === 'no') return []
    if (ferritin.answer === 'none') return withoutFerritin(index, low)
    const days = [low, ferritin].map((one) =>
      'unknown' in one ? dayOfUnknown(index, one.unknown) : one.reading.date.epochDay
    )
    if (isLookedFor(index, Math.min(...days))) return []
    if (low.answer === 'unknown') return [unreadResult(low.unknown, { unchecked })]
    if (ferritin.answer === 'unknown') return [unreadResult(ferritin.unknown, { unchecked })]
    return [finding(index, { hemoglobin: low.reading, ferritin: ferritin.reading })]
  }
}

const unchecked = 'iron deficiency'

function isLookedFor(index: ClinicalIndex, day: EpochDay): boolean {
  const answers = ['colonoscopy', 'upper-endoscopy', 'gastroenterology-referral'] as const
  return eventsIn(index, answers, Math.min(day, index.asOf.epochDay - endoscopyDays)).length > 0
}

/** Whatever the sex may be: one that is not known is said as missing. */
function mayBeAnemia(index: ClinicalIndex, hemoglobin: Reading): Answer {
  const { sex } = index.person
  if (sex === 'male' || sex === 'female') return anemia(index, hemoglobin)
  return anemia(index, hemoglobin) === 'no' ? 'no' : 'yes'
}

/** Below the limit for the sex; when the sex is not known, below both limits is an anaemia. */
function anemia({ person }: ClinicalIndex, hemoglobin: Reading): 'yes' | 'no' | 'unknown' {
  const { sex } = person
  if (sex === 'male' || sex === 'female') return isBelow(hemoglobin, hemoglobinBelow[sex])
  const belowBoth = isBelow(hemoglobin, hemoglobinBelow.female)
  return belowBoth === 'no'
    ? isBelow(hemoglobin, hemoglobinBelow.male) === 'no'
      ? 'no'
      : 'unknown'
    : belowBoth
}

function finding(
  index: ClinicalIndex,
  { hemoglobin, ferritin }: { readonly hemoglobin: Reading; readonly ferritin: Reading }
): RuleFinding {
  const mcv = newestReading(index, 'mcv', index.asOf.epochDay - lookBackDays)
  const { indicator, sentences, evidence, missing } = weight(index, hemoglobin)
  const looked =
    unreadWords(index, 'procedures') === undefined ? 'no endoscopy found' : 'endoscopy not known'
  const values = [
    { name: 'Hb', reading: hemoglobin },
    ...(mcv === undefined ? [] : [{ name: 'MCV', reading: mcv }]),
    { name: 'Ferritin', reading: ferritin }
  ]
  return {
    matter,
    indicator,
    summary: summarise(
      [],
      () =>
        `Hb ${writeValue(hemoglobin)} (${writeDate(hemoglobin.date)}), ferritin ${writeValue(ferritin)} (${writeDate(ferritin.date)}): iron deficiency, ${looked}`
    ),
    why: [...values.map(({ name, reading }) => `${writeReading(name, reading)}.`), ...sentences],
    options: [
      'Consider referral for gastroscopy and colonoscopy.',
      'Consider coeliac serology, with iron replacement meanwhile.'
    ],
    evidence: [...values.map(({ name, reading }) => readingEvidence(name, reading)), ...evidence],
    missing,
    suggestions: []
  }
}

interface Weight {
  readonly indicator: 'info' | 'warning'
  readonly sentences: readonly string[]
  readonly evidence: readonly Evidence[]
  readonly missing: readonly string[]
}

/** Men and postmenopausal women: recommended. Others: suggested (AGA 2020), so info. */
function weight(index: ClinicalIndex, hemoglobin: Reading): Weight {
  const { sex, ageYears } = index.person
  const procedures = unreadWords(index, 'procedures')
  const missing = [
    ...(anemia(index, hemoglobin) === 'unknown' ? ['the sex, for the limit of haemoglobin'] : []),
    ...(procedures === undefined ? [] : [procedures])
  ]
  const nothing = {
    sentences: missing.map((words) => `Not known: ${words}.`),
    evidence: [],
    missing
  }
  if (missing.length > 0) return { ...nothing, indicator: 'info' }
  if (sex !== 'female') return { ...nothing, indicator: sex === 'male' ? 'warning' : 'info' }
  const menopause = problemsIn(index, ['menopause'])
  if (menopause.length > 0 || (ageYears !== undefined && ageYears > postmenopausalAboveYears)) {
    const evidence = menopause.slice(0, 1).map(problemEvidence)
    return {
      ...nothing,
      indicator: 'warning',
      sentences: evidence.map(({ text }) => `${text}.`),
      evidence
    }
  }
  const evidence = presentProblems(index, 'menorrhagia').slice(0, 1).map(problemEvidence)
  return {
    ...nothing,
    indicator: 'info',
    sentences: [
      ...evidence.map(({ text }) => `${text}.`),
      'Menopause is not recorded: endoscopy is suggested, iron alone is an alternative.'
    ],
    evidence
  }
}

/** By the laboratory's own flag or range; without either by the usual limit. */
function isSmall(mcv: Reading): boolean {
  const judged = mcv.range?.low !== undefined || mcv.interpretation !== undefined
  return judged ? isBelowOwnRange(mcv) : isBelow(mcv, mcvSmallBelow) === 'yes'
}

/** "Cannot assess": the anaemia is small-celled, or recorded as one of iron. */
function withoutFerritin(
  index: ClinicalIndex,
  anemic: Extract<Compared, { readonly answer: 'yes' | 'no' | 'unknown' }>
): readonly RuleFinding[] {
  const since = index.asOf.epochDay - lookBackDays
  const mcv = compare(newestKnown(index, 'mcv', since), (one) => (isSmall(one) ? 'yes' : 'no'))
  const low = mcv.answer === 'yes' ? [mcv.reading] : []
  const named = presentProblems(index, 'iron-deficiency').slice(0, 1).map(problemEvidence)
  if (low.length === 0 && named.length === 0) {
    return mcv.answer === 'unknown' && 'reading' in anemic
      ? [unreadResult(mcv.unknown, { unchecked })]
      : []
  }
  if (anemic.answer === 'unknown') return [unreadResult(anemic.unknown, { unchecked })]
  const hemoglobin = anemic.reading
  if (anemia(index, hemoglobin) !== 'yes') return []
  const missing = unreadWords(index, 'laboratory') ?? 'a ferritin of the last 12 months'
  const last = newestReading(index, 'ferritin')
  const ferritin =
    last === undefined ? 'no ferritin in the record' : `ferritin last on ${writeDate(last.date)}`
  const evidence = [
    readingEvidence('Hb', hemoglobin),
    ...low.map((reading) => readingEvidence('MCV', reading)),
    ...named
  ]
  return [
    {
      matter,
      indicator: 'info',
      summary: summarise(
        [],
        () =>
          `Hb ${writeValue(hemoglobin)} (${writeDate(hemoglobin.date)}): iron deficiency cannot be assessed, ${ferritin}`
      ),
      why: [...evidence.map(({ text }) => `${text}.`), `Not known: ${missing}.`],
      options: ['Consider a ferritin.'],
      evidence,
      missing: [missing],
      suggestions: [addFerritin]
    }
  ]
}
