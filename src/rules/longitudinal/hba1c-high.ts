import { writeDate } from '../../clinical/clinical-date.ts'
import type { EpochDay } from '../../clinical/clinical-date.ts'
import type { ClinicalIndex } from '../../clinical/clinical-index.ts'
import { firstStarted, medicationsIn } from '../drug-set.ts'
import type { DrugSet } from '../drug-set.ts'
import { isTestOrdered } from '../events.ts'
import { currentPregnancy } from '../../clinical/current-pregnancy.ts'
import { isEndOfLife, presentProblems, problemEvidence } from '../problems.ts'
import {
  compare,
  isAbove,
  newestKnown,
  readingEvidence,
  writeReading,
  wasMeasured,
  writeValue
} from '../readings.ts'
import type { Rule, RuleFinding } from '../rule.ts'
import { addHbA1c } from '../suggested-tests.ts'
import { unreadWords } from '../unread.ts'
import { unreadResult } from '../unread-results.ts'
import { summarise } from '../wording.ts'

/** eCQM CMS122: poor control is an HbA1c above 9 %. */
const highAbovePercent = 9
/** ADA Standards of Care, section 6: quarterly while the goal is not met (not read again). */
const repeatAfterDays = 91
/** eCQM CMS122: patients of 18 years and older. */
const adultYears = 18

const glucoseLowering: DrugSet = { classes: ['glucose-lowering'] }
const matter = 'hba1c-high'

/** Situation L4: an HbA1c far above goal, neither repeated nor followed by a change of therapy. */
export const hba1cHigh: Rule = {
  id: 'L-04',
  version: '1.0',
  title: 'High HbA1c not acted on',
  when: 'The newest HbA1c is above 9 %, 91 days old or more, and neither a repeat nor a new glucose-lowering drug followed: warning.',
  whenNot:
    'A repeat done or ordered; a new drug or strength since; pregnancy; under 18 years; hospice, palliative care and likely terminal conditions.',
  hooks: ['patient-view'],
  topic: 'hba1cHighNotActedOn',
  source: {
    title: 'eCQM CMS122, Diabetes: Hemoglobin A1c Poor Control (> 9%)',
    section: 'Numerator: most recent HbA1c above 9 %',
    url: 'https://ecqi.healthit.gov/ecqm/ec/2024/cms0122v12',
    date: '2024',
    verified: true
  },
  evaluate: ({ index }) => {
    const { ageYears } = index.person
    if (ageYears !== undefined && ageYears < adultYears) return []
    if (isEndOfLife(index)) return []
    // Goals and drugs differ in pregnancy: another matter than this one.
    if (currentPregnancy(index).pregnant === 'yes') return []
    const known = compare(newestKnown(index, 'hba1c'), (one) => isAbove(one, highAbovePercent))
    if (known.answer === 'none' || known.answer === 'no') return []
    // Without a date it may be as old as that.
    const { date } = known.answer === 'unknown' ? known.unknown : known.reading
    const day = date?.epochDay ?? index.asOf.epochDay - repeatAfterDays
    if (index.asOf.epochDay - day < repeatAfterDays) return []
    if (isTestOrdered(index, { analyte: 'hba1c', words: /a1c/i }, day + 1)) return []
    if (therapyChanged(index, day)) return []
    if (known.answer === 'unknown') {
      const unchecked = 'a high HbA1c'
      return [unreadResult(known.unknown, { unchecked, add: addHbA1c })]
    }
    if (wasMeasured(index, 'hba1c', day + 1)) return []
    const hba1c = known.reading
    const medications = unreadWords(index, 'medications')
    const laboratory = unreadWords(index, 'laboratory')
    const missing = [...new Set([medications, laboratory].filter((words) => words !== undefined))]
    const diabetes = presentProblems(index, 'diabetes').slice(0, 1).map(problemEvidence)
    const since = `HbA1c ${writeValue(hba1c)} (${writeDate(hba1c.date)})`
    const finding: RuleFinding = {
      matter,
      indicator: missing.length === 0 ? 'warning' : 'info',
      summary: summarise([], () =>
        missing.length === 0
          ? `${since}: no repeat and no new glucose-lowering drug since`
          : `${since}: whether it was acted on cannot be assessed, record incomplete`
      ),
      why: [
        `${writeReading('HbA1c', hba1c)}.`,
        ...diabetes.map(({ text }) => `${text}.`),
        ...missing.map((words) => `Not known: ${words}.`)
      ],
      options: [
        'Consider repeating the HbA1c now.',
        'Consider reviewing adherence and intensifying the treatment.'
      ],
      evidence: [readingEvidence('HbA1c', hba1c), ...diabetes],
      missing,
      suggestions: [addHbA1c]
    }
    return [finding]
  }
}

/** A product that was first ordered or stated after the day: a new drug or another strength. */
function therapyChanged(index: ClinicalIndex, day: EpochDay): boolean {
  return medicationsIn(index, glucoseLowering)
    .filter(({ source }) => source === 'request' || source === 'statement')
    .some((medication) => (firstStarted(index, medication)?.epochDay ?? -Infinity) > day)
}
