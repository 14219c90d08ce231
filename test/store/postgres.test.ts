import { once } from 'node:events'
import { type AddressInfo, createServer, connect as connectTo, type Socket } from 'node:net'
import { setTimeout } from 'node:timers/promises'
import { sql } from 'kysely'
import { afterEach, describe, expect, test } from 'vitest'
import { verifyChain } from '../../src/audit/verify-chain.ts'
import { systemClock } from '../../src/ground/clock.ts'
import { openPostgres } from '../../src/store/open-database.ts'
import { openStore } from '../../src/store/open-store.ts'
import { freshSchema, noonMs, postgresUrl, unique } from './open-for-test.ts'

const clock = systemClock()
const open = (url: string) => openStore({ database: { kind: 'postgres', url }, clock })
const unavailable = { code: 'CURBSIDE_STORE_UNAVAILABLE' }

const closing: (() => Promise<void>)[] = []
afterEach(async () => {
  for (const close of closing.splice(0).toReversed()) await close()
})

/** A server on loopback that does with each connection what `serve` says. */
async function server(serve: (socket: Socket) => void): Promise<number> {
  const sockets = new Set<Socket>()
  const listening = createServer((socket) => {
    sockets.add(socket)
    socket.on('error', () => undefined)
    serve(socket)
  })
  listening.listen(0, '127.0.0.1')
  await once(listening, 'listening')
  closing.push(async () => {
    for (const socket of sockets) socket.destroy()
    listening.close()
    await once(listening, 'close')
  })
  return (listening.address() as AddressInfo).port
}

describe('a PostgreSQL that is not there', () => {
  test('is unavailable at once when nothing listens', async () => {
    const port = await server(() => undefined)
    await closing.pop()?.()
    const thrown = await open(`postgres://u:secret-canary@127.0.0.1:${port}/d`).catch(
      (error: unknown) => error
    )
    expect(thrown).toMatchObject({ ...unavailable, cause: { message: 'ECONNREFUSED' } })
  })

  test('is unavailable within seconds when it accepts and never answers', async () => {
    const port = await server(() => undefined)
    await expect(open(`postgres://u@127.0.0.1:${port}/d`)).rejects.toMatchObject(unavailable)
  })

  test('is unavailable, without its text, when it is no PostgreSQL', async () => {
    const port = await server((socket) => socket.end('HTTP/1.1 400 canary\r\n\r\n'))
    const thrown = await open(`postgres://u@127.0.0.1:${port}/d`).catch((error: unknown) => error)
    expect(thrown).toMatchObject(unavailable)
    expect(String((thrown as Error).cause)).not.toContain('canary')
  })
})

describe.skipIf(postgresUrl === undefined)('replicas on one PostgreSQL', () => {
  async function schema(): Promise<string> {
    const fresh = await freshSchema()
    closing.push(() => fresh.drop())
    return fresh.url
  }

  async function replica(url: string) {
    const store = await open(url)
    closing.push(() => store.close())
    return store
  }

  test('may start at the same time on an empty database', async () => {
    const url = await schema()
    const stores = await Promise.all(Array.from({ length: 4 }, () => replica(url)))
    await Promise.all(stores.map((store) => store.ping()))
  })

  test('take a token once, append to one chain, and see each other’s writes', async () => {
    const url = await schema()
    const [one, other] = [await replica(url), await replica(url)]
    const token = { issuer: unique('i'), jti: 'j', expiresAtMs: noonMs }
    const firsts = await Promise.all(
      Array.from({ length: 40 }, (_, turn) => (turn % 2 === 0 ? one : other).rememberToken(token))
    )
    expect(firsts.filter(Boolean)).toHaveLength(1)
    await Promise.all(
      Array.from({ length: 60 }, (_, turn) =>
        (turn % 2 === 0 ? one : other).appendInvocation({
          invocationId: unique('call'),
          recordedAtMs: noonMs,
          body: { turn }
        })
      )
    )
    const rows = await one.invocations({ limit: 100 })
    const head = await other.chainHead()
    expect(verifyChain(rows, { head, whole: true })).toEqual({ outcome: 'intact', records: 60 })
  })

  test('lose a statement that runs too long or whose connection is ended, and nothing else', async () => {
    const url = new URL(await schema())
    const name = unique('app')
    url.searchParams.set('application_name', name)
    const opened = await openPostgres(url.href)
    closing.push(() => opened.close())
    const sleep = (seconds: number) => sql`select pg_sleep(${seconds})`.execute(opened.database)
    await expect(sleep(30)).rejects.toMatchObject({ code: '57014' })
    const asleep = expect(sleep(2.5)).rejects.toThrow()
    const end = sql`
      select pg_terminate_backend(pid) from pg_stat_activity
      where application_name = ${name} and pid <> pg_backend_pid()`
    await setTimeout(200)
    await end.execute(opened.database)
    await asleep
    // The pool hears of the end a moment after the statement does.
    await setTimeout(200)
    await sleep(0)
  })

  test('fail in bounded time when the network goes silent, and work again when it is back', async () => {
    const target = new URL(postgresUrl ?? '')
    let silent = false
    const port = await server((socket) => {
      const upstream = connectTo(Number(target.port || 5432), target.hostname)
      upstream.on('error', () => undefined)
      socket.on('data', (bytes) => void (silent || upstream.write(bytes)))
      upstream.on('data', (bytes) => void (silent || socket.write(bytes)))
      socket.on('close', () => upstream.destroy())
    })
    const url = new URL(await schema())
    url.hostname = '127.0.0.1'
    url.port = String(port)
    const store = await replica(url.href)
    await store.ping()
    silent = true
    await expect(store.ping()).rejects.toMatchObject(unavailable)
    silent = false
    const recovered = async () => {
      for (let attempt = 0; attempt < 10; attempt += 1) {
        if (
          await store.ping().then(
            () => true,
            () => false
          )
        )
          return attempt
      }
      return -1
    }
    expect(await recovered()).toBeGreaterThanOrEqual(0)
  }, 60_000)
})
