import { Client } from 'fhir-kit-client'
import { scan } from 'secure-json-parse'
import type { Dispatcher } from 'undici'
import { fhirBase } from './fhir-base.ts'
import { fhirLimits } from './fhir-limits.ts'
import type { FhirLimits } from './fhir-limits.ts'
import { fhirQuery, plainerSearch } from './fhir-query.ts'
import type { FhirQuery } from './fhir-query.ts'
import type { FhirOutcome, FhirReader } from './fhir-reader.ts'
import { jsonGuard } from './json-guard.ts'
import { readFailure, refusesSearch } from './read-failure.ts'
import type { FhirAnswer } from './search-pages.ts'
import { SearchPages } from './search-pages.ts'
import { isResource } from './searchset.ts'

export interface FhirAccess {
  /** As registered for the EHR, not as a request names it. */
  readonly baseUrl: string
  readonly accessToken: string
  /** A guarded dispatcher whose allowed origins hold this base. */
  readonly dispatcher: Dispatcher
  readonly limits?: Partial<FhirLimits>
}

/**
 * Reads and searches one EHR's FHIR server for one hook call, over fhir-kit-client. Its `nextPage`
 * and `resolve` are never used: both send the token to whatever address a server names. Pages are
 * asked for under the FHIR base only, each once, up to a number of pages and resources.
 *
 * Throws CURBSIDE_FHIR_SERVER_REFUSED for a base URL that cannot be one; `fetch` never throws.
 */
export function fhirReader(given: FhirAccess): FhirReader {
  const limits = { ...fhirLimits, ...given.limits }
  const base = fhirBase(given.baseUrl)
  const guard = jsonGuard({
    depthMax: limits.jsonDepthMax,
    bytesMax: limits.bytesPerCallMax,
    smallAnswerBytesMax: limits.smallAnswerBytesMax
  })
  const client = new Client({
    baseUrl: base.url,
    bearerToken: given.accessToken,
    requestOptions: { redirect: 'error', dispatcher: given.dispatcher.compose(guard.interceptor) }
  })
  let requests = 0

  const ask = async (send: () => Promise<unknown>, signal: AbortSignal): Promise<FhirAnswer> => {
    if (signal.aborted) return { reason: 'late' }
    requests += 1
    try {
      const body = await send()
      if (typeof body !== 'object' || body === null) return { reason: 'malformed' }
      if (guard.prototypeKeyPossible()) scan(body, rejectPrototypeKeys)
      return { body }
    } catch (thrown) {
      if (signal.aborted) return { reason: 'late' }
      if (thrown instanceof SyntaxError) return { reason: 'malformed' }
      return { reason: readFailure(thrown), searchRefused: refusesSearch(thrown) }
    }
  }

  /** The first page. A server that refuses order or page size is asked once more without them. */
  const search = async (query: Search, signal: AbortSignal): Promise<FhirAnswer> => {
    const { resourceType, parameters } = query
    const send = (searchParams: Search['parameters']): Promise<FhirAnswer> =>
      ask(() => client.search({ resourceType, searchParams, options: { signal } }), signal)
    const answer = await send(parameters)
    const plainer = answer.body === undefined && answer.searchRefused === true
    const without = plainer ? plainerSearch(parameters) : undefined
    return without === undefined ? answer : send(without)
  }

  return {
    get requests() {
      return requests
    },
    fetch: async (text, signal) => {
      const query = fhirQuery(text)
      if (query === undefined) return { outcome: 'unknown', reason: 'not-read' }
      if (query.kind === 'read') {
        const { resourceType, id } = query
        const answer = await ask(
          () => client.read({ resourceType, id, options: { signal } }),
          signal
        )
        return readOutcome(answer, query)
      }
      const pages = new SearchPages(limits)
      const { resourceType } = query
      let answer = await search(query, signal)
      for (;;) {
        const link = pages.take(answer)
        if (link === undefined) return pages.outcome()
        const next = base.under(link, resourceType)
        if (next === undefined || !pages.mayAsk(next)) return pages.outcome()
        // `request` takes the checked address as it is; the client has no search by address.
        answer = await ask(() => client.request(next, { options: { signal } }), signal)
      }
    }
  }
}

type Search = Extract<FhirQuery, { kind: 'search' }>

const rejectPrototypeKeys = { protoAction: 'error', constructorAction: 'error' } as const

function readOutcome(answer: FhirAnswer, query: Extract<FhirQuery, { kind: 'read' }>): FhirOutcome {
  if (answer.body === undefined) return { outcome: 'unknown', reason: answer.reason }
  const { body } = answer
  if (!isResource(body) || body.resourceType !== query.resourceType || body.id !== query.id) {
    return { outcome: 'unknown', reason: 'malformed' }
  }
  // Copied: the client hangs its Request, with the token, on the object as a hidden property.
  return { outcome: 'complete', resources: [{ ...body }] }
}
