import { once } from 'node:events'
import { connect } from 'node:net'
import type { AddressInfo, Socket } from 'node:net'
import Fastify from 'fastify'
import type { FastifyInstance } from 'fastify'
import { afterEach, expect, test } from 'vitest'
import { systemClock } from '../../src/ground/clock.ts'
import { closeWithGrace } from '../../src/http/grace.ts'
import { aGate } from '../support/scripted-model.ts'

/* How an app closes while connections are open, over real sockets. */

const sockets: Socket[] = []
afterEach(() => {
  for (const socket of sockets.splice(0)) socket.destroy()
})

/** So long that a test which waits for it fails by its own limit. */
const endless = 600_000

async function anApp(graceMs = endless) {
  const app = Fastify({ forceCloseConnections: 'idle' })
  const grace = closeWithGrace(app, { clock: systemClock(), graceMs })
  const [arrived, answered] = [aGate(), aGate()]
  app.addHook('onRequest', async () => arrived.open())
  app.post('/slow', async (request) => {
    await answered.opened
    return request.body
  })
  await app.listen({ host: '127.0.0.1', port: 0 })
  return { app, grace, arrived: arrived.opened, letAnswer: answered.open }
}

async function connected(app: FastifyInstance, text?: string): Promise<Socket> {
  const accepted = once(app.server, 'connection')
  const socket = connect((app.server.address() as AddressInfo).port, '127.0.0.1')
  sockets.push(socket)
  socket.on('error', () => undefined)
  await once(socket, 'connect')
  await accepted
  if (text !== undefined) socket.write(text)
  return socket
}

const head = 'POST /slow HTTP/1.1\r\nhost: a\r\ncontent-type: application/json\r\n'

test('connections that were never used, or are used no longer, do not hold the end up', async () => {
  const { app, letAnswer } = await anApp()
  letAnswer()
  const unused = await connected(app)
  const used = await connected(app, `${head}content-length: 2\r\n\r\n{}`)
  await once(used, 'data')
  const closed = [unused, used].map((socket) => once(socket.resume(), 'close'))
  await app.close()
  await Promise.all(closed)
})

test('a call under way is answered whole, and its connection ends with the answer', async () => {
  const { app, grace, arrived, letAnswer } = await anApp()
  const socket = await connected(app, `${head}content-length: 7\r\n\r\n{"a":1}`)
  let answer = ''
  socket.on('data', (data) => (answer += data.toString()))
  await arrived
  const closed = app.close()
  letAnswer()
  await closed
  await once(socket, 'close')
  expect(answer).toMatch(/^HTTP\/1\.1 200 OK[^]*\{"a":1\}$/)
  expect(grace.remainingMs()).toBeGreaterThan(0)
})

test('a body that never comes whole is waited for until the grace is over', async () => {
  const { app, grace, arrived } = await anApp(300)
  await connected(app, `${head}content-length: 100\r\n\r\n{`)
  await arrived
  await app.close()
  expect(grace.remainingMs()).toBe(0)
})
