import { afterAll, beforeAll, expect, test } from 'vitest'
import { cites } from '../conformance/verifies.ts'
import { canaryListener } from '../support/canary-listener.ts'
import type { CanaryListener } from '../support/canary-listener.ts'
import { clientKeys } from '../support/client-keys.ts'
import { aRequest, fhirAccessOf, publicUrl, runCurbside } from '../support/curbside.ts'
import type { RunningCurbside } from '../support/curbside.ts'
import { fakeEhr } from '../support/fake-ehr.ts'
import type { FakeEhr } from '../support/fake-ehr.ts'
import { aPatient } from '../support/records.ts'

/*
 * To whom the EHR's token goes: to a FHIR server registered for the issuer of the call, in exactly
 * that spelling, and to nothing else (trust.md, threats 1, 2 and 28).
 */

const [keysA, keysB] = [await clientKeys('https://a.test'), await clientKeys('https://b.test')]
let a: FakeEhr
let b: FakeEhr
let evil: CanaryListener
let curbside: RunningCurbside

beforeAll(async () => {
  const resources = [{ ...aPatient() }]
  ;[a, b, evil] = [
    await fakeEhr({ resources }),
    await fakeEhr({ resources }),
    await canaryListener()
  ]
  const entry = (id: string, keys: typeof keysA, ehr: FakeEhr) => ({
    id,
    issuer: keys.issuer,
    jwks: keys.jwks,
    fhirServers: [ehr.baseUrl],
    services: ['patient-view']
  })
  curbside = await runCurbside({
    config: { ehrs: [entry('server-a', keysA, a), entry('server-b', keysB, b)] }
  })
})
afterAll(async () => {
  for (const one of [curbside, a, b, evil]) await one[Symbol.asyncDispose]()
})

const audience = `${publicUrl}/cds-services/patient-view`
const call = async (keys: typeof keysA, fhirServer: unknown) =>
  curbside.call(
    'patient-view',
    aRequest({ ...fhirAccessOf(a), fhirServer, prefetch: undefined }),
    await keys.token(audience)
  )

const seen = () => a.requests.length + b.requests.length + evil.connections()

test(`${cites('H-053-server-of-the-issuer')} each EHR’s own server is read, the other’s is refused and hears nothing`, async () => {
  expect((await call(keysA, a.baseUrl)).status).toBe(200)
  expect(a.requests.length).toBeGreaterThan(0)
  expect(b.requests).toEqual([])
  const before = seen()
  for (const [keys, server] of [
    [keysA, b],
    [keysB, a]
  ] as const) {
    const answer = await call(keys, server.baseUrl)
    expect([answer.status, answer.text.includes('CURBSIDE_FHIR_SERVER_REFUSED')]).toEqual([
      400,
      true
    ])
  }
  expect(seen()).toBe(before)
})

test('a trailing slash is the same server', async () => {
  expect((await call(keysA, `${a.baseUrl}/`)).status).toBe(200)
})

test('no look-alike is: each is refused, and nobody is connected to', async () => {
  const { port } = new URL(a.baseUrl)
  const before = seen()
  for (const fhirServer of [
    'http://169.254.169.254/latest/meta-data',
    'http://168.63.129.16/',
    'http://[fd00:ec2::254]/',
    'http://metadata.google.internal./',
    `http://0x7f.1:${evil.port}/fhir`,
    `http://2130706433:${evil.port}/fhir`,
    `http://[::ffff:127.0.0.1]:${evil.port}/fhir`,
    `http://127.0.0.1.evil.test:${port}/fhir`,
    `http://127.0.0.1:${port}@127.0.0.1:${evil.port}/fhir`,
    `http://user:secret@127.0.0.1:${port}/fhir`,
    `${evil.origin}/fhir`,
    `${a.origin}0/fhir`,
    `${a.origin}/`,
    `${a.baseUrl}/../admin`,
    `${a.baseUrl}/%2e%2e/admin`,
    `${a.baseUrl}%2f..`,
    `${a.baseUrl}/Patient`,
    `${a.baseUrl}?_format=json`,
    `${a.baseUrl}#x`,
    `${a.origin}/FHIR`,
    a.baseUrl.replace('http:', 'https:'),
    a.baseUrl.replace('127.0.0.1', 'localhost'),
    a.baseUrl.replace('http:', 'file:'),
    'fhir',
    'x'.repeat(2048),
    ' '
  ]) {
    const answer = await call(keysA, fhirServer)
    expect([answer.status, answer.text.includes('CURBSIDE_')], fhirServer).toEqual([400, true])
  }
  expect(seen()).toBe(before)
})

test('without authorization a foreign fhirServer is only ignored', async () => {
  const before = seen()
  const request = aRequest({ fhirServer: `${evil.origin}/fhir` })
  const answer = await curbside.call('patient-view', request, await keysA.token(audience))
  expect(answer.status).toBe(200)
  expect(seen()).toBe(before)
})

test(`${cites('H-115-token-stays')} a page of results elsewhere is not followed, and no token goes there`, async () => {
  const paging = await fakeEhr({
    resources: [{ ...aPatient() }],
    faults: ({ query }) =>
      query.includes('?') ? { fault: 'next', url: `${evil.origin}/fhir/page-2` } : undefined
  })
  const one = await runCurbside({ fhirServers: [paging.baseUrl] })
  const answer = await one.call(
    'patient-view',
    aRequest({ ...fhirAccessOf(paging), prefetch: undefined })
  )
  expect(answer.status).toBe(200)
  expect(
    paging.requests.every(({ authorization }) => authorization === `Bearer ${paging.token}`)
  ).toBe(true)
  expect(evil.authorizations).toEqual([])
  await one[Symbol.asyncDispose]()
  await paging.close()
})
