/*
 * The exact bodies that leave, kept as files: a change of one byte of the prefix loses the
 * service's cache, and a schema outside the strict subset loses every answer.
 */
import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { ModelCapabilities } from '../../src/model/model-config.ts'
import { fakeFoundry } from '../support/fake-foundry.ts'
import type { FakeFoundry } from '../support/fake-foundry.ts'
import { strictLint } from '../support/strict-lint.ts'
import { aProposalText } from './a-proposal.ts'
import { aChart, aModel, anAsk, played } from './an-ask.ts'

let foundry: FakeFoundry
beforeAll(async () => {
  foundry = await fakeFoundry()
  foundry.answer({ text: aProposalText([]) })
})
afterAll(() => foundry.close())

const soon = (): AbortSignal => AbortSignal.timeout(5_000)
const ask = anAsk({
  chart: aChart('CHART day 0 is today\n[C1] Type 2 diabetes mellitus', 'MOMENT order-select'),
  part: 'moment',
  deployment: 'fast'
})

const fixture = (name: string): unknown =>
  JSON.parse(readFileSync(new URL(`../fixtures/model-requests/${name}`, import.meta.url), 'utf8'))

interface Body {
  readonly response_format?: { readonly json_schema: { readonly schema: unknown } }
  readonly text?: { readonly format: { readonly schema: unknown } }
}

describe.for(['chat', 'responses'] as const)('%s', (api) => {
  describe.for([
    [`${api}.json`, {}],
    [`${api}-cache-breakpoint.json`, { promptCacheBreakpoint: true }]
  ] as const)('%s', ([name, capabilities]) => {
    test('is what is sent, byte for byte', async () => {
      const model = aModel(foundry.endpoint, { api, capabilities })
      const { end } = await played(model.propose(ask, soon()))
      expect(end.ending).toBe('complete')
      expect(foundry.requests.at(-1)?.body).toBe(JSON.stringify(fixture(name)))
    })

    test('holds a schema within the strict subset', () => {
      const { response_format: chat, text } = fixture(name) as Body
      const schema = chat?.json_schema.schema ?? text?.format.schema
      expect(schema).toBeDefined()
      expect(strictLint(schema)).toEqual([])
    })

    test('keeps nothing at the service, streams, and bounds the answer', () => {
      const sent = fixture(name) as Record<string, unknown>
      expect(sent).toMatchObject({ store: false, stream: true })
      expect(sent['max_completion_tokens'] ?? sent['max_output_tokens']).toBe(8_192)
      for (const kept of ['background', 'previous_response_id', 'conversation', 'tools', 'user']) {
        expect(sent).not.toHaveProperty(kept)
      }
    })
  })

  test('a cache breakpoint stands behind the instructions alone, and only where it is taken', async () => {
    const bodyFor = async (capabilities: ModelCapabilities): Promise<string> => {
      await played(aModel(foundry.endpoint, { api, capabilities }).propose(ask, soon()))
      return foundry.requests.at(-1)?.body ?? ''
    }
    expect(await bodyFor({})).not.toContain('prompt_cache')
    expect(await bodyFor({ promptCacheBreakpoint: false })).not.toContain('prompt_cache')
    const body = await bodyFor({ promptCacheBreakpoint: true })
    expect(JSON.parse(body)).toMatchObject({
      // Implicit caching would write the patient’s text into the cache.
      prompt_cache_options: { mode: 'explicit', ttl: '30m' }
    })
    expect(body.split('"prompt_cache_breakpoint":{"mode":"explicit"}')).toHaveLength(2)
    const [before = '', after = ''] = body.split('"prompt_cache_breakpoint"')
    expect(before).toContain('Answer in typed claims.')
    expect(before).not.toContain('diabetes')
    expect(after).toContain('diabetes')
  })

  test('everything before the patient’s data is the same for two patients', async () => {
    for (const promptCacheBreakpoint of [false, true]) {
      const model = aModel(foundry.endpoint, { api, capabilities: { promptCacheBreakpoint } })
      const bodies: string[] = []
      for (const review of ['CHART one', 'CHART two']) {
        await played(model.propose(anAsk({ chart: aChart(review) }), soon()))
        bodies.push((foundry.requests.at(-1)?.body ?? '').replace(review, ''))
      }
      expect(bodies[0]).toBe(bodies[1])
    }
  })
})

describe('a server with other capabilities', () => {
  const sent = async (
    capabilities: ModelCapabilities,
    api: 'chat' | 'responses' = 'chat'
  ): Promise<Record<string, unknown>> => {
    const model = aModel(foundry.endpoint, { kind: 'openai-compatible', api, capabilities })
    const { end } = await played(model.propose(anAsk(), soon()))
    expect(end.ending).toBe('complete')
    return JSON.parse(foundry.requests.at(-1)?.body ?? '') as Record<string, unknown>
  }
  const systemOf = (body: Record<string, unknown>): string =>
    (body['messages'] as { content: string }[])[0]?.content ?? ''

  test('gets the token limit under the name it knows', async () => {
    const body = await sent({ maxTokensParameter: 'max_tokens' })
    expect(body).toMatchObject({ max_tokens: 8192 })
    expect(body).not.toHaveProperty('max_completion_tokens')
  })

  test('gets the effort of its configuration, and none unless it is set', async () => {
    expect(await sent({ effort: 'low' })).toMatchObject({ reasoning_effort: 'low' })
    expect(await sent({ effort: 'low' }, 'responses')).toMatchObject({
      reasoning: { effort: 'low' }
    })
    expect(await sent({})).not.toHaveProperty('reasoning_effort')
  })

  test('json_object: the schema stands in the instructions, in front of the patient', async () => {
    const body = await sent({ structuredOutput: 'json_object' })
    expect(body['response_format']).toEqual({ type: 'json_object' })
    expect(systemOf(body)).toMatch(
      /^Answer in typed claims\.\n\n.*JSON Schema:\n\{"type":"object"/s
    )
    const responses = await sent({ structuredOutput: 'json_object' }, 'responses')
    expect(responses['text']).toEqual({ format: { type: 'json_object' } })
    expect(responses['instructions']).toBe(systemOf(body))
  })

  test('prompt: the schema stands in the instructions alone', async () => {
    const body = await sent({ structuredOutput: 'prompt' })
    expect(body).not.toHaveProperty('response_format')
    expect(systemOf(body)).toContain('"couldNotAssess"')
    expect(await sent({ structuredOutput: 'prompt' }, 'responses')).not.toHaveProperty('text')
  })

  test.for(['json_object', 'prompt'] as const)(
    '%s: an answer of another shape is refused here all the same',
    async (structuredOutput) => {
      const other = await fakeFoundry()
      other.answer({
        text: '{"summary":"fine"}'
      })
      const model = aModel(other.endpoint, {
        kind: 'openai-compatible',
        capabilities: { structuredOutput }
      })
      const { findings, end } = await played(model.propose(anAsk(), soon()))
      expect([findings, end.ending]).toEqual([[], 'malformed'])
      await other.close()
    }
  )
})
