import { activeIn, isIn } from '../drug-set.ts'
import type { DrugSet } from '../drug-set.ts'
import { orderedDrugs, removeOrder } from '../ordered-drugs.ts'
import { isEndOfLife } from '../problems.ts'
import type { Rule, RuleFinding } from '../rule.ts'
import { unassessedFinding } from '../unassessed.ts'
import { nameOf, summarise } from '../wording.ts'

/** eCQM CMS156: patients of 65 years and older. */
const ageFromYears = 65

/** Those that the clinical reference names; the measure's own value sets are not shipped. */
const risks: ReadonlyMap<string, string> = new Map([
  ['diphenhydramine', 'confusion and falls'],
  ['lorazepam', 'falls and cognitive harm'],
  ['glyburide', 'long low blood sugar'],
  ['amitriptyline', 'confusion and falls']
])
const matter = 'high-risk-drug-older'
const highRisk: DrugSet = { ingredients: [...risks.keys()] }

/** Situation 38: a drug that is better avoided from 65 years on is started. Never interrupts. */
export const highRiskOlder: Rule = {
  id: 'R-38',
  version: '1.1',
  title: 'High-risk drug from 65 years on',
  when: 'Diphenhydramine, lorazepam, glyburide or amitriptyline is started at 65 years or older: information. Age not known: cannot assess.',
  whenNot:
    'Under 65 years; the drug is already taken; creams; hospice, palliative care and likely terminal conditions.',
  hooks: ['order-select'],
  topic: 'highRiskDrugOlder',
  source: {
    title: 'eCQM CMS156, Use of High-Risk Medications in Older Adults',
    section: 'Numerator: ordered high-risk medications, 65 years and older',
    url: 'https://ecqi.healthit.gov/ecqm/ec/2024/cms0156v12',
    date: '2024',
    verified: true
  },
  evaluate: (view) => {
    const { ageYears } = view.index.person
    if ((ageYears !== undefined && ageYears < ageFromYears) || isEndOfLife(view.index)) return []
    return orderedDrugs(view).flatMap((ordered): readonly RuleFinding[] => {
      const { medication, order } = ordered
      const [name] = medication.ingredients.filter((one) => risks.has(one))
      if (name === undefined || !isIn(medication, highRisk)) return []
      const taken = activeIn(view.index, { ingredients: [name] }).filter(
        ({ reference }) => reference !== order.reference
      )
      if (taken.length > 0) return []
      if (ageYears === undefined) {
        return [
          unassessedFinding(matter, ordered, { other: 'age-related risk', unread: 'the age' })
        ]
      }
      return [
        {
          matter,
          indicator: 'info',
          summary: summarise(
            [nameOf(medication)],
            (drug) => `${drug} ordered at ${ageYears} years: ${risks.get(name)}`
          ),
          why: [`Age ${ageYears} years.`, 'It is on lists of drugs to avoid in older adults.'],
          options: [
            'Consider an alternative that is safer in older adults.',
            'Consider the lowest dose for the shortest time if it is needed.'
          ],
          evidence: [],
          missing: [],
          suggestions: [removeOrder(ordered)],
          about: order
        }
      ]
    })
  }
}
