import { SignJWT } from 'jose'
import type { Clock, Ids } from '../../ground/clock.ts'
import { errorName } from '../../ground/errors.ts'
import type { Ehr } from '../../ehrs/ehr.ts'
import { CannotRun } from '../command-line.ts'
import type { ClientKey } from './key-file.ts'

export interface HookAnswer {
  readonly status: number
  readonly tookMs: number
  readonly text: string
}

export interface HookSent {
  readonly publicUrl: string
  readonly ehr: Ehr
  readonly serviceId: string
  /** As it stands in the file. */
  readonly body: string
  readonly key: ClientKey
  readonly clock: Clock
  readonly ids: Ids
}

const lifeSeconds = 300
const waitAtMostMs = 70_000

/**
 * Signs and sends one hook as this EHR would (CDS Hooks 2.0.1, Trusting CDS Clients). Throws
 * CannotRun when nothing answers at publicUrl.
 */
export async function sendHook(given: HookSent): Promise<HookAnswer> {
  const { publicUrl, serviceId, body, clock } = given
  const url = `${publicUrl.replace(/\/+$/, '')}/cds-services/${serviceId}`
  const token = await sign(url, given)
  const startedMs = clock.elapsedMs()
  try {
    const answer = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
      body,
      redirect: 'error',
      signal: AbortSignal.timeout(waitAtMostMs)
    })
    const text = await answer.text()
    return { status: answer.status, tookMs: Math.round(clock.elapsedMs() - startedMs), text }
  } catch (thrown) {
    const cause = thrown instanceof Error ? (thrown.cause ?? thrown) : thrown
    throw new CannotRun(`${url} could not be called (${errorName(cause)}): is Curbside running?`)
  }
}

async function sign(audience: string, { ehr, key, clock, ids }: HookSent): Promise<string> {
  const issuedAt = Math.floor(clock.nowMs() / 1000)
  return new SignJWT({})
    .setProtectedHeader({ alg: key.algorithm, kid: key.kid, typ: 'JWT' })
    .setIssuer(ehr.issuer)
    .setAudience(audience)
    .setIssuedAt(issuedAt)
    .setExpirationTime(issuedAt + lifeSeconds)
    .setJti(ids.newUuid())
    .sign(key.privateKey)
}
