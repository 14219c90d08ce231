import { activeIn } from '../drug-set.ts'
import type { DrugSet } from '../drug-set.ts'
import { unassessedMeetings } from '../unassessed.ts'
import {
  medicationEvidence,
  meetings,
  partnerEvidence,
  partnerSentence,
  partnerState,
  removeOrder
} from '../ordered-drugs.ts'
import type { Meeting } from '../ordered-drugs.ts'
import {
  cdcOpioidGuideline,
  isOutsideOpioidGuideline,
  opioid,
  unreadExclusions
} from '../opioid-scope.ts'
import type { Rule, RuleFinding, RuleView } from '../rule.ts'
import { nameOf, namesOf, summarise } from '../wording.ts'

const benzodiazepine: DrugSet = { classes: ['benzodiazepine'] }
const matter = 'opioid-benzodiazepine'

const options = [
  'Consider another treatment of pain, or of anxiety or insomnia, in the place of one of the two.',
  'Consider naloxone and the lowest doses if both are needed.'
]

/** Situation 19: an opioid meets a benzodiazepine: one ordered, or both active. */
export const opioidBenzodiazepine: Rule = {
  id: 'R-19',
  version: '1.0',
  title: 'Opioid with a benzodiazepine',
  when: 'An opioid meets a benzodiazepine: one ordered, or both active when the chart is opened: warning.',
  whenNot:
    'Under 18 years; sickle cell disease, active cancer, hospice, palliative care, likely terminal conditions.',
  hooks: ['order-select', 'patient-view'],
  topic: 'opioidBenzodiazepine',
  source: cdcOpioidGuideline('Recommendation 11'),
  evaluate: (view) => {
    if (isOutsideOpioidGuideline(view.index)) return []
    if (view.moment.hook === 'patient-view') return bothActive(view)
    const found = meetings(view, opioid, benzodiazepine)
    const names = { first: 'opioids', second: 'benzodiazepines' }
    return [
      ...found.map((meeting) => findingOf(view, meeting)),
      ...unassessedMeetings(view, { matter, first: opioid, second: benzodiazepine, names, found })
    ]
  }
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
    why: [...partners.map(partnerSentence), ...unreadExclusions(index)],
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
      why: [...evidence.map(({ text }) => `${text}.`), ...unreadExclusions(index)],
      options,
      evidence,
      missing: [],
      suggestions: []
    }
  ]
}
