import type { Absence } from '../clinical/absence.ts'
import type { ComputedName } from '../clinical/computed/computed-fact.ts'
import type {
  Allergy,
  DraftOrder,
  Event,
  Medication,
  Person,
  Problem,
  Result
} from '../clinical/clinical-index.ts'
import type { SearchedThing } from '../model/proposal/words.ts'
import type { BoundFact } from './bound-finding.ts'
import type { LossReason } from './loss.ts'

/** What was found in the record for a fact that holds. What is written comes of these alone. */
export type FoundFact =
  | { readonly kind: 'value'; readonly result: Result; readonly newest: boolean }
  | {
      readonly kind: 'trend'
      /** Oldest first. */
      readonly readings: readonly Result[]
      readonly direction: 'rising' | 'falling' | 'stable'
      readonly newest: boolean
    }
  | { readonly kind: 'condition'; readonly problem: Problem; readonly saysDate: boolean }
  | { readonly kind: 'allergy'; readonly allergy: Allergy }
  | {
      readonly kind: 'drug'
      readonly medication: Medication
      /** What the fact spoke of besides the drug, and so may be written. */
      readonly says: { readonly dose: boolean; readonly form: boolean; readonly start: boolean }
    }
  | { readonly kind: 'order'; readonly order: DraftOrder; readonly saysDose: boolean }
  | { readonly kind: 'event'; readonly event: Event }
  | {
      readonly kind: 'patient'
      readonly person: Person
      readonly says: { readonly age: boolean; readonly sex: boolean }
    }
  | {
      readonly kind: 'computed'
      readonly name: ComputedName
      /** Curbside's own words for it: "CHA2DS2-VASc 4". */
      readonly words: string
      readonly value: number | null
    }
  | { readonly kind: 'family' | 'plan'; readonly reference: string; readonly label: string }
  | { readonly kind: 'absence'; readonly absence: Absence }
  | {
      readonly kind: 'not-found'
      readonly thing: SearchedThing
      /** Key of the concept and how the vocabulary calls it. */
      readonly key: string
      readonly label: string
      /** First day that was searched; null: the whole record, read whole. */
      readonly since: string | null
    }

/** A fact of a finding together with what the record says to it. */
export interface SupportedFact {
  readonly bound: BoundFact
  readonly found: FoundFact
}

export type FactVerdict =
  | {
      readonly outcome: 'holds'
      readonly fact: SupportedFact
      /** Slots of it that did not hold (a dose, a start): the fact is said without them. */
      readonly slots: readonly LossReason[]
    }
  | { readonly outcome: 'lost'; readonly reason: LossReason }

/**
 * A finding whose facts have been looked up: what the one door decides about. A fact that did not
 * hold is `null` in its place, so that the indexes of meanings stay what they were.
 */
export type SupportedFacts = readonly (SupportedFact | null)[]
