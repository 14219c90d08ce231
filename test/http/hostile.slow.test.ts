import { request as httpRequest } from 'node:http'
import { connect } from 'node:net'
import type { Socket } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import { gzipSync } from 'node:zlib'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { aRequest, publicUrl, runCurbside } from '../support/curbside.ts'
import type { RunningCurbside } from '../support/curbside.ts'
import { aPatient } from '../support/records.ts'
import { ScriptedModel, anEnd } from '../support/scripted-model.ts'

/* What fetch refuses to send: slow sockets, half headers, bodies that lie about themselves. */

let curbside: RunningCurbside
let port: number
const sockets: Socket[] = []
beforeAll(async () => {
  curbside = await runCurbside()
  port = Number(new URL(curbside.baseUrl).port)
})
afterAll(async () => {
  for (const socket of sockets) socket.destroy()
  await curbside[Symbol.asyncDispose]()
})

const path = '/cds-services/patient-view'
const bearer = async () => `Bearer ${await curbside.keys.token(`${publicUrl}${path}`)}`

function open(text: string): { socket: Socket; closed: Promise<string> } {
  const socket = connect(port, '127.0.0.1')
  sockets.push(socket)
  let answer = ''
  socket.on('data', (chunk) => (answer += chunk.toString()))
  socket.on('error', () => undefined)
  socket.write(text)
  return { socket, closed: new Promise((resolve) => socket.on('close', () => resolve(answer))) }
}

/** One whole exchange; the answer's status and body. */
async function raw(text: string): Promise<{ status: number; body: string }> {
  const answer = await open(text).closed
  const [head = '', body = ''] = answer.split('\r\n\r\n')
  return { status: Number(head.split(' ')[1]), body }
}

const outcome = (body: string) => (JSON.parse(body) as { resourceType: string }).resourceType

test('fifty half-open requests do not slow a good one, and are cut off', async () => {
  const slow = [
    ...Array.from({ length: 25 }, () =>
      open('POST /cds-services/patient-view HTTP/1.1\r\nhost: x\r\n')
    ),
    ...Array.from({ length: 25 }, () =>
      open(
        `POST ${path} HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\ncontent-length: 99999\r\n\r\n{"hook":`
      )
    )
  ]
  await sleep(200)
  const dripping = setInterval(() => {
    for (const { socket } of slow) if (socket.writable) socket.write('x')
  }, 300)
  await curbside.call('patient-view', aRequest())
  const good = await curbside.call('patient-view', aRequest())
  expect(good.status).toBe(200)
  const answers = await Promise.all(slow.map(({ closed }) => closed))
  clearInterval(dripping)
  // Half a header: refused when its time is over. Half a body without a token: at once.
  for (const answer of answers)
    expect(answer).toMatch(/^HTTP\/1\.1 (400|401) [\s\S]*OperationOutcome/)
})

test('a stranger’s eight megabytes are refused before they are sent', async () => {
  const { closed, socket } = open(
    `POST ${path} HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\ncontent-length: 8000000\r\n\r\n{`
  )
  const answer = await Promise.race([
    closed,
    new Promise<string>((resolve) =>
      socket.once('data', (chunk: Buffer) => resolve(chunk.toString()))
    )
  ])
  expect(answer).toMatch(/^HTTP\/1\.1 401/)
})

test('a request without Host, and one with a header too large, get an OperationOutcome', async () => {
  const noHost = await raw('GET /cds-services HTTP/1.1\r\nconnection: close\r\n\r\n')
  expect([noHost.status, outcome(noHost.body)]).toEqual([400, 'OperationOutcome'])
  const large = await raw(
    `GET /cds-services HTTP/1.1\r\nhost: x\r\nx: ${'y'.repeat(20_000)}\r\n\r\n`
  )
  expect([large.status, outcome(large.body)]).toEqual([400, 'OperationOutcome'])
})

test('two lengths, or a length and chunks, are refused', async () => {
  for (const lengths of [
    'content-length: 2\r\ncontent-length: 3',
    'content-length: 2\r\ntransfer-encoding: chunked',
    'content-length: -1',
    'transfer-encoding: xchunked'
  ]) {
    const { status, body } = await raw(`POST ${path} HTTP/1.1\r\nhost: x\r\n${lengths}\r\n\r\n{}`)
    expect([status, outcome(body)], lengths).toEqual([400, 'OperationOutcome'])
  }
})

test('an expectation that nobody knows is not looked at', async () => {
  const body = JSON.stringify(aRequest())
  const status = await new Promise<number | undefined>((resolve, reject) => {
    void bearer().then((authorization) => {
      const headers = { authorization, expect: 'a miracle', 'content-type': 'application/json' }
      const sending = httpRequest(`${curbside.baseUrl}${path}`, { method: 'POST', headers })
      sending.on('error', reject)
      sending.on('response', (response) => resolve(response.resume().statusCode))
      sending.end(body)
    }, reject)
  })
  expect(status).toBe(200)
})

test('a gzip bomb is refused unopened', async () => {
  const bomb = gzipSync(Buffer.alloc(100 * 1024 * 1024, ' '))
  const before = process.memoryUsage().rss
  const answer = await curbside.send(path, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      'content-encoding': 'gzip',
      authorization: await bearer()
    },
    body: bomb
  })
  expect([answer.status, answer.body['resourceType']]).toEqual([415, 'OperationOutcome'])
  expect(process.memoryUsage().rss - before).toBeLessThan(100 * 1024 * 1024)
})

test('a nesting of 64 is read, of 65 refused, and brackets in text do not count', async () => {
  const nested = (depth: number) =>
    JSON.parse(`${'['.repeat(depth)}${']'.repeat(depth)}`) as unknown
  expect((await curbside.call('patient-view', { ...aRequest(), x: nested(63) })).status).toBe(200)
  const deep = await curbside.call('patient-view', { ...aRequest(), x: nested(64) })
  expect([deep.status, deep.text.includes('nested deeper than 64')]).toEqual([400, true])
  expect((await curbside.call('patient-view', { ...aRequest(), x: '[{'.repeat(500) })).status).toBe(
    200
  )
})

test('prototype keys are refused at every depth, however they are written', async () => {
  const body = JSON.stringify(aRequest({ x: { y: 'HERE' } }))
  for (const key of ['"__proto__"', '"\\u005f_proto__"', '"__pro\\u0074o__"']) {
    const answer = await curbside.call(
      'patient-view',
      body.replace('"HERE"', `{${key}:{"polluted":1}}`)
    )
    expect(answer.status, key).toBe(400)
  }
  expect(({} as Record<string, unknown>)['polluted']).toBeUndefined()
})

test('addresses that are almost one are 404', async () => {
  for (const odd of [
    '/cds-services/..%2f..%2fetc%2fpasswd',
    '/cds-services/%2e%2e',
    '/cds-services/patient-view%00',
    '/cds-services/patient-view%2ffeedback',
    '/cds-services/patient-view;x=1',
    '/cds-services/Patient-View',
    '/cds-services/patient_view',
    '/cds-services/constructor',
    '/cds-services/toString/feedback',
    '/cds-services/%F0%28%8C%28',
    '/cds-services/%',
    '//cds-services/patient-view',
    '/CDS-SERVICES/patient-view',
    `/cds-services/${'a'.repeat(5000)}`
  ]) {
    const { status, body } = await raw(
      `POST ${odd} HTTP/1.1\r\nhost: x\r\nconnection: close\r\ncontent-length: 0\r\n\r\n`
    )
    expect([status, outcome(body)], odd).toEqual([404, 'OperationOutcome'])
  }
})

test('a Patient whose birth date is no text is answered, and the date is still kept from the model', async () => {
  const model = new ScriptedModel(...Array.from({ length: 20 }, () => [anEnd()]))
  await using asked = await runCurbside({ model })
  for (const birthDate of [['1959-03-02'], 19_590_302, {}, [], null, true, [{ a: 1 }]]) {
    const patient = { ...aPatient(), birthDate }
    const answer = await asked.call('patient-view', aRequest({ prefetch: { patient } }))
    expect(answer.status, JSON.stringify(birthDate)).toBe(200)
  }
  expect(model.asks.length).toBeGreaterThan(0)
  for (const { chart } of model.asks) expect(chart.review).not.toContain('1959')
})
