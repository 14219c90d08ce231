import fastify from 'fastify'
import { AccessTokens } from './access-tokens.ts'
import type { EhrClock } from './ehr-clock.ts'
import { systemEhrClock } from './ehr-clock.ts'
import { EhrEvents } from './ehr-events.ts'
import type { FhirResource } from './fhir-resource.ts'
import { fhirRoutes } from './fhir-routes.ts'
import { FhirStore } from './fhir-store.ts'
import { makeSigningKey } from './signing-key.ts'
import type { SigningKey } from './signing-key.ts'

export interface ServedRecord {
  readonly patientId: string
  readonly resources: readonly FhirResource[]
}

export interface RecordServer {
  readonly url: string
  readonly fhirBase: string
  readonly key: SigningKey
  /**
   * Serves this record from now on, and nothing of the one before; the token of the one before
   * ends. `left` counts what could not be taken in: the same id twice.
   */
  serve(record: ServedRecord): { readonly accessToken: string; readonly left: number }
  close(): Promise<void>
}

/** Longer than any call takes, shorter than what the standard warns of. */
export const recordTokenSeconds = 300

/**
 * The demo EHR's FHIR server on a free port of loopback, with one record at a time and without the
 * page. Its key set stands below any issuer: `<url>/ehrs/<name>/.well-known/jwks.json`.
 */
export async function serveRecord(clock: EhrClock = systemEhrClock()): Promise<RecordServer> {
  const tokens = new AccessTokens(clock, recordTokenSeconds)
  const key = await makeSigningKey(clock)
  const address = { url: '' }
  let current = { store: new FhirStore(), accessToken: '' }
  const app = fastify({ forceCloseConnections: true, bodyLimit: 1_048_576 })
  app.get('/ehrs/:name/.well-known/jwks.json', () => key.jwks)
  fhirRoutes(app, {
    get store() {
      return current.store
    },
    tokens,
    events: new EhrEvents(),
    clock,
    baseUrl: () => address.url
  })
  await app.listen({ host: '127.0.0.1', port: 0 })
  const bound = app.server.address()
  address.url = `http://127.0.0.1:${typeof bound === 'object' && bound !== null ? bound.port : 0}`
  return {
    url: address.url,
    fhirBase: `${address.url}/fhir`,
    key,
    serve({ patientId, resources }) {
      tokens.revoke(current.accessToken)
      const store = new FhirStore()
      let left = 0
      for (const resource of resources) if (store.add(resource, patientId) !== 'added') left += 1
      const accessToken = tokens.issue({ patientId, callId: clock.newUuid() })
      current = { store, accessToken }
      return { accessToken, left }
    },
    close: () => app.close()
  }
}
