import { isExtendedRelease } from '../../clinical/extended-release.ts'
import { isEndOfLife } from '../problems.ts'
import type { Knowledge } from '../../knowledge/knowledge.ts'
import {
  isSameDrug,
  orderedDrugs,
  partnerEvidence,
  partnerSentence,
  partnerState,
  removeOrder
} from '../ordered-drugs.ts'
import type { OrderedDrug } from '../ordered-drugs.ts'
import type { Rule, RuleFinding, RuleView } from '../rule.ts'
import { labelToVerify } from '../sources.ts'
import { nameOf, namesOf, summarise } from '../wording.ts'
import { doubledBy } from './meets.ts'
import { takenDrugs } from './taken-drugs.ts'
import { rowOfFinding, speaks } from './row-of-finding.ts'

/** Two drugs of a group of which one is enough. */
export function duplicateRule(knowledge: Knowledge): Rule {
  return {
    id: 'K-05',
    version: '1.0',
    title: 'Duplicates of the knowledge tables',
    when: 'An ordered drug is of a group of the duplicates table of which another one is taken or ordered with it.',
    whenNot:
      'The same drug renewed; pairs that are meant together; pairs that a rule of its own says.',
    hooks: ['order-select'],
    topic: 'knowledgeDuplicate',
    source: labelToVerify('Each row', 'named on the card'),
    fromTables: true,
    evaluate: (view) => {
      const told = new Set<string>()
      return orderedDrugs(view).flatMap((ordered) => {
        const found = findingsOf(knowledge, view, ordered, told)
        told.add(ordered.order.reference)
        return found
      })
    }
  }
}

function findingsOf(
  knowledge: Knowledge,
  view: RuleView,
  ordered: OrderedDrug,
  told: ReadonlySet<string>
): readonly RuleFinding[] {
  const { medication, order } = ordered
  if (medication.route === 'topical') return []
  const drafts = orderedDrugs(view).map((one) => one.medication)
  const isDraft = new Set(drafts.map(({ reference }) => reference))
  const products = [
    ...takenDrugs(view.index).filter(({ reference }) => !isDraft.has(reference)),
    ...drafts.filter(({ reference }) => !told.has(reference))
  ].filter((one) => one.reference !== order.reference && !isSameDrug(one, medication))
  const { ingredients } = medication
  const atEnd = isEndOfLife(view.index)
  const doubled = doubledBy(knowledge, { ingredients, products }).filter(
    ({ row, saidBy, medication: other }) =>
      speaks(row.severity) &&
      saidBy === undefined &&
      row.keeps === undefined &&
      !(atEnd && row.severity === 'info') &&
      !(row.longWithShort === true && isExtendedRelease(other) !== isExtendedRelease(medication))
  )
  const byRow = Map.groupBy(doubled, ({ row }) => row)
  return [...byRow].map(([row, group]) => {
    const partners = group.map((one) => ({
      medication: one.medication,
      drafted: isDraft.has(one.medication.reference)
    }))
    const [partner] = partners
    const state = partner === undefined ? '' : partnerState(partner)
    return {
      matter: row.id.toLowerCase(),
      indicator: speaks(row.severity) ? row.severity : 'info',
      summary: summarise(
        [nameOf(medication), namesOf(partners.map((one) => one.medication))],
        (drug, other) => `${drug} ordered, ${other} ${state}: ${row.happens}`
      ),
      why: [...partners.map(partnerSentence), ...(row.why ?? [])],
      options: row.do,
      evidence: partnerEvidence(partners),
      missing: [],
      suggestions: [removeOrder(ordered)],
      about: order,
      row: rowOfFinding(knowledge, row, `Two ${row.name}`)
    }
  })
}
