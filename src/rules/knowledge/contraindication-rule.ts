import type { Indicator } from '../../cds-hooks/card.ts'
import type { Severity } from '../../knowledge/row.ts'
import type { Knowledge } from '../../knowledge/knowledge.ts'
import { orderedDrugs, removeOrder } from '../ordered-drugs.ts'
import type { OrderedDrug } from '../ordered-drugs.ts'
import type { Rule, RuleFinding, RuleView } from '../rule.ts'
import { labelToVerify } from '../sources.ts'
import { nameOf, summarise } from '../wording.ts'
import { contraindications } from './contraindications.ts'
import type { Contraindication } from './contraindications.ts'
import { rowOfFinding, speaks } from './row-of-finding.ts'

/** An ordered drug against the patient's problems, results, pregnancy, age, genes and devices. */
export function contraindicationRule(knowledge: Knowledge): Rule {
  return {
    id: 'K-03',
    version: '1.0',
    title: 'Contraindications of the knowledge tables',
    when: 'Something of the patient speaks against an ordered drug in a row of the contraindications table; cannot assess where that cannot be told and the row is critical, or says to ask.',
    whenNot: 'Quiet rows; local forms unless the row names them; what a rule of its own says.',
    hooks: ['order-select'],
    topic: 'knowledgeContraindication',
    source: labelToVerify('Each row', 'named on the card'),
    fromTables: true,
    evaluate: (view) =>
      orderedDrugs(view).flatMap((ordered) => findingsOf(knowledge, view, ordered))
  }
}

function findingsOf(
  knowledge: Knowledge,
  { index }: RuleView,
  ordered: OrderedDrug
): readonly RuleFinding[] {
  const { ingredients, route } = ordered.medication
  const told = contraindications(knowledge, index, {
    ingredients,
    only: ({ severity, keeps, topicalToo }) =>
      speaks(severity) && keeps === undefined && (route !== 'topical' || topicalToo === true)
  })
  const found = told.filter(({ answer }) => answer === 'yes')
  // One matter is told once: the limit of 30 says what the limit of 45 would say too.
  const loudest = new Map<string, Contraindication>()
  for (const one of found) {
    const key = kindOf(one)
    const before = loudest.get(key)
    if (before === undefined || isLouder(one, before)) loudest.set(key, one)
  }
  const unknown = told.filter(
    (one) =>
      one.answer === 'unknown' &&
      ((one.row.severity === 'critical' && one.notRecorded === undefined) ||
        one.row.askWhenUnknown === true) &&
      !loudest.has(kindOf(one))
  )
  return [
    ...[...loudest.values()].map((one) => findingOf(knowledge, ordered, one)),
    ...unknown.slice(0, 1).map((one) => unassessed(knowledge, ordered, one))
  ]
}

function findingOf(
  knowledge: Knowledge,
  ordered: OrderedDrug,
  { row, evidence, said, doubtful }: Contraindication
): RuleFinding {
  const [fact] = evidence
  return {
    matter: row.id.toLowerCase(),
    indicator: indicatorOf(row.severity, doubtful),
    summary: summarise(
      [said ?? fact?.text ?? row.name, nameOf(ordered.medication)],
      (what, drug) => `${what}: ${drug} ordered, ${row.happens}`
    ),
    why: [
      ...(said === undefined ? [] : [`${said}.`]),
      ...evidence.map(({ text }) => `${text}.`),
      ...(row.why ?? [])
    ],
    ...(said !== undefined && { facts: [row.name] }),
    options: row.do,
    evidence,
    missing: [],
    suggestions: [removeOrder(ordered)],
    about: ordered.order,
    row: rowOfFinding(knowledge, row, `${nameOf(ordered.medication)} with ${row.name}`)
  }
}

function unassessed(
  knowledge: Knowledge,
  ordered: OrderedDrug,
  { row, evidence, missing = row.name }: Contraindication
): RuleFinding {
  return {
    matter: row.id.toLowerCase(),
    indicator: 'info',
    summary: summarise(
      [nameOf(ordered.medication), row.name],
      (drug, what) => `${drug} ordered: ${what} could not be assessed`
    ),
    why: [...evidence.map(({ text }) => `${text}.`), `Not known: ${missing}.`],
    options: ['Consider checking this before signing.'],
    evidence,
    missing: [missing],
    unchecked: row.name,
    suggestions: [],
    about: ordered.order,
    row: rowOfFinding(knowledge, row, `${nameOf(ordered.medication)} with ${row.name}`)
  }
}

/** What is only suspected is never told as critical. */
function indicatorOf(severity: Severity, doubtful: true | undefined): Indicator {
  if (!speaks(severity)) return 'info'
  return severity === 'critical' && doubtful === true ? 'warning' : severity
}

/** What a row is about: two limits of one result, or two rows of pregnancy, are one matter. */
function kindOf({ row, ingredient }: Contraindication): string {
  const [kind = ''] = Object.keys(row.by)
  const result = 'result' in row.by ? row.by.result : undefined
  const what = result?.analyte ?? (kind === 'problems' ? row.id : '')
  return `${ingredient}|${kind}|${what}`
}

const loudness = ['quiet', 'info', 'warning', 'critical']

function isLouder(one: Contraindication, other: Contraindication): boolean {
  return loudness.indexOf(one.row.severity) > loudness.indexOf(other.row.severity)
}
