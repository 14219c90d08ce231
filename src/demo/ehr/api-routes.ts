import type { FastifyInstance, FastifyReply } from 'fastify'
import { chartView, patientHead } from './chart-view.ts'
import { demoUser } from './curbside-client.ts'
import type { CurbsideClient } from './curbside-client.ts'
import type { EhrClock } from '../../testbed/fhir-server/ehr-clock.ts'
import type { EhrEvents } from '../../testbed/fhir-server/ehr-events.ts'
import type { EhrPatient, OrderTemplate } from './ehr-patient.ts'
import { listOf, stringField } from '../../testbed/fhir-server/fhir-resource.ts'
import { isObject } from '../../testbed/is-object.ts'
import type { FhirStore } from '../../testbed/fhir-server/fhir-store.ts'
import { orderOptions } from './order-list.ts'
import { prefetchModes } from './resolve-prefetch.ts'
import { signOrders } from './sign-orders.ts'

export interface ApiWorld {
  readonly store: FhirStore
  readonly patients: ReadonlyMap<string, EhrPatient>
  readonly formulary: readonly OrderTemplate[]
  readonly client: CurbsideClient
  readonly events: EhrEvents
  readonly clock: EhrClock
  readonly curbsideUrl: string
}

/** What the page asks of its own EHR. Not FHIR, not CDS Hooks, and known to nobody else. */
export function apiRoutes(app: FastifyInstance, world: ApiWorld): void {
  app.get('/health', () => ({ status: 'ok' }))
  app.get('/api/start', () => ({
    asOf: world.clock.asOf(),
    curbsideUrl: world.curbsideUrl,
    user: demoUser,
    prefetchModes,
    patients: [...world.patients.values()].map((each) =>
      patientHead(each, world.store.read(`Patient/${each.id}`), world.clock.asOf())
    )
  }))
  app.get<{ Params: { id: string } }>('/api/patients/:id', (request, reply) => {
    const patient = world.patients.get(request.params.id)
    if (patient === undefined) return refused(reply, 404, 'There is no such patient here.')
    const orders = orderOptions(world.store, patient, world.formulary)
    return chartView(world.store, patient, orders, world.clock.asOf())
  })
  app.post('/api/hooks', (request, reply) => {
    const asked = hookAsked(request.body)
    if (asked === undefined || !world.patients.has(asked.patientId)) {
      return refused(reply, 400, 'The page asked for a call that this EHR cannot make.')
    }
    return world.client.callHook(asked)
  })
  app.post('/api/feedback', (request, reply) => {
    const serviceId = stringField(request.body, 'serviceId') ?? ''
    const entry = isObject(request.body) ? request.body['entry'] : undefined
    if (!/^[A-Za-z0-9_-]{1,64}$/.test(serviceId) || !isObject(entry)) {
      return refused(reply, 400, 'The page sent no readable feedback.')
    }
    return world.client.sendFeedback(serviceId, entry)
  })
  app.post('/api/orders', (request, reply) => {
    const patientId = stringField(request.body, 'patientId') ?? ''
    if (!world.patients.has(patientId)) return refused(reply, 400, 'There is no such patient here.')
    const drafts = isObject(request.body) ? listOf(request.body['drafts']) : []
    return signOrders(world, patientId, drafts)
  })
  eventRoute(app, world)
}

/** Server-sent events: first this page's session, then what its own calls lead to. */
function eventRoute(app: FastifyInstance, world: ApiWorld): void {
  app.get('/api/events', (_request, reply) => {
    const session = world.clock.newUuid()
    reply.hijack()
    reply.raw.writeHead(200, {
      'content-type': 'text/event-stream',
      'cache-control': 'no-store',
      'x-content-type-options': 'nosniff'
    })
    reply.raw.write(`event: session\ndata: ${JSON.stringify({ session })}\n\n`)
    const stop = world.events.listen(session, (event) => {
      reply.raw.write(`data: ${JSON.stringify({ call: event.call, event: event.event })}\n\n`)
    })
    reply.raw.once('close', stop)
  })
}

function hookAsked(body: unknown): Parameters<CurbsideClient['callHook']>[0] | undefined {
  const hook = stringField(body, 'hook')
  const patientId = stringField(body, 'patientId')
  const mode = stringField(body, 'prefetch')
  const prefetch = prefetchModes.find((each) => each === mode)
  if (!isObject(body) || hook === undefined || patientId === undefined) return undefined
  if (prefetch === undefined || !/^[a-z-]{1,64}$/.test(hook)) return undefined
  return {
    hook,
    patientId,
    prefetch,
    draftOrders: listOf(body['draftOrders']).filter(isObject),
    selections: listOf(body['selections']).filter((each) => typeof each === 'string'),
    session: stringField(body, 'session') ?? '',
    call: stringField(body, 'call') ?? ''
  }
}

function refused(reply: FastifyReply, status: number, error: string): FastifyReply {
  return reply.code(status).send({ error })
}
