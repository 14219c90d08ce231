import type { DrugSet } from './drug-set.ts'
import { isIn } from './drug-set.ts'
import { orderedDrugs } from './ordered-drugs.ts'
import type { Meeting, OrderedDrug } from './ordered-drugs.ts'
import type { RuleFinding, RuleView } from './rule.ts'
import { unreadWords } from './unread.ts'
import { nameOf, summarise } from './wording.ts'

/** Two drug sets, how they are called, and the meetings that were found between them. */
export interface PairChecked {
  readonly matter: string
  readonly first: DrugSet
  readonly second: DrugSet
  readonly names: { readonly first: string; readonly second: string }
  readonly found: readonly Meeting[]
  matters?(view: RuleView, ordered: OrderedDrug): boolean
}

/**
 * "Cannot assess": a drug of the pair is ordered, nothing was found that it meets, and the list on
 * which the other would stand was not read whole.
 */
export function unassessedMeetings(view: RuleView, pair: PairChecked): readonly RuleFinding[] {
  const unread = unreadWords(view.index, 'medications')
  if (unread === undefined) return []
  const told = new Set(pair.found.map(({ ordered }) => ordered.order))
  return orderedDrugs(view)
    .filter(({ order }) => !told.has(order))
    .filter((ordered) => pair.matters?.(view, ordered) !== false)
    .flatMap((ordered) => {
      const { medication } = ordered
      if (isIn(medication, pair.first)) {
        return [unassessedFinding(pair.matter, ordered, { other: pair.names.second, unread })]
      }
      return isIn(medication, pair.second)
        ? [unassessedFinding(pair.matter, ordered, { other: pair.names.first, unread })]
        : []
    })
}

/** One such finding: says what was not read, and claims nothing about the patient. */
export function unassessedFinding(
  matter: string,
  ordered: OrderedDrug,
  { other, unread }: { readonly other: string; readonly unread: string }
): RuleFinding {
  return {
    matter,
    indicator: 'info',
    summary: summarise(
      [nameOf(ordered.medication)],
      (drug) => `${drug} ordered: could not be checked against ${other}, record incomplete`
    ),
    why: [`Not known: ${unread}.`],
    options: [`Consider checking for ${other} before signing.`],
    evidence: [],
    missing: [unread],
    unchecked: other,
    suggestions: [],
    about: ordered.order
  }
}
