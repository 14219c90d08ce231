import { once } from 'node:events'
import { connect } from 'node:net'
import type { AddressInfo, Socket } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import Fastify from 'fastify'
import type { FastifyInstance } from 'fastify'
import { afterEach, expect, test } from 'vitest'
import { systemClock } from '../../src/ground/clock.ts'
import { closeWithGrace } from '../../src/http/grace.ts'

/* How an app closes while connections are open, over real sockets. */

const sockets: Socket[] = []
afterEach(() => {
  for (const socket of sockets.splice(0)) socket.destroy()
})

const graceMs = 600

async function anApp() {
  const app = Fastify({ forceCloseConnections: 'idle' })
  const grace = closeWithGrace(app, { clock: systemClock(), graceMs })
  app.post('/slow', async (request) => {
    await sleep(200)
    return request.body
  })
  await app.listen({ host: '127.0.0.1', port: 0 })
  return { app, grace }
}

async function connected(app: FastifyInstance, text?: string): Promise<Socket> {
  const socket = connect((app.server.address() as AddressInfo).port, '127.0.0.1')
  sockets.push(socket)
  socket.on('error', () => undefined)
  await once(socket, 'connect')
  if (text !== undefined) socket.write(text)
  await sleep(50)
  return socket
}

const head = 'POST /slow HTTP/1.1\r\nhost: a\r\ncontent-type: application/json\r\n'

async function closing(app: FastifyInstance): Promise<number> {
  const startedMs = performance.now()
  await app.close()
  return performance.now() - startedMs
}

test('connections that were never used, or are used no longer, do not hold the end up', async () => {
  const { app } = await anApp()
  const unused = await connected(app)
  const used = await connected(app, `${head}content-length: 2\r\n\r\n{}`)
  await once(used, 'data')
  const closed = [unused, used].map((socket) => once(socket.resume(), 'close'))
  expect(await closing(app)).toBeLessThan(100)
  await Promise.all(closed)
})

test('a call under way is answered whole, and its connection ends with the answer', async () => {
  const { app, grace } = await anApp()
  const socket = await connected(app, `${head}content-length: 7\r\n\r\n{"a":1}`)
  let answer = ''
  socket.on('data', (data) => (answer += data.toString()))
  const elapsedMs = await closing(app)
  await once(socket, 'close')
  expect(answer).toMatch(/^HTTP\/1\.1 200 OK[^]*\{"a":1\}$/)
  expect(elapsedMs).toBeGreaterThan(100)
  expect(elapsedMs).toBeLessThan(graceMs - 100)
  expect(grace.remainingMs()).toBeLessThan(graceMs - 100)
})

test('a body that never comes whole is waited for until the grace is over', async () => {
  const { app, grace } = await anApp()
  await connected(app, `${head}content-length: 100\r\n\r\n{`)
  const elapsedMs = await closing(app)
  expect(elapsedMs).toBeGreaterThan(graceMs - 50)
  expect(elapsedMs).toBeLessThan(graceMs + 200)
  expect(grace.remainingMs()).toBe(0)
})
