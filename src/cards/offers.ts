import type { MergedFinding } from '../findings/merge-findings.ts'
import type { SuggestedAction } from '../rules/rule.ts'
import type { CardMatter } from './choose-cards.ts'

/** One option of a card, and the findings of the card that taking it answers. */
export interface Offer {
  readonly action: SuggestedAction
  /** Positions of findings in the card's matter. */
  readonly answers: readonly number[]
  /** A model took part in a finding that it comes from. */
  readonly aiAssisted: boolean
}

export interface Offers {
  readonly offers: readonly Offer[]
  readonly selectionBehavior: 'at-most-one' | 'any'
}

/** clinical.md 2.4: at most two. Of a joined card, two of each kind beside one for each order. */
const perFindingMax = 2

/**
 * What a card offers. The options of one finding exclude each other (`at-most-one`). So do those
 * of joined findings about one order. Where several orders have a critical finding, each must be
 * free to be answered (`any`, CDS Hooks 2.0.1, Card Attributes, selectionBehavior), and then no two
 * options may contradict each other: one for each order, its removal where that is offered,
 * because it answers all that was found about it, and tests, which stand beside anything. A drug
 * to be added beside an order is no option any more where that order is offered to be removed.
 */
export function offersOf(matter: CardMatter): Offers {
  const wanted = distinct(matter)
  const [first] = matter
  if (matter.length === 1) {
    const own = offerable(first).slice(0, perFindingMax)
    return { offers: own.map((action) => offer(action, matter)), selectionBehavior: 'at-most-one' }
  }
  const byOrder = Map.groupBy(
    wanted.filter((action) => orderOf(action) !== undefined),
    (action) => orderOf(action)
  )
  const several = byOrder.size > 1
  const additions = wanted.filter(
    (action) =>
      orderOf(action) === undefined && !(several && isBesideRemoved(action, matter, byOrder))
  )
  const changes = [...byOrder.values()].flatMap((ofOrder) =>
    several
      ? [ofOrder.find(({ type }) => type === 'remove-order') ?? ofOrder[0]].filter(
          (action) => action !== undefined
        )
      : ofOrder.slice(0, perFindingMax)
  )
  return {
    offers: [...changes, ...additions.slice(0, perFindingMax)].map((each) => offer(each, matter)),
    selectionBehavior: several ? 'any' : 'at-most-one'
  }
}

/** Offered only by findings about orders that the card offers to change or remove. */
function isBesideRemoved(
  action: SuggestedAction,
  matter: CardMatter,
  byOrder: ReadonlyMap<string | undefined, unknown>
): boolean {
  return (
    action.type === 'add-medication' &&
    matter
      .filter(({ suggestions }) => suggestions.some((one) => isSame(one, action)))
      .every(({ about }) => byOrder.has(about?.reference))
  )
}

function offer(action: SuggestedAction, matter: CardMatter): Offer {
  const answers = matter.flatMap((finding, position) =>
    isAnsweredBy(finding, action) ? [position] : []
  )
  const from = matter.filter(({ suggestions }) => suggestions.some((one) => isSame(one, action)))
  return { action, answers, aiAssisted: from.some(isAiAssisted) }
}

/** A model found it, alone or beside a rule. */
export const isAiAssisted = (finding: MergedFinding): boolean =>
  finding.origin === 'model' || finding.aiAdds.length > 0

/** An order that stands already is never removed or changed by a suggestion (service-contract.ts). */
export const mayBeOffered = (action: SuggestedAction): boolean =>
  !('order' in action) || action.order.standing !== 'active'

const offerable = ({ suggestions }: MergedFinding): readonly SuggestedAction[] =>
  suggestions.filter(mayBeOffered)

/** Whoever takes an order back has answered everything that was found about it. */
function isAnsweredBy({ suggestions, about }: MergedFinding, action: SuggestedAction): boolean {
  if (suggestions.some((one) => isSame(one, action))) return true
  const takesBack = action.type === 'remove-order' || action.type === 'replace-order'
  return takesBack && about?.reference === action.order.reference
}

function distinct(matter: CardMatter): readonly SuggestedAction[] {
  const all = matter.flatMap((finding) => offerable(finding).slice(0, perFindingMax))
  return [...new Map(all.map((action) => [keyOf(action), action])).values()]
}

const isSame = (one: SuggestedAction, other: SuggestedAction): boolean =>
  keyOf(one) === keyOf(other)

function orderOf(action: SuggestedAction): string | undefined {
  return 'order' in action ? action.order.reference : undefined
}

function keyOf(action: SuggestedAction): string {
  switch (action.type) {
    case 'remove-order':
      return `remove ${action.order.reference}`
    case 'replace-order':
      return `replace ${action.order.reference} ${action.drug.code}`
    case 'adjust-order':
      return `adjust ${action.order.reference} ${action.dose.mg} ${action.dose.timesADay}`
    case 'add-test':
      return `test ${action.test.system} ${action.test.code}`
    case 'add-medication':
      return `drug ${action.drug.code}`
  }
}
