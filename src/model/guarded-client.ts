import OpenAI from 'openai'
// The fetch of the same undici that the dispatcher comes from: Node's own is another version.
import { fetch as undiciFetch } from 'undici'
import type { Dispatcher, Response as UndiciResponse } from 'undici'
import type { OutgoingGate } from '../chart/chart.ts'
import { limits } from '../ground/limits.ts'
import type { AskedModelConfig } from './model-config.ts'
import type { Protocol } from './protocol.ts'

/** The gate saw an identifier in the exact bytes, or could not see them; nothing was sent. */
export class GateClosedError extends Error {
  override readonly name = 'GateClosedError'
}

/**
 * A client for one ask, which can send to one URL, with our headers, what the gate lets through.
 * Every option is explicit: what is left out, the library reads from OPENAI_* variables. It
 * reads OPENAI_CUSTOM_HEADERS whatever is given, so its headers are never used.
 */
export function guardedClient(given: {
  readonly config: AskedModelConfig
  readonly dispatcher: Dispatcher
  readonly gate: OutgoingGate
  readonly token: string
  readonly path: Protocol['path']
}): OpenAI {
  const { config, token } = given
  return new OpenAI({
    baseURL: baseUrlOf(config),
    apiKey: token,
    adminAPIKey: null,
    organization: null,
    project: null,
    webhookSecret: null,
    maxRetries: 0,
    timeout: config.modelWithinMs,
    logLevel: 'off',
    defaultHeaders: {},
    defaultQuery: {},
    dangerouslyAllowBrowser: false,
    fetch: guardedFetch(given)
  })
}

/** The API root that every path is put behind; ends with `/v1/`. */
export function baseUrlOf({ kind, endpoint }: AskedModelConfig): string {
  const root = endpoint.replace(/\/+$/, '')
  if (kind === 'openai-compatible') return root.endsWith('/v1') ? `${root}/` : `${root}/v1/`
  return root.endsWith('/openai/v1') ? `${root}/` : `${root}/openai/v1/`
}

function guardedFetch(given: {
  readonly config: AskedModelConfig
  readonly dispatcher: Dispatcher
  readonly gate: OutgoingGate
  readonly token: string
  readonly path: Protocol['path']
}): typeof fetch {
  const allowed = `${baseUrlOf(given.config)}${given.path}`
  return async (url, init) => {
    const body = init?.body
    if (url !== allowed || typeof body !== 'string') throw new GateClosedError()
    if (given.gate.hits(body) > 0) throw new GateClosedError()
    const response = await undiciFetch(allowed, {
      method: 'POST',
      body,
      headers: {
        accept: 'text/event-stream, application/json',
        authorization: `Bearer ${given.token}`,
        'content-type': 'application/json',
        'user-agent': 'curbside'
      },
      // A redirect would carry the whole chart to another host.
      redirect: 'error',
      dispatcher: given.dispatcher,
      ...(init?.signal && { signal: init.signal })
    })
    return capped(response)
  }
}

/** The same response, cut off when its decoded body passes the bound. */
function capped(response: UndiciResponse): Response {
  let bytes = 0
  const counter = new TransformStream<Uint8Array, Uint8Array>({
    transform(chunk, controller) {
      bytes += chunk.byteLength
      if (bytes > limits.modelBytesMax) controller.error(new RangeError('modelBytesMax'))
      else controller.enqueue(chunk)
    }
  })
  const { status, statusText } = response
  return new Response(response.body?.pipeThrough(counter) ?? null, {
    status,
    statusText,
    headers: [...response.headers]
  })
}
