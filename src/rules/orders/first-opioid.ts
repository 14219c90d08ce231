import { systems } from '../../clinical/concept.ts'
import { isExtendedRelease, releaseWord } from '../../clinical/extended-release.ts'
import { reasonReferencesOf, reasonsOf, supplyDaysOf } from '../../clinical/order-details.ts'
import type { DraftOrder } from '../../clinical/clinical-index.ts'
import { isIn, medicationsIn } from '../drug-set.ts'
import {
  cdcOpioidGuideline,
  isOutsideOpioidGuideline,
  opioid,
  unreadExclusions
} from '../opioid-scope.ts'
import { orderedDrugs, removeOrder } from '../ordered-drugs.ts'
import type { OrderedDrug } from '../ordered-drugs.ts'
import { presentProblems } from '../problems.ts'
import type { Rule, RuleFinding, RuleView } from '../rule.ts'
import { unassessedFinding } from '../unassessed.ts'
import { unreadWords } from '../unread.ts'
import { nameOf, summarise } from '../wording.ts'

/** CDC 2022, computable logic of recommendation 3: no opioid within 90 days is opioid-naive. */
const naiveDays = 90
/** Clinical reference, situation 21: supply for acute pain. */
const acuteSupplyAboveDays = 7

/** ICD-10-CM: acute pain, not elsewhere classified. */
const acutePainIcd10 = 'G89.1'
const acutePainWords =
  /\bacute\b(?! (?:on|and) chronic).*\bpain\b|\bpain\b.*\bacute\b(?! (?:on|and) chronic)|\bpost-?(?:op|operative|procedural|surgical)\b.*\bpain\b/i

const matter = 'first-opioid'

/** Situation 21: the first opioid is an extended-release one, or a long supply for acute pain. */
export const firstOpioid: Rule = {
  id: 'R-21',
  version: '1.0',
  title: 'First opioid: extended-release or long-acting, or a long supply for acute pain',
  when: 'An opioid is ordered, none was active or started within 90 days, and it is an extended-release or long-acting form, or its supply is more than 7 days and the order names acute pain: warning.',
  whenNot:
    'An opioid within 90 days; immediate release without a long supply for acute pain; opioid use disorder (treatment); under 18 years; sickle cell disease, active cancer, hospice, palliative care, likely terminal conditions.',
  hooks: ['order-select'],
  topic: 'firstOpioidExtendedRelease',
  source: cdcOpioidGuideline('Recommendations 3 and 6'),
  evaluate: (view) => {
    if (isOutsideOpioidGuideline(view.index)) return []
    if (presentProblems(view.index, 'opioid-use-disorder').length > 0) return []
    return orderedDrugs(view)
      .filter(({ medication }) => isIn(medication, opioid))
      .flatMap((ordered) => assess(view, ordered))
  }
}

function assess({ index }: RuleView, ordered: OrderedDrug): readonly RuleFinding[] {
  const long = isExtendedRelease(ordered.medication)
  const days = supplyDaysOf(ordered.order)
  const forAcutePain =
    days !== undefined && days > acuteSupplyAboveDays && isAcute(index, ordered.order)
  if (!long && !forAcutePain) return []
  const since = index.asOf.epochDay - naiveDays
  const earlier = medicationsIn(index, opioid).some(
    ({ reference, status, started }) =>
      reference !== ordered.order.reference &&
      (status === 'active' || (started?.epochDay ?? -Infinity) >= since)
  )
  if (earlier) return []
  const unread = unreadWords(index, 'medications')
  if (unread !== undefined) {
    return [unassessedFinding(matter, ordered, { other: 'an earlier opioid', unread })]
  }
  return [finding(index, ordered, long ? undefined : days)]
}

function isAcute(index: RuleView['index'], order: DraftOrder): boolean {
  const problems = reasonReferencesOf(order)
    .flatMap((reference) => index.byReference.get(reference) ?? [])
    .filter((fact) => fact.kind === 'problem')
  return [...reasonsOf(order), ...problems].some(
    ({ label, codes }) =>
      acutePainWords.test(label) ||
      codes.some(({ system, code }) => system === systems.icd10 && code.startsWith(acutePainIcd10))
  )
}

/** `days` is given when it is the supply that is told. */
function finding(
  index: RuleView['index'],
  ordered: OrderedDrug,
  days: number | undefined
): RuleFinding {
  return {
    matter,
    indicator: 'warning',
    summary: summarise([nameOf(ordered.medication)], (drug) =>
      days === undefined
        ? `${drug} (${releaseWord(ordered.medication)}) ordered, no opioid within ${naiveDays} days: risk of overdose`
        : `${drug} ordered for acute pain, ${days} days of supply: more than ${acuteSupplyAboveDays} days are rarely needed`
    ),
    why: [
      `No opioid is recorded within ${naiveDays} days.`,
      days === undefined
        ? 'Opioid therapy is started with immediate-release forms.'
        : 'For acute pain no more is prescribed than its expected duration needs.',
      ...unreadExclusions(index)
    ],
    options: [
      days === undefined
        ? 'Consider an immediate-release opioid at the lowest dose, if one is needed.'
        : 'Consider a supply for the days on which pain is expected to need an opioid.',
      'Consider asking whether an opioid is taken that is not in this record.'
    ],
    evidence: [],
    missing: [],
    suggestions: [removeOrder(ordered)],
    about: ordered.order
  }
}
