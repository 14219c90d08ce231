import { dosesADayOf } from '../../clinical/order-details.ts'
import { drugPairRule } from '../drug-pair-rule.ts'
import { isIn } from '../drug-set.ts'
import type { DrugSet } from '../drug-set.ts'
import { orderedDrugs, removeOrder } from '../ordered-drugs.ts'
import type { OrderedDrug } from '../ordered-drugs.ts'
import { settledProblems } from '../problems.ts'
import type { Rule, RuleFinding, RuleView } from '../rule.ts'
import { ansmThesaurus } from '../sources.ts'
import { unreadWords } from '../unread.ts'
import { nameOf, summarise } from '../wording.ts'

const methotrexate: DrugSet = { ingredients: ['methotrexate'] }
const matter = 'methotrexate-toxicity'

const withTrimethoprim = drugPairRule({
  id: 'R-29',
  version: '1.0',
  title: 'Methotrexate with trimethoprim, or every day',
  when: 'Trimethoprim (with sulfamethoxazole) meets methotrexate, whichever is ordered: critical. Oral methotrexate is ordered once a day or more often without an active cancer: critical.',
  whenNot:
    'Methotrexate once a week; a daily order in active cancer; injections; an order that does not say how often.',
  topic: 'methotrexateToxicity',
  source: ansmThesaurus('Méthotrexate, with trimethoprim: contre-indication'),
  matter,
  indicator: 'critical',
  first: { ingredients: ['trimethoprim'] },
  second: methotrexate,
  names: { first: 'trimethoprim', second: 'methotrexate' },
  consequence: 'not to be combined, bone marrow toxicity',
  why: ['Trimethoprim adds to the antifolate effect and slows the clearance of methotrexate.'],
  options: ({ role }) =>
    role === 'first'
      ? ['Consider another antibiotic.', 'Consider pausing methotrexate with specialist advice.']
      : ['Consider starting methotrexate after the antibiotic, with a blood count.']
})

/** Situation 29: trimethoprim on methotrexate; and methotrexate that is written for every day. */
export const methotrexateSafety: Rule = {
  ...withTrimethoprim,
  evaluate: (view) => [
    ...withTrimethoprim.evaluate(view),
    ...orderedDrugs(view)
      .filter(({ medication }) => isIn(medication, methotrexate))
      .flatMap((ordered) => dailyOrder(view, ordered))
  ]
}

function dailyOrder({ index }: RuleView, ordered: OrderedDrug): readonly RuleFinding[] {
  const times = dosesADayOf(ordered.order)
  if (times === undefined || times < 1) return []
  if (/\binject/i.test(ordered.medication.label)) return []
  if (settledProblems(index, 'cancer').length > 0) return []
  const unread = unreadWords(index, 'conditions')
  const { medication, order } = ordered
  return [
    {
      matter,
      indicator: 'critical',
      summary: summarise(
        [nameOf(medication)],
        (drug) => `${drug} ordered every day: outside of cancer it is taken once a week`
      ),
      why: [
        `Ordered: ${times} ${times === 1 ? 'dose' : 'doses'} a day.`,
        'Daily low-dose methotrexate by mistake has caused deaths.',
        ...(unread === undefined ? [] : [`Not known: ${unread}, so an indication in cancer.`])
      ],
      options: [
        'Consider writing it for one named day of the week.',
        'Consider confirming the indication if daily doses are meant.'
      ],
      evidence: [],
      missing: [],
      suggestions: [removeOrder(ordered)],
      about: order
    }
  ]
}
