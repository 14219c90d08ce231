import fastify from 'fastify'
import type { FastifyInstance } from 'fastify'
import { AccessTokens } from '../../testbed/fhir-server/access-tokens.ts'
import { apiRoutes } from './api-routes.ts'
import { CurbsideClient, demoUser } from './curbside-client.ts'
import { systemEhrClock } from '../../testbed/fhir-server/ehr-clock.ts'
import type { EhrClock } from '../../testbed/fhir-server/ehr-clock.ts'
import { EhrEvents } from '../../testbed/fhir-server/ehr-events.ts'
import type { EhrPatient, OrderTemplate } from './ehr-patient.ts'
import { fhirRoutes } from '../../testbed/fhir-server/fhir-routes.ts'
import { FhirStore } from '../../testbed/fhir-server/fhir-store.ts'
import { fillStore } from './load-folder.ts'
import { pageRoutes } from './page-routes.ts'
import { makeSigningKey } from '../../testbed/fhir-server/signing-key.ts'

export interface EhrOptions {
  readonly patients: readonly EhrPatient[]
  /** What the drug picker offers to every patient. */
  readonly formulary: readonly OrderTemplate[]
  readonly curbsideUrl: string
  /** 0: any free port. */
  readonly port: number
  /** Where to listen; its own address stays 127.0.0.1. Default: loopback only. */
  readonly host?: string
  readonly clock?: EhrClock
  readonly tokenLifeSeconds?: number
}

export interface RunningEhr {
  readonly url: string
  /** For tests and the launcher: the same tokens that hook calls are given. */
  readonly tokens: AccessTokens
  close(): Promise<void>
}

/**
 * Starts the demo EHR: FHIR, JWKS, the page and its API. Throws when the port is taken. On another host than
 * loopback (a container whose ports are published) it still calls itself 127.0.0.1 and answers to that name only.
 */
export async function startEhr(options: EhrOptions): Promise<RunningEhr> {
  const clock = options.clock ?? systemEhrClock()
  const store = new FhirStore()
  fillStore(store, options.patients)
  store.add(clinician)
  const tokens = new AccessTokens(clock, options.tokenLifeSeconds)
  const events = new EhrEvents()
  const key = await makeSigningKey(clock)
  const address = { url: '' }
  const baseUrl = () => address.url
  const { curbsideUrl, formulary } = options
  const client = new CurbsideClient({ store, tokens, events, clock, key, baseUrl, curbsideUrl })
  const patients = new Map(options.patients.map((each) => [each.id, each]))

  const app = fastify({ forceCloseConnections: true, bodyLimit: 1_048_576 })
  app.removeContentTypeParser('text/plain')
  keepToOwnAddress(app)
  plainErrors(app)
  fhirRoutes(app, { store, tokens, events, clock, baseUrl })
  app.get('/.well-known/jwks.json', () => key.jwks)
  apiRoutes(app, { store, patients, formulary, client, events, clock, curbsideUrl })
  pageRoutes(app)
  await app.listen({ host: options.host ?? '127.0.0.1', port: options.port })
  const bound = app.server.address()
  const port = typeof bound === 'object' && bound !== null ? bound.port : options.port
  address.url = `http://127.0.0.1:${port}`
  return { url: address.url, tokens, close: () => app.close() }
}

/** The user of every call: a Practitioner that can be read. */
const clinician = {
  resourceType: 'Practitioner',
  id: demoUser.slice('Practitioner/'.length),
  name: [{ family: 'Clinician', given: ['Demo'] }]
}

/** A page of another site whose name points here (DNS rebinding) gets nothing. */
function keepToOwnAddress(app: FastifyInstance): void {
  app.addHook('onRequest', async (request, reply) => {
    const name = (request.headers.host ?? '').replace(/:\d+$/, '')
    if (name === '127.0.0.1' || name === 'localhost') return undefined
    return reply.code(403).send({ error: 'This EHR answers on its own address only.' })
  })
}

function plainErrors(app: FastifyInstance): void {
  app.setNotFoundHandler((_request, reply) => reply.code(404).send({ error: 'No such address.' }))
  app.setErrorHandler<Error & { readonly statusCode?: number }>((error, _request, reply) => {
    const status = error.statusCode ?? 500
    const isOurs = status >= 500
    return reply
      .code(status)
      .send({ error: isOurs ? 'The demo EHR could not answer.' : 'The request is not readable.' })
  })
}
