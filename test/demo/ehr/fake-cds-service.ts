import fastify from 'fastify'

/** A hook request or feedback as it arrived. */
export interface Arrived {
  readonly path: string
  readonly authorization: string
  readonly body: HookBody
}

/** Only what tests look at. */
export interface HookBody {
  readonly hook: string
  readonly hookInstance: string
  readonly fhirServer: string
  readonly fhirAuthorization: {
    readonly access_token: string
    readonly token_type: string
    readonly expires_in: number
    readonly scope: string
    readonly subject: string
    readonly patient: string
  }
  readonly context: {
    readonly userId: string
    readonly patientId: string
    readonly selections?: readonly string[]
    readonly draftOrders?: {
      readonly entry: readonly { readonly resource: Readonly<Record<string, unknown>> }[]
    }
  }
  readonly prefetch?: Readonly<Record<string, unknown>>
  readonly feedback?: readonly Readonly<Record<string, unknown>>[]
}

export interface FakeAnswer {
  readonly status?: number
  readonly body: unknown
}

/** A CDS service that answers as it is told to, on its own port, and keeps what arrived. */
export interface FakeCdsService {
  readonly url: string
  readonly hooks: readonly Arrived[]
  readonly feedback: readonly Arrived[]
  close(): Promise<void>
}

const prefetch = {
  patient: 'Patient/{{context.patientId}}',
  conditions: 'Condition?patient={{context.patientId}}',
  laboratory: 'Observation?patient={{context.patientId}}&category=laboratory&date=ge{{today()}}',
  encounter: 'Encounter/{{context.encounterId}}'
}

export async function startFakeCdsService(
  answer: (arrived: Arrived) => FakeAnswer | Promise<FakeAnswer>
): Promise<FakeCdsService> {
  const hooks: Arrived[] = []
  const feedback: Arrived[] = []
  const app = fastify({ forceCloseConnections: true, bodyLimit: 8_388_608 })
  app.get('/cds-services', () => ({
    services: ['patient-view', 'order-select'].map((hook) => ({
      id: hook,
      hook,
      title: 'A service',
      description: 'For tests',
      prefetch
    }))
  }))
  app.post<{ Params: { id: string }; Body: HookBody }>(
    '/cds-services/:id',
    async (request, reply) => {
      const arrived = arrivedFrom(request)
      hooks.push(arrived)
      const { status = 200, body } = await answer(arrived)
      return reply.code(status).send(body)
    }
  )
  app.post<{ Params: { id: string }; Body: HookBody }>('/cds-services/:id/feedback', (request) => {
    feedback.push(arrivedFrom(request))
    return {}
  })
  const url = await app.listen({ host: '127.0.0.1', port: 0 })
  return { url, hooks, feedback, close: () => app.close() }
}

function arrivedFrom(request: {
  readonly url: string
  readonly headers: { readonly authorization?: string | undefined }
  readonly body: HookBody
}): Arrived {
  return {
    path: request.url,
    authorization: request.headers.authorization ?? '',
    body: request.body
  }
}
