import { compactVerify, createLocalJWKSet, decodeJwt, decodeProtectedHeader } from 'jose'
import type { JWTPayload, ProtectedHeaderParameters } from 'jose'
import type { Clock } from '../../ground/clock.ts'
import { clientAlgorithms } from '../../ehrs/client-algorithms.ts'
import type { Ehr } from '../../ehrs/ehr.ts'
import { limits } from '../../ground/limits.ts'
import type { Verdict } from './check.ts'
import { fault, ok, skipped } from './check.ts'
import { keysIn } from './judge-keys.ts'

export interface JwtGiven {
  readonly token: string
  readonly ehr: Ehr
  /** The keys as they were read; undefined when they could not be. */
  readonly jwks: unknown
  /** Every address whose calls this token may be for. */
  readonly addresses: readonly string[]
  readonly clock: Clock
}

/**
 * Says of each part of a client JWT what the 401 keeps silent about. Of the token only its claims
 * about addresses and keys are repeated, never the token. Whether its jti was used is not looked at.
 */
export async function checkClientJwt(given: JwtGiven): Promise<readonly Verdict[]> {
  const token = given.token.replace(/^Bearer\s+/i, '')
  let header: ProtectedHeaderParameters
  let payload: JWTPayload
  try {
    header = decodeProtectedHeader(token)
    payload = decodeJwt(token)
  } catch {
    return [fault('this is no JWT', 'Give the value after "Bearer " of one request.')]
  }
  const faults = [...judgeHeader(header, given.ehr), ...judgeClaims(payload, given)]
  return [
    ...(faults.length === 0 ? [ok('header and claims are as expected')] : faults),
    await judgeSignature(token, header, given.jwks)
  ]
}

function judgeHeader(header: ProtectedHeaderParameters, ehr: Ehr): readonly Verdict[] {
  const { alg, kid, typ, jku } = header
  return [
    ...unless(
      clientAlgorithms.some((each) => each === alg),
      `alg is ${shown(alg)}`,
      `Sign with ${clientAlgorithms.join(', ')}.`
    ),
    ...unless(isText(kid), 'kid is missing', 'Name the key of the JWKS in the header.'),
    ...unless(typ === 'JWT', `typ is ${shown(typ)}`, 'Set typ to JWT.'),
    ...unless(
      jku === undefined || jku === ehr.jwksUrl || ehr.jwks !== undefined,
      `jku is ${shown(jku)}`,
      `It must be absent or exactly ehrs[].jwksUrl (${ehr.jwksUrl ?? 'not configured'}).`
    )
  ]
}

function judgeClaims(payload: JWTPayload, given: JwtGiven): readonly Verdict[] {
  const { ehr, addresses, clock } = given
  const { iss, aud, exp, iat, nbf, jti } = payload
  const accepted = [...addresses, ...ehr.audiences]
  const audiences = Array.isArray(aud) ? aud : [aud]
  const now = clock.nowMs() / 1000
  const tolerance = limits.tokenClockToleranceSeconds
  return [
    ...unless(
      iss === ehr.issuer,
      `iss is ${shown(iss)}, registered is ${ehr.issuer}`,
      'Make the two equal, to the last character: in the EHR, or in ehrs[].issuer.'
    ),
    ...unless(
      audiences.some((each) => accepted.some((address) => address === each)),
      `aud is ${shown(aud)}`,
      `Set it to the address called, such as ${addresses[0] ?? ''}, or add it to ehrs[].audiences.`
    ),
    ...unless(
      typeof exp === 'number' && typeof iat === 'number' && exp > iat,
      'exp or iat is missing, or exp is not after iat',
      'Set both, in seconds since 1970.'
    ),
    ...unless(
      (exp ?? 0) - (iat ?? 0) <= limits.tokenLifetimeMaxSeconds,
      `it lives ${(exp ?? 0) - (iat ?? 0)} s`,
      `At most ${limits.tokenLifetimeMaxSeconds} s between iat and exp.`
    ),
    ...unless(
      exp === undefined || exp > now - tolerance,
      `it expired ${Math.round(now - (exp ?? 0))} s ago`,
      'Give a token that was just made; if it was, set the clocks right (NTP).'
    ),
    ...unless(
      Math.max(iat ?? 0, nbf ?? 0) <= now + tolerance,
      'iat or nbf lies in the future',
      'Set the clocks of the EHR and of Curbside right (NTP).'
    ),
    ...unless(
      typeof jti === 'string' && jti.length >= 1 && jti.length <= 255,
      'jti is missing or longer than 255 characters',
      'Give every token a new jti, such as a UUID.'
    ),
    ...unless(
      ehr.tenants.length === 0 || ehr.tenants.some((each) => each === payload['tenant']),
      'tenant is not one that is registered',
      'Correct ehrs[].tenants, or the tenant in the EHR.'
    )
  ]
}

async function judgeSignature(
  token: string,
  header: ProtectedHeaderParameters,
  jwks: unknown
): Promise<Verdict> {
  const keys = keysIn(jwks)
  if (keys === undefined) return skipped('signature: no keys could be read')
  const kids = keys.map(({ kid }) => shown(kid)).join(', ')
  if (!keys.some(({ kid }) => kid === header.kid)) {
    return fault(
      `it is signed with key ${shown(header.kid)}, which the JWKS does not have (it has ${kids})`,
      'Publish that key in the JWKS, or sign with one that stands there; after a rotation both for a while.'
    )
  }
  try {
    const local = createLocalJWKSet({ keys: keys as unknown as { kty: string }[] })
    await compactVerify(token, local, { algorithms: [...clientAlgorithms] })
    return ok(`the signature fits key ${shown(header.kid)}`)
  } catch {
    return fault(
      `the signature does not fit key ${shown(header.kid)} of the JWKS`,
      'The EHR signs with another private key under this kid, or alg and key do not belong together.'
    )
  }
}

const unless = (fine: boolean, what: string, todo: string): readonly Verdict[] =>
  fine ? [] : [fault(what, todo)]

const isText = (value: unknown): boolean => typeof value === 'string' && value !== ''

function shown(value: unknown): string {
  if (value === undefined) return 'missing'
  return JSON.stringify(value).slice(0, 300)
}
