import { decodeJwt, decodeProtectedHeader, jwtVerify } from 'jose'
import type { JWTPayload, JWTVerifyGetKey } from 'jose'
import type { Clock } from '../ground/clock.ts'
import { clientAlgorithms } from '../ehrs/client-algorithms.ts'
import type { Ehr } from '../ehrs/ehr.ts'
import { until } from '../ground/deadline.ts'
import { CurbsideError } from '../ground/errors.ts'
import { limits } from '../ground/limits.ts'
import type { Store } from '../store/store.ts'
import { registeredKeys } from './registered-keys.ts'

export interface Caller {
  readonly ehr: Ehr
  readonly issuer: string
}

/**
 * Verifies the client JWT of a call (CDS Hooks 2.0.1, Trusting CDS Clients): issuer registered,
 * header, audience, times, tenant, signature by the registered keys, and a jti that was not seen
 * before. Whatever is wrong gives the same CURBSIDE_CLIENT_UNKNOWN; a store that cannot remember
 * the jti gives CURBSIDE_STORE_UNAVAILABLE, never acceptance.
 */
export class ClientAuthentication {
  readonly #byIssuer: ReadonlyMap<string, { ehr: Ehr; keys: JWTVerifyGetKey }>
  readonly #store: Store
  readonly #clock: Clock

  constructor(given: {
    ehrs: readonly Ehr[]
    /** The guarded way out to the registered key servers. */
    fetchKeys: typeof fetch
    store: Store
    clock: Clock
  }) {
    this.#byIssuer = new Map(
      given.ehrs.map((ehr) => [
        ehr.issuer,
        { ehr, keys: registeredKeys(ehr, given.fetchKeys, given.clock) }
      ])
    )
    this.#store = given.store
    this.#clock = given.clock
  }

  /** `addresses`: the URLs of the endpoint called, from the configured public URL. */
  async verify(authorization: string | undefined, addresses: readonly string[]): Promise<Caller> {
    const token = bearer(authorization)
    const registered = this.#byIssuer.get(readIssuer(token))
    if (registered === undefined) throw refuse()
    const { ehr, keys } = registered
    checkHeader(token, ehr)
    const payload = await this.#verifySignature(token, keys, ehr, addresses)
    const { jti, exp, iat } = payload
    if (exp === undefined || iat === undefined || typeof jti !== 'string') throw refuse()
    if (jti.length < 1 || jti.length > 255) throw refuse()
    if (exp - iat > limits.tokenLifetimeMaxSeconds || exp <= iat) throw refuse()
    // Compared as it stands: a list of one would read like its only entry.
    const { tenant } = payload
    const known = typeof tenant === 'string' && ehr.tenants.includes(tenant)
    if (ehr.tenants.length > 0 && !known) throw refuse()
    // Remembered only after the signature: a stranger cannot fill the store.
    const remembered = this.#store.rememberToken({
      issuer: ehr.issuer,
      jti,
      expiresAtMs: (exp + limits.tokenClockToleranceSeconds) * 1000
    })
    // A store that hangs must not take the EHR's time with it.
    const fresh = await until(remembered, AbortSignal.timeout(ehr.answerWithinMs / 4))
    if (fresh === undefined) throw new CurbsideError('CURBSIDE_STORE_UNAVAILABLE')
    if (!fresh) throw refuse()
    return { ehr, issuer: ehr.issuer }
  }

  async #verifySignature(
    token: string,
    keys: JWTVerifyGetKey,
    ehr: Ehr,
    addresses: readonly string[]
  ): Promise<JWTPayload> {
    try {
      const { payload } = await jwtVerify(token, keys, {
        algorithms: [...clientAlgorithms],
        issuer: ehr.issuer,
        audience: [...addresses, ...ehr.audiences],
        clockTolerance: limits.tokenClockToleranceSeconds,
        requiredClaims: ['iss', 'aud', 'exp', 'iat', 'jti'],
        currentDate: new Date(this.#clock.nowMs())
      })
      // jose checks iat only together with maxTokenAge.
      const latest = this.#clock.nowMs() / 1000 + limits.tokenClockToleranceSeconds
      if ((payload.iat ?? 0) > latest) throw refuse()
      return payload
    } catch (cause) {
      throw refuse(cause)
    }
  }
}

const refuse = (cause?: unknown): CurbsideError =>
  new CurbsideError('CURBSIDE_CLIENT_UNKNOWN', cause === undefined ? {} : { cause })

function bearer(authorization: string | undefined): string {
  if (authorization === undefined || authorization.length > limits.authorizationBytesMax) {
    throw refuse()
  }
  const [, token] =
    authorization.match(/^Bearer ([A-Za-z0-9_-]+\.[A-Za-z0-9_-]+\.[A-Za-z0-9_-]+)$/i) ?? []
  if (token === undefined) throw refuse()
  return token
}

function readIssuer(token: string): string {
  try {
    return decodeJwt(token).iss ?? ''
  } catch (cause) {
    throw refuse(cause)
  }
}

/**
 * `jku` is never fetched. Where the keys come from a key server it must be the registered address;
 * where they stand in the EHR's entry it says nothing.
 */
function checkHeader(token: string, ehr: Ehr): void {
  let header
  try {
    header = decodeProtectedHeader(token)
  } catch (cause) {
    throw refuse(cause)
  }
  if (typeof header.kid !== 'string' || header.kid === '') throw refuse()
  if (header.typ !== 'JWT') throw refuse()
  const isForeign = header.jku !== undefined && header.jku !== ehr.jwksUrl
  if (isForeign && ehr.jwks === undefined) throw refuse()
}
