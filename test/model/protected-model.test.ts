import { setTimeout as sleep } from 'node:timers/promises'
/*
 * Retry, breaker and the bound on calls at once, around the adapter over a real socket.
 */
import { afterAll, beforeEach, describe, expect, test } from 'vitest'
import { limits } from '../../src/ground/limits.ts'
import { watchedModel } from '../../src/model/create-model.ts'
import type { AskedModelConfig } from '../../src/model/model-config.ts'
import type { Model } from '../../src/model/model.ts'
import { systemClock } from '../../src/ground/clock.ts'
import { fakeFoundry } from '../support/fake-foundry.ts'
import type { FakeAnswer, FakeFoundry } from '../support/fake-foundry.ts'
import { aProposalText, aProposed } from './a-proposal.ts'
import { aDispatcher, aModelConfig, anAsk, played } from './an-ask.ts'

const started: FakeFoundry[] = []
let foundry: FakeFoundry
beforeEach(async () => {
  foundry = await fakeFoundry()
  started.push(foundry)
})
afterAll(() => Promise.all(started.map((each) => each.close())))

const soon = (withinMs = 5_000): AbortSignal => AbortSignal.timeout(withinMs)

function watched(given: Partial<AskedModelConfig> = {}, ahead = { ms: 0 }) {
  const changes: string[] = []
  const clock = systemClock()
  const model = watchedModel(
    {
      config: aModelConfig(foundry.endpoint, given),
      dispatcher: aDispatcher(),
      clock: { ...clock, elapsedMs: () => clock.elapsedMs() + ahead.ms },
      onBreaker: (deployment, state) => changes.push(`${deployment} ${state}`)
    },
    () => Promise.resolve('the-key')
  )
  return { model, changes, ahead }
}

const asked = async (model: Model, given: Parameters<typeof anAsk>[0] = {}) =>
  (await played(model.propose(anAsk(given), soon()))).end

describe('one retry', () => {
  const whole = { text: aProposalText() }
  const first = (answer: FakeAnswer): void => {
    foundry.answer(answer)
    foundry.answer(whole)
  }

  test.for<[string, FakeAnswer]>([
    ['429 with retry-after-ms', { status: 429, headers: { 'retry-after-ms': '40' } }],
    ['429 with retry-after in seconds', { status: 429, headers: { 'retry-after': '0.04' } }],
    ['408', { status: 408, headers: { 'retry-after-ms': '10' } }],
    ['409', { status: 409, headers: { 'retry-after-ms': '10' } }],
    ['500 without a time', { status: 500 }],
    ['503 with a page', { status: 503, body: '<html>', headers: { 'retry-after-ms': '10' } }]
  ])('after %s', async ([, answer]) => {
    first(answer)
    const { findings, end } = await played(watched().model.propose(anAsk(), soon()))
    expect([findings, end.ending, end.retried]).toEqual([[aProposed()], 'complete', true])
    expect(foundry.requests).toHaveLength(2)
    expect(foundry.requests[0]?.body).toBe(foundry.requests[1]?.body)
  })

  test('waits as long as it was asked to', async () => {
    first({ status: 429, headers: { 'retry-after-ms': '300' } })
    // Timers of one process fire in order: this one stands before the end of the wait.
    const sentBefore = sleep(250).then(() => foundry.requests.length)
    await asked(watched().model)
    expect([await sentBefore, foundry.requests.length]).toEqual([1, 2])
  })

  test.for<[string, FakeAnswer]>([
    ['a time that does not fit', { status: 429, headers: { 'retry-after-ms': '4500' } }],
    ['a time beyond a minute', { status: 429, headers: { 'retry-after': '90' } }],
    ['429 without a time', { status: 429 }],
    [
      'the service’s word not to',
      { status: 503, headers: { 'x-should-retry': 'false', 'retry-after-ms': '5' } }
    ],
    ['a wrong key', { status: 401, headers: { 'retry-after-ms': '5' } }],
    ['a filtered prompt', { status: 400, body: '{"error":{"code":"content_filter"}}' }],
    ['a stream that was cut', { text: '{', breaks: 'cut' }],
    ['a second failure', { status: 500, headers: { 'retry-after-ms': '5' } }]
  ])('not after %s', async ([name, answer]) => {
    const second = name === 'a second failure'
    foundry.answer(answer)
    if (!second) foundry.answer(whole)
    const end = await asked(watched().model)
    expect(end.ending).not.toBe('complete')
    expect(foundry.requests).toHaveLength(second ? 2 : 1)
  })

  test('ends with the call’s own time, in the middle of the wait', async () => {
    first({ status: 429, headers: { 'retry-after-ms': '3000' } })
    const { end } = await played(watched().model.propose(anAsk(), soon(100)))
    expect(end.ending).toBe('limited')
    expect(foundry.requests).toHaveLength(1)
  })
})

describe('the breaker', () => {
  const down = { status: 503, headers: { 'x-should-retry': 'false' } }
  const fail = async (model: Model, times: number = limits.modelFailuresMax): Promise<void> => {
    for (let turn = 0; turn < times; turn += 1) await asked(model)
  }

  test('opens: the next call ends at once as unavailable, and nothing is sent', async () => {
    foundry.answer(down)
    const { model, changes } = watched()
    await fail(model)
    const end = await asked(model)
    expect(end).toMatchObject({ ending: 'unavailable', breaker: true, deployment: 'medical' })
    expect(foundry.requests).toHaveLength(limits.modelFailuresMax)
    expect(changes).toEqual(['default open'])
    expect(model.health?.()).toEqual({
      state: 'configured',
      deployments: { default: 'open', fast: 'closed' }
    })
  })

  test('of one deployment says nothing of the other', async () => {
    foundry.answer(down)
    const { model } = watched()
    await fail(model)
    expect((await asked(model, { deployment: 'fast' })).breaker).toBeUndefined()
  })

  test('is one for both where there is no fast deployment', async () => {
    foundry.answer(down)
    const { model } = watched({ deployments: { default: 'medical' } })
    await fail(model)
    expect((await asked(model, { deployment: 'fast' })).breaker).toBe(true)
  })

  test('lets one of many try when its time has come, and closes by its answer', async () => {
    for (let turn = 0; turn < limits.modelFailuresMax; turn += 1) foundry.answer(down)
    foundry.answer({ text: aProposalText([]) })
    const { model, changes, ahead } = watched()
    await fail(model)
    ahead.ms = limits.modelBreakerOpenMs
    const endings = await Promise.all(Array.from({ length: 5 }, () => asked(model)))
    expect(endings.filter(({ ending }) => ending === 'complete')).toHaveLength(1)
    expect(endings.filter(({ breaker }) => breaker)).toHaveLength(4)
    expect(changes).toEqual(['default open', 'default half-open', 'default closed'])
    expect((await asked(model)).ending).toBe('complete')
  })

  test.for<[string, FakeAnswer]>([
    ['what the service refuses', { status: 401 }],
    ['what the filter refuses', { status: 400, body: '{"error":{"code":"content_filter"}}' }],
    ['garbage', { text: 'Sure!' }]
  ])('does not open for %s', async ([, answer]) => {
    foundry.answer(answer)
    const { model, changes } = watched()
    await fail(model, limits.modelFailuresMax + 1)
    expect(changes).toEqual([])
  })

  test('opens for silence, but not for calls that we ended ourselves', async () => {
    foundry.answer({ silent: true })
    const { model, changes } = watched()
    for (let turn = 0; turn <= limits.modelFailuresMax; turn += 1) {
      const ended = new AbortController()
      setTimeout(() => ended.abort(), 20)
      await played(model.propose(anAsk(), ended.signal))
    }
    expect(changes).toEqual([])
    for (let turn = 0; turn < limits.modelFailuresMax; turn += 1) {
      await played(model.propose(anAsk(), soon(20)))
    }
    expect(changes).toEqual(['default open'])
  })
})

test('no more calls at once than the bound, some wait, the rest is limited', async () => {
  foundry.answer({ silent: true })
  const { model } = watched()
  const { modelCallsAtOnceMax, modelCallsWaitingMax } = limits
  const ending = new AbortController()
  const ends = Array.from({ length: modelCallsAtOnceMax + modelCallsWaitingMax + 10 }, () =>
    played(model.propose(anAsk(), ending.signal)).then(({ end }) => end)
  )
  await expect.poll(() => foundry.sockets.size).toBe(8) // as many as the test's pool has
  ending.abort()
  const limited = (await Promise.all(ends)).filter(({ limit }) => limit === 'queue')
  expect(limited).toHaveLength(modelCallsWaitingMax + 10)
  expect(limited.every((end) => end.ending === 'limited')).toBe(true)
})

test('health: a refusal that no waiting repairs shows until a call is answered', async () => {
  foundry.answer({ status: 404 })
  foundry.answer({ status: 500, headers: { 'x-should-retry': 'false' } })
  foundry.answer({ text: aProposalText([]) })
  const { model } = watched()
  const states: (string | undefined)[] = [model.health?.().state]
  for (let turn = 0; turn < 3; turn += 1) {
    await asked(model)
    states.push(model.health?.().state)
  }
  expect(states).toEqual(['configured', 'misconfigured', 'misconfigured', 'configured'])
})
