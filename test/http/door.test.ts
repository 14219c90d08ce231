import { connect } from 'node:net'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { aRequest, publicUrl, runCurbside } from '../support/curbside.ts'
import type { RunningCurbside } from '../support/curbside.ts'

let curbside: RunningCurbside
beforeAll(async () => {
  curbside = await runCurbside()
})
afterAll(async () => curbside[Symbol.asyncDispose]())

const path = '/cds-services/patient-view'
const post = async (body: string, headers: Record<string, string> = {}, to = path) =>
  curbside.send(to, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      authorization: `Bearer ${await curbside.keys.token(`${publicUrl}${to}`)}`,
      ...headers
    },
    body
  })

/** Raw bytes on a socket, for what fetch refuses to send. */
const raw = (text: string): Promise<string> =>
  new Promise((resolve, reject) => {
    const socket = connect(Number(new URL(curbside.baseUrl).port), '127.0.0.1')
    let answer = ''
    socket.on('data', (chunk) => (answer += chunk.toString()))
    socket.on('close', () => resolve(answer))
    socket.on('error', reject)
    socket.write(text)
  })

describe('discovery', () => {
  test('lists the services with what each prefetches', async () => {
    const answer = await curbside.send('/cds-services', {})
    expect(answer.status).toBe(200)
    const services = answer.body['services'] as { id: string; hook: string; prefetch: object }[]
    expect(services.map(({ id, hook }) => [id, hook])).toEqual([
      ['patient-view', 'patient-view'],
      ['order-select', 'order-select'],
      ['order-sign', 'order-sign'],
      ['encounter-start', 'encounter-start'],
      ['encounter-discharge', 'encounter-discharge'],
      ['appointment-book', 'appointment-book'],
      ['order-dispatch', 'order-dispatch'],
      ['medication-refill', 'medication-refill'],
      ['allergyintolerance-create', 'allergyintolerance-create'],
      ['problem-list-item-create', 'problem-list-item-create']
    ])
    for (const { prefetch } of services) {
      expect(Object.values(prefetch)[0]).toBe('Patient/{{context.patientId}}')
      expect(JSON.stringify(prefetch)).not.toMatch(
        /\{\{(?!context\.(patientId|userId|encounterId)\}\})/
      )
    }
  })

  test('is answered with a trailing slash and for Accept application/fhir+json too', async () => {
    const headers = { accept: 'application/fhir+json, */*; q=0.1' }
    expect((await curbside.send('/cds-services/', { headers })).status).toBe(200)
  })

  test('needs a token for its own address when the site says so', async () => {
    await using closed = await runCurbside({ config: { discovery: 'authenticated' } })
    expect((await closed.send('/cds-services', {})).status).toBe(401)
    const authorization = `Bearer ${await closed.keys.token(`${publicUrl}/cds-services`)}`
    expect((await closed.send('/cds-services', { headers: { authorization } })).status).toBe(200)
  })
})

describe('an unusual but legal request is answered', () => {
  test.for<[string, object]>([
    [
      'unknown attributes at every level',
      {
        extension: { a: { b: 1 } },
        foo: [1],
        context: { userId: 'Practitioner/1', patientId: 'p1', bar: {} }
      }
    ],
    [
      'a Patient/ prefix in patientId',
      { context: { userId: 'Practitioner/1', patientId: 'Patient/p1' } }
    ],
    ['the user at the root, as in 1.0', { user: 'Practitioner/1', context: { patientId: 'p1' } }],
    [
      'an upper-case version-1 hookInstance',
      { hookInstance: '3F1DDE72-162B-11EC-82A8-0242AC130003' }
    ],
    ['no fhirServer', {}]
  ])('%s', async ([, change]) => {
    const answer = await curbside.call('patient-view', aRequest(change as Record<string, unknown>))
    expect([answer.status, Array.isArray(answer.body.cards)]).toEqual([200, true])
  })

  test('application/fhir+json and a trailing slash', async () => {
    const answer = await curbside.send(`${path}/`, {
      method: 'POST',
      headers: {
        'content-type': 'application/fhir+json; charset=utf-8',
        authorization: `Bearer ${await curbside.keys.token(`${publicUrl}${path}`)}`
      },
      body: JSON.stringify(aRequest())
    })
    expect(answer.status).toBe(200)
  })
})

describe('a request that no answer fits is refused with the path at fault', () => {
  test.for<[string, object, string]>([
    ['no hookInstance', { hookInstance: undefined }, 'hookInstance'],
    ['a hookInstance that is no UUID', { hookInstance: 'x' }, 'hookInstance'],
    ['no context', { context: undefined }, 'context'],
    ['no patientId', { context: { userId: 'Practitioner/1' } }, 'context.patientId'],
    ['a patientId that is a path', { context: { patientId: '../../admin' } }, 'context.patientId'],
    ['another hook', { hook: 'order-sign' }, 'hook'],
    ['a token without a server', { fhirAuthorization: { access_token: 'x' } }, 'fhirServer']
  ])('%s', async ([, change, where]) => {
    const answer = await curbside.call('patient-view', aRequest(change as Record<string, unknown>))
    expect(answer.status).toBe(400)
    const { issue } = answer.body as unknown as { issue: { diagnostics: string }[] }
    expect(issue[0]?.diagnostics).toContain(where)
  })

  test('not JSON, two values, an array, nothing', async () => {
    for (const body of ['{', '{} {}', 'null', '[]', '"x"', '']) {
      expect((await post(body)).status, body).toBe(400)
    }
  })

  test('the answer never repeats a value of the request', async () => {
    const context = { patientId: 'ZQX canary', userId: 'Practitioner/1' }
    const answer = await curbside.call('patient-view', aRequest({ context }))
    expect(answer.text).not.toContain('ZQX')
  })
})

describe('hostile input', () => {
  test('prototype keys are refused and change nothing', async () => {
    for (const key of ['__proto__', 'constructor']) {
      const body = JSON.stringify(aRequest()).replace(
        '{',
        `{"${key}":{"prototype":{"polluted":1}},`
      )
      expect((await post(body)).status).toBe(400)
    }
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined()
  })

  test('a nesting bomb is refused at once', async () => {
    const bomb = `{"a":${'['.repeat(400_000)}${']'.repeat(400_000)}}`
    const answer = await post(bomb)
    expect(answer.status).toBe(400)
  })

  test('9 MiB is too large, 3 MiB of prefetch is not', async () => {
    expect((await post(JSON.stringify({ x: 'x'.repeat(9 * 1024 * 1024) }))).status).toBe(413)
    const note = 'x'.repeat(3 * 1024 * 1024)
    const prefetch = {
      ...(aRequest()['prefetch'] as object),
      other: { resourceType: 'Basic', note }
    }
    expect((await post(JSON.stringify(aRequest({ prefetch })))).status).toBe(200)
  })

  test('text/plain, form data and compressed bodies are refused with 415', async () => {
    const body = JSON.stringify(aRequest())
    for (const headers of [
      { 'content-type': 'text/plain' },
      { 'content-type': 'application/x-www-form-urlencoded' },
      { 'content-encoding': 'gzip' }
    ]) {
      expect((await post(body, headers)).status).toBe(415)
    }
  })

  test('odd ids in the path are 404, with and without a token', async () => {
    for (const id of [
      '..%2f..%2fetc',
      '%00',
      'PATIENT-VIEW',
      'x'.repeat(100),
      '__proto__',
      'nope'
    ]) {
      const answer = await curbside.send(`/cds-services/${id}`, { method: 'POST', body: '{}' })
      expect(answer.status, id).toBe(404)
      expect(answer.body['resourceType']).toBe('OperationOutcome')
    }
  })

  test('malformed HTTP gets a 400 that is an OperationOutcome', async () => {
    expect(await raw('NONSENSE\r\n\r\n')).toMatch(/^HTTP\/1.1 400[\s\S]*OperationOutcome/)
  })

  test('a header that never ends is cut off', async () => {
    const answer = await raw('GET /livez HTTP/1.1\r\nhost: x\r\nx: ')
    expect(answer).toMatch(/^HTTP\/1.1 (408|400)/)
  })

  test('there is no CORS', async () => {
    const headers = { origin: 'https://evil.test', 'access-control-request-method': 'POST' }
    const answer = await curbside.send(path, { method: 'OPTIONS', headers })
    expect(answer.headers.get('access-control-allow-origin')).toBeNull()
    expect(answer.status).toBe(404)
  })
})

test('an EHR that is not registered for a service gets 403', async () => {
  await using narrow = await runCurbside({ ehr: { services: ['patient-view'] } })
  expect((await narrow.call('order-select', aRequest({ hook: 'order-select' }))).status).toBe(403)
})

describe('operation', () => {
  test('livez, readyz and metrics answer', async () => {
    expect((await curbside.send('/livez', {})).text).toBe('{"status":"alive"}')
    const ready = await curbside.send('/readyz', {})
    expect([ready.status, ready.body['status']]).toEqual([200, 'ready'])
    expect(await curbside.metrics()).toMatch(/^# HELP/m)
  })

  test('the transparency page is there, without script and without a way to be framed', async () => {
    const page = await curbside.send('/transparency', {})
    expect(page.status).toBe(200)
    expect(page.text).not.toMatch(/<script|onload=|javascript:/i)
    expect(page.headers.get('content-security-policy')).toContain("default-src 'none'")
    expect((await curbside.send('/transparency/facts.json', {})).status).toBe(200)
  })

  test('an unknown address is 404 with an OperationOutcome', async () => {
    const answer = await curbside.send('/admin', {})
    expect([answer.status, answer.body['resourceType']]).toEqual([404, 'OperationOutcome'])
  })
})
