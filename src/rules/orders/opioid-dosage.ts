import { doseSentences, hasNaloxone, opioidDosesOf } from '../opioid-mme.ts'
import {
  computableOpioidGuideline,
  isOutsideOpioidGuideline,
  opioid,
  unreadExclusions
} from '../opioid-scope.ts'
import { longOpioidOrders } from '../opioid-therapy.ts'
import { isIn } from '../drug-set.ts'
import { medicationEvidence, orderedDrugs, removeOrder } from '../ordered-drugs.ts'
import type { OrderedDrug } from '../ordered-drugs.ts'
import type { Rule, RuleFinding, RuleView } from '../rule.ts'
import { unreadWords } from '../unread.ts'
import { nameOf, summarise } from '../wording.ts'

/** CDC 2022, recommendation 4: from here on the risk rises faster than the benefit. */
const weighedFromMme = 50

/** Recommendations 4 and 5: a lasting opioid of 50 morphine milligram equivalents a day or more. */
export const opioidDosage: Rule = {
  id: 'R-39',
  version: '1.0',
  title: 'Lasting opioid of 50 MME a day or more',
  when: 'An opioid is ordered with a supply of 28 days or more, and what is ordered and active adds up to 50 morphine milligram equivalents a day or more: warning.',
  whenNot:
    'R-20 tells the same dose, with naloxone missing; a supply of less than 28 days or none in the order; a dose that is not known (R-20 says so); under 18 years; sickle cell disease, active cancer, hospice, palliative care, likely terminal conditions.',
  hooks: ['order-select'],
  topic: 'opioidDosage',
  source: computableOpioidGuideline('Recommendations 4 and 5: 50 MME a day or more'),
  evaluate: (view) => {
    const [first] = longOpioidOrders(view)
    if (first === undefined || isOutsideOpioidGuideline(view.index)) return []
    // One matter, one card: without naloxone R-20 tells the dose, once that is known.
    const toldWithNaloxone =
      !hasNaloxone(view) && unreadWords(view.index, 'medications') === undefined
    return toldWithNaloxone ? [] : assess(view, first)
  }
}

function assess(view: RuleView, first: OrderedDrug): readonly RuleFinding[] {
  const ordered = orderedDrugs(view).filter(({ medication }) => isIn(medication, opioid))
  const doses = opioidDosesOf(view, ordered)
  if (doses.total < weighedFromMme) return []
  const unread = unreadWords(view.index, 'medications')
  const days = first.medication.supplyDays
  return [
    {
      matter: 'opioid-dosage',
      indicator: 'warning',
      summary: summarise(
        [nameOf(first.medication)],
        (drug) =>
          `${drug} ordered for ${days} days: opioids add up to ${Math.round(doses.total)} MME a day, risk of overdose`
      ),
      why: [
        ...doseSentences(doses),
        ...unreadExclusions(view.index),
        ...(unread === undefined ? [] : [`Not known: ${unread}, so further opioids.`])
      ],
      options: [
        'Consider a lower dose, if benefit does not outweigh the risk at 50 MME a day or more.',
        'Consider a gradual taper where the dose is lowered; never an abrupt stop.'
      ],
      evidence: doses.kept
        .filter((medication) => doses.known.some((one) => one.medication === medication))
        .map(medicationEvidence),
      facts: doseSentences(doses),
      missing: [],
      suggestions: [removeOrder(first)],
      about: first.order
    }
  ]
}
