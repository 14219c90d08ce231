import type { FastifyInstance } from 'fastify'
import packageJson from '../../package.json' with { type: 'json' }
import { clientAlgorithms } from '../ehrs/client-algorithms.ts'
import { limits } from '../ground/limits.ts'
import { openapiPaths } from './openapi-paths.ts'
import { openapiSchemas } from './openapi-schemas.ts'
import type { Parts } from './parts.ts'

/** GET /openapi.json: the whole door as OpenAPI 3.1, made once at start. */
export function openapi(app: FastifyInstance, parts: Parts): void {
  const document = JSON.stringify(openapiDocument(parts))
  app.get('/openapi.json', (_request, reply) => reply.type('application/json').send(document))
}

function openapiDocument(parts: Parts): object {
  return {
    openapi: '3.1.1',
    info: {
      title: 'Curbside',
      version: packageJson.version,
      description:
        'Clinical decision support over CDS Hooks 2.0.1. Requests are read leniently: unknown attributes pass at every level. Every error is an OperationOutcome.'
    },
    servers: [{ url: parts.publicUrl }],
    paths: openapiPaths(parts),
    components: {
      securitySchemes: {
        clientJwt: {
          type: 'http',
          scheme: 'bearer',
          bearerFormat: 'JWT',
          description: `Signed by the EHR with ${clientAlgorithms.join(', ')}; aud is the address called; at most ${limits.tokenLifetimeMaxSeconds} s; each jti once.`
        }
      },
      schemas: openapiSchemas()
    }
  }
}
