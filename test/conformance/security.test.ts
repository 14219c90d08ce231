import { afterAll, beforeAll, expect } from 'vitest'
import { parseConfig } from '../../src/process/config.ts'
import { aRequest, publicUrl, runCurbside } from '../support/curbside.ts'
import type { RunningCurbside } from '../support/curbside.ts'
import { verifies } from './verifies.ts'

/* Who may call. The tables of tokens stand in test/http (client-jwt, claims, key-rotation). */

let curbside: RunningCurbside
beforeAll(async () => {
  curbside = await runCurbside()
})
afterAll(async () => curbside[Symbol.asyncDispose]())

const path = '/cds-services/patient-view'
const post = async (authorization?: string, to = path) =>
  curbside.send(to, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      ...(authorization === undefined ? {} : { authorization })
    },
    body: JSON.stringify(aRequest())
  })

verifies(['H-100-authentication', 'H-101-bearer-token'], async () => {
  for (const to of [path, `${path}/feedback`]) expect((await post(undefined, to)).status).toBe(401)
  const token = await curbside.keys.token(`${publicUrl}${path}`)
  for (const authorization of [
    '',
    token,
    `Basic ${token}`,
    `Bearer  ${token}`,
    'Bearer a.b',
    `Bearer ${token} x`
  ]) {
    expect((await post(authorization)).status, authorization.slice(0, 12)).toBe(401)
  }
  expect((await post(`Bearer ${token}`)).status).toBe(200)
})

verifies('H-105-no-symmetric', async () => {
  const part = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url')
  const now = Math.floor(Date.now() / 1000)
  const claims = {
    iss: curbside.keys.issuer,
    aud: `${publicUrl}${path}`,
    iat: now,
    exp: now + 300,
    jti: 'j'
  }
  for (const alg of ['none', 'None', 'NONE', '']) {
    const header = part({ alg, kid: 'key-1', typ: 'JWT' })
    expect((await post(`Bearer ${header}.${part(claims)}.`)).status).toBe(401)
    expect((await post(`Bearer ${header}.${part(claims)}.AAAA`)).status).toBe(401)
  }
  const key = new TextEncoder().encode(JSON.stringify(curbside.keys.jwks.keys[0]))
  for (const alg of ['HS256', 'HS384', 'HS512']) {
    const token = await curbside.keys.token(`${publicUrl}${path}`, { header: { alg }, key })
    expect((await post(`Bearer ${token}`)).status, alg).toBe(401)
  }
})

verifies('H-109-bare-401', async () => {
  const audience = `${publicUrl}${path}`
  const bodies = new Set<string>()
  for (const token of [
    '',
    'x',
    await curbside.keys.token('https://other.test'),
    await curbside.keys.token(audience, { without: ['jti'] }),
    await curbside.keys.token(audience, { claims: { iss: 'https://stranger.test' } }),
    await curbside.keys.token(audience, { header: { kid: 'another' } }),
    await curbside.keys.token(audience, { claims: { exp: 1 } }),
    `${await curbside.keys.token(audience)}x`
  ]) {
    const answer = await post(`Bearer ${token}`)
    expect(answer.status).toBe(401)
    bodies.add(`${answer.text} ${answer.headers.get('www-authenticate')}`)
  }
  expect([...bodies]).toEqual([
    '{"resourceType":"OperationOutcome","issue":[{"severity":"error","code":"login","details":{"text":"Authentication failed."}}]} Bearer'
  ])
})

verifies('H-111-public-sandbox', () => {
  const config = (allowLoopbackHttp: boolean) => ({
    publicUrl: 'https://cds.test',
    database: { kind: 'embedded' },
    model: { kind: 'none' },
    ehrs: [
      {
        id: 'public-sandbox',
        issuer: 'https://sandbox.cds-hooks.org',
        jwksUrl: 'https://sandbox.cds-hooks.org/.well-known/jwks.json',
        profile: 'sandbox',
        services: ['patient-view']
      }
    ],
    development: { allowLoopbackHttp }
  })
  expect(() => parseConfig(config(false), {})).toThrow('CURBSIDE_CONFIG_INVALID')
  expect(() => parseConfig(config(true), {})).not.toThrow()
  // Nor under another profile's name: it is the key that cannot be trusted.
  const generic = config(false)
  const ehrs = generic.ehrs.map((ehr) => ({ ...ehr, profile: 'generic' }))
  expect(() => parseConfig({ ...generic, ehrs }, {})).toThrow('CURBSIDE_CONFIG_INVALID')
})

verifies('H-113-cors', async () => {
  const origin = 'https://ehr.example.org'
  const preflight = (to: RunningCurbside, from: string, at = path) =>
    to.send(at, {
      method: 'OPTIONS',
      headers: { origin: from, 'access-control-request-method': 'POST' }
    })
  const allowed = (answer: { headers: Headers }) =>
    answer.headers.get('access-control-allow-origin')
  // Off: nobody is allowed.
  const off = await preflight(curbside, origin)
  expect([off.status, allowed(off)]).toEqual([404, null])
  await using open = await runCurbside({ ehr: { corsOrigins: [origin] } })
  for (const at of ['/cds-services', path, `${path}/feedback`]) {
    const answer = await preflight(open, origin, at)
    expect([answer.status, allowed(answer), answer.text]).toEqual([204, origin, ''])
    expect(answer.headers.get('access-control-allow-headers')).toBe('authorization, content-type')
    expect(answer.headers.get('access-control-allow-methods')).toBe('GET, POST')
    expect(answer.headers.get('access-control-allow-credentials')).toBeNull()
  }
  for (const evil of [
    'https://evil.test',
    'null',
    'https://ehr.example.org.evil.test',
    'http://ehr.example.org',
    '*'
  ]) {
    const answer = await preflight(open, evil)
    expect([answer.status, allowed(answer)], evil).toEqual([404, null])
  }
  // The answers themselves, refusals too, so that a page can read why.
  const get = (from: string) => open.send('/cds-services', { headers: { origin: from } })
  expect([allowed(await get(origin)), allowed(await get('https://evil.test'))]).toEqual([
    origin,
    null
  ])
  const refused = await open.send(path, { method: 'POST', headers: { origin } })
  expect([refused.status, allowed(refused), refused.headers.get('vary')]).toEqual([
    401,
    origin,
    'Origin'
  ])
  for (const wrong of [
    '*',
    'https://*.example.org',
    'https://ehr.example.org/',
    'http://ehr.example.org',
    'null'
  ]) {
    const config = {
      publicUrl: 'https://cds.test',
      database: { kind: 'embedded' },
      model: { kind: 'none' },
      ehrs: [
        {
          id: 'e',
          issuer: 'i',
          jwks: curbside.keys.jwks,
          services: ['patient-view'],
          corsOrigins: [wrong]
        }
      ]
    }
    expect(() => parseConfig(config, {}), wrong).toThrow('CURBSIDE_CONFIG_INVALID')
  }
})
