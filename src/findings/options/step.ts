import type { SuggestedAction } from '../../rules/rule.ts'
import type { LossReason } from '../loss.ts'
import type { HoldingRow } from '../meanings/meaning.ts'

/** A step that may be offered, in words that Curbside wrote. */
export interface OfferedStep {
  /** `do`: after "Consider". `ask`: a whole question. */
  readonly kind: 'do' | 'ask'
  readonly words: string
  /** `If the potassium is high`: what it depends on. */
  readonly when?: string
  /** What it is about, so that nothing is offered twice. */
  readonly key: string
  readonly changesDrug: boolean
  readonly suggestion?: SuggestedAction
  readonly rows?: readonly HoldingRow[]
}

export type StepVerdict =
  | { readonly outcome: 'offered'; readonly step: OfferedStep; readonly lost?: LossReason }
  | { readonly outcome: 'lost'; readonly reason: LossReason }

export const offered = (step: OfferedStep, lost?: LossReason): StepVerdict => ({
  outcome: 'offered',
  step,
  ...(lost !== undefined && { lost })
})
export const refused = (reason: LossReason): StepVerdict => ({ outcome: 'lost', reason })
