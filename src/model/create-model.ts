import type { Dispatcher } from 'undici'
import type { Clock } from '../clock.ts'
import { askedModel } from './asked-model.ts'
import { entraToken, keyToken } from './bearer-token.ts'
import type { ModelConfig } from './model-config.ts'
import type { Model } from './model.ts'
import { noModel } from './no-model.ts'

/**
 * The model that the configuration names. Nothing is sent and no credential is looked for before
 * the first `propose`. `dispatcher` is the one connection pool towards the model.
 */
export function createModel(given: {
  readonly config: ModelConfig
  readonly dispatcher: Dispatcher
  readonly clock: Clock
}): Model {
  const { config, dispatcher, clock } = given
  if (config.kind === 'none') return noModel
  const bearerToken = config.auth.kind === 'key' ? keyToken(config.auth.key) : entraToken()
  return askedModel({ config, dispatcher, clock, bearerToken })
}
