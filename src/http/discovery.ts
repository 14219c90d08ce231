import type { FastifyInstance } from 'fastify'
import type { Parts } from './parts.ts'

/** GET /cds-services (CDS Hooks 2.0.1, Discovery): the services, as hooks/ describes them. */
export function discovery(app: FastifyInstance, parts: Parts): void {
  const entries = [...parts.services.values()].map(({ entry }) => entry)
  app.get(
    '/cds-services',
    {
      onRequest: async (request) => {
        if (!parts.discoveryNeedsToken) return
        const address = `${parts.publicUrl}/cds-services`
        await parts.authentication.verify(request.headers.authorization, [address])
      }
    },
    (_request, reply) => reply.type('application/json').send({ services: entries })
  )
}
