import type { Medication } from '../../clinical/clinical-index.ts'
import { isExtendedRelease } from '../../clinical/extended-release.ts'
import { morphineEquivalentOf } from '../../clinical/morphine-equivalents.ts'
import { activeIn, isIn, medicationsIn } from '../drug-set.ts'
import type { DrugSet } from '../drug-set.ts'
import {
  cdcOpioidGuideline,
  isOutsideOpioidGuideline,
  opioid,
  unreadExclusions
} from '../opioid-scope.ts'
import { isSameDrug, medicationEvidence, orderedDrugs } from '../ordered-drugs.ts'
import type { OrderedDrug } from '../ordered-drugs.ts'
import type { Rule, RuleFinding, RuleView, SuggestedAction } from '../rule.ts'
import { unreadWords } from '../unread.ts'
import { nameOf, namesOf, summarise } from '../wording.ts'

/** CDC 2022, recommendation 8: naloxone is offered from this dose on. */
const naloxoneFromMme = 50
/** A kit that was handed out within a year may still be at hand; our choice. */
const naloxoneDays = 365

const antagonist: DrugSet = { classes: ['opioid-antagonist'] }
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
  version: '1.0',
  title: 'High opioid dose without naloxone',
  when: 'An opioid is ordered, and what is ordered and active adds up to 50 morphine milligram equivalents a day or more (CDC 2022 factors), and no naloxone is active, ordered or given within a year: warning. Below 50 and a dose or the medication list is not known: cannot assess.',
  whenNot:
    'Naloxone at hand; under 18 years; sickle cell disease, active cancer, hospice, palliative care, likely terminal conditions; opioids without a factor, such as buprenorphine. An order takes the place of the same drug in the same form of release.',
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
  { index }: RuleView,
  first: OrderedDrug,
  ordered: readonly OrderedDrug[]
): readonly RuleFinding[] {
  const drafts = ordered.map(({ medication }) => medication)
  const kept = activeIn(index, opioid).filter(
    (one) => !drafts.some((draft) => draft.reference === one.reference || replaces(draft, one))
  )
  const doses = [...drafts, ...kept].map((medication) => ({
    medication,
    mme: morphineEquivalentOf(medication)
  }))
  const known = doses.flatMap(({ medication, mme }) =>
    typeof mme === 'number' ? [{ medication, mme }] : []
  )
  const total = known.reduce((sum, { mme }) => sum + mme, 0)
  const unread = unreadWords(index, 'medications')
  if (total < naloxoneFromMme) {
    const undosed = doses.filter(({ mme }) => mme === undefined).map((one) => one.medication)
    if (undosed.length > 0) return [unknownDose(first, `the daily dose of ${namesOf(undosed)}`)]
    return unread === undefined || known.length === 0 ? [] : [unknownDose(first, unread)]
  }
  return [high(first, { known, total, unread, index, kept })]
}

/** A dose change or renewal: the same drug, released alike. */
function replaces(draft: Medication, active: Medication): boolean {
  return isSameDrug(draft, active) && isExtendedRelease(draft) === isExtendedRelease(active)
}

function hasNaloxone(view: RuleView): boolean {
  const { index } = view
  const since = index.asOf.epochDay - naloxoneDays
  return (
    orderedDrugs(view).some(({ medication }) => isIn(medication, antagonist)) ||
    medicationsIn(index, antagonist).some(
      ({ status, started }) =>
        status === 'active' || (status === 'completed' && (started?.epochDay ?? -1) >= since)
    )
  )
}

function high(
  first: OrderedDrug,
  {
    known,
    total,
    unread,
    index,
    kept
  }: {
    readonly known: readonly { readonly medication: Medication; readonly mme: number }[]
    readonly total: number
    readonly unread: string | undefined
    readonly index: RuleView['index']
    readonly kept: readonly Medication[]
  }
): RuleFinding {
  const mme = Math.round(total)
  return {
    matter,
    indicator: unread === undefined ? 'warning' : 'info',
    summary: summarise([nameOf(first.medication)], (drug) =>
      unread === undefined
        ? `${drug} ordered: opioids add up to ${mme} MME a day, no naloxone found`
        : `${drug} ordered: opioids add up to ${mme} MME a day, naloxone not known`
    ),
    why: [
      ...known.map((one) => `${one.medication.label}: ${Number(one.mme.toFixed(1))} MME a day.`),
      ...unreadExclusions(index),
      ...(unread === undefined ? [] : [`Not known: ${unread}.`])
    ],
    options: [
      'Consider offering naloxone, with teaching for the household.',
      'Consider whether benefit outweighs risk at 50 MME a day or more.'
    ],
    evidence: kept
      .filter((medication) => known.some((one) => one.medication === medication))
      .map(medicationEvidence),
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
