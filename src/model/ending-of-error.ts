import { APIConnectionTimeoutError, APIError } from 'openai'
import { TokenLateError } from './bearer-token.ts'
import { filteredInList } from './content-filter.ts'
import type { ModelEnding } from './model.ts'

// Classes of @azure/identity that no waiting repairs: the set-up is wrong.
const credentialErrors = new Set([
  'CredentialUnavailableError',
  'AuthenticationError',
  'AggregateAuthenticationError',
  'AuthenticationRequiredError'
])

/**
 * The ending for anything that the client throws. Azure's content filter is known by its code
 * alone; its message is never looked at, and never leaves this file.
 */
export function endingOfError(error: unknown): ModelEnding {
  if (error instanceof TokenLateError) return 'unavailable'
  if (error instanceof APIConnectionTimeoutError) return 'late'
  if (error instanceof APIError) {
    return filteredPart(error) ?? endingOfStatus(error.status, error.code)
  }
  if (error instanceof SyntaxError) return 'malformed'
  return isCredentialError(error) ? 'misconfigured' : 'unavailable'
}

/** `apim-request-id` (Azure's own), else `x-request-id`. */
export function requestIdOf(headers: Headers | undefined): string | undefined {
  const id = headers?.get('apim-request-id') ?? headers?.get('x-request-id')
  return id != null && /^[\w.:-]{1,100}$/.test(id) ? id : undefined
}

/** The Responses API lists in `content_filters` what it blocked, and whether prompt or answer. */
function filteredPart(error: APIError): ModelEnding | undefined {
  const blocked = filteredInList(error.error)
  if (blocked.completion) return 'filtered-completion'
  return blocked.prompt ? 'filtered-prompt' : undefined
}

/**
 * How long the service asks to wait before the same is sent once more, in milliseconds; undefined
 * where sending again cannot help. A server error that names no time is worth half a second; a
 * rate limit that names none is not guessed at.
 */
export function retryAfterMsOf(error: APIError, nowMs: number): number | undefined {
  const { status, headers } = error
  if (status === undefined || headers?.get('x-should-retry') === 'false') return undefined
  if (status !== 408 && status !== 409 && status !== 429 && status < 500) return undefined
  const asked = askedWaitMs(headers, nowMs)
  if (asked !== undefined) return asked
  return status === 429 ? undefined : waitUnaskedMs
}

const waitUnaskedMs = 500

function askedWaitMs(headers: Headers | undefined, nowMs: number): number | undefined {
  const milliseconds = headers?.get('retry-after-ms')
  if (milliseconds != null && /^\d+(\.\d+)?$/.test(milliseconds)) return Number(milliseconds)
  const after = headers?.get('retry-after')
  if (after == null) return undefined
  if (/^\d+(\.\d+)?$/.test(after)) return Number(after) * 1_000
  const atMs = Date.parse(after)
  return Number.isNaN(atMs) ? undefined : Math.max(0, atMs - nowMs)
}

// Microsoft Foundry, troubleshooting errors: 400 other than the filter, 401, 403 and 404 are for
// an operator to repair; 429 is a limit; 408, 409 and 5xx pass. Without a status the stream
// itself carried the error.
function endingOfStatus(status: number | undefined, code: string | null | undefined): ModelEnding {
  if (status === undefined) {
    if (code === 'content_filter') return 'filtered-completion'
    return code === 'rate_limit_exceeded' ? 'limited' : 'unavailable'
  }
  if (status === 400 && code === 'content_filter') return 'filtered-prompt'
  if (status === 429) return 'limited'
  if (status === 408 || status === 409 || status >= 500) return 'unavailable'
  return 'misconfigured'
}

// The client wraps what its key function threw; ours is called before it.
function isCredentialError(error: unknown): boolean {
  return error instanceof Error && credentialErrors.has(error.name)
}
