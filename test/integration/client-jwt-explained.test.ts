import { randomUUID } from 'node:crypto'
import { generateKeyPair } from 'jose'
import { describe, expect, test } from 'vitest'
import { systemClock } from '../../src/ground/clock.ts'
import { parseConfig } from '../../src/process/config.ts'
import { checkClientJwt } from '../../src/integration/ehr-check/check-client-jwt.ts'
import { aRequest, publicUrl, runCurbside } from '../support/curbside.ts'
import { clientKeys } from '../support/client-keys.ts'

/*
 * What ehr-check says of a token and what the door does with it must agree: each token is explained
 * and then sent to a running Curbside.
 */

const keys = await clientKeys()
const otherKeys = await generateKeyPair('ES384')
const service = `${publicUrl}/cds-services/patient-view`
const now = Math.floor(Date.now() / 1000)
const jti = () => randomUUID()

const tokens: Readonly<Record<string, () => Promise<string>>> = {
  good: () => keys.token(service),
  'good for one of several': () => keys.token(['https://other.test', service]),
  'another issuer': () => keys.token(service, { claims: { iss: 'https://nobody.test' } }),
  'another audience': () => keys.token(`${publicUrl}/cds-services/`),
  'no audience': () => keys.token(service, { without: ['aud'] }),
  expired: () => keys.token(service, { claims: { iat: now - 400, exp: now - 100 } }),
  'in the future': () => keys.token(service, { claims: { iat: now + 300, exp: now + 600 } }),
  'not valid yet': () => keys.token(service, { claims: { nbf: now + 300 } }),
  'too long': () => keys.token(service, { claims: { exp: now + 3700, iat: now } }),
  'without iat': () => keys.token(service, { without: ['iat'] }),
  'without exp': () => keys.token(service, { without: ['exp'] }),
  'without jti': () => keys.token(service, { without: ['jti'] }),
  'long jti': () => keys.token(service, { claims: { jti: jti().repeat(10) } }),
  'another typ': () => keys.token(service, { header: { typ: 'at+jwt' } }),
  'unknown kid': () => keys.token(service, { header: { kid: 'key-2' } }),
  'no kid': () => keys.token(service, { header: { kid: '' } }),
  'good, with a jku beside keys of the entry': () =>
    keys.token(service, { header: { jku: 'https://nobody.test/jwks.json' } }),
  'another key': () => keys.token(service, { key: otherKeys.privateKey }),
  'a symmetric key': () => keys.token(service, { header: { alg: 'HS256' }, key: Buffer.alloc(48) }),
  'another tenant': () => keys.token(service, { claims: { tenant: 'b' } }),
  'no token at all': () => Promise.resolve('x.y.z')
}

describe('ehr-check and the door agree on a token that is', { timeout: 60_000 }, () => {
  test.for(Object.entries(tokens))('%s', async ([name, make]) => {
    const tenants = name.includes('tenant') ? ['a'] : []
    await using curbside = await runCurbside({ keys, ehr: { tenants } })
    const token = await make()
    const [ehr] = parseConfig(
      {
        publicUrl,
        database: { kind: 'embedded' },
        model: { kind: 'none' },
        ehrs: [
          { id: 'e', issuer: keys.issuer, jwks: keys.jwks, tenants, services: ['patient-view'] }
        ]
      },
      {}
    ).ehrs
    if (ehr === undefined) throw new Error('no ehr')
    const given = { ehr, jwks: keys.jwks, addresses: [service], clock: systemClock() }
    const verdicts = await checkClientJwt({ token, ...given })
    const faults = verdicts.filter(({ level }) => level === 'fault')
    const answer = await curbside.call('patient-view', aRequest(), token)
    expect([faults.length > 0, answer.status]).toEqual(
      name.startsWith('good') ? [false, 200] : [true, 401]
    )
    for (const { what, todo } of verdicts) expect(`${what} ${todo}`).not.toContain(token)
    for (const { todo } of faults) expect(todo).not.toBe('')
  })
})
