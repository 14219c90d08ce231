import { randomUUID } from 'node:crypto'
import { createServer } from 'node:http'
import type { ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { SignJWT, exportJWK, generateKeyPair } from 'jose'
import type { CryptoKey, JWK, JWTPayload } from 'jose'

/** A key pair of an EHR, with a signer of client JWTs. */
export interface SigningKey {
  readonly publicJwk: JWK
  readonly privateKey: CryptoKey
  token(issuer: string, audience: string, claims?: JWTPayload, header?: object): Promise<string>
}

export async function signingKey(algorithm: string, kid: string): Promise<SigningKey> {
  const { publicKey, privateKey } = await generateKeyPair(algorithm, { extractable: true })
  return {
    publicJwk: { ...(await exportJWK(publicKey)), kid, alg: algorithm, use: 'sig' },
    privateKey,
    async token(issuer, audience, claims = {}, header = {}) {
      const now = Math.floor(Date.now() / 1000)
      const payload = { iss: issuer, aud: audience, iat: now, exp: now + 300, jti: randomUUID() }
      return new SignJWT({ ...payload, ...claims })
        .setProtectedHeader({ alg: algorithm, kid, typ: 'JWT', ...header })
        .sign(privateKey)
    }
  }
}

export interface KeyServer extends AsyncDisposable {
  readonly jwksUrl: string
  readonly origin: string
  /** Requests that arrived. */
  readonly hits: () => number
  /** What it answers from now on. */
  answer(how: (response: ServerResponse) => void): void
  serve(...keys: readonly JWK[]): void
  /** Nobody listens any more. */
  down(): Promise<void>
}

/** The key server of an EHR on loopback: serves a JWKS, or whatever a test makes it do. */
export async function keyServer(...keys: readonly JWK[]): Promise<KeyServer> {
  let hits = 0
  const serving =
    (...served: readonly JWK[]) =>
    (response: ServerResponse) => {
      response.writeHead(200, { 'content-type': 'application/json' })
      response.end(JSON.stringify({ keys: served }))
    }
  let how = serving(...keys)
  const server = createServer((_request, response) => {
    hits += 1
    response.on('error', () => undefined)
    how(response)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const down = async () => {
    server.closeAllConnections()
    if (server.listening) await new Promise<void>((resolve) => server.close(() => resolve()))
  }
  return {
    jwksUrl: `${origin}/jwks.json`,
    origin,
    hits: () => hits,
    answer: (next) => void (how = next),
    serve: (...served) => void (how = serving(...served)),
    down,
    [Symbol.asyncDispose]: down
  }
}
