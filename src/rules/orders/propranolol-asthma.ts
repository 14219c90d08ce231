import { isIn } from '../drug-set.ts'
import type { DrugSet } from '../drug-set.ts'
import { orderedDrugs, removeOrder } from '../ordered-drugs.ts'
import type { OrderedDrug } from '../ordered-drugs.ts'
import { indicatorFor, presentProblems, problemEvidence, settledFirst } from '../problems.ts'
import type { Rule, RuleFinding, RuleView } from '../rule.ts'
import { labelToVerify } from '../sources.ts'
import { unassessedFinding } from '../unassessed.ts'
import { unreadWords } from '../unread.ts'
import { nameOf, summarise } from '../wording.ts'

const nonselective: DrugSet = { classes: ['nonselective-beta-blocker'] }
const matter = 'beta-blocker-asthma'

/** Situation 34: propranolol or another nonselective beta blocker is ordered in asthma. */
export const propranololAsthma: Rule = {
  id: 'R-34',
  version: '1.0',
  title: 'Nonselective beta blocker in asthma',
  when: 'Propranolol or another nonselective beta blocker is ordered, and asthma is on the problem list: critical; warning while it is not confirmed.',
  whenNot: 'Asthma resolved; selective beta blockers; eye drops.',
  hooks: ['order-select'],
  topic: 'nonselectiveBetaBlockerAsthma',
  source: labelToVerify('Propranolol', '4, Contraindications: bronchial asthma'),
  evaluate: (view) =>
    orderedDrugs(view)
      .filter(({ medication }) => isIn(medication, nonselective))
      .flatMap((ordered) => assess(view, ordered))
}

function assess({ index }: RuleView, ordered: OrderedDrug): readonly RuleFinding[] {
  const [problem] = presentProblems(index, 'asthma').toSorted(settledFirst)
  if (problem === undefined) {
    const unread = unreadWords(index, 'conditions')
    return unread === undefined
      ? []
      : [unassessedFinding(matter, ordered, { other: 'asthma', unread })]
  }
  const asthma = problemEvidence(problem)
  return [
    {
      matter,
      indicator: indicatorFor(problem),
      summary: summarise(
        [nameOf(ordered.medication), asthma.text],
        (drug, text) => `${text}: ${drug} is contraindicated, bronchospasm`
      ),
      why: [`${asthma.text}.`, 'Nonselective beta blockers can provoke severe bronchospasm.'],
      options: [
        'Consider a drug of another class for this indication.',
        'Consider a selective beta blocker with care if one is needed.'
      ],
      evidence: [asthma],
      missing: [],
      suggestions: [removeOrder(ordered)],
      about: ordered.order
    }
  ]
}
