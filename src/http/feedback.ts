import type { FastifyInstance, FastifyRequest } from 'fastify'
import { CurbsideError } from '../ground/errors.ts'
import { acceptFeedback } from '../feedback/accept-feedback.ts'
import { readFeedback } from '../feedback/read-feedback.ts'
import { limits } from '../ground/limits.ts'
import type { Caller } from './client-jwt.ts'
import type { Parts } from './parts.ts'

/**
 * POST /cds-services/{id}/feedback (CDS Hooks 2.0.1, Feedback). Durable before the 200; a card
 * that was not issued to this EHR is answered as a known one, so that uuids cannot be guessed.
 * A malformed entry is answered 400 with its path, after the others have been kept.
 */
export function feedback(app: FastifyInstance, parts: Parts): void {
  const callers = new WeakMap<FastifyRequest, Caller>()
  app.post<{ Params: { id: string } }>(
    '/cds-services/:id/feedback',
    {
      bodyLimit: limits.otherBodyBytesMax,
      onRequest: async (request) => {
        const { id } = request.params
        if (!parts.services.has(id)) throw new CurbsideError('CURBSIDE_NOT_FOUND')
        const service = `${parts.publicUrl}/cds-services/${id}`
        const { authorization } = request.headers
        const addresses = [`${service}/feedback`, service]
        callers.set(request, await parts.authentication.verify(authorization, addresses))
      }
    },
    async (request, reply) => {
      const caller = callers.get(request)
      if (caller === undefined) throw new CurbsideError('CURBSIDE_CLIENT_UNKNOWN')
      const { entries, faults } = readFeedback(request.body)
      if (entries.length > 0) {
        const ehrId = caller.ehr.id
        const serviceId = request.params.id
        const { store, clock } = parts
        const body = { feedback: [...entries] }
        const counts = await acceptFeedback({ body, ehrId, serviceId, store, clock })
        parts.audit.feedback({ ehr: caller.ehr, serviceId, body, counts })
      }
      if (faults.length > 0) {
        const kept = entries.length === 0 ? [] : [`feedback: ${entries.length} other entries kept`]
        throw new CurbsideError('CURBSIDE_REQUEST_INVALID', { issues: [...kept, ...faults] })
      }
      return reply.code(200).type('application/json').send({})
    }
  )
}
