import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { Agent } from 'undici'
import { fhirReader } from '../../src/fhir/fhir-kit-reader.ts'
import { guardedDispatcher } from '../../src/process/guarded-dispatcher.ts'
import { limits } from '../../src/ground/limits.ts'
import { assembleRecord } from '../../src/record/assemble-record.ts'
import { loadServices } from '../../src/services/load-services.ts'
import { inTurns, percentile } from './measure.ts'
import type { Measured } from './measure.ts'

/*
 * Assembling a record from a FHIR server that takes 100 ms for each answer, against the longest
 * chain of requests of which each needs the one before: bare, over one connection that stays open.
 */

const timesChainMax = 1.2

interface World {
  readonly name: string
  readonly orderPages: number
  readonly otherPages: number
  readonly drugs: 'inline' | 'referenced'
}

/** What must be asked one after another: pages of the longest search, or of orders and then drugs. */
const chainOf = ({ orderPages, otherPages, drugs }: World): readonly string[] => {
  const orders = [
    ...pagesOf('MedicationRequest', orderPages),
    ...(drugs === 'referenced' ? ['Medication?_id=drug-1'] : [])
  ]
  const others = pagesOf('Condition', otherPages)
  return orders.length > others.length ? orders : others
}

const pagesOf = (type: string, pages: number): readonly string[] =>
  Array.from({ length: pages }, (_, at) => `${type}?patient=p1&page=${at + 1}`)

const worlds: readonly World[] = [
  { name: 'three pages each, drugs named', orderPages: 3, otherPages: 3, drugs: 'inline' },
  { name: 'three pages each, drugs to fetch', orderPages: 3, otherPages: 3, drugs: 'referenced' },
  { name: 'one page of orders, drugs to fetch', orderPages: 1, otherPages: 3, drugs: 'referenced' }
]

export interface Assembly {
  readonly measured: readonly Measured[]
  readonly figures: readonly { readonly text: string; readonly kept: boolean }[]
}

/** Ratio of medians for each world; the server stands in a process of its own. */
export async function measureAssembly(rounds = 15): Promise<Assembly> {
  const server = await startServer()
  const dispatcher = guardedDispatcher({
    allowedOrigins: [server.origin],
    allowLoopbackHttp: true,
    responseBytesMax: limits.fhirBytesMax,
    connectWithinMs: limits.connectWithinMs,
    connections: limits.fhirConnections
  })
  const bare = new Agent({ connections: 1 })
  try {
    const measured: Measured[] = []
    for (const world of worlds) {
      const base = `${server.origin}/${world.orderPages}-${world.otherPages}-${world.drugs}/fhir`
      const chain = chainOf(world).map((query) => `${base}/${query}`)
      measured.push(
        await inTurns({
          name: `record: ${world.name}`,
          floorName: `${chain.length} bare requests in a row, 100 ms each`,
          warmUp: 2,
          rounds,
          figure: () => elapsed(() => assemble(base, dispatcher)),
          floor: () => elapsed(() => inARow(chain, bare))
        })
      )
    }
    return { measured, figures: measured.map(figureOf) }
  } finally {
    await Promise.all([dispatcher.destroy(), bare.destroy(), server.stop()])
  }
}

function figureOf({ name, figure, floor }: Measured) {
  const ratio = percentile(figure, 50) / percentile(floor, 50)
  return {
    text: `Assembly, ${name}: ${ratio.toFixed(2)} times the longest chain (at most ${timesChainMax}).`,
    kept: ratio <= timesChainMax
  }
}

async function assemble(
  baseUrl: string,
  dispatcher: ReturnType<typeof guardedDispatcher>
): Promise<void> {
  const { gaps } = await assembleRecord({
    patientId: 'p1',
    tokens: {},
    prefetch: null,
    prefetchTemplates: templates,
    required: ['patient'],
    reader: fhirReader({ baseUrl, accessToken: 'token', dispatcher }),
    signal: AbortSignal.timeout(10_000)
  })
  if (gaps.length > 0) throw new Error('the record was not read whole')
}

const services = await loadServices(new URL('../../hooks/', import.meta.url))
const templates = services.get('patient-view')?.entry.prefetch ?? {}

async function inARow(addresses: readonly string[], dispatcher: Agent): Promise<void> {
  for (const address of addresses) {
    const init = { dispatcher } as unknown as RequestInit
    const response = await fetch(address, init)
    await response.text()
  }
}

async function elapsed(work: () => Promise<void>): Promise<number> {
  const startedMs = performance.now()
  await work()
  return performance.now() - startedMs
}

async function startServer() {
  const child = spawn(process.execPath, [join(import.meta.dirname, 'latency-server.ts')], {
    stdio: ['ignore', 'pipe', 'inherit']
  })
  const [origin] = (await once(createInterface(child.stdout), 'line')) as [string]
  const stop = async (): Promise<void> => {
    child.kill('SIGTERM')
    await once(child, 'exit')
  }
  return { origin, stop }
}
