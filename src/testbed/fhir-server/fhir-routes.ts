import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { AccessGrant, AccessTokens } from './access-tokens.ts'
import { capabilityStatement } from './capability-statement.ts'
import type { EhrClock } from './ehr-clock.ts'
import type { EhrEvents } from './ehr-events.ts'
import { fhirIdPattern } from './fhir-resource.ts'
import type { FhirResource } from './fhir-resource.ts'
import type { FhirStore } from './fhir-store.ts'
import { forbidden, notFound, operationOutcome, unauthorized } from './operation-outcome.ts'
import type { FhirFailure } from './operation-outcome.ts'
import { searchBundle } from './search-bundle.ts'
import { searchParametersOf } from './search-parameters.ts'

export interface FhirWorld {
  readonly store: FhirStore
  readonly tokens: AccessTokens
  readonly events: EhrEvents
  readonly clock: EhrClock
  /** This server's own address, known once it listens. */
  readonly baseUrl: () => string
}

type Answer =
  | { readonly outcome: 'found'; readonly body: object; readonly entries: number }
  | { readonly outcome: 'failed'; readonly failure: FhirFailure }

/**
 * `/fhir`: read and search, R4, JSON. Everything but `metadata` (which tells nothing of a patient)
 * needs a token, checked before the body is read.
 */
export function fhirRoutes(app: FastifyInstance, world: FhirWorld): void {
  app.addContentTypeParser(
    'application/x-www-form-urlencoded',
    { parseAs: 'string', bodyLimit: 16_384 },
    (_request, body, done) => done(null, body)
  )
  app.get('/fhir/metadata', (_request, reply) =>
    fhirReply(reply, 200).send(
      capabilityStatement({ fhirBase: `${world.baseUrl()}/fhir`, date: world.clock.asOf() })
    )
  )
  const guarded = (answer: (grant: AccessGrant, request: FastifyRequest) => Answer) => ({
    onRequest: async (request: FastifyRequest, reply: FastifyReply) => {
      if (world.tokens.check(request.headers.authorization) === undefined) {
        void reply.header('www-authenticate', 'Bearer')
        return failReply(reply, unauthorized)
      }
      return undefined
    },
    handler: (request: FastifyRequest, reply: FastifyReply) =>
      answered(world, answer, request, reply)
  })
  app.route({ method: 'GET', url: '/fhir/:type/:id', ...guarded((g, r) => read(world, g, r)) })
  app.route({ method: 'GET', url: '/fhir/:type', ...guarded((g, r) => find(world, g, r)) })
  app.route({ method: 'POST', url: '/fhir/:type/_search', ...guarded((g, r) => find(world, g, r)) })
  const refused = guarded(() => ({
    outcome: 'failed',
    failure: { status: 405, code: 'not-supported', diagnostics: 'This server is read only.' }
  }))
  app.route({ method: ['POST', 'PUT', 'PATCH', 'DELETE'], url: '/fhir/*', ...refused })
  app.route({ method: 'GET', url: '/fhir/*', ...guarded(() => missing('No such address.')) })
}

function answered(
  world: FhirWorld,
  answer: (grant: AccessGrant, request: FastifyRequest) => Answer,
  request: FastifyRequest,
  reply: FastifyReply
): FastifyReply {
  const began = world.clock.elapsedMs()
  // Asked again: the token may have ended between the headers and the body.
  const grant = world.tokens.check(request.headers.authorization)
  if (grant === undefined) return failReply(reply, unauthorized)
  const result = answer(grant, request)
  const status = result.outcome === 'found' ? 200 : result.failure.status
  world.events.publish(grant.callId, {
    kind: 'fhir',
    method: request.method,
    request: shownRequest(request),
    status,
    entries: result.outcome === 'found' ? result.entries : 0,
    startMs: began - (world.events.startedMs(grant.callId) ?? began),
    tookMs: world.clock.elapsedMs() - began
  })
  return result.outcome === 'failed'
    ? failReply(reply, result.failure)
    : fhirReply(reply, 200).send(result.body)
}

function read(world: FhirWorld, grant: AccessGrant, request: FastifyRequest): Answer {
  const { type, id } = request.params as { readonly type: string; readonly id: string }
  if (searchParametersOf(type) === undefined && !world.store.types().has(type)) {
    return missing('This type is not served.')
  }
  if (!fhirIdPattern.test(id)) return missing('No such resource.')
  const reference = `${type}/${id}`
  const owner = world.store.ownerOf(reference)
  if (owner !== undefined && owner !== grant.patientId) {
    return { outcome: 'failed', failure: forbidden }
  }
  const resource: FhirResource | undefined = world.store.read(reference)
  return resource === undefined
    ? missing('No such resource.')
    : { outcome: 'found', body: resource, entries: 1 }
}

function find(world: FhirWorld, grant: AccessGrant, request: FastifyRequest): Answer {
  const { type } = request.params as { readonly type: string }
  const query = new URLSearchParams(queryOf(request))
  const fhirBase = `${world.baseUrl()}/fhir`
  const { store, clock } = world
  const found = searchBundle({ store, clock, fhirBase }, grant, { type, query })
  if (found.outcome === 'failed') return found
  return { outcome: 'found', body: found.bundle, entries: found.bundle.entry?.length ?? 0 }
}

/** The query string and, for `_search`, the form: FHIR R4 lets both carry parameters. */
function queryOf(request: FastifyRequest): string {
  const inUrl = request.url.split('?')[1] ?? ''
  return [inUrl, typeof request.body === 'string' ? request.body : '']
    .filter((part) => part !== '')
    .join('&')
}

/** As the page shows it: relative to /fhir, page tokens shortened. */
function shownRequest(request: FastifyRequest): string {
  const path = request.url.split('?')[0]?.replace('/fhir/', '') ?? ''
  const query = queryOf(request).replace(/(_page=.{6})[^&]*/, '$1…')
  const shown = query === '' ? path : `${path}?${query}`
  try {
    return decodeURIComponent(shown)
  } catch {
    return shown
  }
}

function missing(diagnostics: string): Answer {
  return { outcome: 'failed', failure: notFound(diagnostics) }
}

function fhirReply(reply: FastifyReply, status: number): FastifyReply {
  return reply.code(status).type('application/fhir+json; charset=utf-8')
}

function failReply(reply: FastifyReply, failure: FhirFailure): FastifyReply {
  return fhirReply(reply, failure.status).send(operationOutcome(failure))
}
