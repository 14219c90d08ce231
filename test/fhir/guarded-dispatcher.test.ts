import { setTimeout as wait } from 'node:timers/promises'
import { createServer } from 'node:http'
import type { RequestListener } from 'node:http'
import type { AddressInfo } from 'node:net'
import { Client } from 'fhir-kit-client'
import { createRemoteJWKSet, customFetch } from 'jose'
import OpenAI from 'openai'
import { fetch as undiciFetch } from 'undici'
import type { Dispatcher } from 'undici'
import { describe, expect, test } from 'vitest'
import {
  addressKind,
  guardedDispatcher,
  guardedFetch
} from '../../src/process/guarded-dispatcher.ts'
import type { OutboundGuard } from '../../src/process/guarded-dispatcher.ts'
import { canaryListener } from '../support/canary-listener.ts'

/*
 * Everything goes over real sockets. A refusal is only believed when the listener behind the
 * address that was aimed at has seen no connection.
 */

interface Listener extends AsyncDisposable {
  readonly origin: string
  readonly port: number
  connections(): number
  bytesWritten(): number
}

async function listener(answer: RequestListener): Promise<Listener> {
  const server = createServer(answer)
  let connections = 0
  let written = 0
  server.on('connection', (socket) => {
    connections += 1
    socket.on('error', () => {})
    socket.on('close', () => (written += socket.bytesWritten))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return {
    origin: `http://127.0.0.1:${port}`,
    port,
    connections: () => connections,
    bytesWritten: () => written,
    [Symbol.asyncDispose]: async () => {
      server.closeAllConnections()
      await new Promise<void>((resolve) => server.close(() => resolve()))
    }
  }
}

function guarded(given: Partial<OutboundGuard>): Dispatcher {
  return guardedDispatcher({
    allowedOrigins: [],
    allowLoopbackHttp: true,
    responseBytesMax: 1_000_000,
    connectWithinMs: 1_000,
    connections: 4,
    ...given
  })
}

async function refusal(asked: Promise<unknown>): Promise<unknown> {
  try {
    await asked
  } catch (thrown) {
    const { cause } = thrown as Error
    return cause instanceof Error ? Reflect.get(cause, 'code') : thrown
  }
  return 'no refusal'
}

describe('where it connects', () => {
  test('answers come from a listed origin, asked without compression', async () => {
    await using ehr = await listener((request, reply) => {
      reply.end(JSON.stringify({ encoding: request.headers['accept-encoding'], path: request.url }))
    })
    await using dispatcher = disposable(guarded({ allowedOrigins: [`${ehr.origin}/fhir/r4`] }))

    const plain = await guardedFetch(dispatcher.value)(`${ehr.origin}/fhir/r4/Patient/1`)
    const asking = await guardedFetch(dispatcher.value)(`${ehr.origin}/a`, {
      headers: { 'Accept-Encoding': 'gzip' }
    })

    expect(await plain.json()).toEqual({ encoding: 'identity', path: '/fhir/r4/Patient/1' })
    expect(await asking.json()).toEqual({ encoding: 'identity', path: '/a' })
  })

  test('an origin that is not listed sees no connection', async () => {
    await using canary = await canaryListener()
    const dispatcher = guarded({ allowedOrigins: [`http://127.0.0.1:${canary.port + 1}`] })

    // A look-alike by text prefix, too: port 4000 begins like port 400.
    const shorter = guarded({ allowedOrigins: [canary.origin.slice(0, -1)] })

    for (const one of [dispatcher, shorter]) {
      const asked = guardedFetch(one)(canary.origin, {
        headers: { authorization: 'Bearer secret' }
      })
      expect(await refusal(asked)).toBe('OUTBOUND_ORIGIN')
    }
    expect(canary.connections()).toBe(0)
  })

  test.for([
    'https://169.254.169.254',
    'https://168.63.129.16',
    'https://100.100.100.200',
    'https://[fd00:ec2::254]',
    'https://[fd20:ce::254]',
    'https://[::ffff:169.254.169.254]',
    'https://[64:ff9b::a9fe:a9fe]',
    'https://[2002:a9fe:a9fe::1]',
    'https://[fe80::1]',
    'https://0.0.0.0',
    'https://[::]',
    'https://224.0.0.1',
    'https://255.255.255.255',
    'http://10.0.0.7',
    'http://203.0.113.9'
  ])('the literal %s is refused although it is listed', async (origin) => {
    const dispatcher = guarded({ allowedOrigins: [origin] })
    expect(await refusal(guardedFetch(dispatcher)(origin))).toBe('OUTBOUND_ADDRESS')
  })

  test.for(['127.0.0.1', '0x7f.1', '2130706433', '[::1]', '[::ffff:127.0.0.1]', 'localhost'])(
    'loopback as %s is refused outside development, http and https alike',
    async (host) => {
      await using canary = await canaryListener()
      const https = `https://${host}:${canary.port}`
      const http = `http://${host}:${canary.port}`
      const dispatcher = guarded({ allowedOrigins: [https, http], allowLoopbackHttp: false })

      expect(await refusal(guardedFetch(dispatcher)(https))).toBe('OUTBOUND_ADDRESS')
      expect(await refusal(guardedFetch(dispatcher)(http))).toBe('OUTBOUND_ORIGIN')
      expect(canary.connections()).toBe(0)
    }
  )

  test('a name that resolves to a metadata service is refused', async () => {
    const dispatcher = guarded({
      allowedOrigins: ['https://metadata.google.internal.'],
      resolveHost: (_name, done) => done(null, [{ address: '169.254.169.254', family: 4 }])
    })
    const asked = guardedFetch(dispatcher)('https://metadata.google.internal./')
    expect(await refusal(asked)).toBe('OUTBOUND_ADDRESS')
  })

  test('one bad address among good ones refuses the name', async () => {
    await using canary = await canaryListener()
    const origin = `http://ehr.test:${canary.port}`
    const dispatcher = guarded({
      allowedOrigins: [origin],
      resolveHost: (_name, done) =>
        done(null, [
          { address: '127.0.0.1', family: 4 },
          { address: '168.63.129.16', family: 4 }
        ])
    })
    expect(await refusal(guardedFetch(dispatcher)(origin))).toBe('OUTBOUND_ADDRESS')
    expect(canary.connections()).toBe(0)
  })

  test('a name that changes its address between two connections is looked at each time', async () => {
    await using ehr = await listener((_request, reply) => {
      reply.writeHead(200, { connection: 'close' }).end('{}')
    })
    const answers = ['127.0.0.1', '169.254.169.254']
    const origin = `http://ehr.test:${ehr.port}`
    const dispatcher = guarded({
      allowedOrigins: [origin],
      resolveHost: (_name, done) => done(null, [{ address: answers.shift() ?? '', family: 4 }])
    })

    const first = await guardedFetch(dispatcher)(origin)
    expect(await first.text()).toBe('{}')
    expect(await refusal(guardedFetch(dispatcher)(origin))).toBe('OUTBOUND_ADDRESS')
    expect(answers).toEqual([])
  })

  test('hospitals run private networks: https to them is not refused by the guard', () => {
    for (const address of ['10.1.2.3', '172.16.0.9', '192.168.1.1', '100.64.0.1', 'fd12:3456::1']) {
      expect(addressKind(address)).toBe('reachable')
    }
    expect(addressKind('93.184.216.34')).toBe('reachable')
    expect(addressKind('64:ff9b::5db8:d822')).toBe('reachable')
    for (const address of ['127.9.9.9', '::1', '::ffff:7f00:1', '64:ff9b::7f00:1']) {
      expect(addressKind(address)).toBe('loopback')
    }
    for (const address of ['::a9fe:a9fe', 'fec0::1', '240.0.0.1', '198.18.0.1', 'no address', '']) {
      expect(addressKind(address)).toBe('refused')
    }
  })

  test('a configured origin that is none is refused at once', () => {
    expect(() => guarded({ allowedOrigins: ['ftp://ehr.test'] })).toThrow('CURBSIDE_CONFIG_INVALID')
    expect(() => guarded({ allowedOrigins: ['ehr.test'] })).toThrow('CURBSIDE_CONFIG_INVALID')
  })

  test('a connection that is not made in time fails', async () => {
    const dispatcher = guarded({
      allowedOrigins: ['https://ehr.test'],
      connectWithinMs: 100,
      resolveHost: () => {}
    })
    const thrown = await refusal(guardedFetch(dispatcher)('https://ehr.test/'))
    expect(thrown).toBe('UND_ERR_CONNECT_TIMEOUT')
  })
})

describe('what it takes back', () => {
  test.for([301, 302, 303, 307, 308])(
    'a redirect (%i) is refused even when the caller would follow it',
    async (status) => {
      await using canary = await canaryListener()
      await using ehr = await listener((_request, reply) => {
        reply.writeHead(status, { location: `${canary.origin}/taken` }).end()
      })
      const dispatcher = guarded({ allowedOrigins: [ehr.origin, canary.origin] })

      for (const redirect of ['follow', 'error', 'manual'] as const) {
        const asked = guardedFetch(dispatcher)(ehr.origin, {
          redirect,
          headers: { authorization: 'Bearer secret', 'x-key': 'secret' }
        })
        expect(await refusal(asked)).toBe('OUTBOUND_REDIRECT')
      }
      expect(canary.connections()).toBe(0)
    }
  )

  test.for(['gzip', 'br', 'x-gzip, identity'])('an answer in %s is refused', async (encoding) => {
    await using ehr = await listener((_request, reply) => {
      reply.writeHead(200, { 'content-encoding': encoding }).end('anything')
    })
    const dispatcher = guarded({ allowedOrigins: [ehr.origin] })
    expect(await refusal(guardedFetch(dispatcher)(ehr.origin))).toBe('OUTBOUND_ENCODING')
  })

  test('an answer that announces too much is refused before its body', async () => {
    await using ehr = await listener((_request, reply) => {
      reply.writeHead(200, { 'content-length': 1_001 }).flushHeaders()
    })
    const dispatcher = guarded({ allowedOrigins: [ehr.origin], responseBytesMax: 1_000 })
    expect(await refusal(guardedFetch(dispatcher)(ehr.origin))).toBe('OUTBOUND_SIZE')
  })

  test('an answer that goes on is cut at the limit', async () => {
    const chunk = Buffer.alloc(64 * 1024)
    await using ehr = await listener((_request, reply) => {
      const timer = setInterval(() => reply.write(chunk), 1)
      reply.on('close', () => clearInterval(timer))
    })
    const dispatcher = guarded({ allowedOrigins: [ehr.origin], responseBytesMax: 300_000 })
    const response = await guardedFetch(dispatcher)(ehr.origin)
    expect(await refusal(response.text())).toBe('OUTBOUND_SIZE')
    await wait(50)
    expect(ehr.bytesWritten()).toBeGreaterThan(300_000)
    expect(ehr.bytesWritten()).toBeLessThan(5_000_000)
  })

  test('an answer over the limit that comes in one packet is refused, not waited for', async () => {
    await using ehr = await listener((_request, reply) => {
      reply.writeHead(200, { 'transfer-encoding': 'chunked' }).end('x'.repeat(1_001))
    })
    const dispatcher = guarded({ allowedOrigins: [ehr.origin], responseBytesMax: 1_000 })
    const response = await guardedFetch(dispatcher)(ehr.origin, {
      signal: AbortSignal.timeout(2_000)
    })
    expect(await refusal(response.text())).toBe('OUTBOUND_SIZE')
  })

  test('an answer of exactly the limit is taken', async () => {
    await using ehr = await listener((_request, reply) => reply.end('x'.repeat(1_000)))
    const dispatcher = guarded({ allowedOrigins: [ehr.origin], responseBytesMax: 1_000 })
    const response = await guardedFetch(dispatcher)(ehr.origin)
    expect(await response.text()).toHaveLength(1_000)
  })

  test('calls in a row share a connection', async () => {
    await using ehr = await listener((_request, reply) => reply.end('{}'))
    const dispatcher = guarded({ allowedOrigins: [ehr.origin] })
    for (let call = 0; call < 3; call += 1) {
      const response = await guardedFetch(dispatcher)(ehr.origin)
      await response.text()
      // The body is whole a moment before its connection is free again.
      await wait(10)
    }
    expect(ehr.connections()).toBe(1)
  })

  test('a reader that pauses holds the server back', async () => {
    const chunk = Buffer.alloc(256 * 1024)
    let poured = 0
    await using ehr = await listener((_request, reply) => {
      const pour = () => {
        while (poured < 60_000_000 && !reply.destroyed) {
          poured += chunk.length
          if (!reply.write(chunk)) return void reply.once('drain', pour)
        }
        reply.end()
      }
      pour()
    })
    const dispatcher = guarded({ allowedOrigins: [ehr.origin], responseBytesMax: 100_000_000 })
    const response = await guardedFetch(dispatcher)(ehr.origin)
    const reader = response.body?.getReader()
    await reader?.read()
    await wait(200)
    const whilePaused = poured
    await reader?.cancel()
    expect(whilePaused).toBeLessThan(40_000_000)
  })
})

describe('the clients that use it', () => {
  test('openai streams through it, each event as it comes', async () => {
    let release = () => {}
    const held = new Promise<void>((resolve) => (release = resolve))
    const event = (content: string) =>
      `data: ${JSON.stringify({ id: 'c', choices: [{ index: 0, delta: { content } }] })}\n\n`
    await using model = await listener((_request, reply) => {
      reply.writeHead(200, { 'content-type': 'text/event-stream' })
      reply.write(event('first'))
      void held.then(() => reply.end(`${event('second')}data: [DONE]\n\n`))
    })
    const dispatcher = guarded({ allowedOrigins: [model.origin] })
    const client = new OpenAI({
      apiKey: 'key',
      baseURL: model.origin,
      fetchOptions: { dispatcher } as Record<string, unknown>
    })
    const stream = await client.chat.completions.create({
      model: 'm',
      messages: [{ role: 'user', content: 'x' }],
      stream: true
    })
    const seen: unknown[] = []
    for await (const part of stream) {
      seen.push(part.choices[0]?.delta.content)
      release()
    }
    expect(seen).toEqual(['first', 'second'])
  })

  test('the fetch of the undici package goes through it as well', async () => {
    await using canary = await canaryListener()
    await using model = await listener((request, reply) => {
      if (request.url === '/moved') reply.writeHead(307, { location: canary.origin })
      reply.end('x'.repeat(request.url === '/long' ? 1_001 : 1_000))
    })
    const dispatcher = guarded({ allowedOrigins: [model.origin], responseBytesMax: 1_000 })
    const plain = await undiciFetch(`${model.origin}/plain`, { dispatcher })
    expect(await plain.text()).toHaveLength(1_000)
    for (const [path, code] of [
      ['/long', 'OUTBOUND_SIZE'],
      ['/moved', 'OUTBOUND_REDIRECT']
    ] as const) {
      expect(await refusal(undiciFetch(`${model.origin}${path}`, { dispatcher }))).toBe(code)
    }
    expect(await refusal(undiciFetch(canary.origin, { dispatcher }))).toBe('OUTBOUND_ORIGIN')
    expect(canary.connections()).toBe(0)
  })

  test('fhir-kit-client honours it', async () => {
    await using canary = await canaryListener()
    const client = new Client({
      baseUrl: canary.origin,
      bearerToken: 'secret',
      requestOptions: { dispatcher: guarded({ allowedOrigins: ['https://elsewhere.test'] }) }
    })
    expect(await refusal(client.read({ resourceType: 'Patient', id: '1' }))).toBe('OUTBOUND_ORIGIN')
    expect(canary.connections()).toBe(0)
  })

  test('jose honours it', async () => {
    await using canary = await canaryListener()
    const dispatcher = guarded({ allowedOrigins: ['https://elsewhere.test'] })
    const keys = createRemoteJWKSet(new URL(`${canary.origin}/jwks`), {
      [customFetch]: guardedFetch(dispatcher)
    })
    await expect(keys({ alg: 'ES384', kid: 'k' }, { payload: '', signature: '' })).rejects.toThrow()
    expect(canary.connections()).toBe(0)
  })
})

function disposable(value: Dispatcher) {
  return { value, [Symbol.asyncDispose]: () => value.destroy() }
}
