import type { FastifyInstance } from 'fastify'
import { CurbsideError } from '../ground/errors.ts'
import type { Parts } from './parts.ts'

/** For how long a browser may remember a preflight. */
const rememberedSeconds = 600

/**
 * CORS for EHRs that call from a browser (CDS Hooks 2.0.1, CORS): off unless an EHR's entry names
 * exact origins. Never a wildcard and never credentials: the proof of a caller is its token. The
 * preflight is answered without a token, because a browser sends none.
 */
export function cors(app: FastifyInstance, { corsOrigins }: Parts): void {
  if (corsOrigins.size === 0) return
  app.addHook('onRequest', async (request, reply) => {
    reply.header('vary', 'Origin')
    const { origin } = request.headers
    if (origin !== undefined && corsOrigins.has(origin)) {
      reply.header('access-control-allow-origin', origin)
    }
  })
  for (const path of ['/cds-services', '/cds-services/:id', '/cds-services/:id/feedback']) {
    app.options(path, async (request, reply) => {
      const { origin } = request.headers
      if (origin === undefined || !corsOrigins.has(origin)) {
        throw new CurbsideError('CURBSIDE_NOT_FOUND')
      }
      return reply
        .code(204)
        .header('access-control-allow-methods', 'GET, POST')
        .header('access-control-allow-headers', 'authorization, content-type')
        .header('access-control-max-age', String(rememberedSeconds))
        .send()
    })
  }
}
