import type { ClinicalIndex } from '../../clinical/clinical-index.ts'
import { activeIn } from '../drug-set.ts'
import type { DrugSet } from '../drug-set.ts'
import { unassessedMeetings } from '../drug-pair-rule.ts'
import {
  medicationEvidence,
  meetings,
  partnerEvidence,
  partnerSentence,
  partnerState,
  removeOrder
} from '../ordered-drugs.ts'
import type { Meeting } from '../ordered-drugs.ts'
import { isEndOfLife, presentProblems } from '../problems.ts'
import type { Rule, RuleFinding, RuleView } from '../rule.ts'
import { unreadWords } from '../unread.ts'
import { nameOf, namesOf, summarise } from '../wording.ts'

/** CDC 2022: the guideline is about patients of 18 years and older. */
const adultYears = 18

const opioid: DrugSet = { classes: ['opioid'] }
const benzodiazepine: DrugSet = { classes: ['benzodiazepine'] }
const matter = 'opioid-benzodiazepine'
/** CDC 2022 leaves out pain of sickle cell disease and cancer, palliative and end-of-life care. */
const exclusions = ['sickle-cell', 'cancer', 'cancer-pain'] as const

const options = [
  'Consider another treatment of pain, or of anxiety or insomnia, in the place of one of the two.',
  'Consider naloxone and the lowest doses if both are needed.'
]

/** Situation 19: an opioid meets a benzodiazepine: one ordered, or both active. */
export const opioidBenzodiazepine: Rule = {
  id: 'R-19',
  version: '1.0',
  title: 'Opioid with a benzodiazepine',
  hooks: ['order-select', 'patient-view'],
  topic: 'opioidBenzodiazepine',
  source: {
    title: 'CDC Clinical Practice Guideline for Prescribing Opioids for Pain',
    section: 'Recommendation 11',
    url: 'https://www.cdc.gov/mmwr/volumes/71/rr/rr7103a1.htm',
    date: '2022-11-04',
    verified: true
  },
  evaluate: (view) => {
    if (isExcluded(view.index)) return []
    if (view.moment.hook === 'patient-view') return bothActive(view)
    const found = meetings(view, opioid, benzodiazepine)
    const names = { first: 'opioids', second: 'benzodiazepines' }
    return [
      ...found.map((meeting) => findingOf(view, meeting)),
      ...unassessedMeetings(view, { matter, first: opioid, second: benzodiazepine, names, found })
    ]
  }
}

function isExcluded(index: ClinicalIndex): boolean {
  const { ageYears } = index.person
  return (
    (ageYears !== undefined && ageYears < adultYears) ||
    presentProblems(index, ...exclusions).length > 0 ||
    isEndOfLife(index)
  )
}

function findingOf({ index }: RuleView, { ordered, partners }: Meeting): RuleFinding {
  const [partner] = partners
  const state = partner === undefined ? '' : partnerState(partner)
  return {
    matter,
    indicator: 'warning',
    summary: summarise(
      [nameOf(ordered.medication), namesOf(partners.map(({ medication }) => medication))],
      (drug, other) => `${drug} ordered, ${other} ${state}: risk of respiratory depression`
    ),
    why: [...partners.map(partnerSentence), ...unreadSentences(index)],
    options,
    evidence: partnerEvidence(partners),
    missing: [],
    suggestions: [removeOrder(ordered)],
    about: ordered.order
  }
}

function bothActive({ index }: RuleView): readonly RuleFinding[] {
  const opioids = activeIn(index, opioid)
  const benzodiazepines = activeIn(index, benzodiazepine)
  if (opioids.length === 0 || benzodiazepines.length === 0) return []
  const evidence = [...opioids, ...benzodiazepines].map(medicationEvidence)
  return [
    {
      matter,
      indicator: 'warning',
      summary: summarise(
        [namesOf(opioids), namesOf(benzodiazepines)],
        (one, other) => `${one} and ${other} are both active: risk of respiratory depression`
      ),
      why: [...evidence.map(({ text }) => `${text}.`), ...unreadSentences(index)],
      options,
      evidence,
      missing: [],
      suggestions: []
    }
  ]
}

/** The exclusions could not be looked for: said, for the pair itself is known. */
function unreadSentences(index: ClinicalIndex): readonly string[] {
  const unread = unreadWords(index, 'conditions')
  return unread === undefined
    ? []
    : [`Not known: ${unread}, so cancer, sickle cell disease or palliative care.`]
}
