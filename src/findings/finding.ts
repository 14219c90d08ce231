import type { Indicator } from '../cds-hooks/card.ts'
import type { DraftOrder } from '../clinical/clinical-index.ts'
import type { KnowledgeSource } from '../knowledge/row.ts'
import type { Evidence, Rule, RuleFinding, SuggestedAction } from '../rules/rule.ts'

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
      /** What verified findings of the model about the same matter mean, in Curbside's words. */
      readonly aiAdds: readonly string[]
    }
  | {
      readonly origin: 'model'
      /** Texts that hold what it states; none where the record itself shows it. */
      readonly sources: readonly KnowledgeSource[]
      /** Curbside's tables do not hold all that it says is linked: the card says so. */
      readonly toCheck: boolean
    }
)

export interface RuleHit {
  readonly rule: Rule
  readonly finding: RuleFinding
}
