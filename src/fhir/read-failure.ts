import type { UnknownReason } from '../cds-hooks/prefetch.ts'
import { AnswerCut } from './json-guard.ts'

/**
 * Why nothing is known after a failed request. Looks at status and class only: the client's errors
 * hold URLs with the patient's id and the server's text, so they end here.
 */
export function readFailure(thrown: unknown): UnknownReason {
  if (!(thrown instanceof Error)) return 'failed'
  const { cause } = thrown
  if (cause instanceof AnswerCut && cause.code === 'FHIR_JSON_TOO_DEEP') {
    return ofStatus(cause.status)
  }
  const status = responseStatus(thrown)
  if (status !== undefined) return ofStatus(status)
  // fhir-kit-client 2.0.3 stumbles over a body that is JSON but no object ("called on non-object");
  // what the network does comes as a TypeError with a cause.
  return thrown instanceof TypeError && cause === undefined ? 'malformed' : 'failed'
}

/**
 * True where the server may have the data and dislikes the search: 400 and 422 (FHIR R4, search,
 * "Handling Errors"), and 501, as for a parameter that it has not built.
 */
export function refusesSearch(thrown: unknown): boolean {
  const status = thrown instanceof Error ? responseStatus(thrown) : undefined
  return status === 400 || status === 422 || status === 501
}

function responseStatus(thrown: Error): number | undefined {
  const response: unknown = Reflect.get(thrown, 'response')
  if (typeof response !== 'object' || response === null) return undefined
  const status: unknown = Reflect.get(response, 'status')
  return typeof status === 'number' ? status : undefined
}

/**
 * What servers answer to a type that they do not have (FHIR R4, HTTP: 404; 405 and 501 by HTTP). Not
 * 400: a server that has the data may dislike the search.
 */
const unknownToServer: ReadonlySet<number> = new Set([404, 405, 501])

function ofStatus(status: number): UnknownReason {
  if (status === 401 || status === 403) return 'forbidden'
  if (unknownToServer.has(status)) return 'not-offered'
  return status >= 200 && status < 300 ? 'malformed' : 'failed'
}
