import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { answerCall, type CallSettings } from './answer-call.ts'
import { defaultDeployments, type Deployment } from './deployments.ts'
import { readFaults, type Faults } from './faults.ts'
import { PromptCache } from './prompt-cache.ts'

/** One request as it arrived: for tests that look for identifiers, tokens and stray headers. */
export interface Recorded {
  readonly path: string
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>
  /** The exact bytes of the body. */
  readonly bodyBase64: string
}

export interface StandInOptions {
  /** 0 takes any free port. */
  readonly port: number
  readonly deployments?: Readonly<Record<string, Deployment>>
  /** How long an answer takes whose script is slow. */
  readonly slowScriptMs?: number
  /** Wall clock, for `created`. */
  readonly nowMs?: () => number
}

export interface StandIn {
  /** `http://127.0.0.1:8082`: an endpoint without a path. */
  readonly url: string
  readonly recorded: () => readonly Recorded[]
  readonly setFaults: (faults: Faults) => void
  /** Ends every open answer, the silent ones too. */
  readonly close: () => Promise<void>
}

const bodyBytesMax = 8 * 1024 * 1024
const recordedMax = 500

/**
 * Starts the stand-in model on 127.0.0.1: both APIs of a Foundry v1 endpoint in front of
 * scripts. It proves how Curbside speaks to a model, never how good a model is.
 */
export async function startStandIn(options: StandInOptions): Promise<StandIn> {
  const recorded: Recorded[] = []
  let faults: Faults = {}
  const settings: CallSettings = {
    deployments: options.deployments ?? defaultDeployments,
    slowScriptMs: options.slowScriptMs ?? 7000,
    cache: new PromptCache(),
    nowMs: options.nowMs ?? (() => performance.timeOrigin + performance.now())
  }
  let calls = 0

  async function handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const path = (request.url ?? '/').split('?')[0] ?? '/'
    const route = `${request.method} ${path}`
    const body = await readBody(request)
    if (body === undefined) return reply(response, 413, { error: { message: 'Body too large.' } })
    switch (route) {
      case 'GET /health':
        return reply(response, 200, { status: 'ok', kind: 'scripted stand-in model' })
      case 'GET /recorded':
        return reply(response, 200, { requests: recorded })
      case 'DELETE /recorded':
        recorded.length = 0
        return reply(response, 200, { requests: [] })
      case 'POST /faults': {
        const asked = readFaults(parse(body))
        if (asked === undefined)
          return reply(response, 400, { error: { message: 'No such fault.' } })
        faults = asked
        return reply(response, 200, faults)
      }
      case 'POST /openai/v1/chat/completions':
      case 'POST /v1/chat/completions':
      case 'POST /openai/v1/responses':
      case 'POST /v1/responses': {
        recorded.push({ path, headers: request.headers, bodyBase64: body.toString('base64') })
        if (recorded.length > recordedMax) recorded.shift()
        calls += 1
        const api = path.endsWith('/responses') ? 'responses' : 'chat'
        const call = { api, faults, sequence: calls } as const
        faults = afterOneCall(faults)
        return await answerCall(
          { ...call, headers: request.headers, body: parse(body) },
          response,
          settings
        )
      }
      default:
        return reply(response, 404, { error: { code: '404', message: 'Resource not found' } })
    }
  }

  const server = createServer((request, response) => {
    handle(request, response).catch(() => response.destroy())
  })
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(options.port, '127.0.0.1', resolve)
  })
  return {
    url: `http://127.0.0.1:${portOf(server.address())}`,
    recorded: () => [...recorded],
    setFaults(next) {
      faults = next
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      })
  }
}

/** What is left of faults that are for so many calls. */
function afterOneCall(faults: Faults): Faults {
  if (faults.calls === undefined) return faults
  return faults.calls > 1 ? { ...faults, calls: faults.calls - 1 } : {}
}

function portOf(address: AddressInfo | string | null): number {
  return typeof address === 'object' && address !== null ? address.port : 0
}

/** The whole body, or undefined when it is larger than the stand-in takes. */
async function readBody(request: IncomingMessage): Promise<Buffer | undefined> {
  const parts: Buffer[] = []
  let bytes = 0
  for await (const part of request) {
    const buffer = Buffer.from(part)
    bytes += buffer.length
    if (bytes <= bodyBytesMax) parts.push(buffer)
  }
  return bytes > bodyBytesMax ? undefined : Buffer.concat(parts)
}

function parse(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString('utf8'))
  } catch {
    return undefined
  }
}

function reply(response: ServerResponse, status: number, body: object): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body))
}
