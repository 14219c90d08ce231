import type { Chart, OutgoingGate } from '../chart/chart.ts'
import type { ProposedFinding } from './proposal.ts'

/** What the model is asked to do, from hooks/<service>/instructions.md. */
export interface Instructions {
  readonly text: string
  readonly version: string
  readonly sha256: string
}

export interface ModelAsk {
  readonly chart: Chart
  /** Every adapter asks it about the exact request body and sends nothing when it hits. */
  readonly gate: OutgoingGate
  /** Which part is asked about; the moment is asked with the review as its background. */
  readonly part: 'review' | 'moment'
  readonly instructions: Instructions
  readonly deployment: 'default' | 'fast'
}

/** Every way a model call can end; each is audited and counted under its own word. */
export const modelEndings = [
  'complete',
  'truncated',
  'filtered-prompt',
  'filtered-completion',
  'refused',
  'malformed',
  'late',
  'limited',
  'unavailable',
  'misconfigured',
  'gate-closed'
] as const
export type ModelEnding = (typeof modelEndings)[number]

export interface ModelEnd {
  readonly ending: ModelEnding
  /** Model and version as the service returned them; undefined when it answered nothing. */
  readonly model?: string
  readonly deployment: string
  readonly requestId?: string
  readonly promptTokens?: number
  readonly cachedTokens?: number
  readonly completionTokens?: number
  readonly elapsedMs: number
  readonly couldNotAssess: readonly string[]
}

export type ModelEvent =
  | { readonly type: 'finding'; readonly finding: ProposedFinding }
  | { readonly type: 'end'; readonly end: ModelEnd }

/**
 * The one contract for every model. `propose` yields each finding as it completes in the stream
 * and exactly one `end`, always last; it does not throw for what the world does.
 * `signal` is the model's own time (modelWithinMs), not the EHR's.
 */
export interface Model {
  /** `azure-foundry`, `openai-compatible` or `none`. */
  readonly kind: string
  propose(ask: ModelAsk, signal: AbortSignal): AsyncIterable<ModelEvent>
}
