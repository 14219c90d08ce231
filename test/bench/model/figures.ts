import { setTimeout as sleep } from 'node:timers/promises'
import type { Faults } from '../../../src/testbed/stand-in-model/faults.ts'
import { ProposalReader } from '../../../src/model/proposal-reader.ts'
import { aProposalText, aProposed } from '../../model/a-proposal.ts'
import { inTurns, percentile, timed } from '../measure.ts'
import { benchWorld } from './world.ts'
import type { Replica } from './world.ts'

/** One stated figure, whether it was met, and what was seen. */
export interface Figure {
  readonly text: string
  readonly kept: boolean
}

const sorted = (values: readonly number[]): readonly number[] => values.toSorted((a, b) => a - b)
const answerWithinMs = 2_000
const modelWithinMs = 60_000

/**
 * 64 calls at once, 1,000 in all, over so many patients, while the model does what `faults` says.
 * The run is shorter than modelWithinMs, so that no breaker makes it easy; memory is looked at when
 * everything that was begun has ended.
 */
export async function load(
  name: string,
  faults: Faults,
  patients: number
): Promise<readonly Figure[]> {
  const calls = 1_000
  const others = 128
  await using world = await benchWorld({
    patients: patients + others,
    answerWithinMs,
    modelWithinMs
  })
  const [curbside] = world.replicas
  if (curbside === undefined) throw new Error('no replica')
  await views(curbside, { calls: others * 2, patients: others, from: patients })
  const before = await calm(() => curbside.residentMegabytes())
  const warmUp = curbside.answeredMs().length
  await world.breakModel(faults)
  const statuses = await views(curbside, { calls, patients, from: 0 })
  await sleep(500)
  const ms = sorted(curbside.answeredMs().slice(warmUp))
  const [p50, p99, slowest] = [percentile(ms, 50), percentile(ms, 99), ms.at(-1) ?? Number.NaN]
  const peak = curbside.residentMegabytes()
  await world.breakModel({})
  await sleep(modelWithinMs)
  const ended = [...statuses].map(([status, count]) => `${count} x ${status}`).join(', ')
  const after = await calm(() => curbside.residentMegabytes())
  const growth = after - before
  const figures = [
    {
      text: `${name}: ${ms.length} answers (${ended}) within ${answerWithinMs} ms, at the server p50 ${p50}, p99 ${p99}, slowest ${slowest} ms`,
      kept: p99 <= answerWithinMs + 50 && slowest <= answerWithinMs + 250 && statuses.size === 1
    },
    {
      text: `${name}: resident memory ${before.toFixed(0)} MB before, ${peak.toFixed(0)} MB at the end, ${after.toFixed(0)} MB after`,
      kept: growth < before / 5
    }
  ]
  const verified = verifiedWithin5Ms(await curbside.metrics())
  return verified === undefined ? figures : [...figures, verified]
}

/** So many calls, 64 at once; how often each status came. */
async function views(
  curbside: Replica,
  given: { readonly calls: number; readonly patients: number; readonly from: number }
): Promise<ReadonlyMap<number, number>> {
  const statuses = new Map<number, number>()
  let next = 0
  const client = async (): Promise<void> => {
    while (next < given.calls) {
      const place = given.from + (next % given.patients)
      next += 1
      const { status } = await curbside.view(place)
      statuses.set(status, (statuses.get(status) ?? 0) + 1)
    }
  }
  await Promise.all(Array.from({ length: 64 }, client))
  return statuses
}

/** The smallest of some readings: garbage may still be about. */
async function calm(read: () => number): Promise<number> {
  let least = Number.POSITIVE_INFINITY
  for (let turn = 0; turn < 10; turn += 1) {
    least = Math.min(least, read())
    await sleep(300)
  }
  return least
}

function verifiedWithin5Ms(metrics: string): Figure | undefined {
  const of = (pattern: RegExp): number => Number(metrics.match(pattern)?.[1] ?? '0')
  const all = of(/finding_verified_milliseconds_count\S* (\d+)/)
  if (all === 0) return undefined
  const within = of(/finding_verified_milliseconds_bucket\{[^}]*le="5"[^}]*\} (\d+)/)
  const share = (100 * within) / all
  return {
    text: `closing byte to verified: ${share.toFixed(1)} % of ${all} findings under 5 ms`,
    kept: share >= 95
  }
}

/** The same chart again, answered from the store, beside the same call without any model. */
export async function warm(): Promise<readonly Figure[]> {
  const patients = 8
  await using asked = await benchWorld({ patients, answerWithinMs: 4_000 })
  await using none = await benchWorld({ patients, answerWithinMs: 4_000, withModel: false })
  const [one] = asked.replicas
  const [other] = none.replicas
  if (one === undefined || other === undefined) throw new Error('no replica')
  for (let place = 0; place < patients; place += 1) await one.view(place)
  const before = await asked.modelCalls()
  const { figure, floor } = await inTurns({
    name: 'warm chart',
    floorName: 'model none',
    warmUp: 60,
    rounds: 300,
    figure: async (round) => (await one.view(round % patients)).elapsedMs,
    floor: async (round) => (await other.view(round % patients)).elapsedMs
  })
  const ratio = percentile(figure, 50) / percentile(floor, 50)
  const calls = (await asked.modelCalls()) - before
  return [
    {
      text: `warm chart: p50 ${percentile(figure, 50).toFixed(1)} ms, model none ${percentile(floor, 50).toFixed(1)} ms, ${ratio.toFixed(2)} times; ${calls} model calls`,
      kept: ratio <= 1.5 && calls === 0
    }
  ]
}

/** The parser's own time over an answer that comes in pieces of four characters. */
export function parsing(): readonly Figure[] {
  const answer = (characters: number): readonly string[] => {
    const one = aProposed()
    const count = Math.ceil(characters / JSON.stringify(one).length)
    const text = aProposalText(Array.from({ length: count }, () => one))
    return text.match(/[^]{1,4}/g) ?? []
  }
  const once = (pieces: readonly string[]): number =>
    timed(() => {
      const reader = new ProposalReader()
      for (const piece of pieces) reader.write(piece)
      reader.end()
    })
  const [short, long] = [answer(30_000), answer(300_000)]
  const times: { short: number; long: number }[] = []
  // In turns, so that both meet the same machine; the first rounds warm up.
  for (let round = 0; round < 31; round += 1) times.push({ short: once(short), long: once(long) })
  const median = (which: 'short' | 'long'): number =>
    percentile(sorted(times.slice(10).map((one) => one[which])), 50)
  const [shortMs, longMs] = [median('short'), median('long')]
  const ratio = longMs / shortMs
  return [
    {
      text: `parsing in 4-character pieces: 30 kB ${shortMs.toFixed(1)} ms, 300 kB ${longMs.toFixed(1)} ms, ${ratio.toFixed(1)} times`,
      kept: ratio <= 12
    }
  ]
}

/** A hundred equal calls at once, over two Curbsides on one PostgreSQL. */
export async function replicas(url: string): Promise<readonly Figure[]> {
  await using world = await benchWorld({
    patients: 1,
    answerWithinMs: 8_000,
    database: { kind: 'postgres', url },
    replicas: 2
  })
  const [one, other] = world.replicas
  if (one === undefined || other === undefined) throw new Error('no replica')
  const answers = await Promise.all(
    Array.from({ length: 100 }, (_, turn) => (turn % 2 === 0 ? one : other).view(0))
  )
  const shown = answers.filter(({ body }) => body.cards?.length === 1).length
  const calls = await world.modelCalls()
  return [
    {
      text: `two replicas, 100 equal calls at once: ${calls} model call, the finding on ${shown} answers`,
      kept: calls === 1 && shown === 100
    }
  ]
}
