import type { ClinicalIndex } from '../../clinical/clinical-index.ts'
import { eventsIn } from '../events.ts'
import {
  computableOpioidGuideline,
  isOutsideOpioidGuideline,
  opioid,
  unreadExclusions,
  unreadOrSent
} from '../opioid-scope.ts'
import { daysOnOpioids, longOpioidOrders } from '../opioid-therapy.ts'
import { activeIn } from '../drug-set.ts'
import { medicationEvidence } from '../ordered-drugs.ts'
import type { OrderedDrug } from '../ordered-drugs.ts'
import type { Rule, RuleFinding, RuleView } from '../rule.ts'
import { unassessedFinding } from '../unassessed.ts'
import { unreadWords } from '../unread.ts'
import { nameOf, summarise } from '../wording.ts'

/** Library OpioidCDSREC07, 2022.1.0: an assessment of the past 90 days counts. */
const assessedWithinDays = 90
/** The same: supply on 7 of the past 10 days, with a visit within 12 months. */
const started = { days: 7, of: 10 } as const
const visitDays = 365
/** The same: supply on 21 days or more in each of the past 3 months of 30 days. */
const continued = { days: 21, of: 30, months: 3 } as const

const matter = 'opioid-follow-up'

/** Recommendation 7: benefits and harms of an opioid that is continued were not evaluated. */
export const opioidFollowUp: Rule = {
  id: 'R-40',
  version: '1.0',
  title: 'Opioid continued without an evaluation of benefits and harms',
  when: 'An opioid is ordered with a supply of 28 days or more, recorded supplies cover 7 of the past 10 days (with a visit within a year) or 21 of 30 days in each of the past 3 months, and no opioid risk assessment of 90 days is recorded: warning. Procedures not read: cannot assess; where the EHR gives no access and sends data of its own choice, warning that none was sent.',
  whenNot:
    'An assessment within 90 days; treatment of opioid use disorder; fewer days of supply, or supplies of unknown length; under 18 years; sickle cell disease, active cancer, hospice, palliative care, likely terminal conditions.',
  hooks: ['order-select'],
  topic: 'opioidFollowUp',
  source: computableOpioidGuideline(
    'Recommendation 7: evaluation within 1 to 4 weeks, then regularly'
  ),
  evaluate: (view) => {
    const { index } = view
    const [first] = longOpioidOrders(view)
    if (first === undefined || isOutsideOpioidGuideline(index)) return []
    const since = index.asOf.epochDay - assessedWithinDays
    if (eventsIn(index, ['opioid-risk-assessment'], since).length > 0) return []
    const told = durationOf(index)
    return told === undefined ? [] : [findingOf(view, first, told)]
  }
}

/** How long it is taken, in words; undefined when supplies cover too few days. */
function durationOf(index: ClinicalIndex): string | undefined {
  const today = index.asOf.epochDay
  const months = Array.from({ length: continued.months }, (_, month) =>
    daysOnOpioids(index, {
      from: today - continued.of * (month + 1),
      to: today - continued.of * month - 1
    })
  )
  if (months.every((days) => days >= continued.days)) return 'in each of the past 3 months'
  const days = daysOnOpioids(index, { from: today - started.of, to: today })
  return days >= started.days && hasVisit(index) ? `on ${days} of the past 10 days` : undefined
}

/** A visit that is not known keeps nothing from being told: the order is written at one. */
function hasVisit(index: ClinicalIndex): boolean {
  const { state } = index.states.encounters
  const whole = state === 'present' || state === 'empty'
  return !whole || eventsIn(index, ['office-visit'], index.asOf.epochDay - visitDays).length > 0
}

function findingOf({ index }: RuleView, ordered: OrderedDrug, duration: string): RuleFinding {
  const { unread, sent } = unreadOrSent(index, 'procedures')
  if (unread !== undefined && !sent) {
    return unassessedFinding(matter, ordered, { other: 'an evaluation of opioid therapy', unread })
  }
  const evidence = activeIn(index, opioid).map(medicationEvidence)
  const medications = unreadWords(index, 'medications')
  return {
    matter,
    indicator: 'warning',
    summary: summarise([nameOf(ordered.medication)], (drug) =>
      sent
        ? `${drug} ordered, opioids ${duration}: evaluation of benefits and harms is due, none was sent`
        : `${drug} ordered, opioids ${duration}: no evaluation of benefits and harms within 90 days found`
    ),
    why: [
      ...evidence.map(({ text }) => `${text}.`),
      'Benefits and harms are evaluated 1 to 4 weeks after the start, and regularly thereafter.',
      ...[unread, medications].flatMap((words) =>
        words === undefined ? [] : [`Not known: ${words}.`]
      ),
      ...unreadExclusions(index)
    ],
    options: [
      'Consider evaluating benefits and harms with the patient now, and noting it.',
      'Consider a follow-up visit within 4 weeks.'
    ],
    evidence,
    missing: [],
    suggestions: [],
    about: ordered.order
  }
}
