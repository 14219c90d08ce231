import type { ClinicalIndex, DraftOrder, Medication } from '../../clinical/clinical-index.ts'
import type { Dose } from '../../clinical/clinical-index.ts'
import { everyRule } from '../../rules/every-rule.ts'
import { runMoment } from '../../rules/run-moment.ts'
import { notCovered, tryDrug } from '../../rules/knowledge/try-drug.ts'
import type { TriedDrug } from '../../rules/knowledge/try-drug.ts'
import type { DoorView } from '../meanings/meaning.ts'

/*
 * A drug as if it were ordered for this patient. The silence of the rules is not safety: a drug is
 * offered only where the tables were gone through for it and each aspect answers no.
 */

export type Trial =
  | { readonly outcome: 'safe' }
  | { readonly outcome: 'unsafe' }
  | { readonly outcome: 'not-covered' }
  /** What would have to be known first, in words. */
  | { readonly outcome: 'cannot-assess'; readonly missing: readonly string[] }

export interface DrugOption {
  readonly name: string
  readonly ingredients: readonly string[]
  /** References of what it would replace. */
  readonly without: ReadonlySet<string>
  readonly dailyDose?: Dose
}

/** Tries the whole option: the drug added, what it replaces taken away, beside the other drafts. */
export function tryOption(option: DrugOption, view: DoorView): Trial {
  const index = withDrafts(view, option.without)
  const tried = tryDrug(view.knowledge, index, option)
  const aspects = Object.values(tried.aspects)
  if (aspects.some(({ answer }) => answer === 'yes')) return { outcome: 'unsafe' }
  const rules = ruleAnswers(option, index)
  if (rules.some(({ missing }) => missing.length === 0)) return { outcome: 'unsafe' }
  const missing = [
    ...aspects.flatMap((one) => one.missing.filter((what) => what !== notCovered)),
    ...rules.flatMap((one) => one.missing)
  ]
  if (missing.length > 0) return { outcome: 'cannot-assess', missing: [...new Set(missing)] }
  return tried.mayBeOffered ? { outcome: 'safe' } : { outcome: 'not-covered' }
}

/** The record with the other drafts as if they were taken, and without what is replaced. */
function withDrafts({ index, moment }: DoorView, without: ReadonlySet<string>): ClinicalIndex {
  const drafts = moment.draftOrders.flatMap(({ medication }): readonly Medication[] =>
    medication === undefined ? [] : [{ ...medication, status: 'active' }]
  )
  const medications = [...index.medications, ...drafts].filter(
    ({ reference }) => !without.has(reference)
  )
  return { ...index, medications }
}

/** What the rules say of the tried order, loud enough to keep it back. */
function ruleAnswers(
  { name, ingredients, dailyDose }: DrugOption,
  index: ClinicalIndex
): readonly { readonly missing: readonly string[] }[] {
  const reference = 'MedicationRequest/tried'
  const medication: Medication = {
    kind: 'medication',
    reference,
    label: name,
    codes: [],
    source: 'request',
    status: 'draft',
    ingredients,
    route: 'systemic',
    repeats: [],
    ...(dailyDose !== undefined && { dailyDose })
  }
  const order: DraftOrder = {
    reference,
    selected: true,
    resource: {
      resourceType: 'MedicationRequest',
      status: 'draft',
      intent: 'order',
      subject: { reference: index.person.reference },
      medicationCodeableConcept: { text: name }
    },
    medication,
    recognised: true
  }
  const moment = { hook: 'order-select', about: 'orders', draftOrders: [order] } as const
  return runMoment(everyRule, ['order-select', 'order-sign'], { index, moment })
    .hits.filter(
      ({ finding }) => finding.about?.reference === reference && finding.indicator !== 'info'
    )
    .map(({ finding }) => finding)
}

/** Aspects that make a whole class unsafe as soon as one of its drugs is. */
const decisive = ['allergy', 'pregnancy', 'age', 'kidney'] as const

/**
 * Whether a class may be named: nothing speaks against it. One conflict with an allergy, pregnancy,
 * age or kidney is enough; an interaction or problem counts when it is that of half of the class.
 */
export function tryClass(
  ingredients: readonly string[],
  without: ReadonlySet<string>,
  view: DoorView
): Trial {
  const index = withDrafts(view, without)
  const known = ingredients.filter((one) => isKnown(one, view)).slice(0, classMax)
  const tried = known.map((one) => tryDrug(view.knowledge, index, { ingredients: [one], without }))
  if (tried.length === 0) return { outcome: 'not-covered' }
  const speaks = tried.filter((one) =>
    Object.values(one.aspects).some(({ answer }) => answer === 'yes')
  )
  const decided = tried.some((one) => decisive.some((name) => one.aspects[name].answer === 'yes'))
  if (decided || speaks.length * 2 >= tried.length) return { outcome: 'unsafe' }
  const ruled = known.filter(
    (one) => ruleAnswers({ name: one, ingredients: [one], without }, index).length > 0
  )
  if (ruled.length * 2 >= known.length) return { outcome: 'unsafe' }
  const missing = sharedMissing(tried)
  return missing.length > 0 ? { outcome: 'cannot-assess', missing } : { outcome: 'safe' }
}

/** Some classes are long; the tables name their usual drugs first. */
const classMax = 12

function isKnown(ingredient: string, { knowledge }: DoorView): boolean {
  return (
    knowledge.coverage.has(ingredient) ||
    knowledge.interactions.has(ingredient) ||
    knowledge.allergies.has(ingredient) ||
    knowledge.contraindications.has(ingredient)
  )
}

/** What is not known for every drug of a class. */
function sharedMissing(tried: readonly TriedDrug[]): readonly string[] {
  const each = tried.map(
    ({ aspects }) => new Set(Object.values(aspects).flatMap((one) => one.missing))
  )
  const [first, ...others] = each
  return [...(first ?? [])].filter(
    (what) => what !== notCovered && others.every((one) => one.has(what))
  )
}
