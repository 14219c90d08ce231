import type { Dispatcher } from 'undici'
import type { Clock } from '../ground/clock.ts'
import { limits } from '../ground/limits.ts'
import { askedModel } from './asked-model.ts'
import { entraToken, keyToken } from './bearer-token.ts'
import type { BearerToken } from './bearer-token.ts'
import type { BreakerState } from './breaker.ts'
import type { AskedModelConfig, ModelConfig } from './model-config.ts'
import type { Model, ModelAsk, ModelEvent, ModelHealth } from './model.ts'
import { noModel } from './no-model.ts'
import { onceMore } from './once-more.ts'
import { protectedModel } from './protected-model.ts'
import { WarmToken } from './warm-token.ts'

export interface ModelOutside {
  /** The one connection pool towards the model. */
  readonly dispatcher: Dispatcher
  readonly clock: Clock
  /** A deployment is given up on, tried, or back. */
  readonly onBreaker?: (deployment: 'default' | 'fast', state: BreakerState) => void
  /** The token did not come: in what way, and what was thrown. */
  readonly onTokenFailure?: (state: 'misconfigured' | 'unavailable', thrown: unknown) => void
}

/**
 * The model that the configuration names. Nothing is sent and no credential is looked for before
 * `start` or the first `propose`.
 */
export function createModel(given: ModelOutside & { readonly config: ModelConfig }): Model {
  const { config } = given
  if (config.kind === 'none') return noModel
  const bearerToken = config.auth.kind === 'key' ? keyToken(config.auth.key) : entraToken()
  return watchedModel({ ...given, config }, bearerToken)
}

/** An adapter with all that stands around it; `bearerToken` as the configuration's auth says. */
export function watchedModel(
  given: ModelOutside & { readonly config: AskedModelConfig },
  bearerToken: BearerToken
): Model {
  const { config, dispatcher, clock } = given
  const guarded = protectedModel(askedModel({ config, dispatcher, clock, bearerToken }), {
    config,
    clock,
    onBreaker: given.onBreaker ?? (() => undefined)
  })
  const model = onceMore(guarded, { clock, withinMs: config.modelWithinMs })
  const warm =
    config.auth.kind === 'entra'
      ? new WarmToken({
          bearerToken,
          everyMs: limits.modelTokenEveryMs,
          withinMs: limits.modelTokenWithinMs,
          onFailure: (state, thrown) => {
            if (state !== 'unknown' && state !== 'ready') given.onTokenFailure?.(state, thrown)
          }
        })
      : undefined
  let refused = false
  return {
    kind: model.kind,
    propose: (ask, signal) =>
      noting(model, ask, signal, (misconfigured) => {
        refused = misconfigured
      }),
    start: () => warm?.start(),
    close: () => warm?.stop(),
    health: (): ModelHealth => ({
      state: healthOf(refused, warm),
      deployments: guarded.lanes()
    })
  }
}

function healthOf(refused: boolean, warm: WarmToken | undefined): ModelHealth['state'] {
  if (refused || warm?.state === 'misconfigured') return 'misconfigured'
  return warm?.state === 'unavailable' ? 'unavailable' : 'configured'
}

/** A refusal that no waiting repairs is remembered until a call is answered otherwise. */
async function* noting(
  model: Model,
  ask: ModelAsk,
  signal: AbortSignal,
  note: (misconfigured: boolean) => void
): AsyncGenerator<ModelEvent, void, undefined> {
  for await (const event of model.propose(ask, signal)) {
    if (event.type === 'end') {
      const { ending } = event.end
      if (ending === 'misconfigured') note(true)
      else if (answeredEndings.has(ending)) note(false)
    }
    yield event
  }
}

const answeredEndings: ReadonlySet<string> = new Set([
  'complete',
  'truncated',
  'filtered-prompt',
  'filtered-completion',
  'refused',
  'malformed'
])
