import { APIConnectionTimeoutError, APIError } from 'openai'
import { TokenLateError } from './bearer-token.ts'
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
  if (error instanceof APIError) return endingOfStatus(error.status, error.code)
  if (error instanceof SyntaxError) return 'malformed'
  return isCredentialError(error) ? 'misconfigured' : 'unavailable'
}

/** `apim-request-id` (Azure's own), else `x-request-id`. */
export function requestIdOf(headers: Headers | undefined): string | undefined {
  const id = headers?.get('apim-request-id') ?? headers?.get('x-request-id')
  return id != null && /^[\w.:-]{1,100}$/.test(id) ? id : undefined
}

// Microsoft Foundry, troubleshooting errors: 400 other than the filter, 401, 403 and 404 are for
// an operator to repair; 429 is a limit; 408, 409 and 5xx pass. Without a status the stream
// itself carried the error.
function endingOfStatus(status: number | undefined, code: string | null | undefined): ModelEnding {
  if (status === undefined) return code === 'content_filter' ? 'filtered-completion' : 'unavailable'
  if (status === 400 && code === 'content_filter') return 'filtered-prompt'
  if (status === 429) return 'limited'
  if (status === 408 || status === 409 || status >= 500) return 'unavailable'
  return 'misconfigured'
}

// The client wraps what its key function threw; ours is called before it.
function isCredentialError(error: unknown): boolean {
  return error instanceof Error && credentialErrors.has(error.name)
}
