import type { Knowledge } from '../../knowledge/knowledge.ts'
import { orderedDrugs } from '../ordered-drugs.ts'
import type { RuleFinding, RuleView } from '../rule.ts'
import { unassessedFinding } from '../unassessed.ts'
import { unreadWords } from '../unread.ts'
import { joinWords } from '../wording.ts'

/** As many kinds of partners as a sentence can name. */
const namedMax = 2

/**
 * "Cannot assess": a drug with rows that would warn is ordered, and the list of medications was not
 * read whole. One finding per order, naming the gravest partners.
 */
export function unassessedInteractions(
  knowledge: Knowledge,
  { index, moment }: RuleView,
  found: readonly RuleFinding[]
): readonly RuleFinding[] {
  const unread = unreadWords(index, 'medications')
  if (unread === undefined) return []
  const told = new Set(found.map(({ about }) => about))
  return orderedDrugs({ index, moment }).flatMap((ordered) => {
    const { medication, order } = ordered
    if (told.has(order) || medication.route === 'topical') return []
    const names = namesOfPartners(knowledge, medication.ingredients)
    if (names.length === 0) return []
    const more = names.length > namedMax ? ['others'] : []
    const other = joinWords([...names.slice(0, namedMax), ...more])
    return [
      unassessedFinding(`${medication.ingredients[0] ?? ''}-interactions`, ordered, {
        other,
        unread
      })
    ]
  })
}

function namesOfPartners(knowledge: Knowledge, ingredients: readonly string[]): readonly string[] {
  const rows = ingredients.flatMap((ingredient) =>
    (knowledge.interactions.get(ingredient) ?? [])
      .filter(({ row, saidBy }) => isGrave(row.severity) && saidBy.length === 0)
      .map(({ row, first }) => ({
        grave: row.severity === 'critical' ? 0 : 1,
        name: first.has(ingredient) ? row.names.second : row.names.first
      }))
  )
  return [
    ...new Set(rows.toSorted((one, other) => one.grave - other.grave).map(({ name }) => name))
  ]
}

function isGrave(severity: string): boolean {
  return severity === 'critical' || severity === 'warning'
}
