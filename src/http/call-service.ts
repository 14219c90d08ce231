import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { advise } from '../advise.ts'
import type { Call } from '../call/call.ts'
import { lateCard } from '../cards/late-card.ts'
import { CdsRequestSchema } from '../cds-hooks/request.ts'
import type { CdsRequest } from '../cds-hooks/request.ts'
import { answersHook } from '../cds-hooks/service.ts'
import { Deadline, until } from '../ground/deadline.ts'
import { modeOf } from '../ehrs/ehr.ts'
import { CurbsideError } from '../ground/errors.ts'
import { limits } from '../ground/limits.ts'
import type { Service } from '../services/service-contract.ts'
import type { Caller } from './client-jwt.ts'
import type { Parts } from './parts.ts'
import { asCurbsideError, replyError } from './reply-error.ts'

interface Arrived {
  readonly atMs: number
  readonly service: Service
  readonly authenticateMs: number
  readonly caller?: Caller
}

/**
 * POST /cds-services/{id}: one call from arrival to answer. The caller is authenticated before its
 * body is read; the deadline is the EHR's answerWithinMs, counted from arrival.
 */
export function callService(app: FastifyInstance, parts: Parts): void {
  const arrivals = new WeakMap<FastifyRequest, Arrived>()
  const underWay = new Map<string, number>()

  app.post<{ Params: { id: string } }>(
    '/cds-services/:id',
    {
      bodyLimit: limits.hookBodyBytesMax,
      onRequest: async (request) => {
        const atMs = parts.clock.elapsedMs()
        const service = parts.services.get(request.params.id)
        if (service === undefined) throw new CurbsideError('CURBSIDE_NOT_FOUND')
        arrivals.set(request, { atMs, service, authenticateMs: 0 })
        const caller = await parts.authentication.verify(request.headers.authorization, [
          `${parts.publicUrl}/cds-services/${service.id}`
        ])
        const authenticateMs = parts.clock.elapsedMs() - atMs
        arrivals.set(request, { atMs, service, caller, authenticateMs })
        if (!caller.ehr.services.includes(service.id)) {
          throw new CurbsideError('CURBSIDE_SERVICE_FORBIDDEN')
        }
        if ((underWay.get(caller.ehr.id) ?? 0) >= limits.callsAtOncePerEhrMax) {
          throw new CurbsideError('CURBSIDE_TOO_MANY_CALLS')
        }
      },
      errorHandler: (thrown, request, reply) => {
        const arrived = arrivals.get(request)
        const error = asCurbsideError(thrown)
        parts.audit.refused({
          error,
          elapsedMs: arrived === undefined ? 0 : parts.clock.elapsedMs() - arrived.atMs,
          service: arrived?.service,
          ehr: arrived?.caller?.ehr
        })
        void replyError(reply, error)
      }
    },
    async (request, reply) => {
      const arrived = arrivals.get(request)
      if (arrived?.caller === undefined) throw new CurbsideError('CURBSIDE_CLIENT_UNKNOWN')
      const { ehr } = arrived.caller
      underWay.set(ehr.id, (underWay.get(ehr.id) ?? 0) + 1)
      try {
        return await answer({ ...arrived, caller: arrived.caller }, request, reply, parts)
      } finally {
        underWay.set(ehr.id, (underWay.get(ehr.id) ?? 1) - 1)
      }
    }
  )
}

async function answer(
  arrived: Arrived & { readonly caller: Caller },
  request: FastifyRequest,
  reply: FastifyReply,
  parts: Parts
): Promise<FastifyReply> {
  const { service, caller } = arrived
  const deadline = new Deadline({
    clock: parts.clock,
    startedAtMs: arrived.atMs,
    withinMs: caller.ehr.answerWithinMs
  })
  const invocationId = parts.ids.newUuid()
  let body: CdsRequest | undefined
  try {
    body = readRequest(request.body, service)
    const mode = modeOf(caller.ehr, service.id)
    if (mode === 'off') {
      await reply.code(200).type('application/json').send({ cards: [] })
      parts.audit.off({ service, ehr: caller.ehr, request: body, invocationId })
      return reply
    }
    const call: Call = { invocationId, ehr: caller.ehr, service, request: body, deadline, mode }
    // Every station keeps the deadline by itself; this is the last line, and it is audited.
    const advice = await until(
      advise(call, parts.outside),
      deadline.signalBeforeEnd(limits.writeReserveMs / 2)
    )
    const response = advice?.response ?? { cards: mode === 'live' ? [lateCard(parts)] : [] }
    await reply.code(200).type('application/json').send(response)
    parts.audit.answered({
      call,
      advice,
      issuer: caller.issuer,
      authenticateMs: Math.round(arrived.authenticateMs)
    })
    return reply
  } catch (thrown) {
    const error = asCurbsideError(thrown)
    const elapsedMs = deadline.elapsedMs()
    parts.audit.refused({ error, elapsedMs, service, ehr: caller.ehr, request: body, invocationId })
    return replyError(reply, error)
  } finally {
    deadline.close()
  }
}

/** The lenient reader's verdict: 400 with the paths that are wrong, never with values. */
function readRequest(body: unknown, service: Service): CdsRequest {
  const parsed = CdsRequestSchema.safeParse(body)
  if (!parsed.success) {
    throw new CurbsideError('CURBSIDE_REQUEST_INVALID', {
      issues: parsed.error.issues.map(
        (issue) => `${issue.path.join('.') || 'body'}: ${issue.message}`
      )
    })
  }
  const { hook, context } = parsed.data
  if (!answersHook(service.entry.hook, hook)) {
    throw new CurbsideError('CURBSIDE_HOOK_MISMATCH', {
      issues: [`hook: this service answers ${service.entry.hook}`]
    })
  }
  const missing = service.hookCode.needs.filter((name) => isAbsent(context, name))
  if (missing.length > 0) {
    throw new CurbsideError('CURBSIDE_REQUEST_INVALID', {
      issues: missing.map((name) => `context.${name}: required by ${service.entry.hook}`)
    })
  }
  if (parsed.data.fhirAuthorization != null && parsed.data.fhirServer === undefined) {
    throw new CurbsideError('CURBSIDE_REQUEST_INVALID', {
      issues: ['fhirServer: required together with fhirAuthorization']
    })
  }
  return parsed.data
}

/** medication-prescribe has its drafts under `medications`. */
const isAbsent = (context: CdsRequest['context'], name: string): boolean =>
  context[name] === undefined && !(name === 'draftOrders' && context.medications !== undefined)
