import type { FastifyReply } from 'fastify'
import { CurbsideError, errorTable } from '../ground/errors.ts'
import type { ErrorCode } from '../ground/errors.ts'

interface OperationOutcomeBody {
  readonly resourceType: 'OperationOutcome'
  readonly issue: readonly {
    readonly severity: 'error'
    readonly code: string
    readonly details: { readonly text: string }
    readonly diagnostics?: string
  }[]
}

/** FHIR R4 issue types (http://hl7.org/fhir/issue-type) per status. */
const issueType: Readonly<Record<number, string>> = {
  400: 'invalid',
  401: 'login',
  403: 'forbidden',
  404: 'not-found',
  412: 'incomplete',
  413: 'too-long',
  415: 'not-supported',
  429: 'throttled',
  503: 'transient'
}

/**
 * An error as an OperationOutcome (CDS Hooks 3.0.0, non-2xx answers): our code, what to do, and
 * the paths at fault. Never a value, a stack or a library's text. A 401 is always the same bytes.
 */
export function outcomeOf(error: CurbsideError): OperationOutcomeBody {
  const code: ErrorCode = error.code
  if (error.status === 401) {
    return {
      resourceType: 'OperationOutcome',
      issue: [{ severity: 'error', code: 'login', details: { text: errorTable[code].help } }]
    }
  }
  const details = { text: `${code}: ${errorTable[code].help}` }
  const base = { severity: 'error' as const, code: issueType[error.status] ?? 'exception', details }
  const issues = error.issues.slice(0, 20)
  return {
    resourceType: 'OperationOutcome',
    issue: issues.length === 0 ? [base] : issues.map((diagnostics) => ({ ...base, diagnostics }))
  }
}

/** Whatever was thrown, as one of ours: Fastify's own refusals by their status, the rest internal. */
export function asCurbsideError(thrown: unknown): CurbsideError {
  if (thrown instanceof CurbsideError) return thrown
  const status: unknown =
    typeof thrown === 'object' && thrown !== null ? Reflect.get(thrown, 'statusCode') : undefined
  const codes: Readonly<Record<number, ErrorCode>> = {
    400: 'CURBSIDE_REQUEST_INVALID',
    404: 'CURBSIDE_NOT_FOUND',
    408: 'CURBSIDE_TIMED_OUT_READING',
    413: 'CURBSIDE_BODY_TOO_LARGE',
    415: 'CURBSIDE_MEDIA_TYPE_REFUSED',
    429: 'CURBSIDE_TOO_MANY_CALLS'
  }
  const code = typeof status === 'number' ? codes[status] : undefined
  return new CurbsideError(code ?? 'CURBSIDE_INTERNAL', { cause: thrown })
}

export function replyError(reply: FastifyReply, thrown: unknown): FastifyReply {
  const error = asCurbsideError(thrown)
  if (error.status === 401) reply.header('www-authenticate', 'Bearer')
  if (error.status === 429 || error.status === 503) reply.header('retry-after', '1')
  return reply.code(error.status).type('application/json').send(outcomeOf(error))
}
