import { createLocalJWKSet, createRemoteJWKSet, customFetch, errors, jwksCache } from 'jose'
import type { JSONWebKeySet, JWKSCacheInput, JWTVerifyGetKey } from 'jose'
import type { Clock } from '../ground/clock.ts'
import type { Ehr } from '../ehrs/ehr.ts'
import { limits } from '../ground/limits.ts'

/**
 * The keys of one EHR: those of its entry, or those of its key server, fetched again when they are
 * old or a key is missing (CDS Hooks 2.0.1, Trusting CDS Clients). While the key server gives none,
 * the last ones it gave hold for `jwksKeptMs`, and it is asked at most every `jwksRefetchAfterMs`:
 * its outage is no outage of the hospital's calls, and none of them waits for it in turn.
 *
 * `fetchKeys`: the guarded way out to the registered key servers.
 */
export function registeredKeys(ehr: Ehr, fetchKeys: typeof fetch, clock: Clock): JWTVerifyGetKey {
  if (ehr.jwks !== undefined) return createLocalJWKSet(ehr.jwks)
  // Filled by the library at each fetch that succeeds.
  const cache: JWKSCacheInput = {}
  const remote = createRemoteJWKSet(new URL(ehr.jwksUrl ?? ''), {
    timeoutDuration: Math.min(limits.jwksWithinMs, ehr.answerWithinMs / 2),
    cooldownDuration: limits.jwksRefetchAfterMs,
    [jwksCache]: cache,
    [customFetch]: (url: string, options: RequestInit) =>
      fetchKeys(url, { ...options, redirect: 'error' })
  })
  let failedAtMs = Number.NEGATIVE_INFINITY
  const kept = (): JWTVerifyGetKey | undefined => {
    const { uat, jwks } = cache as { uat?: number; jwks?: JSONWebKeySet }
    const isYoung = uat !== undefined && clock.nowMs() - uat < limits.jwksKeptMs
    return isYoung && jwks !== undefined ? createLocalJWKSet(jwks) : undefined
  }
  return async (header, token) => {
    const isDown = clock.nowMs() - failedAtMs < limits.jwksRefetchAfterMs
    const before = isDown ? kept() : undefined
    if (before !== undefined) return before(header, token)
    try {
      return await remote(header, token)
    } catch (error) {
      const last = isVerdict(error) ? undefined : kept()
      if (last === undefined) throw error
      failedAtMs = clock.nowMs()
      return await last(header, token)
    }
  }
}

/** The keys were had, and none of them, or several, fit: no fault of the server. */
function isVerdict(error: unknown): boolean {
  return (
    error instanceof errors.JWKSNoMatchingKey || error instanceof errors.JWKSMultipleMatchingKeys
  )
}
