/*
 * What the stand-in says of its prompt cache, and what Curbside's adapters make of it: only a
 * deployment that takes breakpoints gets them, and what was cached is told in tokens.
 */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startStandIn } from '../../../src/testbed/stand-in-model/stand-in-model.ts'
import type { StandIn } from '../../../src/testbed/stand-in-model/stand-in-model.ts'
import { aChart, aModel, anAsk, played } from '../../model/an-ask.ts'

const pace = { firstTokenMs: 0, msPerChunk: 0 }
let standIn: StandIn
beforeAll(async () => {
  standIn = await startStandIn({
    port: 0,
    deployments: {
      older: { model: 'scripted-older', ...pace },
      newer: { model: 'scripted-newer', ...pace, promptCacheBreakpoint: true }
    }
  })
})
afterAll(() => standIn.close())

const soon = (): AbortSignal => AbortSignal.timeout(5_000)

describe.for(['chat', 'responses'] as const)('%s', (api) => {
  // The cache belongs to the deployment, whichever way it is asked.
  const instructions = { text: `${api}, typed claims. `.repeat(400), version: '1', sha256: 'x' }
  const asking =
    (deployment: string, promptCacheBreakpoint: boolean) =>
    async (review: string, text = instructions.text) => {
      const model = aModel(standIn.url, {
        api,
        deployments: { default: deployment },
        capabilities: { promptCacheBreakpoint }
      })
      const ask = anAsk({ chart: aChart(review), instructions: { ...instructions, text } })
      return (await played(model.propose(ask, soon()))).end
    }

  test('a breakpoint: the instructions are written once, then read, and no patient is', async () => {
    const ask = asking('newer', true)
    const one = await ask('CHART of one patient')
    const other = await ask('CHART of another one')
    expect(one).toMatchObject({ ending: 'complete', cachedTokens: 0 })
    expect(one.cacheWriteTokens).toBeGreaterThan(4_000)
    expect(other).toMatchObject({ cachedTokens: one.cacheWriteTokens, cacheWriteTokens: 0 })
    const changed = await ask('CHART of one patient', `${instructions.text} More.`)
    expect(changed).toMatchObject({ cachedTokens: 0 })
  })

  test('without one, the equal beginning is read in steps of 128 tokens', async () => {
    const ask = asking('older', false)
    await ask('CHART of one patient')
    const { cachedTokens = 0 } = await ask('CHART of another one')
    expect(cachedTokens).toBeGreaterThan(4_000)
    expect(cachedTokens % 128).toBe(0)
    // Equal before the words differ, yet too short to be cached.
    expect(await asking('older', false)('CHART', 'Other words.')).toMatchObject({
      ending: 'complete'
    })
  })

  test('an older deployment refuses a breakpoint: a misconfiguration, said as one', async () => {
    expect(await asking('older', true)('CHART')).toMatchObject({ ending: 'misconfigured' })
  })
})
