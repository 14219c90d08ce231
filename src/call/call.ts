import type { CdsRequest } from '../cds-hooks/request.ts'
import { userOf } from '../cds-hooks/user-reference.ts'
import type { ReadingCall } from '../reading/reading-call.ts'

/** One hook call, from its door to its answer. */
export interface Call extends ReadingCall {
  readonly invocationId: string
  readonly request: CdsRequest
  readonly mode: 'live' | 'shadow'
}

/** The user as `Type/id`; undefined when the request names none that can be read. */
export const userIdOf = (request: CdsRequest): string | undefined => userOf(request)?.reference

export { userOf }
