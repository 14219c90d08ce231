import { createHash } from 'node:crypto'
import type { EhrClock } from './ehr-clock.ts'

/** What one access token permits: one patient, for one hook call, for a short time. */
export interface AccessGrant {
  readonly patientId: string
  readonly callId: string
  readonly expiresAtMs: number
  /** Where a `next` link goes on; dies with the token. */
  readonly pages: Map<string, PagePosition>
}

export interface PagePosition {
  readonly type: string
  readonly query: string
  readonly offset: number
}

/**
 * Opaque bearer tokens, kept by their hash. A token opens one patient's compartment until it
 * expires or is revoked (CDS Hooks 2.0.1, FHIR Resource Access: short-lived, revoked on completion).
 */
export class AccessTokens {
  readonly #grants = new Map<string, AccessGrant>()
  readonly #clock: EhrClock
  readonly lifeSeconds: number

  constructor(clock: EhrClock, lifeSeconds = 60) {
    this.#clock = clock
    this.lifeSeconds = lifeSeconds
  }

  issue(given: { readonly patientId: string; readonly callId: string }): string {
    this.#forgetExpired()
    const token = this.#clock.newSecret()
    const expiresAtMs = this.#clock.nowMs() + this.lifeSeconds * 1000
    this.#grants.set(digest(token), { ...given, expiresAtMs, pages: new Map() })
    return token
  }

  /** The grant of an `Authorization` header, or undefined for anything not valid now. */
  check(authorization: string | undefined): AccessGrant | undefined {
    const token = /^Bearer ([A-Za-z0-9_-]{43})$/i.exec(authorization ?? '')?.[1]
    if (token === undefined) return undefined
    const grant = this.#grants.get(digest(token))
    return grant !== undefined && grant.expiresAtMs > this.#clock.nowMs() ? grant : undefined
  }

  revoke(token: string): void {
    this.#grants.delete(digest(token))
  }

  #forgetExpired(): void {
    for (const [key, grant] of this.#grants) {
      if (grant.expiresAtMs <= this.#clock.nowMs()) this.#grants.delete(key)
    }
  }
}

function digest(token: string): string {
  return createHash('sha256').update(token).digest('base64url')
}
