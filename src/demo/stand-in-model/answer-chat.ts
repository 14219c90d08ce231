import { createHash } from 'node:crypto'
import type { IncomingHttpHeaders, ServerResponse } from 'node:http'
import { setTimeout as sleep } from 'node:timers/promises'
import { isRefusal, readChatRequest, type ChatRequest, type Refusal } from './chat-request.ts'
import { complete, completionBody, completionChunks, type Completion } from './completion.ts'
import { charactersPerChunk, type Deployment } from './deployments.ts'
import type { Faults } from './faults.ts'
import { propose } from './propose.ts'
import { notice } from './scripts/script.ts'
import { shapeAnswer } from './shape-answer.ts'

export interface ChatSettings {
  readonly deployments: Readonly<Record<string, Deployment>>
  readonly slowScriptMs: number
  readonly nowMs: () => number
}

export interface ChatCall {
  readonly headers: IncomingHttpHeaders
  readonly body: unknown
  readonly faults: Faults
  /** Which call this is, counted from 1. */
  readonly sequence: number
}

/** Answers one chat completion request: refusals and faults first, then what the scripts say. */
export async function answerChat(
  call: ChatCall,
  response: ServerResponse,
  settings: ChatSettings
): Promise<void> {
  for (const [name, value] of Object.entries(serviceHeaders(call.sequence))) {
    response.setHeader(name, value)
  }
  const request = hasKey(call.headers)
    ? readChatRequest(call.body, settings.deployments)
    : accessDenied
  if (isRefusal(request)) return sendJson(response, request.status, { error: request.error })
  const { faults } = call
  if (faults.silent === true) return
  if (faults.status !== undefined) return sendFault(response, faults.status, faults.retryAfterMs)
  const { completion, slow } = answer(request, call, settings)
  const scriptMs = slow ? settings.slowScriptMs : request.deployment.firstTokenMs
  const firstTokenMs = faults.firstTokenMs ?? scriptMs
  const alive = aborted(response)
  if (request.stream) {
    await stream(response, completion, { request, firstTokenMs, faults, alive })
    return
  }
  const pieces = (completion.content ?? '').length / charactersPerChunk
  await wait(firstTokenMs + pieces * request.deployment.msPerChunk, alive)
  sendJson(response, 200, completionBody(completion))
}

function answer(
  request: ChatRequest,
  call: ChatCall,
  settings: ChatSettings
): { completion: Completion; slow: boolean } {
  const { proposal, slow } = propose(request.userText)
  const shaped =
    request.schema === undefined
      ? { fits: true, value: proposal }
      : shapeAnswer(request.schema, proposal)
  const said = shaped.fits ? JSON.stringify(shaped.value) : null
  const completion = complete(request, {
    id: `chatcmpl-${hex(`completion ${call.sequence}`).slice(0, 29)}`,
    created: Math.floor(settings.nowMs() / 1000),
    content: call.faults.answer ?? said,
    refusal:
      call.faults.answer === undefined && said === null
        ? `${notice} its scripts do not know this schema.`
        : null
  })
  return { completion, slow }
}

async function stream(
  response: ServerResponse,
  completion: Completion,
  given: {
    request: ChatRequest
    firstTokenMs: number
    faults: Faults
    alive: AbortSignal
  }
): Promise<void> {
  const { request, faults, alive } = given
  const { includeUsage } = request
  const chunks = completionChunks(completion, { charactersPerChunk, includeUsage })
  response.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-cache' })
  response.flushHeaders()
  await wait(given.firstTokenMs, alive)
  for (const [sent, chunk] of chunks.entries()) {
    if (alive.aborted) return
    if (faults.cutAfterChunks === sent) {
      response.destroy()
      return
    }
    response.write(`data: ${JSON.stringify(chunk)}\n\n`)
    await wait(request.deployment.msPerChunk, alive)
  }
  response.end('data: [DONE]\n\n')
}

/** Aborted once the client has gone, so that no answer is made for nobody. */
function aborted(response: ServerResponse): AbortSignal {
  const controller = new AbortController()
  response.once('close', () => controller.abort())
  return controller.signal
}

/** Waits, or returns early when the client has gone. */
async function wait(ms: number, signal: AbortSignal): Promise<void> {
  if (ms <= 0 || signal.aborted) return
  await sleep(ms, undefined, { signal }).catch(() => undefined)
}

function hasKey(headers: IncomingHttpHeaders): boolean {
  const key = headers['api-key']
  if (typeof key === 'string' && key.length > 0) return true
  return /^Bearer \S+$/i.test(headers.authorization ?? '')
}

const accessDenied: Refusal = {
  status: 401,
  error: {
    code: '401',
    message:
      'Access denied due to invalid subscription key or wrong API endpoint. Make sure to provide a valid key for an active subscription and use a correct regional API endpoint for your resource.'
  }
}

function sendFault(response: ServerResponse, status: number, retryAfterMs = 1000): void {
  if (status === 429) {
    response.setHeader('retry-after-ms', String(retryAfterMs))
    response.setHeader('retry-after', String(Math.ceil(retryAfterMs / 1000)))
  }
  const message =
    status === 429
      ? 'Requests to this deployment have exceeded the call rate limit. Please retry later.'
      : 'The server had an error processing your request.'
  sendJson(response, status, { error: { code: String(status), message, type: null, param: null } })
}

function sendJson(response: ServerResponse, status: number, body: object): void {
  if (response.destroyed) return
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body))
}

/** Headers of every answer of the service, refusals included. */
function serviceHeaders(sequence: number): Readonly<Record<string, string>> {
  return {
    'apim-request-id': uuidLike(`apim ${sequence}`),
    'x-request-id': uuidLike(`request ${sequence}`),
    'x-ratelimit-limit-requests': '1000',
    'x-ratelimit-remaining-requests': String(Math.max(0, 1000 - sequence)),
    'x-ratelimit-reset-requests': '1',
    'x-ratelimit-limit-tokens': '1000000',
    'x-ratelimit-remaining-tokens': '990000',
    'x-ratelimit-reset-tokens': '1'
  }
}

const hex = (text: string) => createHash('sha256').update(text).digest('hex')

function uuidLike(text: string): string {
  return hex(text).replace(/^(.{8})(.{4})(.{4})(.{4})(.{12}).*$/, '$1-$2-$3-$4-$5')
}
