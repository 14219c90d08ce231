import type { Knowledge } from '../../knowledge/knowledge.ts'
import { removeOrder, orderedDrugs, partnerEvidence, partnerSentence } from '../ordered-drugs.ts'
import { partnerState } from '../ordered-drugs.ts'
import type { OrderedDrug } from '../ordered-drugs.ts'
import type { Rule, RuleFinding, RuleView } from '../rule.ts'
import { labelToVerify } from '../sources.ts'
import { nameOf, namesOf, summarise } from '../wording.ts'
import { meetingsOf } from './meets.ts'
import { takenDrugs } from './taken-drugs.ts'
import type { Met } from './meets.ts'
import { rowOfFinding, speaks } from './row-of-finding.ts'
import { unassessedInteractions } from './unassessed-interactions.ts'

/** Drugs that are ordered against what is taken and against each other, by the interactions table. */
export function interactionRule(knowledge: Knowledge): Rule {
  return {
    id: 'K-01',
    version: '1.0',
    title: 'Interactions of the knowledge tables',
    when: 'An ordered drug meets a drug that is taken, or another ordered one, in a row of the interactions table.',
    whenNot: 'Quiet rows; local forms; pairs that a rule of its own says.',
    hooks: ['order-select'],
    topic: 'knowledgeInteraction',
    source: labelToVerify('Each row', 'named on the card'),
    fromTables: true,
    evaluate: (view) => {
      const told = new Set<string>()
      const findings = orderedDrugs(view).flatMap((ordered) =>
        findingsOf(knowledge, view, { ordered, told })
      )
      return [...findings, ...unassessedInteractions(knowledge, view, findings)]
    }
  }
}

function findingsOf(
  knowledge: Knowledge,
  view: RuleView,
  given: { readonly ordered: OrderedDrug; readonly told: Set<string> }
): readonly RuleFinding[] {
  const { ordered, told } = given
  const { medication } = ordered
  if (medication.route === 'topical') return []
  const orders = orderedDrugs(view)
  const isOrder = new Set(orders.map(({ order }) => order.reference))
  // An order that stands already is a drug that is taken.
  const drafts = orders.filter(({ order }) => order.standing !== 'active')
  const isDraft = new Set(drafts.map(({ order }) => order.reference))
  const products = [
    ...takenDrugs(view.index).filter(({ reference }) => !isOrder.has(reference)),
    ...orders.map((one) => one.medication)
  ].filter(({ reference }) => reference !== ordered.order.reference)
  const { ingredients } = medication
  const met = meetingsOf(knowledge, view.index, { ingredients, products }).filter(
    ({ severity, saidBy, missing }) =>
      saidBy === undefined && (speaks(severity) || missing !== undefined)
  )
  const groups = new Map<string, Met[]>()
  const loudestOf = new Set<string>()
  for (const one of met) {
    // Two products that several rows speak of are told once, by the loudest row, about one order.
    const pair = [ordered.order.reference, one.medication.reference].toSorted().join('|')
    if (told.has(pair) || loudestOf.has(pair)) continue
    loudestOf.add(pair)
    groups.set(one.row.id, [...(groups.get(one.row.id) ?? []), one])
  }
  for (const pair of loudestOf) told.add(pair)
  return [...groups.values()].map((group) => findingOf(knowledge, ordered, { group, isDraft }))
}

function findingOf(
  knowledge: Knowledge,
  ordered: OrderedDrug,
  given: { readonly group: readonly Met[]; readonly isDraft: ReadonlySet<string> }
): RuleFinding {
  const { group, isDraft } = given
  const [first] = group
  if (first === undefined) throw new Error('a meeting has a drug that it meets')
  const { row, severity, says, evidence, missing } = first
  const partners = group.map(({ medication }) => ({
    medication,
    drafted: isDraft.has(medication.reference)
  }))
  const [partner] = partners
  const state = partner === undefined ? '' : partnerState(partner)
  const unknown = speaks(severity) ? undefined : missing
  return {
    matter: row.id.toLowerCase(),
    indicator: speaks(severity) ? severity : 'info',
    summary: summarise(
      [nameOf(ordered.medication), namesOf(group.map(({ medication }) => medication))],
      (drug, other) => `${drug} ordered, ${other} ${state}: ${row.happens}`
    ),
    why: [
      ...partners.map(partnerSentence),
      ...evidence.map(({ text }) => `${text}.`),
      ...says,
      ...(row.why ?? []),
      ...(missing === undefined ? [] : [`Not known: ${missing}.`])
    ],
    options: row.do,
    evidence: [...partnerEvidence(partners), ...evidence],
    missing: unknown === undefined ? [] : [unknown],
    ...(unknown !== undefined && { unchecked: unknown }),
    suggestions: [removeOrder(ordered)],
    about: ordered.order,
    row: rowOfFinding(knowledge, row, `${row.names.first} with ${row.names.second}`)
  }
}
