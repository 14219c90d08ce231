import { writeDate } from '../../clinical/clinical-date.ts'
import type { Allergy } from '../../clinical/clinical-index.ts'
import { standingWords } from '../../clinical/known.ts'
import type { Knowledge } from '../../knowledge/knowledge.ts'
import { orderedDrugs, removeOrder } from '../ordered-drugs.ts'
import type { OrderedDrug } from '../ordered-drugs.ts'
import type { Evidence, Rule, RuleFinding, RuleView } from '../rule.ts'
import { labelToVerify } from '../sources.ts'
import { unassessedFinding } from '../unassessed.ts'
import { unreadWords } from '../unread.ts'
import { joinWords, nameOf, summarise } from '../wording.ts'
import { allergyConflicts } from './allergy-conflict.ts'
import type { AllergyConflict } from './allergy-conflict.ts'
import { rowOfFinding, speaks } from './row-of-finding.ts'

/** An ordered drug against the allergies of the record: the drug itself, its class, its relatives. */
export function allergyRule(knowledge: Knowledge): Rule {
  return {
    id: 'K-02',
    version: '1.0',
    title: 'Allergies of the knowledge tables',
    when: 'An ordered drug is, or by a row of the allergies table is related to, what an active allergy names: critical after a severe reaction where the row says so.',
    whenNot:
      'Allergy resolved or refuted; rows that say a drug may be given; penicillins, which R-08 says.',
    hooks: ['order-select'],
    topic: 'knowledgeAllergy',
    source: labelToVerify('Each row', 'named on the card'),
    fromTables: true,
    evaluate: (view) => orderedDrugs(view).flatMap((ordered) => assess(knowledge, view, ordered))
  }
}

function assess(
  knowledge: Knowledge,
  { index }: RuleView,
  ordered: OrderedDrug
): readonly RuleFinding[] {
  const { ingredients } = ordered.medication
  if (ingredients.length === 0) return []
  const conflicts = allergyConflicts(knowledge, index, ingredients)
  const [loudest] = conflicts.filter(({ severity, saidBy }) => speaks(severity) && !saidBy)
  if (loudest !== undefined) {
    const same = conflicts.filter(({ link }) => link.row.id === loudest.link.row.id)
    return [findingOf(knowledge, ordered, { loudest, same })]
  }
  const unread = unreadWords(index, 'allergies')
  if (unread === undefined || conflicts.length > 0) return []
  return [unassessedFinding('drug-allergy', ordered, { other: 'allergies', unread })]
}

function findingOf(
  knowledge: Knowledge,
  ordered: OrderedDrug,
  given: { readonly loudest: AllergyConflict; readonly same: readonly AllergyConflict[] }
): RuleFinding {
  const { loudest, same } = given
  const { allergy, link, severity, tolerated } = loudest
  const { row } = link
  const reaction =
    allergy.reactions.length > 0 ? joinWords(allergy.reactions) : 'reaction not recorded'
  const date = allergy.date === undefined ? '' : ` (${writeDate(allergy.date)})`
  const evidence: Evidence[] = same.map((one) => allergyEvidence(one.allergy))
  if (tolerated !== undefined) {
    const taken = tolerated.started === undefined ? '' : ` (${writeDate(tolerated.started)})`
    const text = `${tolerated.label}: ${tolerated.status}${taken}`
    evidence.push({ reference: tolerated.reference, text })
  }
  const consequence = tolerated === undefined ? row.happens : 'taken since then, reconcile allergy'
  return {
    matter: `${row.id.toLowerCase()}-${loudest.ingredient.replaceAll(' ', '-')}`,
    indicator: speaks(severity) ? severity : 'info',
    summary: summarise(
      [nameOf(ordered.medication), allergy.label, reaction],
      (drug, label, what) => `${drug} ordered, allergy: ${label}, ${what}${date}; ${consequence}`
    ),
    why: [...evidence.map(({ text }) => `${text}.`), ...(row.why ?? [])],
    options:
      tolerated === undefined
        ? row.do
        : ['Consider asking whether it was taken without a reaction, and reconciling the allergy.'],
    evidence,
    missing: [],
    suggestions: tolerated === undefined ? [removeOrder(ordered)] : [],
    about: ordered.order,
    row: rowOfFinding(knowledge, row, `${row.names.ordered} with ${row.names.allergy}`)
  }
}

function allergyEvidence(allergy: Allergy): Evidence {
  const reaction =
    allergy.reactions.length > 0 ? joinWords(allergy.reactions) : 'no reaction recorded'
  const date = allergy.date === undefined ? '' : ` (${writeDate(allergy.date)})`
  const standing = standingWords(allergy)
  return {
    reference: allergy.reference,
    text: `Allergy, ${allergy.label}: ${reaction}${date}${standing}`
  }
}
