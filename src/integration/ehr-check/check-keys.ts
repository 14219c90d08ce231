import type { Ehr } from '../../ehrs/ehr.ts'
import { limits } from '../../ground/limits.ts'
import type { Verdict } from './check.ts'
import { fault, ok, warning } from './check.ts'
import { fetchJson } from './fetch-json.ts'
import type { Asking } from './fetch-json.ts'
import { judgeKeys } from './judge-keys.ts'

export interface CheckedKeys {
  readonly verdicts: readonly Verdict[]
  /** What was read, for looking at a token; undefined when it could not be. */
  readonly jwks: unknown
}

/** The keys of the EHR, as Curbside would get them. */
export async function checkKeys(ehr: Ehr, asking: Asking): Promise<CheckedKeys> {
  const { jwks, jwksUrl } = ehr
  if (jwksUrl === undefined) {
    const configured = ok('keys stand in the configuration (jwks); a new key needs a restart')
    return { jwks, verdicts: [configured, ...judgeKeys(jwks)] }
  }
  const fetched = await fetchJson(jwksUrl, 'application/json', asking)
  if (fetched.outcome === 'json') {
    const withinMs = Math.min(limits.jwksWithinMs, ehr.answerWithinMs / 2)
    const speed =
      fetched.tookMs <= withinMs
        ? ok(`${jwksUrl} answers`, fetched.tookMs)
        : warning(
            `${jwksUrl} took ${fetched.tookMs} ms; a call waits ${withinMs} ms for it`,
            'Serve the JWKS faster, or put the keys into ehrs[].jwks.'
          )
    return { jwks: fetched.body, verdicts: [speed, ...judgeKeys(fetched.body)] }
  }
  return { jwks: undefined, verdicts: [notRead(jwksUrl, fetched)] }
}

function notRead(
  url: string,
  fetched: Exclude<Awaited<ReturnType<typeof fetchJson>>, { outcome: 'json' }>
): Verdict {
  const unread = 'Until it is readable every call is 401.'
  if (fetched.outcome === 'status') {
    return fault(
      `${url} answers ${fetched.status}`,
      `Correct ehrs[].jwksUrl; it must be readable without a login. ${unread}`
    )
  }
  if (fetched.outcome === 'no-json') {
    return fault(`${url} is not JSON`, `Correct ehrs[].jwksUrl. ${unread}`)
  }
  return fault(`${url}: ${fetched.problem}`, `${fetched.todo} ${unread}`)
}
