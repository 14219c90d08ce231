import { writeDate } from '../../clinical/clinical-date.ts'
import { drugPairRule } from '../drug-pair-rule.ts'
import { isIn, medicationsIn } from '../drug-set.ts'
import type { DrugSet } from '../drug-set.ts'
import { orderedDrugs, removeOrder } from '../ordered-drugs.ts'
import type { OrderedDrug } from '../ordered-drugs.ts'
import type { Rule, RuleFinding, RuleView } from '../rule.ts'
import { ansmThesaurus } from '../sources.ts'
import { nameOf, summarise } from '../wording.ts'

const sacubitril: DrugSet = { ingredients: ['sacubitril'] }
const aceInhibitor: DrugSet = { classes: ['ace-inhibitor'] }
/** The label asks for 36 hours between the two; days are known, so today and yesterday. */
const washoutDays = 1

const whileActive = drugPairRule({
  id: 'R-07',
  version: '1.1',
  title: 'Sacubitril/valsartan with an ACE inhibitor',
  when: 'Sacubitril/valsartan meets an ACE inhibitor, whichever is ordered, or ended today or yesterday: critical.',
  whenNot:
    'The ACE inhibitor is on hold, or ended two days ago or earlier, or on a day that is not recorded.',
  topic: 'sacubitrilAceInhibitor',
  source: ansmThesaurus('Sacubitril, with ACE inhibitors: contre-indication'),
  matter: 'sacubitril-ace-inhibitor',
  indicator: 'critical',
  first: sacubitril,
  second: aceInhibitor,
  names: { first: 'sacubitril/valsartan', second: 'ACE inhibitors' },
  consequence: 'contraindicated, risk of angioedema',
  why: ['The label asks for 36 hours between the last dose of one and the first of the other.'],
  options: ({ role }) =>
    role === 'first'
      ? [
          'Consider a start 36 hours after the last dose of the ACE inhibitor.',
          'Consider staying with the ACE inhibitor.'
        ]
      : [
          'Consider staying with sacubitril/valsartan.',
          'Consider a start 36 hours after its last dose if it is to be replaced.'
        ]
})

/** Situation 7: sacubitril/valsartan meets an ACE inhibitor, or its last dose. */
export const sacubitrilAceInhibitor: Rule = {
  ...whileActive,
  evaluate: (view) => {
    const found = whileActive.evaluate(view)
    const told = new Set(found.filter(isWhole).map(({ about }) => about))
    const recent = orderedDrugs(view)
      .filter(({ order, medication }) => !told.has(order) && isIn(medication, sacubitril))
      .flatMap((ordered) => afterLastDose(view, ordered))
    const toldAfter = new Set(recent.map(({ about }) => about))
    return [...found.filter(({ about }) => !toldAfter.has(about)), ...recent]
  }
}

const isWhole = ({ missing }: RuleFinding): boolean => missing.length === 0

function afterLastDose({ index }: RuleView, ordered: OrderedDrug): readonly RuleFinding[] {
  const since = index.asOf.epochDay - washoutDays
  const [ended] = medicationsIn(index, aceInhibitor).filter(
    (medication) => (medication.ended?.epochDay ?? -Infinity) >= since
  )
  if (ended?.ended === undefined) return []
  const day = writeDate(ended.ended)
  return [
    {
      matter: 'sacubitril-ace-inhibitor',
      indicator: 'critical',
      summary: summarise(
        [nameOf(ordered.medication), nameOf(ended)],
        (drug, met) =>
          `${drug} ordered, ${met} ended ${day}: 36 hours are needed, risk of angioedema`
      ),
      why: [`${ended.label}: ${ended.status}, ended ${day}.`],
      options: ['Consider a start 36 hours after the last dose of the ACE inhibitor.'],
      evidence: [{ reference: ended.reference, text: `${ended.label}: ended ${day}` }],
      missing: [],
      suggestions: [removeOrder(ordered)],
      about: ordered.order
    }
  ]
}
