import { calculateJwkThumbprint, exportJWK, generateKeyPair, SignJWT } from 'jose'
import type { JWK } from 'jose'
import type { EhrClock } from './ehr-clock.ts'

/** The EHR's key for client JWTs: made at start, gone at the end. */
export interface SigningKey {
  readonly jwks: { readonly keys: readonly JWK[] }
  /** A JWT for exactly one address (CDS Hooks 2.0.1, Trusting CDS Clients): iss, aud, iat, exp, jti. */
  sign(given: { readonly issuer: string; readonly audience: string }): Promise<string>
}

const lifeSeconds = 300

export async function makeSigningKey(clock: EhrClock): Promise<SigningKey> {
  const { privateKey, publicKey } = await generateKeyPair('ES384')
  const publicJwk = await exportJWK(publicKey)
  const kid = await calculateJwkThumbprint(publicJwk)
  return {
    jwks: { keys: [{ ...publicJwk, kid, alg: 'ES384', use: 'sig' }] },
    sign: ({ issuer, audience }) => {
      const issuedAt = Math.floor(clock.nowMs() / 1000)
      return new SignJWT({})
        .setProtectedHeader({
          alg: 'ES384',
          typ: 'JWT',
          kid,
          jku: `${issuer}/.well-known/jwks.json`
        })
        .setIssuer(issuer)
        .setAudience(audience)
        .setIssuedAt(issuedAt)
        .setExpirationTime(issuedAt + lifeSeconds)
        .setJti(clock.newUuid())
        .sign(privateKey)
    }
  }
}
