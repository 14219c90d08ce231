import type { ServerResponse } from 'node:http'
import { afterEach, describe, expect, test, vi } from 'vitest'
import { cites } from '../conformance/verifies.ts'
import { aRequest, publicUrl, runCurbside } from '../support/curbside.ts'
import type { RunningCurbside } from '../support/curbside.ts'
import { keyServer, signingKey } from './key-server.ts'
import type { KeyServer } from './key-server.ts'

/*
 * Keys that come from the EHR's key server: rotation, and a server that fails in every way. Time is
 * moved by the clock that the library reads; sockets keep their own.
 */

const issuer = 'https://rotating.test'
const audience = `${publicUrl}/cds-services/patient-view`
const answerWithinMs = 1200
const open: AsyncDisposable[] = []

afterEach(async () => {
  vi.useRealTimers()
  for (const one of open.splice(0).toReversed()) await one[Symbol.asyncDispose]()
})

async function curbsideWith(keys: KeyServer, change: object = {}): Promise<RunningCurbside> {
  const curbside = await runCurbside({
    config: {
      ehrs: [
        {
          id: `rotating-${keys.origin.split(':').at(-1)}`,
          issuer,
          jwksUrl: keys.jwksUrl,
          services: ['patient-view'],
          answerWithinMs,
          ...change
        }
      ]
    }
  })
  open.push(keys, curbside)
  return curbside
}

const call = (curbside: RunningCurbside, token: string) =>
  curbside.call('patient-view', aRequest(), token)

const moveClock = (byMs: number) => {
  vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + byMs })
}

describe('rotation', () => {
  test(`${cites('H-110-key-rotation')} keys are fetched once, and a new kid once more`, async () => {
    const [first, second] = [await signingKey('ES384', 'one'), await signingKey('RS384', 'two')]
    const keys = await keyServer(first.publicJwk)
    const curbside = await curbsideWith(keys)
    for (let turn = 0; turn < 3; turn += 1) {
      expect((await call(curbside, await first.token(issuer, audience))).status).toBe(200)
    }
    expect(keys.hits()).toBe(1)
    keys.serve(first.publicJwk, second.publicJwk)
    moveClock(31_000)
    expect((await call(curbside, await second.token(issuer, audience))).status).toBe(200)
    expect((await call(curbside, await first.token(issuer, audience))).status).toBe(200)
    expect(keys.hits()).toBe(2)
  })

  test('unknown kids fetch at most once per cooldown, however many come', async () => {
    const known = await signingKey('ES384', 'known')
    const stranger = await signingKey('ES384', 'stranger')
    const keys = await keyServer(known.publicJwk)
    const curbside = await curbsideWith(keys)
    expect((await call(curbside, await known.token(issuer, audience))).status).toBe(200)
    for (const waitMs of [0, 31_000, 31_000]) {
      moveClock(waitMs)
      const before = keys.hits()
      for (let turn = 0; turn < 20; turn += 1) {
        const token = await stranger.token(issuer, audience, {}, { kid: `stranger-${turn}` })
        expect((await call(curbside, token)).status).toBe(401)
      }
      expect(keys.hits() - before).toBeLessThanOrEqual(1)
    }
    expect(keys.hits()).toBe(3)
  })

  test('a key that was taken away is refused once the keys are fetched again', async () => {
    const [first, second] = [await signingKey('ES384', 'one'), await signingKey('ES384', 'two')]
    const keys = await keyServer(first.publicJwk)
    const curbside = await curbsideWith(keys)
    expect((await call(curbside, await first.token(issuer, audience))).status).toBe(200)
    keys.serve(second.publicJwk)
    moveClock(11 * 60_000)
    expect((await call(curbside, await first.token(issuer, audience))).status).toBe(401)
    expect((await call(curbside, await second.token(issuer, audience))).status).toBe(200)
  })
})

describe('a key server that fails is a 401 in time, never a hang', () => {
  test.for<[string, (response: ServerResponse) => void]>([
    ['silent', () => undefined],
    ['dripping', drip],
    ['HTML', (response) => void response.end('<html>Sign in</html>')],
    ['an empty object', (response) => void response.end('{}')],
    ['a 500', (response) => void response.writeHead(500).end()],
    ['a reset', (response) => void response.destroy()]
  ])('%s', async ([, how]) => {
    const key = await signingKey('ES384', 'key')
    const keys = await keyServer()
    keys.answer(how)
    const curbside = await curbsideWith(keys)
    const answer = await call(curbside, await key.token(issuer, audience))
    expect([answer.status, answer.body['resourceType']]).toEqual([401, 'OperationOutcome'])
    expect(keys.hits()).toBe(1)
  })

  test('huge, although the right key is in it', async () => {
    const key = await signingKey('ES384', 'key')
    const keys = await keyServer()
    const big = 'x'.repeat(1024 * 1024)
    keys.answer((response) => void response.end(JSON.stringify({ keys: [key.publicJwk], big })))
    const curbside = await curbsideWith(keys)
    expect((await call(curbside, await key.token(issuer, audience))).status).toBe(401)
  })

  test('down after it gave keys: they hold for a day, and calls do not wait for it', async () => {
    const key = await signingKey('ES384', 'key')
    const keys = await keyServer(key.publicJwk)
    const curbside = await curbsideWith(keys)
    expect((await call(curbside, await key.token(issuer, audience))).status).toBe(200)
    keys.answer((response) => void response.writeHead(500).end())
    moveClock(23 * 3_600_000)
    const before = keys.hits()
    for (let turn = 0; turn < 5; turn += 1) {
      expect((await call(curbside, await key.token(issuer, audience))).status).toBe(200)
    }
    expect(keys.hits() - before).toBe(1)
    const other = await signingKey('ES384', 'other')
    expect((await call(curbside, await other.token(issuer, audience))).status).toBe(401)
    moveClock(2 * 3_600_000)
    expect((await call(curbside, await key.token(issuer, audience))).status).toBe(401)
    keys.serve(key.publicJwk)
    expect((await call(curbside, await key.token(issuer, audience))).status).toBe(200)
  })

  test('down', async () => {
    const key = await signingKey('ES384', 'key')
    const keys = await keyServer()
    const curbside = await curbsideWith(keys)
    await keys.down()
    expect((await call(curbside, await key.token(issuer, audience))).status).toBe(401)
  })

  test('redirecting, and the other place is never asked', async () => {
    const key = await signingKey('ES384', 'key')
    const evil = await keyServer(key.publicJwk)
    open.push(evil)
    const keys = await keyServer()
    keys.answer((response) => void response.writeHead(302, { location: evil.jwksUrl }).end())
    const curbside = await curbsideWith(keys)
    expect((await call(curbside, await key.token(issuer, audience))).status).toBe(401)
    expect(evil.hits()).toBe(0)
  })

  test('and is asked again by the next call, which is accepted', async () => {
    const key = await signingKey('ES384', 'key')
    const keys = await keyServer()
    keys.answer((response) => void response.writeHead(500).end())
    const curbside = await curbsideWith(keys)
    expect((await call(curbside, await key.token(issuer, audience))).status).toBe(401)
    keys.serve(key.publicJwk)
    expect((await call(curbside, await key.token(issuer, audience))).status).toBe(200)
  })
})

function drip(response: ServerResponse): void {
  response.writeHead(200, { 'content-type': 'application/json' })
  const timer = setInterval(() => response.write(' '), 50)
  response.on('close', () => clearInterval(timer))
}

describe('algorithms', () => {
  test.for(['ES384', 'RS384', 'ES256', 'RS256'])(
    `${cites('H-106-algorithms')} %s is accepted`,
    async (algorithm) => {
      const key = await signingKey(algorithm, 'key')
      const keys = await keyServer(key.publicJwk)
      const curbside = await curbsideWith(keys)
      expect((await call(curbside, await key.token(issuer, audience))).status).toBe(200)
    }
  )

  test.for(['PS256', 'ES512', 'EdDSA'])('%s, also of a registered key, is not', async (alg) => {
    const key = await signingKey(alg, 'key')
    const keys = await keyServer(key.publicJwk)
    const curbside = await curbsideWith(keys)
    expect((await call(curbside, await key.token(issuer, audience))).status).toBe(401)
  })
})

describe('header', () => {
  test(`${cites('H-102-token-header', 'H-107-issuer-first')} a jku is never fetched: the registered one passes, another is refused`, async () => {
    const key = await signingKey('ES384', 'key')
    const keys = await keyServer(key.publicJwk)
    const evil = await keyServer(key.publicJwk)
    open.push(evil)
    const curbside = await curbsideWith(keys)
    const signed = (header: object) => key.token(issuer, audience, {}, header)
    expect((await call(curbside, await signed({ jku: keys.jwksUrl }))).status).toBe(200)
    for (const jku of [
      evil.jwksUrl,
      `${keys.jwksUrl}?x`,
      keys.jwksUrl.replace('127.0.0.1', 'localhost')
    ]) {
      expect((await call(curbside, await signed({ jku }))).status, jku).toBe(401)
    }
    expect(evil.hits()).toBe(0)
  })

  test('a stranger costs no request: nothing is fetched for an issuer that is not registered', async () => {
    const key = await signingKey('ES384', 'key')
    const keys = await keyServer(key.publicJwk)
    const curbside = await curbsideWith(keys)
    const token = await key.token('https://stranger.test', audience, {}, { jku: keys.jwksUrl })
    expect((await call(curbside, token)).status).toBe(401)
    expect(keys.hits()).toBe(0)
  })

  test('a kid that is a path, a query or a prototype finds no key', async () => {
    const key = await signingKey('ES384', 'key')
    const keys = await keyServer(key.publicJwk)
    const curbside = await curbsideWith(keys)
    for (const kid of [
      '../../etc/passwd',
      "key' OR '1'='1",
      '__proto__',
      'key\u0000',
      'KEY',
      'k'.repeat(2000)
    ]) {
      const token = await key.token(issuer, audience, {}, { kid })
      expect((await call(curbside, token)).status, kid).toBe(401)
    }
    const critical = { crit: ['urn:unknown'], 'urn:unknown': 1 }
    const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url')
    const [, claims, signature] = (await key.token(issuer, audience)).split('.')
    const header = part({ alg: 'ES384', kid: 'key', typ: 'JWT', ...critical })
    expect((await call(curbside, `${header}.${claims}.${signature}`)).status).toBe(401)
  })
})
