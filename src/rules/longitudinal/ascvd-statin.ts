import { currentPregnancy } from '../../clinical/current-pregnancy.ts'
import { problemsIn } from '../../clinical/has-problem.ts'
import type { DrugSet } from '../drug-set.ts'
import { isEndOfLife, problemEvidence, settledProblems } from '../problems.ts'
import type { Rule, RuleFinding } from '../rule.ts'
import { isAllergicTo, isTaken, unknownTherapy } from '../therapy.ts'
import { summarise } from '../wording.ts'

/** eCQM CMS347: patients of 20 years and older. */
const fromYears = 20

const statin: DrugSet = { classes: ['statin'] }

/** Situation L8: atherosclerotic cardiovascular disease without a statin. */
export const ascvdStatin: Rule = {
  id: 'L-08',
  version: '1.0',
  title: 'Atherosclerotic cardiovascular disease without a statin',
  when: 'Atherosclerotic cardiovascular disease is on the problem list, now or in the past, and no statin is taken: information. Medications not read, or one for the whole body not recognised: cannot assess.',
  whenNot:
    'Statin taken; allergy to or intolerance of statins; rhabdomyolysis ever; pregnancy; end-stage kidney disease; liver disease; under 20 years; hospice, palliative care and likely terminal conditions.',
  hooks: ['patient-view'],
  topic: 'ascvdStatin',
  source: {
    title: 'eCQM CMS347, Statin Therapy for the Prevention and Treatment of Cardiovascular Disease',
    section: 'Population 1: atherosclerotic cardiovascular disease',
    url: 'https://ecqi.healthit.gov/ecqm/ec/2024/cms0347v7',
    date: '2024',
    verified: true
  },
  evaluate: ({ index }) => {
    const { ageYears } = index.person
    if (ageYears !== undefined && ageYears < fromYears) return []
    const [disease] = problemsIn(index, ['ascvd'])
    if (disease === undefined || isTaken(index, statin) || isEndOfLife(index)) return []
    if (isAllergicTo(index, statin) || currentPregnancy(index).pregnant === 'yes') return []
    const sure = { settled: true }
    if (problemsIn(index, ['rhabdomyolysis', 'statin-intolerance'], sure).length > 0) return []
    if (settledProblems(index, 'esrd', 'liver-disease').length > 0) return []
    const unread = unknownTherapy(index)
    const finding: RuleFinding = {
      matter: 'ascvd-statin',
      indicator: 'info',
      summary: summarise([problemEvidence(disease).text], (text) =>
        unread === undefined
          ? `${text}: no statin found`
          : `${text}: statin therapy cannot be assessed, not every medication is known`
      ),
      why: [
        `${problemEvidence(disease).text}.`,
        ...(unread === undefined ? [] : [`Not known: ${unread}.`])
      ],
      options: [
        'Consider a statin, or noting why not.',
        'Consider asking whether one was tried and not tolerated.'
      ],
      evidence: [problemEvidence(disease)],
      missing: unread === undefined ? [] : [unread],
      suggestions: []
    }
    return [finding]
  }
}
