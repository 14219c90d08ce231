import Fastify from 'fastify'
import type { FastifyInstance } from 'fastify'
import packageJson from '../package.json' with { type: 'json' }
import type { AppOutside } from './process/app-outside.ts'
import type { Config } from './process/config.ts'
import { callService } from './http/call-service.ts'
import { cors } from './http/cors.ts'
import { discovery } from './http/discovery.ts'
import { doorOptions, guardDoor } from './http/door.ts'
import { feedback } from './http/feedback.ts'
import { closeWithGrace } from './http/grace.ts'
import { health } from './http/health.ts'
import { createLog } from './telemetry/log.ts'
import { openapi } from './http/openapi.ts'
import { transparency } from './http/transparency.ts'
import { limits } from './ground/limits.ts'
import { loadSiteKnowledge } from './process/load-site-knowledge.ts'
import { makeParts } from './process/make-parts.ts'
import { loadServices } from './services/load-services.ts'
import { transparencyFacts } from './process/transparency-facts.ts'
import { openStore } from './store/open-store.ts'
import type { Store } from './store/store.ts'

declare module 'fastify' {
  interface FastifyInstance {
    /** For tools and tests that look at what was kept. */
    readonly curbsideStore: Store
  }
}

/**
 * Builds the whole service from its configuration; the app does not listen. Closing it lets the
 * model's thinking finish within the grace, writes what is pending and closes the store.
 */
export async function buildApp(config: Config, outside: AppOutside): Promise<FastifyInstance> {
  const { clock } = outside
  const log = outside.log ?? createLog()
  const services = await loadServices(new URL('../hooks/', import.meta.url))
  const store = outside.store ?? (await openStore({ database: config.database, clock }))
  const knowledge =
    config.knowledge === undefined ? undefined : loadSiteKnowledge(config.knowledge.path)
  const parts = makeParts({
    config,
    outside,
    log,
    services,
    store,
    ...(knowledge !== undefined && { knowledge })
  })
  const app = Fastify(doorOptions(log))
  app.decorate('curbsideStore', store)
  const grace = closeWithGrace(app, { clock, graceMs: limits.shutdownGraceMs })
  guardDoor(app, parts)
  cors(app, parts)
  discovery(app, parts)
  callService(app, parts)
  feedback(app, parts)
  health(app, parts)
  openapi(app, parts)
  await transparency(app, parts, transparencyFacts(services, config, knowledge))
  const sweep = setInterval(() => {
    store.deleteExpired(clock.nowMs()).catch((error: unknown) => {
      parts.metrics.storeFailed('sweep')
      log.event('store-failed', { operation: 'sweep', error })
    })
  }, limits.adviceSweepEveryMs)
  sweep.unref()
  app.addHook('onClose', async () => {
    clearInterval(sweep)
    await parts.outside.consultations.drain(grace.remainingMs())
    await parts.audit.drain()
    if (outside.store === undefined) await store.close()
  })
  app.addHook('onListen', () => {
    const address = app.server.address()
    log.event('started', {
      version: packageJson.version,
      port: typeof address === 'object' && address !== null ? address.port : 0,
      services: services.size,
      ehrs: config.ehrs.length
    })
  })
  return app
}
