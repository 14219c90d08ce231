import type { ClinicalIndex, Medication } from '../../clinical/clinical-index.ts'
import type { InteractionEntry, Knowledge } from '../../knowledge/knowledge.ts'
import { duplicateGroups } from '../../knowledge/relations.ts'
import type { Severity } from '../../knowledge/row.ts'
import type { DuplicateRow, InteractionRow } from '../../knowledge/tables.ts'
import type { Evidence } from '../rule.ts'
import { ageHolds, problemHolds, resultHolds } from './holds.ts'
import type { Holding } from './holds.ts'

/** Two products that a row speaks of, and how loudly for this patient. */
export interface Met {
  readonly row: InteractionRow
  readonly medication: Medication
  /** The ingredients that meet: of the drug asked about, and of the product it meets. */
  readonly ingredient: string
  readonly other: string
  /** Where the drug asked about stands in the row. */
  readonly role: 'first' | 'second'
  readonly severity: Severity
  readonly says: readonly string[]
  readonly evidence: readonly Evidence[]
  /** A condition that would make it louder could not be told. */
  readonly missing?: string
  /** The rule of its own that says this pair. */
  readonly saidBy?: string
}

/** Interaction rows that hold between ingredients and products, the loudest first. */
export function meetingsOf(
  knowledge: Knowledge,
  index: ClinicalIndex,
  given: { readonly ingredients: readonly string[]; readonly products: readonly Medication[] }
): readonly Met[] {
  const found = new Map<string, Met>()
  for (const ingredient of given.ingredients) {
    for (const entry of knowledge.interactions.get(ingredient) ?? []) {
      for (const medication of given.products) {
        const pair = pairOf(entry, ingredient, medication)
        const key = `${entry.row.id}|${medication.reference}`
        if (pair === undefined || found.has(key)) continue
        found.set(key, {
          ...pair,
          ...weighed(knowledge, index, { row: entry.row, products: given.products })
        })
      }
    }
  }
  const order = ['critical', 'warning', 'info', 'quiet']
  return [...found.values()].toSorted(
    (one, other) => order.indexOf(one.severity) - order.indexOf(other.severity)
  )
}

/** Products that make an ingredient one too many. */
export function doubledBy(
  knowledge: Knowledge,
  given: { readonly ingredients: readonly string[]; readonly products: readonly Medication[] }
): readonly {
  readonly row: DuplicateRow
  readonly medication: Medication
  readonly saidBy?: string
}[] {
  return given.products.flatMap((medication) => {
    if (medication.route === 'topical') return []
    for (const one of given.ingredients) {
      for (const other of medication.ingredients) {
        const [entry] = duplicateGroups(knowledge, one, other)
        if (entry === undefined) continue
        const saidBy = entry.saidBy.find(({ first, second }) => isPair(first, second, one, other))
        return [{ row: entry.row, medication, ...(saidBy && { saidBy: saidBy.rule }) }]
      }
    }
    return []
  })
}

function pairOf(entry: InteractionEntry, ingredient: string, medication: Medication) {
  const { row, first, second, saidBy } = entry
  if (medication.route === 'topical' && row.topicalToo !== true) return undefined
  for (const other of medication.ingredients) {
    if (other === ingredient) continue
    const isFirst = first.has(ingredient) && second.has(other)
    if (!isFirst && !(second.has(ingredient) && first.has(other))) continue
    const pair = saidBy.find((one) => isPair(one.first, one.second, ingredient, other))
    // A row that keeps a rule's level and names no pairs is said by the rule whole.
    const said = pair?.rule ?? (row.saidBy === undefined ? row.keeps : undefined)
    const role = isFirst ? ('first' as const) : ('second' as const)
    return { row, medication, ingredient, other, role, ...(said !== undefined && { saidBy: said }) }
  }
  return undefined
}

function isPair(
  first: ReadonlySet<string>,
  second: ReadonlySet<string>,
  one: string,
  other: string
): boolean {
  return (first.has(one) && second.has(other)) || (first.has(other) && second.has(one))
}

const loudness: readonly Severity[] = ['quiet', 'info', 'warning', 'critical']

/** The first condition that holds decides; one that cannot be told is named if it would be louder. */
function weighed(
  knowledge: Knowledge,
  index: ClinicalIndex,
  { row, products }: { readonly row: InteractionRow; readonly products: readonly Medication[] }
): Pick<Met, 'severity' | 'says' | 'evidence' | 'missing'> {
  let missing: string | undefined
  for (const { when, severity, says } of row.conditions ?? []) {
    const holding = conditionHolds(knowledge, index, { when, products })
    if (holding.answer === 'yes') {
      const { evidence } = holding
      return { severity, evidence, says: says === undefined ? [] : [says] }
    }
    // A value that nobody measured is no reason to ask with every order; an unread list is.
    const unread = holding.answer === 'unknown' && holding.notRecorded !== true
    if (unread && isLouder(severity, row.severity)) {
      missing ??= holding.missing
    }
  }
  return { severity: row.severity, says: [], evidence: [], ...(missing && { missing }) }
}

function isLouder(one: Severity, other: Severity): boolean {
  return loudness.indexOf(one) > loudness.indexOf(other)
}

type Condition = NonNullable<InteractionRow['conditions']>[number]['when']

function conditionHolds(
  knowledge: Knowledge,
  index: ClinicalIndex,
  { when, products }: { readonly when: Condition; readonly products: readonly Medication[] }
): Holding {
  if ('result' in when) return resultHolds(index, when.result)
  if ('problems' in when) return problemHolds(index, when.problems, false)
  if ('ageYears' in when) return ageHolds(index, when.ageYears)
  const isTaking = 'taking' in when
  const drugs = knowledge.members(isTaking ? when.taking : when.notTaking)
  const taken = products.some(({ ingredients }) => ingredients.some((one) => drugs.has(one)))
  return { answer: taken === isTaking ? 'yes' : 'no', evidence: [] }
}
