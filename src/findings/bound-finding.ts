import type { Absence } from '../clinical/absence.ts'
import type { ComputedName } from '../clinical/computed/computed-fact.ts'
import type { Effect } from '../model/proposal/effects.ts'
import type { Question } from '../model/proposal/questions.ts'
import type {
  ConceptKind,
  Condition,
  Detail,
  OptionAction,
  Outcome,
  Relation,
  Role,
  SearchedThing,
  SettlingAction,
  Urgency
} from '../model/proposal/words.ts'

/*
 * A typed finding, bound to the record by reference: the form in which it is checked, stored and
 * checked again against a newer record. Aliases have become references, day indexes true dates.
 */

/** A thing by the model's words: looked up in the vocabulary, never written on a card as it is. */
export interface ProposedConcept {
  readonly kind: ConceptKind
  readonly text: string
}

/** One entry of the record. `component` is a part of it that has an alias of its own (systolic). */
export interface RecordEntry {
  readonly reference: string
  readonly component?: string
}

/**
 * What a statement may name besides the entry itself. A model names none of it; a claim that is
 * evaluated does, and then it must be so.
 */
interface NamedAs {
  /** LOINC or another code that the entry must bear. */
  readonly code?: string
}

/** Why a fact is in its finding; `of` is the index of the fact it came before or after. */
interface InRole {
  readonly role: Role
  readonly of: number | null
}

export type BoundFact = InRole &
  (
    | ({
        readonly kind: 'value'
        /** As recorded: a number, or text ("Positive", "<0.1"). */
        readonly value: number | string
        readonly unit: string | null
        readonly date: string
        /** Set when it was first verified: whether it was the newest of its kind then. */
        readonly newest?: boolean
      } & RecordEntry &
        NamedAs)
    | ({
        readonly kind: 'trend'
        /** Oldest first. */
        readonly readings: readonly BoundReading[]
        readonly direction: 'rising' | 'falling' | 'stable'
        readonly newest?: boolean
      } & NamedAs)
    | ({
        readonly kind: 'condition' | 'allergy'
        readonly reference: string
        readonly status: 'active' | 'resolved'
        readonly date: string | null
      } & NamedAs)
    | ({
        readonly kind: 'drug'
        readonly reference: string
        readonly status: 'active' | 'stopped'
        readonly dose: BoundDose | null
        readonly form: DrugForm | null
        readonly started: string | null
      } & NamedAs)
    | {
        /** A draft order of the moment. */
        readonly kind: 'order'
        readonly reference: string
        readonly dose: BoundDose | null
        readonly form: DrugForm | null
      }
    | {
        readonly kind: 'event'
        readonly reference: string
        readonly status: 'done' | 'pending'
        readonly date: string | null
      }
    | {
        readonly kind: 'patient'
        /** Completed years, or months where the chart counts in months. */
        readonly age: number | null
        readonly sex: 'female' | 'male' | null
      }
    | {
        /** Computed again from the record; `name` is its stable name. */
        readonly kind: 'computed'
        readonly name: ComputedName
        readonly value: number | null
      }
    | { readonly kind: 'family' | 'plan'; readonly reference: string }
    | { readonly kind: 'absence'; readonly absence: Absence }
    | {
        readonly kind: 'not-found'
        readonly thing: SearchedThing
        readonly text: string
        /** Searched from this day on; null: ever, or since `sinceEntry`. */
        readonly since: string | null
        /** Searched from the day of this entry on. */
        readonly sinceEntry: string | null
      }
  )

/** A reading of a trend, with the value and date that a statement gives it. */
export interface BoundReading extends RecordEntry {
  readonly value?: number
  readonly date?: string
}

export interface BoundDose {
  readonly value: number
  readonly unit: string | null
}

export type DrugForm = 'oral' | 'topical' | 'inhaled' | 'injected' | 'extended-release'

/** `subjects` and `objects` are indexes in the finding's facts. */
export interface BoundMeaning {
  readonly relation: Relation
  readonly subjects: readonly number[]
  readonly objects: readonly number[]
  readonly effect: Effect | null
  readonly detail: Detail | null
  readonly concept: ProposedConcept | null
}

/** What a step is done to: an entry, a draft order, what is absent, or a thing by name. */
export type BoundTarget =
  | ({ readonly kind: 'entry' } & RecordEntry)
  | { readonly kind: 'order'; readonly reference: string }
  | { readonly kind: 'absence'; readonly absence: Absence }
  | { readonly kind: 'concept'; readonly concept: ProposedConcept }

/** One thing that would settle the finding, or that could be done. */
export interface BoundStep<Action extends SettlingAction | OptionAction> {
  readonly action: Action
  readonly target: BoundTarget | null
  readonly insteadOf: BoundTarget | null
  readonly question: Question | null
  /** For `repeat-test`: after how many days. */
  readonly inDays: number | null
  readonly when: {
    readonly condition: Condition
    readonly target: BoundTarget
    readonly outcome: Outcome | null
  } | null
}

export type BoundSettle = BoundStep<SettlingAction>
export type BoundOption = BoundStep<OptionAction>

export interface BoundFinding {
  /** `null` where a fact could not be bound: indexes of meanings stay what they were. */
  readonly facts: readonly (BoundFact | null)[]
  readonly meanings: readonly BoundMeaning[]
  readonly settle: readonly BoundSettle[]
  readonly options: readonly BoundOption[]
  readonly urgency: Urgency
}
