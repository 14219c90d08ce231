import { readConcept } from '../../clinical/concept.ts'
import type { DraftOrder } from '../../clinical/clinical-index.ts'
import { objectOf } from '../../clinical/loose-json.ts'
import type { Knowledge } from '../../knowledge/knowledge.ts'
import type { ContraindicationRow, OrderSet, RetestRow } from '../../knowledge/tables.ts'
import { analyteNamed, analyteOf } from '../../terminology/analytes.ts'
import { readingEvidence, readingsOf, writeReading } from '../readings.ts'
import type { Rule, RuleFinding, RuleView } from '../rule.ts'
import { labelToVerify } from '../sources.ts'
import { summarise } from '../wording.ts'
import { holds } from './holds.ts'
import { rowOfFinding, speaks } from './row-of-finding.ts'

/** Orders that are no drugs: imaging with contrast, magnetic resonance, vaccines, tests just done. */
export function orderRule(knowledge: Knowledge): Rule {
  return {
    id: 'K-08',
    version: '1.0',
    title: 'Imaging, vaccines and tests of the knowledge tables',
    when: 'An order that is no drug meets what a row of the contraindications table holds against it, or repeats a test within the days of the retests table.',
    whenNot: 'Orders whose label and codes are in no set of orders.',
    hooks: ['order-select'],
    topic: 'knowledgeOrder',
    source: labelToVerify('Each row', 'named on the card'),
    fromTables: true,
    evaluate: (view) => {
      const rows = knowledge.tables.contraindications.filter(({ orders }) => orders !== undefined)
      return view.moment.draftOrders.flatMap((order) => [
        ...rows.flatMap((row) => contraindicated(knowledge, view, { order, row })),
        ...knowledge.tables.retests.flatMap((row) => justDone(knowledge, view, { order, row }))
      ])
    }
  }
}

/** Display texts and codes of what is ordered, whatever kind of order it is. */
function named(order: DraftOrder): ReturnType<typeof readConcept> {
  const resource = objectOf(order.resource)
  const [concept] = ['code', 'medicationCodeableConcept', 'vaccineCode'].flatMap((key) =>
    resource[key] === undefined ? [] : [resource[key]]
  )
  return readConcept(concept)
}

function contraindicated(
  knowledge: Knowledge,
  { index }: RuleView,
  { order, row }: { readonly order: DraftOrder; readonly row: ContraindicationRow }
): readonly RuleFinding[] {
  const set = knowledge.orderSets[row.orders ?? '']
  if (set === undefined || !speaks(row.severity) || !isOf(order, set)) return []
  const { answer, evidence, missing, said } = holds(knowledge, index, row.by)
  if (answer === 'no') return []
  const unknown = answer === 'unknown' ? (missing ?? row.name) : undefined
  if (unknown !== undefined && row.askWhenUnknown !== true) return []
  const [fact] = evidence
  return [
    {
      matter: row.id.toLowerCase(),
      indicator: unknown === undefined ? row.severity : 'info',
      summary: summarise([set.label, said ?? fact?.text ?? row.name], (what, fact_) =>
        unknown === undefined
          ? `${fact_}: ${what} ordered, ${row.happens}`
          : `${what} ordered: ${row.name} could not be assessed`
      ),
      why: [
        ...evidence.map(({ text }) => `${text}.`),
        ...(row.why ?? []),
        ...(unknown === undefined ? [] : [`Not known: ${unknown}.`])
      ],
      options: row.do,
      evidence,
      missing: unknown === undefined ? [] : [unknown],
      ...(unknown !== undefined && { unchecked: row.name }),
      suggestions: [],
      about: order,
      row: rowOfFinding(knowledge, row, `${set.label} with ${row.name}`)
    }
  ]
}

function isOf(order: DraftOrder, { words, except, codes = [] }: OrderSet): boolean {
  const { texts, codes: given } = named(order)
  if (given.some(({ system, code }) => codes.includes(`${system}|${code}`))) return true
  const [is, not] = [new RegExp(words, 'i'), except === undefined ? null : new RegExp(except, 'i')]
  return texts.some((text) => is.test(text) && not?.test(text) !== true)
}

function justDone(
  knowledge: Knowledge,
  { index }: RuleView,
  { order, row }: { readonly order: DraftOrder; readonly row: RetestRow }
): readonly RuleFinding[] {
  if (order.medication !== undefined || !speaks(row.severity)) return []
  const { codes, texts } = named(order)
  const analyte = analyteOf(codes) ?? texts.map(analyteNamed).find((one) => one !== undefined)
  if (analyte !== row.analyte) return []
  const [newest] = readingsOf(index, analyte)
  if (newest === undefined || newest.status === 'preliminary') return []
  const days = index.asOf.epochDay - newest.date.epochDay
  if (days > row.withinDays) return []
  return [
    {
      matter: row.id.toLowerCase(),
      indicator: row.severity,
      summary: summarise(
        [row.name],
        (name) => `${name} ordered, ${writeReading('last', newest)}: ${row.happens}`
      ),
      why: [`${writeReading(row.name, newest)}.`, ...(row.why ?? [])],
      options: row.do,
      evidence: [readingEvidence(row.name, newest)],
      missing: [],
      suggestions: [],
      about: order,
      row: rowOfFinding(knowledge, row, `${row.name} repeated`)
    }
  ]
}
