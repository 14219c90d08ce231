import { writeDate } from '../../clinical/clinical-date.ts'
import { isTestOrdered } from '../events.ts'
import { isEndOfLife, presentProblems, problemEvidence, settledProblems } from '../problems.ts'
import { newestReading, readingEvidence, wasMeasured } from '../readings.ts'
import type { Reading } from '../readings.ts'
import type { Rule, RuleFinding } from '../rule.ts'
import { addEgfr, addUacr } from '../suggested-tests.ts'
import { unreadWords } from '../unread.ts'
import { joinWords, summarise } from '../wording.ts'

/** eCQM CMS951: both tests within the measurement period of 12 months. */
const lookBackDays = 365
/** eCQM CMS951v4: patients of 18 to 85 years. */
const years = { from: 18, to: 85 }

const matter = 'diabetes-kidney-check'
const tests = [
  { analyte: 'egfr', name: 'eGFR', words: /egfr|glomerular filtration/i, add: addEgfr },
  {
    analyte: 'uacr',
    name: 'uACR',
    words: /albumin\/creatinine|uacr|albumin to creatinine/i,
    add: addUacr
  }
] as const

/** Situation L6: diabetes without eGFR and urine albumin to creatinine ratio in 12 months. */
export const diabetesKidneyCheck: Rule = {
  id: 'L-06',
  version: '1.0',
  title: 'Diabetes without yearly kidney check',
  when: 'Diabetes is active and eGFR or urine albumin to creatinine ratio is missing for 12 months: information.',
  whenNot:
    'Both done or ordered; stage 5 or end-stage kidney disease; under 18 or over 85 years; hospice, palliative care and likely terminal conditions.',
  hooks: ['patient-view'],
  topic: 'diabetesKidneyCheck',
  source: {
    title: 'eCQM CMS951, Kidney Health Evaluation',
    section: 'Numerator: eGFR and uACR within the measurement period',
    url: 'https://ecqi.healthit.gov/ecqm/ec/2026/cms0951v4',
    date: '2026',
    verified: true
  },
  evaluate: ({ index }) => {
    const { ageYears } = index.person
    if (ageYears !== undefined && (ageYears < years.from || ageYears > years.to)) return []
    if (settledProblems(index, 'esrd', 'ckd-stage-5').length > 0 || isEndOfLife(index)) return []
    const [diabetes] = presentProblems(index, 'diabetes')
    if (diabetes === undefined) return []
    const since = index.asOf.epochDay - lookBackDays
    const due = tests
      .filter(({ analyte }) => !wasMeasured(index, analyte, since))
      .filter((test) => !isTestOrdered(index, test, since))
    if (due.length === 0) return []
    const names = joinWords(due.map(({ name }) => name))
    const last = due.map(({ analyte, name }) => ({ name, reading: newestReading(index, analyte) }))
    const older = last.flatMap(({ name, reading }) =>
      reading === undefined ? [] : [readingEvidence(name, reading)]
    )
    const unread = unreadWords(index, 'laboratory')
    const finding: RuleFinding = {
      matter,
      indicator: 'info',
      summary: summarise([diabetes.label], (label) =>
        unread === undefined
          ? `${label}: yearly kidney check is due, ${joinWords(last.map(lastWords))}`
          : `${label}: yearly kidney check cannot be assessed, laboratory results incomplete`
      ),
      why: [
        `${problemEvidence(diabetes).text}.`,
        ...older.map(({ text }) => `Newest: ${text}.`),
        ...(unread === undefined ? [] : [`Not known: ${unread}.`])
      ],
      options: [
        unread === undefined
          ? `Consider ordering ${names}.`
          : `Consider checking whether ${names} were done.`
      ],
      evidence: [problemEvidence(diabetes), ...older],
      missing: unread === undefined ? [] : [unread],
      suggestions: unread === undefined ? due.map(({ add }) => add) : []
    }
    return [finding]
  }
}

/** `no uACR in the record`, or `eGFR last on 3 Mar 2025`. */
function lastWords(test: { readonly name: string; readonly reading: Reading | undefined }): string {
  return test.reading === undefined
    ? `no ${test.name} in the record`
    : `${test.name} last on ${writeDate(test.reading.date)}`
}
