import { once } from 'node:events'
import { createServer } from 'node:http'
import type { IncomingHttpHeaders, IncomingMessage, ServerResponse } from 'node:http'
import type { AddressInfo, Socket } from 'node:net'
import { streamResponses } from './fake-responses.ts'
import { strictLint } from './strict-lint.ts'

/*
 * A small Azure Foundry on loopback: both APIs as the v1 endpoint streams them, with the
 * refusals and failures that are documented. It refuses what the service refuses. The texts are
 * ours: it proves the protocol, never a model's quality.
 */

/** How one call is answered: whole by default, or with one of the ways to fail. */
export interface FakeAnswer {
  /** The model's text; strings stream in pieces of seven characters. */
  readonly text?: string
  readonly refusal?: string
  readonly finish?: string | null
  /** Responses: code of the error of a failed response or an error event. */
  readonly failure?: string
  /** HTTP status with a body, instead of a stream. */
  readonly status?: number
  readonly body?: string
  readonly headers?: Readonly<Record<string, string>>
  /** After the text: end without finish, destroy the socket, an error event, silence. */
  readonly breaks?: 'cut' | 'destroy' | 'error-event' | 'hang'
  /** Nothing at all is answered, not even headers. */
  readonly silent?: boolean
  readonly promptFilter?: Readonly<Record<string, unknown>>
  readonly choiceFilter?: Readonly<Record<string, unknown>>
  /** Raw bytes of the stream instead of all else. */
  readonly raw?: string
}

export interface SeenRequest {
  readonly url: string
  readonly headers: IncomingHttpHeaders
  readonly body: string
}

export interface FakeFoundry {
  readonly endpoint: string
  readonly requests: SeenRequest[]
  readonly sockets: ReadonlySet<Socket>
  answer(answer: FakeAnswer): void
  close(): Promise<void>
}

const deployments = new Set(['medical', 'medical-fast'])
const key = 'Bearer the-key'
// Reasoning deployments refuse these (Foundry, reasoning models).
const refusedParameters = ['max_tokens', 'temperature', 'top_p', 'presence_penalty', 'logprobs']
const paths = ['/v1/chat/completions', '/v1/responses']

/** Starts one on a free port of 127.0.0.1; answers queue up, the last one stays. */
export async function fakeFoundry(): Promise<FakeFoundry> {
  const requests: SeenRequest[] = []
  const answers: FakeAnswer[] = []
  const sockets = new Set<Socket>()
  const server = createServer((request, response) => {
    void receive(request).then((seen) => {
      requests.push(seen)
      const answer = (answers.length > 1 ? answers.shift() : answers[0]) ?? {}
      return reply(seen, answer, response)
    })
  })
  server.on('connection', (socket: Socket) => {
    sockets.add(socket)
    socket.on('close', () => sockets.delete(socket))
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  return {
    endpoint: `http://127.0.0.1:${port}`,
    requests,
    sockets,
    answer: (answer) => void answers.push(answer),
    close: async () => {
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    }
  }
}

async function receive(request: IncomingMessage): Promise<SeenRequest> {
  const pieces: Buffer[] = []
  for await (const piece of request) pieces.push(piece as Buffer)
  const body = Buffer.concat(pieces).toString('utf8')
  return { url: request.url ?? '', headers: request.headers, body }
}

const ownHeaders = {
  'apim-request-id': 'apim-1',
  'x-request-id': 'x-1',
  'x-ratelimit-remaining-requests': '9',
  'x-ratelimit-remaining-tokens': '9000'
}

async function reply(
  seen: SeenRequest,
  answer: FakeAnswer,
  response: ServerResponse
): Promise<void> {
  if (answer.silent) return
  const refused = refusal(seen)
  if (refused !== undefined || answer.status !== undefined) {
    const [status, body] = refused ?? [answer.status ?? 500, answer.body ?? '{}']
    const type = body.startsWith('<') ? 'text/html' : 'application/json'
    response.writeHead(status, { ...ownHeaders, 'content-type': type, ...answer.headers })
    response.end(body)
    return
  }
  response.writeHead(200, {
    ...ownHeaders,
    'content-type': 'text/event-stream',
    ...answer.headers
  })
  if (answer.raw !== undefined) return void response.end(answer.raw)
  await (seen.url.endsWith('/responses') ? streamResponses : stream)(answer, response)
}

/** What Azure refuses, in its own error shape. */
function refusal({ url, headers, body }: SeenRequest): [number, string] | undefined {
  const error = (status: number, code: string, param: string | null): [number, string] => [
    status,
    JSON.stringify({ error: { message: 'refused', type: 'invalid_request_error', param, code } })
  ]
  if (!paths.some((path) => url.endsWith(path))) return error(404, '404', null)
  if (headers.authorization !== key) return error(401, '401', null)
  const asked = JSON.parse(body) as Record<string, unknown>
  if (!deployments.has(String(asked['model']))) return error(404, 'DeploymentNotFound', null)
  const parameter = url.startsWith('/openai/') && refusedParameters.find((name) => name in asked)
  if (typeof parameter === 'string') return error(400, 'unsupported_parameter', parameter)
  // Only the Foundry paths: compatible servers enforce no schema.
  if (!url.startsWith('/openai/')) return undefined
  const format = strictFormat(asked)
  if (format?.strict !== true || strictLint(format.schema).length > 0) {
    return error(400, 'invalid_request_error', 'response_format')
  }
  return undefined
}

interface Format {
  readonly strict?: boolean
  readonly schema?: unknown
}

/** Chat has it in `response_format.json_schema`, Responses in `text.format`. */
function strictFormat(asked: Record<string, unknown>): Format | undefined {
  const chat = asked['response_format'] as { json_schema?: Format } | undefined
  const text = asked['text'] as { format?: Format } | undefined
  return chat?.json_schema ?? text?.format
}

const safe = { hate: { filtered: false, severity: 'safe' } }

async function stream(answer: FakeAnswer, response: ServerResponse): Promise<void> {
  const send = (data: unknown): void =>
    void response.write(`data: ${typeof data === 'string' ? data : JSON.stringify(data)}\n\n`)
  // Azure's first chunk: no choice, empty id and model, what the filter said of the prompt.
  send({
    ...chunk(''),
    id: '',
    prompt_filter_results: [
      { prompt_index: 0, content_filter_results: answer.promptFilter ?? safe }
    ]
  })
  for (const piece of answer.text?.match(/[^]{1,7}/g) ?? []) {
    send(chunk('medical-2026-09', { index: 0, delta: { content: piece } }))
    await new Promise(setImmediate)
  }
  if (answer.refusal !== undefined) {
    send(chunk('medical-2026-09', { index: 0, delta: { refusal: answer.refusal } }))
  }
  if (answer.breaks === 'hang') return
  if (answer.breaks === 'destroy') return void setTimeout(() => response.destroy(), 20)
  if (answer.breaks === 'error-event') send({ error: { code: 'server_error', message: 'x' } })
  if (answer.breaks !== undefined) return void response.end()
  const finish = answer.finish === undefined ? 'stop' : answer.finish
  const filter = answer.choiceFilter ?? safe
  send(
    chunk('medical-2026-09', {
      index: 0,
      delta: {},
      finish_reason: finish,
      content_filter_results: filter
    })
  )
  // An annotation chunk of the asynchronous filter: a choice without delta.
  send(chunk('medical-2026-09', { index: 0, finish_reason: null, content_filter_offsets: {} }))
  send({
    ...chunk('medical-2026-09'),
    usage: {
      prompt_tokens: 1200,
      completion_tokens: 80,
      total_tokens: 1280,
      prompt_tokens_details: { cached_tokens: 1024 },
      completion_tokens_details: { reasoning_tokens: 30 }
    }
  })
  send('[DONE]')
  response.end()
}

function chunk(model: string, choice?: Record<string, unknown>): Record<string, unknown> {
  return {
    id: 'chatcmpl-1',
    object: 'chat.completion.chunk',
    created: 1,
    model,
    choices: choice === undefined ? [] : [choice]
  }
}
