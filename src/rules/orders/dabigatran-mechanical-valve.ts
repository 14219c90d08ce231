import { unassessedFinding } from '../unassessed.ts'
import { isIn } from '../drug-set.ts'
import type { DrugSet } from '../drug-set.ts'
import { orderedDrugs, removeOrder } from '../ordered-drugs.ts'
import type { OrderedDrug } from '../ordered-drugs.ts'
import type { ClinicalIndex, Event, Problem } from '../../clinical/clinical-index.ts'
import { isInProblemSet } from '../../terminology/named-sets.ts'
import { factEvidence, indicatorFor, settledFirst } from '../problems.ts'
import type { Rule, RuleFinding, RuleView } from '../rule.ts'
import { labelToVerify } from '../sources.ts'
import { unreadWords } from '../unread.ts'
import { nameOf, summarise } from '../wording.ts'

const dabigatran: DrugSet = { ingredients: ['dabigatran', 'dabigatran etexilate'] }
const matter = 'dabigatran-mechanical-valve'

/** Situation 31: dabigatran is ordered with a mechanical heart valve in the history. */
export const dabigatranMechanicalValve: Rule = {
  id: 'R-31',
  version: '1.0',
  title: 'Dabigatran with a mechanical heart valve',
  when: 'Dabigatran is ordered, and a mechanical heart valve stands among problems or completed procedures: critical; warning while it is not confirmed. Problems or procedures not read: cannot assess.',
  whenNot: 'Biological valves; procedures that were not completed.',
  hooks: ['order-select'],
  topic: 'dabigatranMechanicalValve',
  source: labelToVerify('Pradaxa (dabigatran)', '4, Contraindications: mechanical heart valve'),
  evaluate: (view) =>
    orderedDrugs(view)
      .filter(({ medication }) => isIn(medication, dabigatran))
      .flatMap((ordered) => assess(view, ordered))
}

function assess({ index }: RuleView, ordered: OrderedDrug): readonly RuleFinding[] {
  const [found] = valvesOf(index)
  if (found === undefined) {
    const unread = unreadWords(index, 'conditions') ?? unreadWords(index, 'procedures')
    const other = 'a mechanical heart valve'
    return unread === undefined ? [] : [unassessedFinding(matter, ordered, { other, unread })]
  }
  const valve = factEvidence(found)
  return [
    {
      matter,
      indicator: found.kind === 'problem' ? indicatorFor(found) : 'critical',
      summary: summarise(
        [nameOf(ordered.medication), valve.text],
        (drug, text) => `${text}: ${drug} is contraindicated with a mechanical valve`
      ),
      why: [`${valve.text}.`],
      options: [
        'Consider warfarin, with its INR target for this valve.',
        'Consider confirming the type of the valve if the record may be wrong.'
      ],
      evidence: [valve],
      missing: [],
      suggestions: [removeOrder(ordered)],
      about: ordered.order
    }
  ]
}

/** A valve in the history counts, whether recorded as a problem or as a procedure that was done. */
function valvesOf(index: ClinicalIndex): readonly (Problem | Event)[] {
  const done = index.events.filter(
    ({ kind, status }) => kind === 'procedure' && status === 'completed'
  )
  return [...index.problems.toSorted(settledFirst), ...done].filter((fact) =>
    isInProblemSet(fact, 'mechanical-heart-valve')
  )
}
