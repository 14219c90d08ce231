import { createServer } from 'node:http'
import type { IncomingMessage, Server, ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { startEhr } from '../../src/demo/ehr/start-ehr.ts'
import { patientsToShow } from '../../src/demo/launch/patients-to-show.ts'
import { demoOptions } from '../../src/demo/launch/demo-options.ts'

/** What stands between Curbside and the demo EHR, and what it changes. */
export interface Between {
  /** Left out of the CapabilityStatement. */
  readonly undeclared?: string
  /** Answered 403. */
  readonly forbidden?: string
  /** Answered later. */
  readonly slow?: { readonly type: string; readonly byMs: number }
  /** Served in place of the EHR's JWKS. */
  readonly jwks?: (own: { readonly keys: readonly { readonly kid: string }[] }) => unknown
}

export interface CheckedEhr extends AsyncDisposable {
  readonly url: string
  readonly patientId: string
  readonly patientName: string
  readonly token: string
  /** A client JWT that this EHR made for Curbside's patient-view. */
  readonly clientJwt: string
  /** A configuration that names this EHR as `demo-ehr`. */
  readonly config: Readonly<Record<string, unknown>>
}

/** The demo EHR behind a proxy that may spoil it, and a token as it would come with a hook. */
export async function checkedEhr(between: Between = {}): Promise<CheckedEhr> {
  const options = demoOptions(['--port-base', '0'])
  if (options === 'help') throw new Error('help is no demo')
  const { patients } = await patientsToShow(options)
  const curbside = await listeningCurbside()
  const curbsideUrl = curbside.url
  const ehr = await startEhr({ patients, formulary: [], curbsideUrl, port: 0 })
  const proxy = await listen((request, response) => void pass(ehr.url, between, request, response))
  const patientId = patients[0]?.id ?? ''
  await openChart(ehr.url, patientId)
  return {
    url: proxy.url,
    patientId,
    patientName: patientId.split('-').at(-1) ?? '',
    token: ehr.tokens.issue({ patientId, callId: 'check' }),
    clientJwt: curbside.authorization(),
    config: {
      publicUrl: curbsideUrl,
      database: { kind: 'embedded' },
      model: { kind: 'none' },
      ehrs: [
        {
          id: 'demo-ehr',
          issuer: ehr.url,
          jwksUrl: `${ehr.url}/.well-known/jwks.json`,
          fhirServers: [`${proxy.url}/fhir`],
          services: ['patient-view', 'order-select'],
          ...(between.jwks === undefined ? {} : { jwksUrl: `${proxy.url}/.well-known/jwks.json` })
        }
      ],
      development: { allowLoopbackHttp: true }
    },
    [Symbol.asyncDispose]: async () => {
      await Promise.all([ehr.close(), close(proxy.server), close(curbside.server)])
    }
  }
}

/** Stands for Curbside towards the EHR: it keeps the token that a call brought. */
async function listeningCurbside() {
  let authorization = ''
  const listening = await listen((request, response) => {
    authorization = request.headers.authorization ?? authorization
    const service = { id: 'patient-view', hook: 'patient-view', description: 'as discovered' }
    sendJson(response, 200, request.method === 'GET' ? { services: [service] } : { cards: [] })
  })
  return { ...listening, authorization: () => authorization.replace('Bearer ', '') }
}

async function openChart(ehrUrl: string, patientId: string): Promise<void> {
  const asked = { patientId, hook: 'patient-view', prefetch: 'patient only' }
  await fetch(`${ehrUrl}/api/hooks`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ ...asked, session: 's', call: 'c', draftOrders: [], selections: [] })
  })
}

async function pass(
  to: string,
  between: Between,
  request: IncomingMessage,
  response: ServerResponse
): Promise<void> {
  const path = request.url ?? ''
  const type = /^\/fhir\/([A-Za-z]+)/.exec(path)?.[1]
  if (type !== undefined && type === between.forbidden) return sendJson(response, 403, {})
  if (type !== undefined && type === between.slow?.type) {
    await new Promise((resolve) => setTimeout(resolve, between.slow?.byMs))
  }
  const { authorization } = request.headers
  const answer = await fetch(`${to}${path}`, {
    headers: authorization === undefined ? {} : { authorization }
  })
  const body = (await answer.json()) as Statement & Parameters<NonNullable<Between['jwks']>>[0]
  if (path === '/fhir/metadata') return sendJson(response, 200, undeclare(body, between.undeclared))
  if (path.endsWith('jwks.json')) return sendJson(response, 200, between.jwks?.(body) ?? body)
  sendJson(response, answer.status, body)
}

interface Statement {
  readonly rest: readonly { readonly resource: readonly { readonly type: string }[] }[]
}

function undeclare(statement: Statement, type: string | undefined): object {
  const rest = statement.rest.map((each) => ({
    ...each,
    resource: each.resource.filter((resource) => resource.type !== type)
  }))
  return { ...statement, rest }
}

async function listen(
  handler: (request: IncomingMessage, response: ServerResponse) => void
): Promise<{ readonly url: string; readonly server: Server }> {
  const server = createServer(handler)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, server }
}

async function close(server: Server): Promise<void> {
  server.closeAllConnections()
  await new Promise((resolve) => server.close(resolve))
}

function sendJson(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { 'content-type': 'application/fhir+json' })
  response.end(JSON.stringify(body))
}
