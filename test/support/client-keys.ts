import { randomUUID } from 'node:crypto'
import { SignJWT, exportJWK, generateKeyPair } from 'jose'
import type { CryptoKey, JSONWebKeySet, JWTHeaderParameters, JWTPayload } from 'jose'

export interface ClientKeys {
  readonly issuer: string
  readonly jwks: JSONWebKeySet
  /** A client JWT as an EHR signs it; `claims` and `header` replace what they name. */
  token(
    audience: string | string[],
    change?: {
      readonly claims?: JWTPayload
      readonly header?: Partial<JWTHeaderParameters>
      readonly key?: CryptoKey | Uint8Array
      readonly without?: readonly string[]
    }
  ): Promise<string>
}

/** The keys of one EHR: an ES384 pair, its JWKS, and a signer. */
export async function clientKeys(issuer = 'https://ehr.test'): Promise<ClientKeys> {
  const { publicKey, privateKey } = await generateKeyPair('ES384', { extractable: true })
  const kid = 'key-1'
  const jwks = { keys: [{ ...(await exportJWK(publicKey)), kid, alg: 'ES384', use: 'sig' }] }
  return {
    issuer,
    jwks,
    async token(audience, change = {}) {
      const now = Math.floor(Date.now() / 1000)
      const claims: JWTPayload = {
        iss: issuer,
        aud: audience,
        iat: now,
        exp: now + 300,
        jti: randomUUID(),
        ...change.claims
      }
      for (const name of change.without ?? []) delete claims[name]
      return new SignJWT(claims)
        .setProtectedHeader({ alg: 'ES384', kid, typ: 'JWT', ...change.header })
        .sign(change.key ?? privateKey)
    }
  }
}
