import { randomBytes, randomUUID } from 'node:crypto'

/**
 * The demo EHR's own time and identifiers. It is another system than Curbside and shares no module
 * with it, not even the clock: what the two agree on goes over the wire.
 */
export interface EhrClock {
  /** Wall clock in milliseconds since 1970: tokens and JWTs. */
  nowMs(): number
  /** The same as an RFC 3339 instant in UTC. */
  nowIso(): string
  /** Monotonic milliseconds, for measuring. */
  elapsedMs(): number
  /** The clinical day of this EHR as an ISO instant. */
  asOf(): string
  newUuid(): string
  /** 256 random bits, base64url: access tokens and page tokens. */
  newSecret(): string
}

/** The machine's clock; `asOf` fixes the clinical day only. */
export function systemEhrClock(asOf?: string): EhrClock {
  return {
    nowMs: () => Date.now(),
    nowIso: () => new Date(Date.now()).toISOString(),
    elapsedMs: () => performance.now(),
    asOf: () => asOf ?? new Date(Date.now()).toISOString(),
    newUuid: () => randomUUID(),
    newSecret: () => randomBytes(32).toString('base64url')
  }
}
