import { errorTable } from '../ground/errors.ts'
import type { ErrorCode } from '../ground/errors.ts'
import { refTo } from './openapi-schemas.ts'
import type { Parts } from './parts.ts'

type Json = Readonly<Record<string, unknown>>

/** Errors that any address may answer with. */
const everywhere: readonly ErrorCode[] = ['CURBSIDE_REQUEST_INVALID', 'CURBSIDE_INTERNAL']
const withToken: readonly ErrorCode[] = ['CURBSIDE_CLIENT_UNKNOWN', 'CURBSIDE_STORE_UNAVAILABLE']
const withBody: readonly ErrorCode[] = [
  'CURBSIDE_TIMED_OUT_READING',
  'CURBSIDE_BODY_TOO_LARGE',
  'CURBSIDE_MEDIA_TYPE_REFUSED'
]

/** Every address, with every status that it answers. */
export function openapiPaths(parts: Parts): Json {
  const preflight = parts.corsOrigins.size === 0 ? {} : { options: preflightOperation }
  return {
    '/cds-services': { get: discovery(parts), ...preflight },
    '/cds-services/{id}': { parameters: [serviceId(parts)], post: call, ...preflight },
    '/cds-services/{id}/feedback': {
      parameters: [serviceId(parts)],
      post: feedback,
      ...preflight
    },
    '/livez': { get: plain('livez', 'Whether the process answers', refTo('Liveness')) },
    '/readyz': { get: readiness },
    '/metrics': {
      get: plain('metrics', 'Metrics for Prometheus', { type: 'string' }, 'text/plain')
    },
    '/openapi.json': { get: plain('openapi', 'This document', { type: 'object' }) },
    '/transparency': {
      get: plain(
        'transparency',
        'How this installation works, for people',
        { type: 'string' },
        'text/html'
      )
    },
    '/transparency/facts.json': {
      get: plain('transparencyFacts', 'The same for programs', refTo('Transparency'))
    }
  }
}

const call = {
  operationId: 'callService',
  summary: 'Calls a service with a hook; the answer comes within the time agreed for this EHR',
  security: [{ clientJwt: [] }],
  requestBody: body('CdsRequest'),
  responses: {
    '200': answer('Cards, or none', refTo('CdsResponse')),
    ...errors([
      ...everywhere,
      ...withToken,
      ...withBody,
      'CURBSIDE_HOOK_MISMATCH',
      'CURBSIDE_FHIR_SERVER_REFUSED',
      'CURBSIDE_PATIENT_MISMATCH',
      'CURBSIDE_SERVICE_FORBIDDEN',
      'CURBSIDE_NOT_FOUND',
      'CURBSIDE_RECORD_UNREADABLE',
      'CURBSIDE_TOO_MANY_CALLS'
    ])
  }
}

const feedback = {
  operationId: 'sendFeedback',
  summary: 'Says what became of cards; the same answer for cards that are not known',
  security: [{ clientJwt: [] }],
  requestBody: body('CdsFeedback'),
  responses: {
    '200': answer('Kept', refTo('Empty')),
    ...errors([
      ...everywhere,
      ...withToken,
      ...withBody,
      'CURBSIDE_SERVICE_FORBIDDEN',
      'CURBSIDE_NOT_FOUND'
    ])
  }
}

const readiness = {
  operationId: 'readyz',
  summary: 'Whether Curbside and its database can take calls',
  responses: {
    '200': answer('Ready', refTo('Readiness')),
    ...errors(['CURBSIDE_REQUEST_INVALID']),
    '503': answer('Not ready', { anyOf: [refTo('Readiness'), refTo('OperationOutcome')] })
  }
}

const preflightOperation = {
  summary: 'CORS preflight, for the configured origins',
  responses: { '204': { description: 'Allowed' }, ...errors(['CURBSIDE_NOT_FOUND']) }
}

function discovery({ discoveryNeedsToken }: Parts): Json {
  return {
    operationId: 'discover',
    summary: 'The services',
    ...(discoveryNeedsToken ? { security: [{ clientJwt: [] }] } : {}),
    responses: {
      '200': answer('The services', refTo('CdsServices')),
      ...errors([...everywhere, ...(discoveryNeedsToken ? withToken : [])])
    }
  }
}

function plain(operationId: string, summary: string, schema: Json, type?: string): Json {
  return {
    operationId,
    summary,
    responses: { '200': answer(summary, schema, type), ...errors(everywhere) }
  }
}

const serviceId = ({ services }: Parts): Json => ({
  name: 'id',
  in: 'path',
  required: true,
  schema: { type: 'string', enum: [...services.keys()] }
})

function body(schema: string): Json {
  return { required: true, content: { 'application/json': { schema: refTo(schema) } } }
}

function answer(description: string, schema: Json, type = 'application/json'): Json {
  return { description, content: { [type]: { schema } } }
}

/** One answer per status; its description lists the codes, as README does. */
function errors(codes: readonly ErrorCode[]): Json {
  const byStatus = Map.groupBy(new Set(codes), (code) => errorTable[code].status)
  return Object.fromEntries(
    [...byStatus].map(([status, list]) => [
      String(status),
      {
        ...answer(list.map(explained).join('\n\n'), refTo('OperationOutcome')),
        ...headers(status)
      }
    ])
  )
}

/** A 401 is the same bytes whatever was wrong, without a code. */
function explained(code: ErrorCode): string {
  const { status, help } = errorTable[code]
  return status === 401 ? help : `${code}: ${help}`
}

function headers(status: number): Json {
  const text = { schema: { type: 'string' } }
  if (status === 401) return { headers: { 'WWW-Authenticate': text } }
  return status === 429 || status === 503 ? { headers: { 'Retry-After': text } } : {}
}
