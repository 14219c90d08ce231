import { readFileSync } from 'node:fs'
import { connect } from 'node:net'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { CurbsideError } from '../../src/ground/errors.ts'
import { systemClock } from '../../src/ground/clock.ts'
import { openStore } from '../../src/store/open-store.ts'
import { aRequest, fhirAccessOf, runCurbside } from '../support/curbside.ts'
import type { RunningCurbside } from '../support/curbside.ts'
import { heldDeadlines } from '../support/held-deadlines.ts'
import { aPatient } from '../support/records.ts'
import { ScriptedModel, aGate, anEnd } from '../support/scripted-model.ts'
import { anOrderCall, kidneys, metformin, searchset, wholePrefetch } from './calls.ts'

/*
 * What EHRs see, byte by byte: discovery, one card of each service, and every refusal. Nothing here
 * is compared with a value of the source; a pin that turns red asks whether the change was meant.
 */

let curbside: RunningCurbside
beforeAll(async () => {
  curbside = await runCurbside()
})
afterAll(async () => curbside[Symbol.asyncDispose]())

const pinned = (name: string): unknown =>
  JSON.parse(readFileSync(new URL(`pins/${name}.json`, import.meta.url), 'utf8'))

test('discovery', async () => {
  expect((await curbside.send('/cds-services', {})).body).toEqual(pinned('discovery'))
})

describe('one card of each service', () => {
  const call = (hook: string, context: object = {}) =>
    aRequest({
      hook,
      context: { userId: 'Practitioner/d1', patientId: 'p1', ...context },
      prefetch: wholePrefetch({ laboratory: searchset(...kidneys) })
    })
  const appointments = [{ resourceType: 'Appointment', status: 'proposed' }]
  test.for<[string, Record<string, unknown>]>([
    ['patient-view', call('patient-view')],
    ['order-select', anOrderCall('order-select', [metformin])],
    ['order-sign', anOrderCall('order-sign', [metformin])],
    ['encounter-start', call('encounter-start', { encounterId: 'e1' })],
    ['encounter-discharge', call('encounter-discharge', { encounterId: 'e1' })],
    ['appointment-book', call('appointment-book', { appointments })]
  ])('%s', async ([service, request]) => {
    const { text } = await curbside.call(service, request)
    let uuids = 0
    const numbered = text
      .replaceAll(/"uuid":"[0-9a-f-]{36}"/g, () => `"uuid":"${(uuids += 1)}"`)
      .replaceAll(/"eventId":"[0-9a-f-]{36}"/g, '"eventId":"event"')
    expect(JSON.parse(numbered)).toEqual(pinned(`card-${service}`))
  })
})

/** A refusal's whole body. */
const refusal = (code: string, text: string, ...diagnostics: string[]) => {
  const issue = { severity: 'error', code, details: { text } }
  return {
    resourceType: 'OperationOutcome',
    issue:
      diagnostics.length === 0
        ? [issue]
        : diagnostics.map((one) => ({ ...issue, diagnostics: one }))
  }
}

describe('every refusal', () => {
  const access = fhirAccessOf({ baseUrl: 'https://elsewhere.test/fhir', token: 't' })
  const invalid =
    'CURBSIDE_REQUEST_INVALID: The body is not a CDS Hooks request; the issues name the paths that are wrong.'
  test.for<[string, number, () => unknown, object]>([
    ['not JSON', 400, () => '{', refusal('invalid', invalid, 'body: not JSON, at character 1')],
    [
      'no request',
      400,
      () => ({ hook: 5 }),
      refusal(
        'invalid',
        invalid,
        'hook: Invalid input: expected string, received number',
        'hookInstance: Invalid input: expected string, received undefined',
        'context: Invalid input: expected object, received undefined'
      )
    ],
    [
      'another hook',
      400,
      () => aRequest({ hook: 'order-sign' }),
      refusal(
        'invalid',
        'CURBSIDE_HOOK_MISMATCH: The hook named in the body is not one that this service answers.',
        'hook: this service answers patient-view'
      )
    ],
    [
      'a FHIR server that is not registered',
      400,
      () => aRequest(access),
      refusal(
        'invalid',
        'CURBSIDE_FHIR_SERVER_REFUSED: fhirServer is not registered for this issuer; add it to ehrs[].fhirServers.'
      )
    ],
    [
      'another patient',
      400,
      () => aRequest({ prefetch: { patient: aPatient({ id: 'p2' }) } }),
      refusal(
        'invalid',
        'CURBSIDE_PATIENT_MISMATCH: The prefetch or the token speaks of another patient than context.patientId.'
      )
    ],
    [
      'no Patient',
      412,
      () => aRequest({ prefetch: {} }),
      refusal(
        'incomplete',
        'CURBSIDE_RECORD_UNREADABLE: The Patient was neither in the prefetch nor readable from fhirServer.',
        'patient: no-access (not sent, and the call brought no token that can be used)'
      )
    ],
    [
      'too large',
      413,
      () => JSON.stringify({ x: 'x'.repeat(9_000_000) }),
      refusal('too-long', 'CURBSIDE_BODY_TOO_LARGE: The body is larger than this address accepts.')
    ]
  ])('%s', async ([, status, body, expected]) => {
    const answer = await curbside.call('patient-view', body())
    expect([answer.status, answer.body]).toEqual([status, expected])
  })

  test('no token, no address, no such type', async () => {
    const { status, body } = await curbside.call('patient-view', aRequest(), 'none')
    expect([status, body]).toEqual([401, refusal('login', 'Authentication failed.')])
    const nowhere = await curbside.call('nothing', aRequest())
    expect([nowhere.status, nowhere.body]).toEqual([
      404,
      refusal('not-found', 'CURBSIDE_NOT_FOUND: No such address; see /cds-services.')
    ])
    const token = await curbside.keys.token('https://cds.test/cds-services/patient-view')
    const plain = await curbside.send('/cds-services/patient-view', {
      method: 'POST',
      headers: { authorization: `Bearer ${token}`, 'content-type': 'text/plain' },
      body: 'x'
    })
    expect([plain.status, plain.body]).toEqual([
      415,
      refusal(
        'not-supported',
        'CURBSIDE_MEDIA_TYPE_REFUSED: Send application/json, without Content-Encoding.'
      )
    ])
  })

  test('a service that this EHR is not registered for', async () => {
    await using narrow = await runCurbside({ ehr: { services: ['order-sign'] } })
    const { status, body } = await narrow.call('patient-view', aRequest())
    expect([status, body]).toEqual([
      403,
      refusal(
        'forbidden',
        'CURBSIDE_SERVICE_FORBIDDEN: This EHR is not registered for this service; see ehrs[].services.'
      )
    ])
  })

  test('too many at once', async () => {
    const ends = aGate()
    const model = new ScriptedModel(async function* () {
      await ends.opened
      yield anEnd()
    })
    await using busy = await runCurbside({ model })
    using _held = heldDeadlines()
    const call = () => busy.call('patient-view', aRequest({ prefetch: wholePrefetch() }))
    const calls = Array.from({ length: 65 }, call)
    // 64 wait for the model together; the one more is answered at once.
    const refused = await Promise.race(calls)
    const text = 'CURBSIDE_TOO_MANY_CALLS: Too many calls at once; try again.'
    expect([refused.status, refused.body]).toEqual([429, refusal('throttled', text)])
    expect(refused.headers.get('retry-after')).toBe('1')
    ends.open()
    const answered = (await Promise.all(calls)).filter(({ status }) => status === 200)
    expect(answered).toHaveLength(64)
  })

  test('a store that does not answer', async () => {
    const store = await openStore({ database: { kind: 'embedded' }, clock: systemClock() })
    await using down = await runCurbside({
      store: new Proxy(store, {
        get: (target, name) =>
          typeof Reflect.get(target, name) === 'function'
            ? () => Promise.reject(new CurbsideError('CURBSIDE_STORE_UNAVAILABLE'))
            : undefined
      })
    })
    const { status, body } = await down.call('patient-view', aRequest())
    const text =
      'CURBSIDE_STORE_UNAVAILABLE: The database did not take the write; send the same again.'
    expect([status, body]).toEqual([503, refusal('transient', text)])
    await store.close()
  })

  test('a request that does not arrive in time', async () => {
    const socket = connect(Number(new URL(curbside.baseUrl).port), '127.0.0.1')
    let answer = ''
    socket.on('data', (chunk) => (answer += chunk.toString()))
    socket.write('POST /cds-services/patient-view HTTP/1.1\r\nhost: x\r\n')
    await new Promise((resolve) => socket.on('close', resolve))
    const [head, body = ''] = answer.split('\r\n\r\n')
    expect(head).toMatch(/^HTTP\/1\.1 400 /)
    const text = 'CURBSIDE_TIMED_OUT_READING: The request did not arrive in time.'
    expect(JSON.parse(body)).toEqual(refusal('invalid', text))
  })
})
