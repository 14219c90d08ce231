import { generateKeyPair } from 'jose'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { cites } from '../conformance/verifies.ts'
import { clientKeys } from '../support/client-keys.ts'
import { aRequest, publicUrl, runCurbside } from '../support/curbside.ts'
import type { RunningCurbside } from '../support/curbside.ts'

const audience = `${publicUrl}/cds-services/patient-view`
/** Frozen: every 401 has these bytes, whatever was wrong. */
const the401 =
  '{"resourceType":"OperationOutcome","issue":[{"severity":"error","code":"login","details":{"text":"Authentication failed."}}]}'

let curbside: RunningCurbside
beforeAll(async () => {
  curbside = await runCurbside()
})
afterAll(async () => curbside[Symbol.asyncDispose]())

const call = (token: string) => curbside.call('patient-view', aRequest(), token)

test('a token made for this service by the registered EHR is accepted', async () => {
  expect((await call(await curbside.keys.token(audience))).status).toBe(200)
})

test('an audience list that names this service is accepted', async () => {
  const token = await curbside.keys.token(['https://other.test', audience])
  expect((await call(token)).status).toBe(200)
})

test(`${cites('H-108-once')} the same token is accepted once, also when fifty copies come at once`, async () => {
  const token = await curbside.keys.token(audience)
  const answers = await Promise.all(Array.from({ length: 50 }, () => call(token)))
  expect(answers.filter(({ status }) => status === 200)).toHaveLength(1)
  expect(answers.filter(({ status }) => status === 401)).toHaveLength(49)
})

describe('is refused with the same bare 401', () => {
  const now = Math.floor(Date.now() / 1000)
  test.for<[string, () => Promise<string>]>([
    ['no token', async () => ''],
    ['not a JWT', async () => 'abc'],
    [
      'an unregistered issuer',
      async () => (await clientKeys('https://stranger.test')).token(audience)
    ],
    ['another key for a registered issuer', async () => (await clientKeys()).token(audience)],
    [
      'the audience of another service',
      async () => curbside.keys.token(`${publicUrl}/cds-services/order-select`)
    ],
    ['a trailing slash on the audience', async () => curbside.keys.token(`${audience}/`)],
    [
      'the address that was really called',
      async () => curbside.keys.token(`${curbside.baseUrl}/cds-services/patient-view`)
    ],
    [
      'expired',
      async () => curbside.keys.token(audience, { claims: { iat: now - 400, exp: now - 100 } })
    ],
    [
      'issued in the future',
      async () => curbside.keys.token(audience, { claims: { iat: now + 120 } })
    ],
    [
      'valid for ten years',
      async () => curbside.keys.token(audience, { claims: { exp: now + 315_360_000 } })
    ],
    ['a number as jti', async () => curbside.keys.token(audience, { claims: { jti: 5 as never } })],
    [
      'a jti of 300 characters',
      async () => curbside.keys.token(audience, { claims: { jti: 'x'.repeat(300) } })
    ],
    ['no kid', async () => curbside.keys.token(audience, { header: { kid: undefined as never } })],
    [
      'typ other than JWT',
      async () => curbside.keys.token(audience, { header: { typ: 'at+jwt' } })
    ],
    ...['iss', 'aud', 'exp', 'iat', 'jti'].map((name): [string, () => Promise<string>] => [
      `no ${name}`,
      async () => curbside.keys.token(audience, { without: [name] })
    ])
  ])('%s', async ([, make]) => {
    const answer = await call(await make())
    expect(answer.status).toBe(401)
    expect(answer.text).toBe(the401)
  })

  test('a jku says nothing beside keys that stand in the entry', async () => {
    const token = await curbside.keys.token(audience, { header: { jku: 'https://any.test/jwks' } })
    expect((await call(token)).status).toBe(200)
  })

  test('alg none', async () => {
    const part = (value: unknown): string =>
      Buffer.from(JSON.stringify(value)).toString('base64url')
    const claims = { iss: curbside.keys.issuer, aud: audience, iat: now, exp: now + 300, jti: 'x' }
    const answer = await call(`${part({ alg: 'none', kid: 'key-1', typ: 'JWT' })}.${part(claims)}.`)
    expect([answer.status, answer.text]).toEqual([401, the401])
  })

  test('HS256 with the public key as the secret', async () => {
    const secret = new TextEncoder().encode(JSON.stringify(curbside.keys.jwks.keys[0]))
    const token = await curbside.keys.token(audience, { header: { alg: 'HS256' }, key: secret })
    const answer = await call(token)
    expect([answer.status, answer.text]).toEqual([401, the401])
  })

  test('a good signature by an algorithm outside the list', async () => {
    const { privateKey } = await generateKeyPair('EdDSA')
    const token = await curbside.keys.token(audience, { header: { alg: 'EdDSA' }, key: privateKey })
    expect((await call(token)).text).toBe(the401)
  })

  test('an Authorization header over 8 KiB', async () => {
    expect((await call('a'.repeat(9000))).status).toBe(401)
  })
})

test('is refused before the body is read', async () => {
  const answer = await curbside.send('/cds-services/patient-view', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: `{"x":"${'x'.repeat(4_000_000)}"}`
  })
  expect(answer.status).toBe(401)
})

test('no line of the log holds a token or a reason', () => {
  expect(curbside.logLines.length).toBeGreaterThan(10)
  for (const line of curbside.logLines) expect(line).not.toMatch(/eyJ|expired|signature/i)
})
