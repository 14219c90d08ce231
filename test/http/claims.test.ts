import { afterEach, describe, expect, test } from 'vitest'
import { CurbsideError } from '../../src/ground/errors.ts'
import { systemClock } from '../../src/ground/clock.ts'
import { openStore } from '../../src/store/open-store.ts'
import type { Store } from '../../src/store/store.ts'
import { cites } from '../conformance/verifies.ts'
import { clientKeys } from '../support/client-keys.ts'
import { aRequest, publicUrl, runCurbside } from '../support/curbside.ts'
import type { RunningCurbside } from '../support/curbside.ts'

/* What a good signature does not settle: audience, tenant, times, and a store that cannot remember. */

const path = '/cds-services/patient-view'
const audience = `${publicUrl}${path}`
const now = () => Math.floor(Date.now() / 1000)
const open: AsyncDisposable[] = []
afterEach(async () => {
  for (const one of open.splice(0).toReversed()) await one[Symbol.asyncDispose]()
})

async function curbsideOf(ehr: Record<string, unknown> = {}): Promise<RunningCurbside> {
  const curbside = await runCurbside({ ehr })
  open.push(curbside)
  return curbside
}

const statusOf = async (curbside: RunningCurbside, token: string) =>
  (await curbside.call('patient-view', aRequest(), token)).status

describe('audience', () => {
  test(`${cites('H-104-audience')} only the configured address, or what the site registered, in any list`, async () => {
    const curbside = await curbsideOf({ audiences: ['our-curbside'] })
    const port = new URL(curbside.baseUrl).host
    for (const [aud, status] of [
      [audience, 200],
      [[audience, 'https://other.test'], 200],
      ['our-curbside', 200],
      [`${audience}/`, 401],
      [audience.replace('https', 'http'), 401],
      [`${publicUrl}/cds-services`, 401],
      [`${publicUrl}/cds-services/order-select`, 401],
      [`http://${port}${path}`, 401],
      [audience.toUpperCase(), 401],
      ['Our-curbside', 401],
      [[], 401],
      ['', 401]
    ] as const) {
      const token = await curbside.keys.token([aud].flat())
      expect(await statusOf(curbside, token), String(aud)).toBe(status)
    }
  })

  test('the Host header decides nothing', async () => {
    const curbside = await curbsideOf()
    const { host } = new URL(curbside.baseUrl)
    const forwarded = {
      host: 'evil.test',
      'x-forwarded-host': 'evil.test',
      forwarded: 'host=evil.test'
    }
    const send = async (aud: string) =>
      curbside.send(path, {
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          authorization: `Bearer ${await curbside.keys.token(aud)}`,
          ...forwarded
        },
        body: JSON.stringify(aRequest())
      })
    expect((await send(audience)).status).toBe(200)
    expect((await send(`https://evil.test${path}`)).status).toBe(401)
    expect((await send(`http://${host}${path}`)).status).toBe(401)
  })

  test('one EHR’s registered audience is not another’s', async () => {
    const own = await clientKeys('https://one.test')
    const other = await clientKeys('https://other.test')
    const entry = (keys: typeof own, audiences: string[]) => ({
      id: keys === own ? 'audience-one' : 'audience-other',
      issuer: keys.issuer,
      jwks: keys.jwks,
      audiences,
      services: ['patient-view']
    })
    const curbside = await runCurbside({
      config: { ehrs: [entry(own, ['for-one']), entry(other, [])] }
    })
    open.push(curbside)
    expect(await statusOf(curbside, await own.token('for-one'))).toBe(200)
    expect(await statusOf(curbside, await other.token('for-one'))).toBe(401)
    // A key of the one signs nothing for the other.
    const forged = await own.token(audience, { claims: { iss: other.issuer } })
    expect(await statusOf(curbside, forged)).toBe(401)
  })
})

describe('tenant', () => {
  test('is compared as it stands when the EHR has tenants', async () => {
    const curbside = await curbsideOf({ tenants: ['north', 'south'] })
    const signed = (tenant?: unknown) =>
      curbside.keys.token(audience, tenant === undefined ? {} : { claims: { tenant } })
    expect(await statusOf(curbside, await signed('north'))).toBe(200)
    for (const tenant of [undefined, 'east', 'North', '', null, 1, ['north'], { north: 1 }]) {
      expect(await statusOf(curbside, await signed(tenant)), JSON.stringify(tenant)).toBe(401)
    }
  })

  test('is not looked at when it has none', async () => {
    const curbside = await curbsideOf()
    const token = await curbside.keys.token(audience, { claims: { tenant: 'any' } })
    expect(await statusOf(curbside, token)).toBe(200)
  })
})

describe('times', () => {
  test(`${cites('H-103-token-claims')} a token as Epic makes it: nbf before iat, sub, fifteen minutes`, async () => {
    const curbside = await curbsideOf()
    const claims = { iat: now(), nbf: now() - 300, exp: now() + 900, sub: 'our-client-id' }
    expect(await statusOf(curbside, await curbside.keys.token(audience, { claims }))).toBe(200)
  })

  test.for<[string, object, number]>([
    ['issued 20 s in the future: clocks differ', { iat: 20, exp: 300 }, 200],
    ['issued 120 s in the future', { iat: 120, exp: 300 }, 401],
    ['not valid before 20 s from now: clocks differ', { iat: 0, nbf: 20, exp: 300 }, 200],
    ['not valid before two minutes from now', { iat: 0, nbf: 120, exp: 300 }, 401],
    ['expired 20 s ago: clocks differ', { iat: -200, exp: -20 }, 200],
    ['expired 40 s ago', { iat: -200, exp: -40 }, 401],
    ['living an hour', { iat: 0, exp: 3600 }, 200],
    ['living longer than an hour', { iat: 0, exp: 3601 }, 401],
    ['expiring before it was issued', { iat: 10, exp: 5 }, 401]
  ])('%s', async ([, offsets, status]) => {
    const curbside = await curbsideOf()
    const claims = Object.fromEntries(
      Object.entries(offsets).map(([name, seconds]: [string, number]) => [name, now() + seconds])
    )
    expect(await statusOf(curbside, await curbside.keys.token(audience, { claims }))).toBe(status)
  })

  test('a time that is text is no time', async () => {
    const curbside = await curbsideOf()
    for (const name of ['exp', 'iat', 'nbf']) {
      const claims = { [name]: String(now() + 100) }
      const token = await curbside.keys.token(audience, { claims: claims as never })
      expect(await statusOf(curbside, token), name).toBe(401)
    }
  })
})

describe('a store that cannot remember the jti is a 503, never acceptance', () => {
  const failing = async (rememberToken: Store['rememberToken']) => {
    const store = await openStore({ database: { kind: 'embedded' }, clock: systemClock() })
    const curbside = await runCurbside({
      store: new Proxy(store, {
        get: (target, name) => {
          if (name === 'rememberToken') return rememberToken
          const value: unknown = Reflect.get(target, name)
          return typeof value === 'function' ? (value.bind(target) as unknown) : value
        }
      }),
      // A quarter of it is for the store.
      ehr: { answerWithinMs: 4000 }
    })
    open.push({ [Symbol.asyncDispose]: () => store.close() }, curbside)
    return curbside
  }

  test.for<[string, Store['rememberToken']]>([
    ['that refuses', () => Promise.reject(new CurbsideError('CURBSIDE_STORE_UNAVAILABLE'))],
    ['that hangs', () => new Promise(() => undefined)],
    ['that breaks', () => Promise.reject(new Error('zqx connection lost'))],
    [
      'that throws',
      () => {
        throw new TypeError('zqx')
      }
    ]
  ])('%s', async ([, rememberToken]) => {
    const curbside = await failing(rememberToken)
    const token = await curbside.keys.token(audience)
    const answer = await curbside.call('patient-view', aRequest(), token)
    expect([answer.status, answer.body['resourceType']]).toEqual([503, 'OperationOutcome'])
    expect(answer.headers.get('retry-after')).toBe('1')
    expect(answer.text).not.toContain('zqx')
  })
})
