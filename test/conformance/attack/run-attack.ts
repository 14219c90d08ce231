import { Agent, request as httpRequest } from 'node:http'
import { join } from 'node:path'
import fc from 'fast-check'
import { startStandIn } from '../../../src/testbed/stand-in-model/stand-in-model.ts'
import { hooks } from '../../../src/cds-hooks/service.ts'
import { clientKeys } from '../../support/client-keys.ts'
import type { ClientKeys } from '../../support/client-keys.ts'
import { publicUrl } from '../../support/curbside.ts'
import { fakeEhr } from '../../support/fake-ehr.ts'
import type { FakeEhr } from '../../support/fake-ehr.ts'
import { aCondition, aLabResult, aPatient } from '../../support/records.ts'
import { aConfig, scratchFolder, startServer } from '../../support/server-process.ts'
import type { ServerProcess } from '../../support/server-process.ts'
import { faultsOf } from './invariants.ts'
import type { Seen } from './invariants.ts'
import { attackOn } from './mutations.ts'
import type { Attack } from './mutations.ts'
import { mutate } from './mutate.ts'
import { validCalls } from './valid-calls.ts'
import type { ValidCall } from './valid-calls.ts'

export interface AttackReport {
  readonly seed: number
  readonly requests: number
  readonly elapsedMs: number
  /** Answers by status; `none`: the attacker hung up. */
  readonly statuses: Readonly<Record<string, number>>
  /** As the attacker waited, on a machine that has other things to do. */
  readonly slowestMs: number
  /** Counted at the server, from arrival to answer; the deadline is kept there. */
  readonly slowestAtServerMs: number
  readonly slowest: Attack | undefined
  /** After a collection of garbage: at the start, every `readEvery` requests, and at the end. */
  readonly memory: readonly Memory[]
  /** What must never be; each with the attack that did it, so that it can be sent again. */
  readonly faults: readonly { readonly fault: string; readonly attack: Attack }[]
}

export interface Memory {
  readonly rss: number
  readonly heapUsed: number
  readonly external: number
}

const answerWithinMs = 2000
const readEvery = 2000
/** By how much a timer may be late on a busy machine. */
const lateMs = 250
const atOnce = 8
const oneBatch = 500

/**
 * Attacks the service as `npm start` runs it, over real sockets, with mutations of valid calls of
 * every service. The same seed sends the same requests in the same order.
 */
export async function runAttack(given: {
  readonly requests: number
  readonly seed: number
}): Promise<AttackReport> {
  const startedMs = performance.now()
  await using world = await attackedWorld()
  const calls = validCalls(world.ehr)
  // What is made once (connections, caches, compiled code) is no growth.
  for (let turn = 0; turn < 5; turn += 1) {
    for (const call of calls) await send(world, attackless(call), 'POST')
  }
  // Nor are the buffers that hold the first large bodies.
  const warmUp = fc.sample(attackOn(calls.length), { numRuns: oneBatch, seed: given.seed - 1 })
  await inParallel(warmUp, async (attack) => {
    const call = calls[attack.call]
    if (call !== undefined) await send(world, { ...call, attack }, attack.envelope.method)
  })
  const memory = [await memoryOf(world.server)]
  const statuses: Record<string, number> = {}
  const faults: { fault: string; attack: Attack }[] = []
  let slowestMs = 0
  let slowest: Attack | undefined
  for (let from = 0; from < given.requests; from += oneBatch) {
    const numRuns = Math.min(oneBatch, given.requests - from)
    const attacks = fc.sample(attackOn(calls.length), { numRuns, seed: given.seed + from })
    await inParallel(attacks, async (attack) => {
      const call = calls[attack.call]
      if (call === undefined) return
      const seen = await send(world, { ...call, attack }, attack.envelope.method)
      const status = seen === undefined ? 'none' : String(seen.status)
      statuses[status] = (statuses[status] ?? 0) + 1
      if ((seen?.elapsedMs ?? 0) > slowestMs) {
        slowestMs = seen?.elapsedMs ?? 0
        slowest = attack
      }
      for (const fault of faultsOf(seen, { answerWithinMs, attack })) faults.push({ fault, attack })
    })
    if ((from + numRuns) % readEvery === 0) memory.push(await memoryOf(world.server))
  }
  // Alive, and still itself.
  const last = await send(world, attackless(calls[0]), 'POST')
  if (last?.status !== 200) throw new Error('a good call is no longer answered')
  memory.push(await memoryOf(world.server))
  const elapsedMs = performance.now() - startedMs
  const { requests, seed } = given
  const slowestAtServerMs = slowestCall(world.server)
  if (slowestAtServerMs > answerWithinMs + lateMs) {
    throw new Error(`answered after ${slowestAtServerMs} ms, counted at the server`)
  }
  return {
    seed,
    requests,
    elapsedMs,
    statuses,
    slowestMs,
    slowestAtServerMs,
    slowest,
    memory,
    faults
  }
}

interface World extends AsyncDisposable {
  readonly server: ServerProcess
  readonly ehr: FakeEhr
  readonly keys: ClientKeys
  readonly agent: Agent
}

async function attackedWorld(): Promise<World> {
  const keys = await clientKeys('https://attacker.test')
  const scratch = scratchFolder()
  const model = await startStandIn({
    port: 0,
    deployments: { frontier: { model: 'stand-in', firstTokenMs: 0, msPerChunk: 0 } },
    slowScriptMs: 0
  })
  const resources = [
    aPatient(),
    aCondition(),
    aLabResult('calcium', '17861-6', 11.2, 'mg/dL', '2026-10-01')
  ]
  const ehr = await fakeEhr({ resources: resources.map((resource) => ({ ...resource })) })
  const config = aConfig(keys, {
    // On disk: in memory the database itself would grow with every record of a call.
    database: { kind: 'embedded', path: scratch.databaseFolder() },
    ehr: { services: [...hooks], fhirServers: [ehr.baseUrl], answerWithinMs },
    model: {
      kind: 'openai-compatible',
      endpoint: model.url,
      deployments: { default: 'frontier' },
      auth: { kind: 'key', key: 'stand-in-key' },
      modelWithinMs: 5000
    }
  })
  const collect = join(import.meta.dirname, 'collect-on-signal.ts')
  const nodeArgs = ['--expose-gc', '--import', collect]
  const server = await startServer(scratch.configFile(config), keys, nodeArgs)
  const agent = new Agent({ keepAlive: true, maxSockets: atOnce * 2 })
  return {
    server,
    ehr,
    keys,
    agent,
    async [Symbol.asyncDispose]() {
      agent.destroy()
      await server.stop('SIGKILL')
      await ehr.close()
      await model.close()
      scratch.dispose()
    }
  }
}

const attackless = (call: ValidCall | undefined): ValidCall => {
  if (call === undefined) throw new Error('there are no calls')
  return { ...call, body: { ...call.body } }
}

/** Undefined when no answer was waited for. Throws when the server is no longer there. */
async function send(
  world: World,
  call: ValidCall & { readonly attack?: Attack },
  method: string
): Promise<Seen | undefined> {
  const { attack } = call
  const body = mutate(call.body, attack?.mutations ?? [])
  const headers = {
    'content-type': 'application/json',
    'content-length': String(body.length),
    ...(await authorization(world.keys, call.path, attack?.envelope.token ?? 'good')),
    ...attack?.envelope.headers
  }
  if ('transfer-encoding' in headers) Reflect.deleteProperty(headers, 'content-length')
  const url = new URL(call.path, world.server.baseUrl)
  const startedMs = performance.now()
  const sending = httpRequest(url, { method, headers, agent: world.agent })
  if (attack?.envelope.hangsUp === true) {
    sending.on('error', () => undefined)
    sending.write(body.subarray(0, body.length / 2))
    await new Promise((resolve) => setTimeout(resolve, 5))
    sending.destroy()
    return undefined
  }
  sending.end(body)
  return new Promise((resolve, reject) => {
    sending.on('error', reject)
    sending.on('response', (response) => {
      const chunks: Buffer[] = []
      response.on('data', (chunk: Buffer) => chunks.push(chunk))
      response.on('error', reject)
      response.on('end', () =>
        resolve({
          status: response.statusCode ?? 0,
          contentType: response.headers['content-type'] ?? '',
          text: Buffer.concat(chunks).toString(),
          elapsedMs: performance.now() - startedMs
        })
      )
    })
  })
}

async function authorization(
  keys: ClientKeys,
  path: string,
  token: Attack['envelope']['token']
): Promise<{ authorization?: string }> {
  if (token === 'none') return {}
  const address = `${publicUrl}${token === 'other' ? '/cds-services/other' : path}`
  const signed = await keys.token(address)
  return { authorization: `Bearer ${token === 'damaged' ? signed.slice(0, -9) : signed}` }
}

async function inParallel<T>(items: readonly T[], work: (item: T) => Promise<void>) {
  const left = items.values()
  await Promise.all(
    Array.from({ length: atOnce }, async () => {
      for (const item of left) await work(item)
    })
  )
}

function slowestCall(server: ServerProcess): number {
  return server.logLines.reduce((slowest, line) => {
    const { elapsedMs } = JSON.parse(line) as { readonly elapsedMs?: number }
    return /"event":"call-(answered|refused)"/.test(line)
      ? Math.max(slowest, elapsedMs ?? 0)
      : slowest
  }, 0)
}

/** After a collection of garbage in the attacked process. */
async function memoryOf(server: ServerProcess): Promise<Memory> {
  const before = server.logLines.length
  process.kill(server.pid, 'SIGUSR2')
  for (let turn = 0; turn < 200; turn += 1) {
    await new Promise((resolve) => setTimeout(resolve, 25))
    const line = server.logLines.slice(before).find((text) => text.includes('"event":"memory"'))
    if (line !== undefined) return JSON.parse(line) as Memory
  }
  throw new Error('the process did not say how much memory it holds')
}
