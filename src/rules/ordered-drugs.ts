import type { DraftOrder, Medication } from '../clinical/clinical-index.ts'
import { activeIn, isIn } from './drug-set.ts'
import type { DrugSet } from './drug-set.ts'
import type { Evidence, RuleView } from './rule.ts'
import { activeState, nameOf } from './wording.ts'

/** A draft order of a drug. */
export interface OrderedDrug {
  readonly order: DraftOrder
  readonly medication: Medication
}

/** A drug that an ordered one meets: active in the record, or ordered together with it. */
export interface Partner {
  readonly medication: Medication
  readonly drafted: boolean
}

/** An ordered drug of one set and what it meets of the other. */
export interface Meeting {
  readonly ordered: OrderedDrug
  /** The set that the ordered drug is of. */
  readonly role: 'first' | 'second'
  readonly partners: readonly Partner[]
}

/**
 * The draft orders of drugs, whether just picked or before: an EHR replaces a service's cards at
 * each call, so a card about an earlier draft has to come again. Ranking puts the selected first.
 */
export function orderedDrugs(view: RuleView): readonly OrderedDrug[] {
  return view.moment.draftOrders.flatMap((order) =>
    order.medication === undefined ? [] : [{ order, medication: order.medication }]
  )
}

/**
 * Ordered drugs of one set that meet drugs of the other, one meeting per order. Two drugs that are
 * both ordered meet once, about the first set's.
 */
export function meetings(view: RuleView, first: DrugSet, second: DrugSet): readonly Meeting[] {
  const ordered = orderedDrugs(view)
  const found: Meeting[] = []
  for (const one of ordered) {
    if (isIn(one.medication, first)) {
      const partners = partnersOf(view, one, second)
      if (partners.length > 0) found.push({ ordered: one, role: 'first', partners })
    }
    if (isIn(one.medication, second)) {
      const told = new Set(
        ordered.filter(({ medication }) => isIn(medication, first)).map(({ order }) => order)
      )
      const partners = partnersOf(view, one, first, told)
      if (partners.length > 0) found.push({ ordered: one, role: 'second', partners })
    }
  }
  return found
}

/**
 * Ordered drugs that meet another one of their own set. Of two that are ordered together, the
 * later one carries the meeting.
 */
export function meetingsWithin(view: RuleView, set: DrugSet): readonly Meeting[] {
  const ordered = orderedDrugs(view).filter(({ medication }) => isIn(medication, set))
  return ordered.flatMap((one, position) => {
    const later = new Set(ordered.slice(position + 1).map(({ order }) => order))
    const partners = partnersOf(view, one, set, later)
    return partners.length === 0 ? [] : [{ ordered: one, role: 'first' as const, partners }]
  })
}

/**
 * Drugs of a set that an ordered one meets: active ones of the record and other draft orders.
 * Never itself, and never the same drug: a renewal does not interact with what it renews.
 */
export function partnersOf(
  view: RuleView,
  ordered: OrderedDrug,
  set: DrugSet,
  except: ReadonlySet<DraftOrder> = new Set()
): readonly Partner[] {
  const active = activeIn(view.index, set).map((medication) => ({ medication, drafted: false }))
  const orders = orderedDrugs(view)
  const met = orders
    .filter(({ order, medication }) => !except.has(order) && isIn(medication, set))
    .map(({ order, medication }) => ({ medication, drafted: order.standing !== 'active' }))
  // An order that stands in the record too is met once: as the order.
  const references = new Set(orders.map(({ order }) => order.reference))
  return [...active.filter(({ medication }) => !references.has(medication.reference)), ...met]
    .filter(({ medication }) => medication.reference !== ordered.order.reference)
    .filter(({ medication }) => !isSameDrug(medication, ordered.medication))
}

/** Whether two products hold the same ingredients, in whatever strength. */
export function isSameDrug(one: Medication, other: Medication): boolean {
  const ingredients = new Set(one.ingredients)
  return (
    ingredients.size > 0 &&
    ingredients.size === new Set(other.ingredients).size &&
    other.ingredients.every((ingredient) => ingredients.has(ingredient))
  )
}

/** `Warfarin 5 MG Oral Tablet: active (3 Nov 2025).` */
export function partnerSentence({ medication, drafted }: Partner): string {
  const state = drafted ? 'ordered together with it' : activeState(medication)
  return `${medication.label}: ${state}.`
}

/** In few words, for a summary: `active (3 Nov 2025)`. */
export function partnerState({ medication, drafted }: Partner): string {
  return drafted ? 'also ordered' : activeState(medication)
}

/** Active drugs as evidence. Draft orders stand in no record yet: they are named in sentences. */
export function partnerEvidence(partners: readonly Partner[]): readonly Evidence[] {
  return partners
    .filter(({ drafted }) => !drafted)
    .map(({ medication }) => medicationEvidence(medication))
}

/** A medication of the record as evidence. */
export function medicationEvidence(medication: Medication): Evidence {
  return {
    reference: medication.reference,
    text: `${medication.label}: ${activeState(medication)}`
  }
}

/** The suggestion to take a draft order back. */
export function removeOrder({ order, medication }: OrderedDrug) {
  return {
    type: 'remove-order',
    order,
    label: `Remove the order for ${nameOf(medication)}`
  } as const
}
