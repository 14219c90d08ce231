import type { CdsRequest } from '../cds-hooks/request.ts'
import type { ReadingCall } from '../reading/reading-call.ts'

/** One hook call, from its door to its answer. */
export interface Call extends ReadingCall {
  readonly invocationId: string
  readonly request: CdsRequest
  readonly mode: 'live' | 'shadow'
}

/** Since 1.0 the user stands in the context; older clients put it at the root. */
export const userOf = (request: CdsRequest): string | undefined =>
  request.context.userId ?? request.userId ?? request.user
