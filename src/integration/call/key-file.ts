import { readFile, writeFile } from 'node:fs/promises'
import { calculateJwkThumbprint, exportJWK, generateKeyPair, importJWK } from 'jose'
import type { CryptoKey, JWK } from 'jose'
import { clientAlgorithms } from '../../ehrs/client-algorithms.ts'
import type { ClientAlgorithm } from '../../ehrs/client-algorithms.ts'
import { CannotRun } from '../command-line.ts'

export interface ClientKey {
  readonly privateKey: CryptoKey
  readonly algorithm: ClientAlgorithm
  readonly kid: string
}

/**
 * Makes an ES384 key pair for calls of one's own and writes it, readable by its owner only; an
 * existing file is never overwritten. Returns the public JWKS for `ehrs[].jwks`.
 */
export async function generateKeyFile(path: string): Promise<{ readonly keys: readonly JWK[] }> {
  const { privateKey, publicKey } = await generateKeyPair('ES384', { extractable: true })
  const publicJwk = await exportJWK(publicKey)
  const named = { kid: await calculateJwkThumbprint(publicJwk), alg: 'ES384', use: 'sig' }
  const text = JSON.stringify({ ...(await exportJWK(privateKey)), ...named }, null, 2)
  try {
    await writeFile(path, `${text}\n`, { mode: 0o600, flag: 'wx' })
  } catch {
    throw new CannotRun(`${path} exists or cannot be written; a key is never overwritten.`)
  }
  return { keys: [{ ...publicJwk, ...named }] }
}

/** Reads a private JWK. A key without `alg` signs with what fits its kind. */
export async function readKeyFile(path: string): Promise<ClientKey> {
  const jwk = await readJwk(path)
  const algorithm = algorithmOf(jwk)
  if (algorithm === undefined || jwk.d === undefined || !jwk.kid) {
    throw new CannotRun(
      `${path} must be a private JWK with a kid, for ${clientAlgorithms.join(', ')}.`
    )
  }
  const privateKey = await importJWK(jwk, algorithm)
  if (privateKey instanceof Uint8Array) throw new CannotRun(`${path} is a symmetric key.`)
  return { privateKey, algorithm, kid: jwk.kid }
}

async function readJwk(path: string): Promise<JWK> {
  try {
    return JSON.parse(await readFile(path, 'utf8')) as JWK
  } catch {
    throw new CannotRun(`${path} cannot be read as a JWK; make one with --generate-key.`)
  }
}

function algorithmOf({ kty, crv, alg }: JWK): ClientAlgorithm | undefined {
  if (alg !== undefined) return clientAlgorithms.find((each) => each === alg)
  if (kty === 'RSA') return 'RS384'
  if (kty !== 'EC') return undefined
  return crv === 'P-384' ? 'ES384' : crv === 'P-256' ? 'ES256' : undefined
}
