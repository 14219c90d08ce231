/*
 * The Responses API over a real socket: the same endings as chat completions, out of other events.
 */
import { afterAll, beforeEach, describe, expect, test } from 'vitest'
import { fakeFoundry } from '../support/fake-foundry.ts'
import type { FakeAnswer, FakeFoundry } from '../support/fake-foundry.ts'
import { aProposalText, aProposed } from './a-proposal.ts'
import { aModel, anAsk, played } from './an-ask.ts'

const started: FakeFoundry[] = []
let foundry: FakeFoundry
beforeEach(async () => {
  foundry = await fakeFoundry()
  started.push(foundry)
})
afterAll(() => Promise.all(started.map((each) => each.close())))

const soon = (withinMs = 5_000): AbortSignal => AbortSignal.timeout(withinMs)
const model = () => aModel(foundry.endpoint, { api: 'responses' })
const ask = (answer: FakeAnswer, signal = soon()) => {
  foundry.answer(answer)
  return played(model().propose(anAsk(), signal))
}

test('a whole answer gives its findings and all that the service said of itself', async () => {
  const { findings, end } = await ask({
    text: aProposalText([aProposed()], [{ thing: 'test', text: 'weight' }])
  })
  expect(findings).toEqual([aProposed()])
  expect(end).toEqual({
    ending: 'complete',
    model: 'medical-2026-09',
    deployment: 'medical',
    requestId: 'apim-1',
    promptTokens: 1200,
    cachedTokens: 1024,
    completionTokens: 80,
    hiddenTokens: 30,
    servedTier: 'default',
    elapsedMs: expect.any(Number),
    couldNotAssess: [{ thing: 'test', text: 'weight' }]
  })
  expect(foundry.requests.map(({ url }) => url)).toEqual(['/openai/v1/responses'])
})

test('a finding comes before the answer has ended, with the time of its closing piece', async () => {
  const text = aProposalText([aProposed(), aProposed({ urgency: 'soon' })])
  foundry.answer({ text: text.slice(0, -60), breaks: 'hang' })
  const cancel = new AbortController()
  const events = model().propose(anAsk(), cancel.signal)[Symbol.asyncIterator]()
  const first = await events.next()
  expect(first.value).toEqual({
    type: 'finding',
    finding: aProposed(),
    lost: [],
    closedAtMs: expect.any(Number)
  })
  cancel.abort()
  expect((await events.next()).value).toMatchObject({ type: 'end', end: { ending: 'late' } })
})

const filters = (source_type: string, more: Readonly<Record<string, unknown>>): string =>
  JSON.stringify({
    error: {
      code: 'content_filter',
      message: 'filtered',
      content_filters: [{ source_type, content_filter_results: {}, ...more }]
    }
  })
const half = aProposalText().slice(0, -40)
const filtered = { custom_topics: { filtered: true } }

describe('every other ending', () => {
  const table: [string, FakeAnswer, string][] = [
    [
      'prompt refused by the filter',
      { status: 400, body: filters('prompt', { blocked: true }) },
      'filtered-prompt'
    ],
    [
      'answer refused by the filter with a status',
      { status: 400, body: filters('completion', { blocked: true }) },
      'filtered-completion'
    ],
    [
      'a list of filters of another shape',
      { status: 400, body: filters('prompt', { blocked: 'yes', content_filter_results: 3 }) },
      'filtered-prompt'
    ],
    ['prompt filtered inside a 200', { text: '', promptFilter: filtered }, 'filtered-prompt'],
    ['unknown category', { text: half, choiceFilter: filtered }, 'filtered-completion'],
    ['answer filtered', { text: half, finish: 'content_filter' }, 'filtered-completion'],
    ['cut at the token limit', { text: half, finish: 'length' }, 'truncated'],
    ['all tokens spent on reasoning', { finish: 'length' }, 'truncated'],
    ['incomplete for another reason', { text: half, finish: 'steered' }, 'malformed'],
    ['refusal', { refusal: 'I cannot help with that.' }, 'refused'],
    ['failed inside a 200', { text: half, finish: 'failed' }, 'unavailable'],
    ['limited inside a 200', { finish: 'failed', failure: 'rate_limit_exceeded' }, 'limited'],
    ['not JSON', { text: 'I think the patient is fine.' }, 'malformed'],
    ['JSON of another shape', { text: '{"summary":"fine"}' }, 'malformed'],
    ['broken event', { raw: 'event: response.created\ndata: {"id":\n\n' }, 'malformed'],
    ['stream cut with a clean end', { text: aProposalText(), breaks: 'cut' }, 'unavailable'],
    ['socket destroyed', { text: half, breaks: 'destroy' }, 'unavailable'],
    ['an error event', { text: half, breaks: 'error-event' }, 'unavailable'],
    [
      'an error event of the rate limit',
      { breaks: 'error-event', failure: 'rate_limit_exceeded' },
      'limited'
    ],
    ['wrong key', { status: 401 }, 'misconfigured'],
    ['unknown deployment', { status: 404 }, 'misconfigured'],
    ['rate limit', { status: 429 }, 'limited'],
    ['server error', { status: 500 }, 'unavailable']
  ]

  test.for(table)('%s', async ([, answer, ending]) => {
    const { end } = await ask(answer)
    expect(end.ending).toBe(ending)
    expect(foundry.requests).toHaveLength(1)
  })

  test('filter out of order: the content was not filtered, and is taken', async () => {
    const choiceFilter = { error: { code: 'content_filter_error', message: 'down' } }
    const { end } = await ask({ text: aProposalText(), choiceFilter })
    expect(end.ending).toBe('complete')
  })

  test('silence within its time: late, and the socket is let go', async () => {
    const { end } = await ask({ text: '{"findings":', breaks: 'hang' }, soon(80))
    expect(end.ending).toBe('late')
    await expect.poll(() => foundry.sockets.size).toBe(0)
  })
})

test('nothing leaves when the gate sees an identifier in the exact body', async () => {
  const seen: string[] = []
  const gate = { hits: (body: string) => seen.push(body) }
  const { end } = await played(model().propose(anAsk({ gate }), soon()))
  expect(end.ending).toBe('gate-closed')
  expect(foundry.requests).toEqual([])
  expect(JSON.parse(seen[0] ?? '')).toMatchObject({ model: 'medical', store: false })
})
