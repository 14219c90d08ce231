import { isIn } from '../drug-set.ts'
import { doseSentences, hasNaloxone, opioidDosesOf } from '../opioid-mme.ts'
import type { OpioidDoses } from '../opioid-mme.ts'
import {
  cdcOpioidGuideline,
  isOutsideOpioidGuideline,
  opioid,
  unreadExclusions
} from '../opioid-scope.ts'
import { medicationEvidence, orderedDrugs } from '../ordered-drugs.ts'
import type { OrderedDrug } from '../ordered-drugs.ts'
import type { Rule, RuleFinding, RuleView, SuggestedAction } from '../rule.ts'
import { unreadWords } from '../unread.ts'
import { nameOf, namesOf, summarise } from '../wording.ts'

/** CDC 2022, recommendation 8: naloxone is offered from this dose on. */
const naloxoneFromMme = 50
const matter = 'opioid-dose-naloxone'

/** RxNorm, as in situation 20 of the clinical reference. */
const addNaloxone: SuggestedAction = {
  type: 'add-medication',
  label: 'Add naloxone',
  drug: { code: '1725059', display: 'naloxone hydrochloride 40 MG/ML Nasal Spray' }
}

/** Situation 20: opioids of 50 morphine milligram equivalents a day or more, without naloxone. */
export const opioidDose: Rule = {
  id: 'R-20',
  version: '1.1',
  title: 'High opioid dose without naloxone',
  when: 'An opioid is ordered, and what is ordered and active adds up to 50 morphine milligram equivalents a day or more (CDC 2022 factors), and no naloxone is active, ordered or given within a year: warning. Below 50 and a dose or the medication list is not known: cannot assess.',
  whenNot:
    'Naloxone at hand (not that within buprenorphine or pentazocine tablets); under 18 years; sickle cell disease, active cancer, hospice, palliative care, likely terminal conditions; opioids without a factor, such as buprenorphine. An order takes the place of the same drug in the same form of release.',
  hooks: ['order-select'],
  topic: 'opioidDoseNaloxone',
  source: cdcOpioidGuideline('Recommendation 8; table of morphine milligram equivalents'),
  evaluate: (view) => {
    const ordered = orderedDrugs(view).filter(({ medication }) => isIn(medication, opioid))
    const [first] = ordered.toSorted(
      (one, other) => Number(other.order.selected) - Number(one.order.selected)
    )
    if (first === undefined || isOutsideOpioidGuideline(view.index)) return []
    return hasNaloxone(view) ? [] : assess(view, first, ordered)
  }
}

function assess(
  view: RuleView,
  first: OrderedDrug,
  ordered: readonly OrderedDrug[]
): readonly RuleFinding[] {
  const doses = opioidDosesOf(view, ordered)
  const unread = unreadWords(view.index, 'medications')
  if (doses.total >= naloxoneFromMme) return [high(view, first, { doses, unread })]
  if (doses.undosed.length > 0) {
    return [unknownDose(first, `the daily dose of ${namesOf(doses.undosed)}`)]
  }
  return unread === undefined || doses.known.length === 0 ? [] : [unknownDose(first, unread)]
}

function high(
  { index }: RuleView,
  first: OrderedDrug,
  { doses, unread }: { readonly doses: OpioidDoses; readonly unread: string | undefined }
): RuleFinding {
  const mme = Math.round(doses.total)
  return {
    matter,
    indicator: unread === undefined ? 'warning' : 'info',
    summary: summarise([nameOf(first.medication)], (drug) =>
      unread === undefined
        ? `${drug} ordered: opioids add up to ${mme} MME a day, no naloxone found`
        : `${drug} ordered: opioids add up to ${mme} MME a day, naloxone not known`
    ),
    why: [
      ...doseSentences(doses),
      ...unreadExclusions(index),
      ...(unread === undefined ? [] : [`Not known: ${unread}.`])
    ],
    options: [
      'Consider offering naloxone, with teaching for the household.',
      'Consider whether benefit outweighs risk at 50 MME a day or more.'
    ],
    evidence: doses.kept
      .filter((medication) => doses.known.some((one) => one.medication === medication))
      .map(medicationEvidence),
    facts: doseSentences(doses),
    missing: unread === undefined ? [] : [unread],
    ...(unread !== undefined && { unchecked: 'naloxone' }),
    suggestions: [addNaloxone],
    about: first.order
  }
}

function unknownDose(ordered: OrderedDrug, missing: string): RuleFinding {
  return {
    matter,
    indicator: 'info',
    summary: summarise(
      [nameOf(ordered.medication)],
      (drug) => `${drug} ordered: the daily opioid dose could not be added up`
    ),
    why: [`Not known: ${missing}.`],
    options: ['Consider naloxone if all opioids together reach 50 MME a day.'],
    evidence: [],
    missing: [missing],
    unchecked: 'the daily opioid dose',
    suggestions: [],
    about: ordered.order
  }
}
