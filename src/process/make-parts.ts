import packageJson from '../../package.json' with { type: 'json' }
import type { AppOutside } from './app-outside.ts'
import { terminologyWith } from '../terminology/terminology.ts'
import type { Config } from './config.ts'
import { Consultations } from '../reading/consult.ts'
import { fhirReader } from '../fhir/fhir-kit-reader.ts'
import { guardedDispatcher, guardedFetch } from './guarded-dispatcher.ts'
import { Bookkeeping } from '../telemetry/bookkeeping.ts'
import { ClientAuthentication } from '../http/client-jwt.ts'
import type { Log } from '../telemetry/log.ts'
import { createMetrics } from '../telemetry/metrics.ts'
import type { Metrics } from '../telemetry/metrics.ts'
import type { Parts } from '../http/parts.ts'
import { limits } from '../ground/limits.ts'
import { loadRxnorm, loadSiteTerminology } from './load-site-files.ts'
import { embeddedKnowledge } from '../knowledge/embedded.ts'
import type { LoadedKnowledge } from './load-site-knowledge.ts'
import { everyRule, rulesWith } from '../rules/every-rule.ts'
import type { BreakerState } from '../model/breaker.ts'
import { createModel } from '../model/create-model.ts'
import type { Store } from '../store/store.ts'

interface Given {
  readonly config: Config
  readonly outside: AppOutside
  readonly log: Log
  readonly services: Parts['services']
  readonly store: Store
  readonly knowledge?: LoadedKnowledge
}

/** Everything the routes are built from, made once from the configuration. */
export function makeParts(given: Given): Parts {
  const { config, outside, log, services, store } = given
  const { clock, ids } = outside
  const publicUrl = config.publicUrl.replace(/\/+$/, '')
  const transparencyUrl = `${publicUrl}/transparency`
  const metrics = createMetrics({
    ehrs: config.ehrs.map(({ id }) => id),
    services: [...services.keys()]
  })
  const dispatchers = makeDispatchers(config)
  const model =
    outside.model ??
    createModel({
      config: config.model,
      dispatcher: dispatchers.model,
      clock,
      ...modelEvents(log, metrics)
    })
  for (const deployment of ['default', 'fast'] as const) {
    const state = model.health?.().deployments[deployment]
    if (state !== undefined) metrics.breaker({ deployment, state })
  }
  const fhirServers = { dispatcher: dispatchers.fhir }
  return {
    publicUrl,
    transparencyUrl,
    services,
    authentication: new ClientAuthentication({
      ehrs: config.ehrs,
      fetchKeys: guardedFetch(dispatchers.keys),
      store,
      clock
    }),
    discoveryNeedsToken: config.discovery === 'authenticated',
    corsOrigins: new Set(config.ehrs.flatMap(({ corsOrigins }) => corsOrigins)),
    store,
    outside: {
      clock,
      ids,
      store,
      consultations: makeConsultations(given, { model, metrics }),
      ...config.deidentification,
      site: siteTerms(config, log),
      rules: rulesOf(given.knowledge, log),
      knowledge: given.knowledge?.knowledge ?? embeddedKnowledge,
      modelAsked: model.kind !== 'none',
      readerFor: ({ baseUrl, accessToken }) => fhirReader({ baseUrl, accessToken, ...fhirServers }),
      cardTexts: {
        transparencyUrl,
        ...('notice' in config.model ? { modelNotice: config.model.notice } : {})
      },
      onStoreFailure: storeFailed('issued-cards', log, metrics)
    },
    model,
    audit: new Bookkeeping({
      store,
      log,
      metrics,
      clock,
      ids,
      modelKind: model.kind,
      profile: config.deidentification.profile,
      appVersion: packageJson.version
    }),
    log,
    metrics,
    clock,
    ids
  }
}

/** The rules over our knowledge, or over it with what the site brings. */
function rulesOf(loaded: LoadedKnowledge | undefined, log: Log): Parts['outside']['rules'] {
  if (loaded === undefined) return everyRule
  const { knowledge, facts, sha256 } = loaded
  log.event('knowledge-loaded', {
    sha256,
    rows: facts.added.length,
    changes: facts.changes.length
  })
  return rulesWith(knowledge)
}

/** The embedded terminology, with the site's own table and its RxNorm where they are configured. */
function siteTerms({ terminology }: Config, log: Log): Parts['outside']['site'] {
  const site = terminology?.path === undefined ? undefined : loadSiteTerminology(terminology.path)
  const rxnorm = terminology?.rxnorm === undefined ? undefined : loadRxnorm(terminology.rxnorm)
  if (site !== undefined) {
    const { drugs, codes } = site.table
    log.event('terminology-loaded', {
      sha256: site.sha256,
      drugs: drugs.size,
      codes: codes.size
    })
  }
  if (rxnorm !== undefined) {
    const { ingredients, concepts, ndc } = rxnorm.table.counts
    log.event('rxnorm-loaded', { sha256: rxnorm.sha256, ingredients, concepts, ndc })
  }
  return {
    terminology: terminologyWith(site?.table.drugs ?? new Map(), rxnorm?.table),
    codes: site?.table.codes
  }
}

function makeConsultations(
  { config, outside, log, store }: Given,
  {
    model,
    metrics
  }: { readonly model: NonNullable<AppOutside['model']>; readonly metrics: Metrics }
): Consultations {
  return new Consultations({
    model,
    store,
    clock: outside.clock,
    budgets: new Map(
      config.ehrs.flatMap(({ id, modelBudget }) =>
        modelBudget === undefined ? [] : [[id, modelBudget] as const]
      )
    ),
    owner: outside.ids.newUuid(),
    // A model that was handed in, not configured, has the time of the configuration's default.
    modelWithinMs: 'modelWithinMs' in config.model ? config.model.modelWithinMs : 60_000,
    onEnd: ({ end, part, deployment, hookInstance, findings, unbound }) => {
      const { ending, breaker, limit, retried, requestId } = end
      const notSent = breaker === true ? 'breaker' : limit
      metrics.modelEnded({ part, deployment, ending, notSent, retried })
      log.event('model-ended', { hookInstance, part, findings, unbound, ...end })
      if (ending === 'misconfigured') {
        log.event('model-misconfigured', { deployment: end.deployment, requestId })
      }
    },
    onStoreFailure: storeFailed('find-advice', log, metrics),
    onFault: (error) => log.event('call-failed', { station: 'consult', error })
  })
}

/** What the model has to say outside of any call. */
function modelEvents(log: Log, metrics: Metrics) {
  return {
    onBreaker: (deployment: 'default' | 'fast', state: BreakerState): void => {
      metrics.breaker({ deployment, state })
      log.event('model-breaker', { deployment, state })
    },
    onTokenFailure: (state: 'misconfigured' | 'unavailable', error: unknown): void =>
      log.event('model-token-failed', { state, error })
  }
}

const storeFailed =
  (operation: 'issued-cards' | 'find-advice', log: Log, metrics: Metrics) =>
  (error: unknown): void => {
    metrics.storeFailed(operation)
    log.event('store-failed', { operation, error })
  }

/** One guarded way out per kind of peer: only the configured origins, each with its own bounds. */
function makeDispatchers(config: Config) {
  const { allowLoopbackHttp } = config.development
  const originsOf = (addresses: readonly string[]): readonly string[] => [
    ...new Set(addresses.map((address) => new URL(address).origin))
  ]
  const shared = { allowLoopbackHttp, connectWithinMs: limits.connectWithinMs }
  return {
    fhir: guardedDispatcher({
      ...shared,
      allowedOrigins: originsOf(config.ehrs.flatMap(({ fhirServers }) => fhirServers)),
      responseBytesMax: limits.fhirBytesMax,
      connections: limits.fhirConnections
    }),
    keys: guardedDispatcher({
      ...shared,
      allowedOrigins: originsOf(config.ehrs.flatMap(({ jwksUrl }) => jwksUrl ?? [])),
      responseBytesMax: limits.jwksBytesMax,
      connections: 4
    }),
    model: guardedDispatcher({
      ...shared,
      allowedOrigins: 'endpoint' in config.model ? originsOf([config.model.endpoint]) : [],
      responseBytesMax: limits.modelBytesMax,
      connections: limits.modelConnections
    })
  }
}
