import type { AccessTokens } from '../../testbed/fhir-server/access-tokens.ts'
import type { EhrClock } from '../../testbed/fhir-server/ehr-clock.ts'
import type { EhrEvents } from '../../testbed/fhir-server/ehr-events.ts'
import { listOf, stringField } from '../../testbed/fhir-server/fhir-resource.ts'
import { isObject } from '../../testbed/is-object.ts'
import type { FhirStore } from '../../testbed/fhir-server/fhir-store.ts'
import { resolvePrefetch } from './resolve-prefetch.ts'
import type { PrefetchMode } from './resolve-prefetch.ts'
import type { SigningKey } from '../../testbed/fhir-server/signing-key.ts'

/** What a hook call needs to know of the EHR around it. */
export interface ClientWorld {
  readonly store: FhirStore
  readonly tokens: AccessTokens
  readonly events: EhrEvents
  readonly clock: EhrClock
  readonly key: SigningKey
  readonly baseUrl: () => string
  readonly curbsideUrl: string
}

export interface HookAsked {
  readonly hook: string
  readonly patientId: string
  /** The orders being written, each with an id, and the references of those just picked. */
  readonly draftOrders: readonly Readonly<Record<string, unknown>>[]
  readonly selections: readonly string[]
  readonly prefetch: PrefetchMode
  /** Who waits: the page's event stream and its own name for this call. */
  readonly session: string
  readonly call: string
}

/** One call as an integrator wants to see it; secrets are shown shortened. Status 0: no answer. */
export interface ExchangeShown {
  readonly status: number
  readonly tookMs: number
  readonly serviceId: string
  readonly request: {
    readonly url: string
    readonly headers: Readonly<Record<string, string>>
    readonly body: unknown
  }
  readonly response: unknown
}

interface DiscoveredService {
  readonly id: string
  readonly hook: string
  readonly prefetch: Readonly<Record<string, string>>
}

export const demoUser = 'Practitioner/demo-clinician'
const waitAtMostMs = 30_000

/** The CDS client of this EHR: discovery, hook calls and feedback, each with its own signed JWT. */
export class CurbsideClient {
  readonly #world: ClientWorld
  #services: readonly DiscoveredService[] | undefined

  constructor(world: ClientWorld) {
    this.#world = world
  }

  async callHook(asked: HookAsked): Promise<ExchangeShown> {
    const { tokens, events, clock, store, baseUrl } = this.#world
    const service = (await this.#discover()).find((each) => each.hook === asked.hook)
    if (service === undefined) return notOffered(this.#world.curbsideUrl, asked.hook)
    const callId = clock.newUuid()
    const accessToken = tokens.issue({ patientId: asked.patientId, callId })
    try {
      const grant = tokens.check(`Bearer ${accessToken}`)
      const context = contextOf(asked)
      const fhirBase = `${baseUrl()}/fhir`
      const prefetch =
        grant === undefined
          ? {}
          : resolvePrefetch({ store, clock, fhirBase }, grant, {
              templates: service.prefetch,
              context,
              mode: asked.prefetch
            })
      const body = {
        hook: asked.hook,
        hookInstance: callId,
        fhirServer: fhirBase,
        fhirAuthorization: {
          access_token: accessToken,
          token_type: 'Bearer',
          expires_in: tokens.lifeSeconds,
          scope: 'patient/*.rs',
          subject: 'curbside',
          patient: asked.patientId
        },
        context,
        ...(Object.keys(prefetch).length === 0 ? {} : { prefetch })
      }
      const startedMs = clock.elapsedMs()
      events.begin(callId, { session: asked.session, call: asked.call, startedMs })
      events.publish(callId, {
        kind: 'hook-sent',
        hook: asked.hook,
        prefetchKeys: Object.keys(prefetch).length
      })
      const url = `${this.#world.curbsideUrl}/cds-services/${service.id}`
      const shown = await this.#post(url, service.id, body)
      events.publish(callId, {
        kind: 'answered',
        status: shown.status,
        cards: listOf(isObject(shown.response) ? shown.response['cards'] : []).length,
        tookMs: clock.elapsedMs() - startedMs
      })
      return shown
    } finally {
      // CDS Hooks 2.0.1, Passing the access token: revoked when the call is complete.
      tokens.revoke(accessToken)
      events.end(callId)
    }
  }

  /** Feedback goes to the service's own feedback address, which is also the JWT's audience. */
  async sendFeedback(
    serviceId: string,
    entry: Readonly<Record<string, unknown>>
  ): Promise<ExchangeShown> {
    const outcomeTimestamp = this.#world.clock.nowIso()
    const url = `${this.#world.curbsideUrl}/cds-services/${serviceId}/feedback`
    return this.#post(url, serviceId, { feedback: [{ ...entry, outcomeTimestamp }] })
  }

  async #post(url: string, serviceId: string, body: object): Promise<ExchangeShown> {
    const { clock, key, baseUrl } = this.#world
    const jwt = await key.sign({ issuer: baseUrl(), audience: url })
    const began = clock.elapsedMs()
    const { status, response } = await postJson(url, jwt, body)
    return {
      status,
      tookMs: Math.round(clock.elapsedMs() - began),
      serviceId,
      request: {
        url,
        headers: { 'content-type': 'application/json', authorization: `Bearer ${shorten(jwt)}` },
        body: withShortToken(body)
      },
      response
    }
  }

  /** Curbside's discovery, read once it answers; an EHR that cannot reach it has no services. */
  async #discover(): Promise<readonly DiscoveredService[]> {
    if (this.#services !== undefined) return this.#services
    try {
      const answer = await fetch(`${this.#world.curbsideUrl}/cds-services`, {
        signal: AbortSignal.timeout(5000)
      })
      const body: unknown = await answer.json()
      const services = listOf(isObject(body) ? body['services'] : []).flatMap(serviceOf)
      if (services.length > 0) this.#services = services
      return services
    } catch {
      return []
    }
  }
}

function serviceOf(value: unknown): readonly DiscoveredService[] {
  const id = stringField(value, 'id')
  const hook = stringField(value, 'hook')
  if (!isObject(value) || id === undefined || hook === undefined) return []
  const prefetch: Record<string, string> = {}
  for (const [key, template] of Object.entries(value['prefetch'] ?? {})) {
    if (typeof template === 'string') prefetch[key] = template
  }
  return [{ id, hook, prefetch }]
}

/** The context each hook defines (CDS Hooks library, patient-view 1.0 and order-select 1.0). */
function contextOf(asked: HookAsked): Readonly<Record<string, unknown>> {
  const base = { userId: demoUser, patientId: asked.patientId }
  if (asked.hook === 'patient-view') return base
  return {
    ...base,
    ...(asked.hook === 'order-select' ? { selections: asked.selections } : {}),
    draftOrders: {
      resourceType: 'Bundle',
      type: 'collection',
      entry: asked.draftOrders.map((resource) => ({ resource }))
    }
  }
}

async function postJson(
  url: string,
  jwt: string,
  body: object
): Promise<{ readonly status: number; readonly response: unknown }> {
  try {
    const answer = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${jwt}` },
      body: JSON.stringify(body),
      redirect: 'error',
      signal: AbortSignal.timeout(waitAtMostMs)
    })
    const text = await answer.text()
    return { status: answer.status, response: parsed(text) }
  } catch (error) {
    const late = error instanceof Error && error.name === 'TimeoutError'
    return { status: 0, response: late ? 'No answer in time.' : 'Curbside could not be reached.' }
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return text
  }
}

function notOffered(curbsideUrl: string, hook: string): ExchangeShown {
  return {
    status: 0,
    tookMs: 0,
    serviceId: hook,
    request: { url: `${curbsideUrl}/cds-services`, headers: {}, body: null },
    response: `Curbside could not be reached, or offers no service for ${hook}.`
  }
}

function shorten(secret: string): string {
  return `${secret.slice(0, 12)}… (${secret.length} characters)`
}

function withShortToken(body: object): object {
  const authorization: unknown = Reflect.get(body, 'fhirAuthorization')
  const token = stringField(authorization, 'access_token')
  if (!isObject(authorization) || token === undefined) return body
  return { ...body, fhirAuthorization: { ...authorization, access_token: shorten(token) } }
}
