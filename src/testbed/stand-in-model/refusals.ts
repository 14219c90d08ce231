import type { IncomingHttpHeaders, ServerResponse } from 'node:http'
import { invalid, type Refusal } from './chat-request.ts'
import { filteredPrompt } from './completion.ts'
import type { Faults } from './faults.ts'
import { filterEntry } from './response-body.ts'

/** A key or token is there; which one, the stand-in does not ask. */
export function hasKey(headers: IncomingHttpHeaders): boolean {
  const key = headers['api-key']
  if (typeof key === 'string' && key.length > 0) return true
  return /^Bearer \S+$/i.test(headers.authorization ?? '')
}

export const accessDenied: Refusal = {
  status: 401,
  error: {
    code: '401',
    message:
      'Access denied due to invalid subscription key or wrong API endpoint. Make sure to provide a valid key for an active subscription and use a correct regional API endpoint for your resource.'
  }
}

/** A schema outside the strict subset; each API names the place in its own way. */
export function schemaRefused(api: 'chat' | 'responses'): Refusal {
  const param = api === 'chat' ? 'response_format' : 'text.format.schema'
  return invalid(`Invalid schema for ${param}: 'minItems' is not permitted.`, param)
}

/** Answers with the status of a fault, and with the headers it is asked to carry. */
export function sendStatus(response: ServerResponse, status: number, faults: Faults): void {
  const { retryAfterMs, retryAfter, shouldRetry, location } = faults
  if (location !== undefined) response.setHeader('location', location)
  if (shouldRetry !== undefined) response.setHeader('x-should-retry', shouldRetry)
  if (retryAfter !== undefined) response.setHeader('retry-after', retryAfter)
  else if (retryAfterMs !== undefined || status === 429) {
    const waitMs = retryAfterMs ?? 1000
    response.setHeader('retry-after-ms', String(waitMs))
    response.setHeader('retry-after', String(Math.ceil(waitMs / 1000)))
  }
  if (faults.page === true) {
    response.writeHead(status, { 'content-type': 'text/html' }).end('<html>Bad gateway</html>')
    return
  }
  const message =
    status === 429
      ? 'Requests to this deployment have exceeded the call rate limit. Please retry later.'
      : 'The server had an error processing your request.'
  sendJson(response, status, { error: { code: String(status), message, type: null, param: null } })
}

/** The prompt refused by the content filter: each API has its own form of it. */
export function sendFilteredPrompt(response: ServerResponse, api: 'chat' | 'responses'): void {
  const error = {
    message:
      "The response was filtered due to the prompt triggering the service's content management policy.",
    type: null,
    param: 'prompt',
    code: 'content_filter',
    status: 400
  }
  const innererror = {
    code: 'ResponsibleAIPolicyViolation',
    content_filter_result: filteredPrompt
  }
  sendJson(response, 400, {
    error:
      api === 'chat'
        ? { ...error, innererror }
        : { ...error, content_filters: [filterEntry('prompt', filteredPrompt)] }
  })
}

export function sendJson(response: ServerResponse, status: number, body: object): void {
  if (response.destroyed) return
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body))
}
