import { randomUUID } from 'node:crypto'
import type { AddressInfo } from 'node:net'
import type { FastifyInstance } from 'fastify'
import { buildApp } from '../../src/app.ts'
import type { CdsCard } from '../../src/cds-hooks/card.ts'
import { randomIds, systemClock } from '../../src/ground/clock.ts'
import { hooks } from '../../src/cds-hooks/service.ts'
import { parseConfig } from '../../src/process/config.ts'
import { createLog } from '../../src/telemetry/log.ts'
import type { Model } from '../../src/model/model.ts'
import { openStore } from '../../src/store/open-store.ts'
import type { Store } from '../../src/store/store.ts'
import { clientKeys } from './client-keys.ts'
import type { ClientKeys } from './client-keys.ts'
import { holdableClock } from './holdable-clock.ts'

/** The address Curbside is configured with: tokens are made for it, sockets go elsewhere. */
export const publicUrl = 'https://cds.test'

/** So long that a busy machine does not reach it. Where the deadline is the point: heldDeadlines. */
export const answerWithinMs = 30_000

export interface Answer {
  readonly status: number
  readonly headers: Headers
  readonly text: string
  readonly body: { readonly cards?: readonly CdsCard[]; readonly [key: string]: unknown }
  readonly elapsedMs: number
}

export interface RunningCurbside extends AsyncDisposable {
  readonly app: FastifyInstance
  readonly baseUrl: string
  readonly keys: ClientKeys
  readonly store: Store
  /** Of the registered EHR. */
  readonly issuer: string
  /** Every line of the log so far. */
  readonly logLines: readonly string[]
  send(path: string, init: RequestInit): Promise<Answer>
  /** Signs and sends a hook as the registered EHR does. */
  call(service: string, request: unknown, token?: string): Promise<Answer>
  feedback(service: string, body: unknown, token?: string): Promise<Answer>
  metrics(): Promise<string>
}

export interface CurbsideGiven {
  readonly fhirServers?: readonly string[]
  readonly ehr?: Readonly<Record<string, unknown>>
  readonly config?: Readonly<Record<string, unknown>>
  readonly model?: Model
  readonly asOf?: string
  readonly keys?: ClientKeys
  /** Instead of the shared one; whoever gives it closes it. */
  readonly store?: Store
}

/** Curbside on a free port of loopback, in memory, with one registered EHR. */
export async function runCurbside(given: CurbsideGiven = {}): Promise<RunningCurbside> {
  const name = randomUUID().slice(0, 8)
  const keys = given.keys ?? (await clientKeys(`https://ehr-${name}.test`))
  const logLines: string[] = []
  const config = parseConfig(
    {
      publicUrl,
      database: { kind: 'embedded' },
      model: { kind: 'none' },
      ehrs: [
        {
          id: `ehr-${name}`,
          issuer: keys.issuer,
          jwks: keys.jwks,
          fhirServers: given.fhirServers ?? [],
          services: [...hooks],
          answerWithinMs,
          ...given.ehr
        }
      ],
      development: { allowLoopbackHttp: true, asOf: given.asOf ?? '2026-11-20T10:00:00Z' },
      ...given.config
    },
    process.env
  )
  const app = await buildApp(config, {
    clock: holdableClock(config.development.asOf),
    ids: randomIds,
    log: createLog({ write: (line) => void logLines.push(line) }),
    store: given.store ?? (await sharedStore),
    ...(given.model === undefined ? {} : { model: given.model })
  })
  await app.listen({ host: '127.0.0.1', port: 0 })
  const baseUrl = `http://127.0.0.1:${(app.server.address() as AddressInfo).port}`
  const send = async (path: string, init: RequestInit): Promise<Answer> => {
    const startedMs = performance.now()
    const response = await fetch(`${baseUrl}${path}`, init)
    const text = await response.text()
    const isJson = response.headers.get('content-type')?.includes('json') ?? false
    return {
      status: response.status,
      headers: response.headers,
      text,
      body: isJson ? (JSON.parse(text) as Answer['body']) : {},
      elapsedMs: performance.now() - startedMs
    }
  }
  const post = async (path: string, body: unknown, token?: string): Promise<Answer> =>
    send(path, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        authorization: `Bearer ${token ?? (await keys.token(`${publicUrl}${path}`))}`
      },
      body: typeof body === 'string' ? body : JSON.stringify(body)
    })
  return {
    app,
    baseUrl,
    keys,
    store: app.curbsideStore,
    issuer: keys.issuer,
    logLines,
    send,
    call: (service, request, token) => post(`/cds-services/${service}`, request, token),
    feedback: (service, body, token) => post(`/cds-services/${service}/feedback`, body, token),
    metrics: async () => (await send('/metrics', {})).text,
    [Symbol.asyncDispose]: () => app.close()
  }
}

/**
 * One store for all the Curbsides of a test file: opening an embedded one takes a second. Each
 * Curbside has an EHR of its own, and what is kept belongs to an EHR. Embedded, unless the run is
 * about a real PostgreSQL.
 */
const sharedStore = openStore({
  database:
    process.env['CURBSIDE_TEST_DATABASE_URL'] === undefined
      ? { kind: 'embedded' }
      : { kind: 'postgres', url: process.env['CURBSIDE_TEST_DATABASE_URL'] },
  clock: systemClock()
})

/**
 * One EHR for several Curbsides of a test. Its id is new in each run: what is kept belongs to an
 * EHR, and on a real PostgreSQL an earlier run's advice would still be there.
 */
export async function anEhr() {
  const name = randomUUID().slice(0, 8)
  return { keys: await clientKeys(`https://ehr-${name}.test`), ehr: { id: `ehr-${name}` } }
}

/** A hook request with a fresh instance; `change` replaces what it names. */
export function aRequest(change: Readonly<Record<string, unknown>> = {}): Record<string, unknown> {
  return {
    hook: 'patient-view',
    hookInstance: randomUUID(),
    context: { userId: 'Practitioner/d1', patientId: 'p1' },
    prefetch: {
      patient: { resourceType: 'Patient', id: 'p1', gender: 'male', birthDate: '1960-01-01' }
    },
    ...change
  }
}

/** What an EHR adds so that Curbside may read the rest. */
export function fhirAccessOf(ehr: { readonly baseUrl: string; readonly token: string }) {
  return {
    fhirServer: ehr.baseUrl,
    fhirAuthorization: {
      access_token: ehr.token,
      token_type: 'Bearer',
      expires_in: 300,
      scope: 'user/*.rs',
      subject: 'curbside'
    }
  }
}
