import { currentPregnancy } from '../../clinical/current-pregnancy.ts'
import { unassessedFinding } from '../drug-pair-rule.ts'
import { isIn } from '../drug-set.ts'
import type { DrugSet } from '../drug-set.ts'
import { orderedDrugs, removeOrder } from '../ordered-drugs.ts'
import type { OrderedDrug } from '../ordered-drugs.ts'
import { factEvidence } from '../problems.ts'
import type { Evidence, Rule, RuleFinding, RuleView } from '../rule.ts'
import { unreadWords } from '../unread.ts'
import { nameOf, summarise } from '../wording.ts'

const drugs: DrugSet = { classes: ['ace-inhibitor', 'arb'] }
const matter = 'renin-angiotensin-pregnancy'

/** Situation 23: an ACE inhibitor or ARB is ordered in a current pregnancy. */
export const reninAngiotensinPregnancy: Rule = {
  id: 'R-23',
  version: '1.0',
  title: 'ACE inhibitor or ARB in pregnancy',
  hooks: ['order-select'],
  topic: 'aceInhibitorArbPregnancy',
  source: {
    title: 'Lisinopril and losartan prescribing information',
    section: 'Boxed warning: fetal toxicity',
    url: 'https://dailymed.nlm.nih.gov/dailymed/',
    date: '2026',
    verified: false
  },
  evaluate: (view) =>
    orderedDrugs(view)
      .filter(({ medication }) => isIn(medication, drugs))
      .flatMap((ordered) => assess(view, ordered))
}

function assess({ index }: RuleView, ordered: OrderedDrug): readonly RuleFinding[] {
  const { pregnant, evidence } = currentPregnancy(index)
  const [fact] = evidence.map(factEvidence)
  if (pregnant === 'no') return []
  if (pregnant === 'yes' && fact !== undefined) return [findingOf(ordered, fact)]
  const unread = unreadWords(index, 'conditions') ?? 'whether a recorded pregnancy is current'
  const other = 'a current pregnancy'
  const finding = unassessedFinding(matter, ordered, { other, unread })
  return [{ ...finding, evidence: fact === undefined ? [] : [fact] }]
}

function findingOf(ordered: OrderedDrug, pregnancy: Evidence): RuleFinding {
  return {
    matter,
    indicator: 'critical',
    summary: summarise(
      [nameOf(ordered.medication), pregnancy.text],
      (drug, text) => `${text}: ${drug} may injure the fetus (boxed warning)`
    ),
    why: [
      `${pregnancy.text}.`,
      'Drugs that act on the renin-angiotensin system can injure or kill the developing fetus.'
    ],
    options: [
      'Consider an antihypertensive that is used in pregnancy, with obstetric advice.',
      'Consider confirming the pregnancy first if the record may be out of date.'
    ],
    evidence: [pregnancy],
    missing: [],
    suggestions: [removeOrder(ordered)],
    about: ordered.order
  }
}
