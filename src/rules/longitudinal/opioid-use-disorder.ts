import type { Problem } from '../../clinical/clinical-index.ts'
import type { DrugSet } from '../drug-set.ts'
import { isEndOfLife, presentProblems, problemEvidence } from '../problems.ts'
import { cdcOpioidGuideline } from '../opioid-scope.ts'
import type { Rule, RuleFinding } from '../rule.ts'
import { isTaken, unknownTherapy } from '../therapy.ts'
import { summarise } from '../wording.ts'

/** ICD-10-CM: opioid abuse and dependence in remission. */
const inRemission: ReadonlySet<string> = new Set(['F11.11', 'F11.21'])

const medications: DrugSet = { classes: ['moud'] }

/** Situation L16: opioid use disorder without one of the medications that treat it. */
export const opioidUseDisorder: Rule = {
  id: 'L-16',
  version: '1.0',
  title: 'Opioid use disorder without medication for it',
  when: 'Opioid use disorder is active on the problem list, and no buprenorphine, methadone or naltrexone is taken: warning. Medications not read, or an active product that was not recognised: cannot assess.',
  whenNot:
    'One of the three is taken; remission; under 18 years; hospice, palliative care and likely terminal conditions.',
  hooks: ['patient-view'],
  topic: 'opioidUseDisorder',
  source: cdcOpioidGuideline('Recommendation 12'),
  evaluate: ({ index }) => {
    const { ageYears } = index.person
    // CDC 2022: the guideline is about patients of 18 years and older.
    if (ageYears !== undefined && ageYears < 18) return []
    const [disorder] = presentProblems(index, 'opioid-use-disorder').filter(isNotInRemission)
    if (disorder === undefined || isEndOfLife(index) || isTaken(index, medications)) return []
    const unknown = unknownTherapy(index)
    const evidence = problemEvidence(disorder)
    const finding: RuleFinding = {
      matter: 'opioid-use-disorder',
      indicator: unknown === undefined ? 'warning' : 'info',
      summary: summarise([evidence.text], (text) =>
        unknown === undefined
          ? `${text}: no buprenorphine, methadone or naltrexone found`
          : `${text}: medication treatment cannot be assessed`
      ),
      why: [`${evidence.text}.`, ...(unknown === undefined ? [] : [`Not known: ${unknown}.`])],
      options: [
        'Consider offering or arranging buprenorphine or methadone.',
        'Consider asking about treatment elsewhere, which a clinic may not record here.'
      ],
      evidence: [evidence],
      missing: unknown === undefined ? [] : [unknown],
      suggestions: []
    }
    return [finding]
  }
}

function isNotInRemission({ label, codes }: Problem): boolean {
  return !/\bremission\b/i.test(label) && !codes.some(({ code }) => inRemission.has(code))
}
