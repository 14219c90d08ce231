import type { Indicator } from '../cds-hooks/card.ts'
import type { DraftOrder } from '../clinical/clinical-index.ts'
import type { Evidence, Rule, RuleFinding, SuggestedAction } from '../rules/rule.ts'
import type { BoundFinding } from './claim.ts'

/** A model's finding of which every remaining claim has been verified against this record. */
export interface VerifiedFinding {
  readonly bound: BoundFinding
  /** Stable over calls, without ids or values: concern and the analytes, drugs, problems named. */
  readonly matter: string
  /** Written by Curbside from verified claims: under 140 characters. */
  readonly summary: string
  readonly why: readonly string[]
  readonly evidence: readonly Evidence[]
  /** The model's words that passed; undefined when they were dropped. */
  readonly reasoning?: string
  readonly option?: string
  readonly alternative?: string
  readonly about?: DraftOrder
}

/** What a card is built from, wherever it came from. */
export type Finding = {
  readonly matter: string
  readonly indicator: Indicator
  readonly summary: string
  readonly why: readonly string[]
  readonly options: readonly string[]
  readonly evidence: readonly Evidence[]
  readonly facts?: readonly string[]
  readonly missing: readonly string[]
  readonly suggestions: readonly SuggestedAction[]
  readonly about?: DraftOrder
} & (
  | {
      readonly origin: 'rule'
      readonly rule: Rule
      /** A verified finding of the model spoke of the same matter. */
      readonly confirmedByModel: boolean
    }
  | { readonly origin: 'model'; readonly reasoning?: string }
)

export interface RuleHit {
  readonly rule: Rule
  readonly finding: RuleFinding
}
