import { createHash } from 'node:crypto'
import type { IncomingHttpHeaders, ServerResponse } from 'node:http'
import { setTimeout as sleep } from 'node:timers/promises'
import { isRefusal, readChatRequest, type ModelRequest } from './chat-request.ts'
import {
  charactersPerToken,
  complete,
  completionBody,
  completionChunks,
  type Completion
} from './completion.ts'
import { charactersPerChunk, type Deployment } from './deployments.ts'
import type { Faults } from './faults.ts'
import { faultyText } from './faulty-answer.ts'
import type { PromptCache } from './prompt-cache.ts'
import { propose } from './propose.ts'
import {
  accessDenied,
  hasKey,
  schemaRefused,
  sendFilteredPrompt,
  sendJson,
  sendStatus
} from './refusals.ts'
import { responseBody, responseEvents } from './response-body.ts'
import { readResponsesRequest } from './responses-request.ts'
import { shapeAnswer } from './shape-answer.ts'

/** Before what the stand-in says besides answers in the form. */
const notice = 'Scripted stand-in:'

export interface CallSettings {
  readonly deployments: Readonly<Record<string, Deployment>>
  readonly slowScriptMs: number
  readonly cache: PromptCache
  readonly nowMs: () => number
}

export interface ModelCall {
  readonly api: 'chat' | 'responses'
  readonly headers: IncomingHttpHeaders
  readonly body: unknown
  readonly faults: Faults
  /** Which call this is, counted from 1. */
  readonly sequence: number
}

/** Answers one request of either API: refusals and faults first, then what the scripts say. */
export async function answerCall(
  call: ModelCall,
  response: ServerResponse,
  settings: CallSettings
): Promise<void> {
  for (const [name, value] of Object.entries(serviceHeaders(call.sequence))) {
    response.setHeader(name, value)
  }
  const { api, faults, body } = call
  const read = api === 'chat' ? readChatRequest : readResponsesRequest
  const request = hasKey(call.headers) ? read(body, settings.deployments) : accessDenied
  if (isRefusal(request)) return sendJson(response, request.status, { error: request.error })
  if (faults.refuseSchema === true) {
    const { status, error } = schemaRefused(api)
    return sendJson(response, status, { error })
  }
  if (faults.silent === true) return
  if (faults.status !== undefined) return sendStatus(response, faults.status, faults)
  if (faults.filter === 'prompt') return sendFilteredPrompt(response, api)
  const { completion, slow } = answer(request, call, settings)
  const scriptMs = slow ? settings.slowScriptMs : request.deployment.firstTokenMs
  const firstTokenMs = faults.firstTokenMs ?? scriptMs
  const msPerChunk = faults.msPerChunk ?? request.deployment.msPerChunk
  const alive = aborted(response)
  if (request.stream) {
    const frames = framesOf(api, completion, request)
    return stream(response, frames, { firstTokenMs, msPerChunk, faults, alive })
  }
  const pieces = (completion.content ?? '').length / charactersPerChunk
  await wait(firstTokenMs + pieces * msPerChunk, alive)
  sendJson(response, 200, api === 'chat' ? completionBody(completion) : responseBody(completion))
}

function answer(
  request: ModelRequest,
  call: ModelCall,
  settings: CallSettings
): { completion: Completion; slow: boolean } {
  const { faults, sequence, api } = call
  const { proposal, slow } = propose(request.userText)
  const shaped =
    request.schema === undefined
      ? { fits: true, value: proposal }
      : shapeAnswer(request.schema, proposal)
  const usual = shaped.fits ? JSON.stringify(shaped.value) : null
  const said = faultyText(faults, request.userText, proposal) ?? usual
  const refused = faults.refuse === true || said === null
  const prefix = api === 'chat' ? 'chatcmpl-' : 'resp_'
  const given = {
    id: `${prefix}${hex(`completion ${sequence}`).slice(0, 29)}`,
    created: Math.floor(settings.nowMs() / 1000),
    content: refused ? null : said,
    refusal: refused ? refusalOf(faults) : null
  }
  const cacheUse = settings.cache.use(request.prompt, charactersPerToken)
  return { completion: complete(request, given, { faults, cacheUse }), slow }
}

const refusalOf = ({ refuse }: Faults): string =>
  refuse === true
    ? `${notice} I cannot help with that.`
    : `${notice} its scripts do not know this schema.`

/** What goes over the wire, one server-sent event each, `[DONE]` included where the API has it. */
function framesOf(
  api: ModelCall['api'],
  completion: Completion,
  { includeUsage }: ModelRequest
): readonly string[] {
  if (api === 'responses') {
    return responseEvents(completion, charactersPerChunk).map(
      (event) => `event: ${event.type}\ndata: ${JSON.stringify(event)}\n\n`
    )
  }
  const chunks = completionChunks(completion, { charactersPerChunk, includeUsage })
  return [...chunks.map((chunk) => `data: ${JSON.stringify(chunk)}\n\n`), 'data: [DONE]\n\n']
}

const serverError =
  'event: error\ndata: {"type":"error","code":"server_error","message":"failed","param":null}\n\n'

async function stream(
  response: ServerResponse,
  frames: readonly string[],
  given: { firstTokenMs: number; msPerChunk: number; faults: Faults; alive: AbortSignal }
): Promise<void> {
  const { faults, alive } = given
  response.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-cache' })
  response.flushHeaders()
  await wait(given.firstTokenMs, alive)
  for (const [sent, frame] of frames.entries()) {
    if (alive.aborted) return
    if (faults.cutAfterChunks === sent) return void response.destroy()
    if (faults.endAfterChunks === sent) break
    if (faults.errorAfterChunks === sent) {
      response.write(serverError)
      break
    }
    response.write(frame)
    await wait(given.msPerChunk, alive)
  }
  response.end()
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
