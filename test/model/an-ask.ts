import { Agent } from 'undici'
import { afterAll } from 'vitest'
import type { Chart } from '../../src/chart/chart.ts'
import { systemClock } from '../../src/ground/clock.ts'
import { askedModel } from '../../src/model/asked-model.ts'
import { keyToken } from '../../src/model/bearer-token.ts'
import type { AskedModelConfig } from '../../src/model/model-config.ts'
import type { Model, ModelAsk, ModelEnd, ModelEvent } from '../../src/model/model.ts'
import type { ReadFinding } from '../../src/model/proposal/read-finding.ts'

/** A chart as text: the brand is put on by hand here, and only in tests. */
export function aChart(review = 'CHART day 0\n[C1] Diabetes', moment: string | null = null): Chart {
  return { review, moment, size: { lines: 2, characters: 20, omitted: 0 } } as unknown as Chart
}

export function anAsk(given: Partial<ModelAsk> = {}): ModelAsk {
  return {
    chart: aChart(),
    gate: { hits: () => 0 },
    part: 'review',
    instructions: { text: 'Answer in typed claims.', version: '1', sha256: 'x' },
    deployment: 'default',
    ...given
  }
}

export function aModelConfig(
  endpoint: string,
  given: Partial<AskedModelConfig> = {}
): AskedModelConfig {
  return {
    kind: 'azure-foundry',
    endpoint,
    api: 'chat',
    deployments: { default: 'medical', fast: 'medical-fast' },
    auth: { kind: 'key', key: 'the-key' },
    structuredOutput: 'strict',
    modelWithinMs: 5_000,
    ...given
  }
}

const dispatcher = new Agent({ connections: 8 })
afterAll(() => dispatcher.close())

/** The pool that the models of one test file share. */
export const aDispatcher = (): Agent => dispatcher

/** An adapter alone: one request per ask, without retry, breaker or cap around it. */
export function aModel(endpoint: string, given: Partial<AskedModelConfig> = {}): Model {
  return askedModel({
    config: aModelConfig(endpoint, given),
    dispatcher,
    clock: systemClock(),
    bearerToken: keyToken('the-key')
  })
}

/** Everything that one call gave. */
export async function played(
  events: AsyncIterable<ModelEvent>
): Promise<{ readonly findings: readonly ReadFinding[]; readonly end: ModelEnd }> {
  const seen: ModelEvent[] = []
  for await (const event of events) seen.push(event)
  const last = seen.at(-1)
  if (last?.type !== 'end') throw new Error('the last event must be the end')
  const findings = seen.slice(0, -1).flatMap((event) => {
    if (event.type !== 'finding') throw new Error('an end that is not the last event')
    return event.finding ?? []
  })
  return { findings, end: last.end }
}
