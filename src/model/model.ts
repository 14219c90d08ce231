import type { Chart, OutgoingGate } from '../chart/chart.ts'
import type { BreakerState } from './breaker.ts'
import type { CouldNotAssess } from './proposal/proposal.ts'
import type { ReadLoss, ReadResult } from './proposal/read-finding.ts'
import type { ChartPart } from '../ground/chart-part.ts'

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
  readonly part: ChartPart
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
  'gate-closed',
  // A newer question about the same patient took its place, and nobody waited for it.
  'superseded'
] as const
export type ModelEnding = (typeof modelEndings)[number]

export interface ModelEnd {
  readonly ending: ModelEnding
  /** Model and version as the service returned them; undefined when it answered nothing. */
  readonly model?: string
  readonly deployment: string
  readonly requestId?: string
  /** Of the attempt before, when this is how the second one ended. */
  readonly firstRequestId?: string
  readonly promptTokens?: number
  /** Prompt tokens that the service had in its cache, and those that it wrote there. */
  readonly cachedTokens?: number
  readonly cacheWriteTokens?: number
  readonly completionTokens?: number
  /** Reasoning that was paid for and never shown; part of the completion tokens. */
  readonly hiddenTokens?: number
  /** The tier that served the call, where the service has tiers. */
  readonly servedTier?: string
  /** How long the service asks to wait before the same is sent again. */
  readonly retryAfterMs?: number
  /** Nothing was sent: the deployment had failed too often. */
  readonly breaker?: true
  /** Nothing was sent: which bound of ours was reached. */
  readonly limit?: ModelLimit
  /** State of the deployment's breaker when the call came to it. */
  readonly breakerState?: BreakerState
  /** Time that the call stood in line for one of the deployment's slots. */
  readonly queuedMs?: number
  /** This is how the second attempt ended. */
  readonly retried?: true
  readonly elapsedMs: number
  /** What the model says was not known and could have mattered; never its own words on a card. */
  readonly couldNotAssess: readonly CouldNotAssess[]
  /** What was lost of the answer beside its findings. */
  readonly lost?: readonly ReadLoss[]
}

/** Bounds of ours that end a call as `limited`, as different from the service's own limit. */
export const modelLimits = [
  'queue',
  'calls-per-minute',
  'tokens-per-minute',
  'tokens-per-day'
] as const
export type ModelLimit = (typeof modelLimits)[number]

/** What is known of a model without asking it, for /readyz. */
export interface ModelHealth {
  readonly state: 'configured' | 'misconfigured' | 'unavailable'
  /** The breaker of each deployment, by its name in the configuration (`default`, `fast`). */
  readonly deployments: Readonly<Partial<Record<'default' | 'fast', BreakerState>>>
}

export type ModelEvent =
  | {
      readonly type: 'finding'
      /** As far as it could be read; undefined when nothing of it could. */
      readonly finding: ReadResult['finding']
      /** What of it was left out alone. */
      readonly lost: readonly ReadLoss[]
      /** On the monotonic clock: when the piece of the stream came that closed it. */
      readonly closedAtMs?: number
    }
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
  /** Begins what is done ahead of the calls: the token. Keeps no process alive. */
  start?(): void
  close?(): void
  health?(): ModelHealth
}
