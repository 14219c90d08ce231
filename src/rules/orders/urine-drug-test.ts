import { dateOfEpochDay, writeDate } from '../../clinical/clinical-date.ts'
import type { ClinicalIndex, Medication } from '../../clinical/clinical-index.ts'
import { isAbsent } from '../../clinical/is-absent.ts'
import {
  computableOpioidGuideline,
  isOutsideOpioidGuideline,
  opioid,
  unreadExclusions,
  unreadOrSent
} from '../opioid-scope.ts'
import { isChronic, longOpioidOrders, longOpioidsActive } from '../opioid-therapy.ts'
import { medicationEvidence } from '../ordered-drugs.ts'
import type { OrderedDrug } from '../ordered-drugs.ts'
import { activeIn } from '../drug-set.ts'
import { eventsIn } from '../events.ts'
import { isInEventSet } from '../../terminology/named-sets.ts'
import type { Rule, RuleFinding, RuleView } from '../rule.ts'
import { unassessedFinding } from '../unassessed.ts'
import { nameOf, namesOf, summarise } from '../wording.ts'

/** Library OpioidCDSREC10Common, 2022.1.0: urine drug tests of 12 months count. */
const testedWithinDays = 365

const matter = 'urine-drug-test'

/** Recommendation 10: no urine drug test within a year of a lasting opioid. */
export const urineDrugTest: Rule = {
  id: 'R-41',
  version: '1.0',
  title: 'Lasting opioid without a urine drug test within a year',
  when: 'An opioid is ordered with a supply of 28 days or more, or is active with one when the chart is opened, opioids are taken for 90 days or longer, and no urine drug test of 12 months is recorded or ordered: warning. Laboratory or procedures not read: cannot assess; where the EHR gives no access and sends data of its own choice, warning that none was sent.',
  whenNot:
    'A urine drug test within 12 months, or ordered; opioids for less than 90 days; treatment of opioid use disorder; a supply of less than 28 days or of unknown length; under 18 years; sickle cell disease, active cancer, hospice, palliative care, likely terminal conditions.',
  hooks: ['order-select', 'patient-view'],
  topic: 'opioidUrineDrugTest',
  source: computableOpioidGuideline('Recommendation 10: urine drug test within 12 months'),
  evaluate: (view) => {
    const { index } = view
    const [ordered] = longOpioidOrders(view)
    const active = longOpioidsActive(index)
    const atOrdering = view.moment.hook !== 'patient-view'
    if (atOrdering ? ordered === undefined : active.length === 0) return []
    // The published logic tells it at a first order too; a yearly test is of a therapy that lasts.
    if (!isChronic(index) || isOutsideOpioidGuideline(index) || isTestOrdered(index)) return []
    const absence = { kind: 'procedure', key: 'urine-drug-test', label: 'urine drug test' } as const
    const since = dateOfEpochDay(index.asOf.epochDay - testedWithinDays)
    const presence = isAbsent(index, { ...absence, since })
    if (presence === 'present') return []
    return [findingOf(view, { ordered, active })]
  }
}

/** Of what came before the year: `last urine drug test on 3 May 2024`. */
function lastTest(index: ClinicalIndex): string {
  const set = 'urine-drug-test'
  const done = eventsIn(index, [set], -Infinity).filter(({ kind }) => kind !== 'order')
  const results = [...index.results.values()].flatMap(({ readings }) =>
    readings.slice(0, 1).filter((reading) => isInEventSet(reading, set))
  )
  const [last] = [...done, ...results]
    .flatMap(({ date }) => date ?? [])
    .toSorted((one, other) => other.epochDay - one.epochDay)
  return last === undefined
    ? 'no urine drug test in the record'
    : `last urine drug test on ${writeDate(last)}`
}

function isTestOrdered(index: ClinicalIndex): boolean {
  const since = index.asOf.epochDay - testedWithinDays
  return eventsIn(index, ['urine-drug-test'], since).some(({ kind }) => kind === 'order')
}

function findingOf(
  { index }: RuleView,
  {
    ordered,
    active
  }: {
    readonly ordered: OrderedDrug | undefined
    readonly active: readonly Medication[]
  }
): RuleFinding {
  const laboratory = unreadOrSent(index, 'laboratory')
  const procedures = unreadOrSent(index, 'procedures')
  const unread = laboratory.unread ?? procedures.unread
  const { sent } = laboratory
  const evidence = activeIn(index, opioid).map(medicationEvidence)
  const name = ordered === undefined ? namesOf(active) : nameOf(ordered.medication)
  const what = ordered === undefined ? 'active' : 'ordered'
  const about = ordered === undefined ? {} : { about: ordered.order }
  const common = { matter, evidence, suggestions: [], ...about }
  if (unread !== undefined && !sent) {
    const other = 'a urine drug test of 12 months'
    if (ordered !== undefined) return unassessedFinding(matter, ordered, { other, unread })
    return {
      ...common,
      indicator: 'info',
      summary: summarise(
        [name],
        (drug) => `${drug} active: ${other} cannot be looked for, record incomplete`
      ),
      why: [...evidence.map(({ text }) => `${text}.`), `Not known: ${unread}.`],
      options: ['Consider asking for the newest urine drug test.'],
      missing: [unread],
      unchecked: other
    }
  }
  return {
    ...common,
    indicator: 'warning',
    summary: summarise([name], (drug) =>
      sent
        ? `${drug} ${what}, lasting opioid therapy: yearly urine drug test is due, none was sent`
        : `${drug} ${what}, lasting opioid therapy: ${lastTest(index)}`
    ),
    why: [
      ...evidence.map(({ text }) => `${text}.`),
      'Toxicology testing is considered for everyone on lasting opioid therapy.',
      ...(unread === undefined ? [] : [`Not known: ${unread}.`]),
      ...unreadExclusions(index)
    ],
    options: [
      'Consider a urine drug test, after explaining it to the patient.',
      'Consider asking whether one was done elsewhere.'
    ],
    missing: []
  }
}
