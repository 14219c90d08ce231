import type { AddressInfo } from 'node:net'
import { buildApp } from '../app.ts'
import { hooks } from '../cds-hooks/service.ts'
import { randomIds, systemClock } from '../ground/clock.ts'
import { parseConfig } from '../process/config.ts'
import { recordTokenSeconds, serveRecord } from '../testbed/fhir-server/serve-record.ts'
import { defaultDeployments } from '../testbed/stand-in-model/deployments.ts'
import { startStandIn } from '../testbed/stand-in-model/stand-in-model.ts'
import { createLog } from '../telemetry/log.ts'
import type { EvaluationCase } from './case.ts'
import { hookRequest } from './hook-request.ts'
import { isObject } from '../ground/is-object.ts'
import type { LooseObject } from '../ground/is-object.ts'
import { loadRecord } from './load-record.ts'
import type { LoadedRecord } from './load-record.ts'

export const evaluatedModels = ['none', 'stand-in', 'configured'] as const
export type EvaluatedModel = (typeof evaluatedModels)[number]

export interface WorldGiven {
  /** How many cases there are: each is an EHR of its own. */
  readonly cases: number
  readonly model: EvaluatedModel
  /** With `configured`: the `model` section of a configuration, as it stands there. */
  readonly modelSection?: unknown
  readonly environment?: Readonly<Record<string, string | undefined>>
}

/** What came back for one case. */
export interface CaseAnswer {
  readonly status: number
  /** Parsed, or undefined when it is no JSON. */
  readonly body: unknown
  /** Wall time from sending to the last byte, in milliseconds. */
  readonly elapsedMs: number
  /** As it was sent. */
  readonly sent: LooseObject
  readonly record: LoadedRecord | null
}

export interface World extends AsyncDisposable {
  /** Sends one case's call at its own time; `place` is its number among the cases. */
  call(one: EvaluationCase, place: number): Promise<CaseAnswer>
}

/** Tokens are made for it; sockets go to loopback. */
const publicUrl = 'https://curbside.invalid'
const answerWithinMs = 4000

/**
 * The whole way on loopback: Curbside as `npm start` builds it, with an empty database in memory,
 * and an EHR that signs, serves the case's record over FHIR search and is a new one for each case,
 * so that nothing kept for one is found by the next. Calls go one after the other: the clinical
 * clock stands at the case's time.
 */
export async function startWorld(given: WorldGiven): Promise<World> {
  await using cleanUp = new AsyncDisposableStack()
  const ehr = await serveRecord()
  cleanUp.defer(() => ehr.close())
  const issuerOf = (place: number): string => `${ehr.url}/ehrs/case-${place + 1}`
  const config = parseConfig(
    {
      publicUrl,
      database: { kind: 'embedded' },
      model: await modelSection(given, cleanUp),
      ehrs: Array.from({ length: given.cases }, (_, place) => ({
        id: `case-${place + 1}`,
        issuer: issuerOf(place),
        jwksUrl: `${issuerOf(place)}/.well-known/jwks.json`,
        fhirServers: [ehr.fhirBase],
        services: [...hooks],
        answerWithinMs
      })),
      development: { allowLoopbackHttp: true }
    },
    given.environment ?? {}
  )
  let asOf = ''
  const clock = { ...systemClock(), asOf: () => asOf }
  const log = createLog({ write: () => undefined })
  const app = await buildApp(config, { clock, ids: randomIds, log })
  cleanUp.defer(() => app.close())
  await app.listen({ host: '127.0.0.1', port: 0 })
  const { port } = app.server.address() as AddressInfo
  const running = cleanUp.move()
  return {
    async call(one, place) {
      asOf = one.asOf
      const { record, access } = serve(one, ehr)
      const sent = hookRequest(one, access)
      const path = `/cds-services/${one.service}`
      const issuer = issuerOf(place)
      const jwt = await ehr.key.sign({ issuer, audience: `${publicUrl}${path}` })
      const answer = await post(`http://127.0.0.1:${port}${path}`, jwt, sent)
      return { ...answer, sent, record }
    },
    [Symbol.asyncDispose]: () => running.disposeAsync()
  }
}

/** Without a record there is no server; nothing of the case before is served on. */
function serve(one: EvaluationCase, ehr: Awaited<ReturnType<typeof serveRecord>>) {
  const { patientId } = one
  if (one.record === undefined) {
    ehr.serve({ patientId, resources: [] })
    return { record: null, access: null }
  }
  const record = loadRecord(one.record, patientId)
  const { accessToken } = ehr.serve({ patientId, resources: record.resources })
  const expiresInSeconds = recordTokenSeconds
  return { record, access: { fhirServer: ehr.fhirBase, accessToken, expiresInSeconds } }
}

async function modelSection(given: WorldGiven, cleanUp: AsyncDisposableStack): Promise<unknown> {
  if (given.model === 'none') return { kind: 'none' }
  if (given.model === 'configured') return given.modelSection
  const atOnce = Object.entries(defaultDeployments).map(([name, deployment]) => [
    name,
    { ...deployment, firstTokenMs: 0, msPerChunk: 0 }
  ])
  const standIn = await startStandIn({ port: 0, deployments: Object.fromEntries(atOnce) })
  cleanUp.defer(() => standIn.close())
  const [standard = '', fast = standard] = Object.keys(defaultDeployments)
  return {
    kind: 'azure-foundry',
    endpoint: standIn.url,
    deployments: { default: standard, fast },
    auth: { kind: 'key', key: 'stand-in-key' }
  }
}

async function post(url: string, jwt: string, body: LooseObject) {
  const text = JSON.stringify(body)
  const startedMs = performance.now()
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${jwt}` },
    body: text,
    redirect: 'error'
  })
  const answered = await response.text()
  const elapsedMs = performance.now() - startedMs
  return { status: response.status, body: parsed(answered), elapsedMs }
}

function parsed(text: string): unknown {
  try {
    const value: unknown = JSON.parse(text)
    return isObject(value) ? value : undefined
  } catch {
    return undefined
  }
}
