import { spawn } from 'node:child_process'
import { once } from 'node:events'
import OpenAI from 'openai'
import { zodResponseFormat } from 'openai/helpers/zod'
import { describe, expect, onTestFinished, test } from 'vitest'
import { proposalFormat } from '../../../src/model/proposal-format.ts'
import { ProposalSchema } from '../../../src/model/proposal/proposal.ts'
import {
  charactersPerChunk,
  defaultDeployments
} from '../../../src/testbed/stand-in-model/deployments.ts'
import type { Faults } from '../../../src/testbed/stand-in-model/faults.ts'
import { propose } from '../../../src/testbed/stand-in-model/propose.ts'
import { startStandIn, type StandIn } from '../../../src/testbed/stand-in-model/stand-in-model.ts'
import { asks, ironChart, potassiumChart } from './sample-charts.ts'
import { endsWithParent } from '../../support/server-process.ts'

/*
 * Over a real socket, spoken to by the SDK that Curbside uses and by plain fetch.
 */
const fast = { model: 'scripted-2026-01-01', firstTokenMs: 0, msPerChunk: 0 }
const { schema } = proposalFormat.json_schema
const format = { type: 'json_schema', json_schema: { name: 'proposal', strict: true, schema } }

async function standIn(options: { slowScriptMs?: number } = {}): Promise<StandIn> {
  const started = await startStandIn({
    port: 0,
    deployments: { 'demo-frontier': fast },
    ...options
  })
  onTestFinished(() => started.close())
  return started
}

function body(more: Record<string, unknown> = {}, lines = ironChart) {
  return {
    model: 'demo-frontier',
    messages: [
      { role: 'system', content: 'Instructions.' },
      { role: 'user', content: asks('review', lines) }
    ],
    response_format: format,
    ...more
  }
}

function post(url: string, sent: unknown, headers: Record<string, string> = { 'api-key': 'k' }) {
  return fetch(`${url}/openai/v1/chat/completions`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: typeof sent === 'string' ? sent : JSON.stringify(sent)
  })
}

const faults = async (url: string, given: Faults | Record<string, unknown>) =>
  (await fetch(`${url}/faults`, { method: 'POST', body: JSON.stringify(given) })).status

const client = (url: string, path = '/openai/v1/') =>
  new OpenAI({ baseURL: `${url}${path}`, apiKey: 'k', maxRetries: 0, logLevel: 'off' })

describe('answers', () => {
  test.for(['/openai/v1/', '/v1/'])('the SDK reads a whole answer under %s', async (path) => {
    const { url } = await standIn()
    const answer = await client(url, path).chat.completions.create(
      body() as OpenAI.ChatCompletionCreateParamsNonStreaming
    )
    expect(answer.model).toBe('scripted-2026-01-01')
    expect(answer.choices[0]?.finish_reason).toBe('stop')
    const proposal = ProposalSchema.parse(JSON.parse(answer.choices[0]?.message.content ?? ''))
    expect(proposal.findings[0]?.facts[0]).toEqual({
      kind: 'trend',
      role: 'basis',
      of: null,
      aliases: ['O2', 'O9'],
      direction: 'falling'
    })
    expect(answer.usage?.total_tokens).toBeGreaterThan(100)
  })

  test('the keys come in the order of the schema: evidence before conclusion', async () => {
    const { url } = await standIn()
    const answer = (await (await post(url, body())).json()) as OpenAI.ChatCompletion
    const text = answer.choices[0]?.message.content ?? ''
    expect(text.indexOf('"facts"')).toBeLessThan(text.indexOf('"meanings"'))
    expect(text.startsWith('{"findings":[{"facts":[')).toBe(true)
  })

  test('a stream opens with the prompt filter, ends with usage and [DONE]', async () => {
    const { url } = await standIn()
    const response = await post(
      url,
      body({ stream: true, stream_options: { include_usage: true } })
    )
    expect(response.headers.get('content-type')).toContain('text/event-stream')
    const lines = (await response.text()).split('\n\n').filter((line) => line.length > 0)
    expect(lines.at(-1)).toBe('data: [DONE]')
    const chunks = lines
      .slice(0, -1)
      .map((line) => JSON.parse(line.slice(6)) as OpenAI.ChatCompletionChunk)
    expect(chunks[0]).toMatchObject({ choices: [], id: '', model: '', prompt_filter_results: [{}] })
    expect(chunks.at(-1)?.choices).toEqual([])
    expect(chunks.at(-1)?.usage?.completion_tokens).toBeGreaterThan(10)
    expect(chunks.at(-2)?.choices[0]?.finish_reason).toBe('stop')
    const text = chunks.map((chunk) => chunk.choices[0]?.delta?.content ?? '').join('')
    expect(ProposalSchema.safeParse(JSON.parse(text)).success).toBe(true)
    const longest = Math.max(
      ...chunks.map((chunk) => chunk.choices[0]?.delta?.content?.length ?? 0)
    )
    expect(longest).toBeLessThanOrEqual(48)
  })

  test('the SDK reads the stream, without usage when it was not asked for', async () => {
    const { url } = await standIn()
    const stream = await client(url).chat.completions.create({
      ...(body() as OpenAI.ChatCompletionCreateParamsNonStreaming),
      stream: true
    })
    let text = ''
    let usage = 0
    for await (const chunk of stream) {
      text += chunk.choices[0]?.delta?.content ?? ''
      if (chunk.usage) usage += 1
    }
    expect(ProposalSchema.parse(JSON.parse(text)).findings.length).toBeGreaterThan(1)
    expect(usage).toBe(0)
  })

  test('every answer names its request and the limits', async () => {
    const { url } = await standIn()
    for (const response of [await post(url, body()), await post(url, body({ temperature: 1 }))]) {
      for (const name of ['apim-request-id', 'x-request-id', 'x-ratelimit-remaining-tokens']) {
        expect(response.headers.get(name), name).toBeTruthy()
      }
      await response.text()
    }
  })

  test('an answer longer than the tokens asked for is cut and says so', async () => {
    const { url } = await standIn()
    const response = await post(url, body({ max_completion_tokens: 20 }))
    const answer = (await response.json()) as OpenAI.ChatCompletion
    expect(answer.choices[0]?.finish_reason).toBe('length')
    expect(answer.usage?.completion_tokens).toBeLessThanOrEqual(20)
  })

  test('a schema that the scripts do not know is refused in words, not answered wrongly', async () => {
    const { url } = await standIn()
    const other = {
      type: 'object',
      properties: { city: { type: 'string' } },
      required: ['city'],
      additionalProperties: false
    }
    const json_schema = { name: 'other', strict: true, schema: other }
    const response = await post(
      url,
      body({ response_format: { type: 'json_schema', json_schema } })
    )
    const answer = (await response.json()) as OpenAI.ChatCompletion
    expect(answer.choices[0]?.message.content).toBeNull()
    expect(answer.choices[0]?.message.refusal).toContain('Scripted stand-in:')
  })

  test('a slow script takes its time, the others do not', async () => {
    const { url } = await standIn({ slowScriptMs: 1500 })
    const timed = async (lines: readonly string[]) => {
      const before = performance.now()
      await (await post(url, body({ stream: true }, lines))).text()
      return performance.now() - before
    }
    expect(await timed(ironChart)).toBeLessThan(1400)
    expect(await timed(potassiumChart)).toBeGreaterThan(1490)
  })
})

describe('refusals', () => {
  const withSchema = (json_schema: unknown) => ({
    response_format: { type: 'json_schema', json_schema }
  })
  test.for([
    [
      'a schema that is not strict',
      withSchema({ name: 'p', strict: false, schema }),
      'response_format'
    ],
    ['a schema without strict', withSchema({ name: 'p', schema }), 'response_format'],
    ['a schema without a name', withSchema({ strict: true, schema }), 'response_format'],
    [
      'an unsupported schema',
      withSchema({
        name: 'p',
        strict: true,
        schema: zodResponseFormat(ProposalSchema, 'p').json_schema.schema
      }),
      'response_format'
    ],
    ['an unknown format', { response_format: { type: 'xml' } }, 'response_format'],
    ['temperature', { temperature: 0 }, 'temperature'],
    ['top_p', { top_p: 1 }, 'top_p'],
    ['max_tokens', { max_tokens: 100 }, 'max_tokens'],
    ['logit_bias', { logit_bias: {} }, 'logit_bias'],
    ['an unknown effort', { reasoning_effort: 'extreme' }, 'reasoning_effort'],
    ['cache options of a newer model', { prompt_cache_options: {} }, 'prompt_cache_options'],
    ['an unknown parameter', { color: 'blue' }, 'color'],
    ['the flex tier', { service_tier: 'flex' }, 'service_tier'],
    ['no messages', { messages: [] }, 'messages'],
    ['an unknown role', { messages: [{ role: 'doctor', content: 'x' }] }, 'messages'],
    [
      'system and developer together',
      {
        messages: [
          { role: 'system', content: 'x' },
          { role: 'developer', content: 'y' }
        ]
      },
      'messages'
    ],
    ['a token limit of zero', { max_completion_tokens: 0 }, 'max_completion_tokens']
  ] as const)('400 for %s', async ([, more, param]) => {
    const { url } = await standIn()
    const response = await post(url, body(more))
    expect(response.status).toBe(400)
    expect(await response.json()).toMatchObject({ error: { param, type: 'invalid_request_error' } })
  })

  test('what a reasoning deployment refuses has another code than what nobody knows', async () => {
    const { url } = await standIn()
    const codeOf = async (more: Record<string, unknown>) =>
      ((await (await post(url, body(more))).json()) as { error: { code: string } }).error.code
    expect(await codeOf({ temperature: 0 })).toBe('unsupported_parameter')
    expect(await codeOf({ color: 'blue' })).toBe('unknown_parameter')
  })

  test('what reasoning deployments do take is taken', async () => {
    const { url } = await standIn()
    const more = {
      reasoning_effort: 'low',
      verbosity: 'low',
      store: false,
      prompt_cache_key: 'k',
      max_completion_tokens: 4000,
      safety_identifier: 's'
    }
    expect((await post(url, body(more))).status).toBe(200)
  })

  test('401 without a key or token, 404 for an unknown deployment, 400 for what is no JSON', async () => {
    const { url } = await standIn()
    expect((await post(url, body(), {})).status).toBe(401)
    expect((await post(url, body(), { 'api-key': '' })).status).toBe(401)
    expect((await post(url, body(), { authorization: 'Basic eDp5' })).status).toBe(401)
    expect((await post(url, body(), { authorization: 'Bearer t' })).status).toBe(200)
    const unknown = await post(url, body({ model: 'gpt-5' }))
    expect(unknown.status).toBe(404)
    expect(await unknown.json()).toMatchObject({ error: { code: 'DeploymentNotFound' } })
    expect((await post(url, body({ model: '__proto__' }))).status).toBe(404)
    expect((await post(url, '{"model":')).status).toBe(400)
    expect(
      (await fetch(`${url}/openai/v1/embeddings`, { method: 'POST', body: '{}' })).status
    ).toBe(404)
  })
})

describe('records and faults', () => {
  test('every request is kept with its headers and exact bytes until it is deleted', async () => {
    const { url, recorded } = await standIn()
    const sent = `${JSON.stringify(body())}\n  `
    await (
      await post(url, sent, {
        'api-key': 'secret',
        'x-stray': '1'
      })
    ).text()
    await (await post(url, '{"broken"', {})).text()
    expect(Buffer.from(recorded()[0]?.bodyBase64 ?? '', 'base64').toString()).toBe(sent)
    const shown = (await (await fetch(`${url}/recorded`)).json()) as {
      requests: { headers: object }[]
    }
    expect(shown.requests).toHaveLength(2)
    expect(shown.requests[0]?.headers).toMatchObject({ 'api-key': 'secret', 'x-stray': '1' })
    await fetch(`${url}/recorded`, { method: 'DELETE' })
    expect(recorded()).toEqual([])
  })

  test('health answers', async () => {
    const { url } = await standIn()
    expect(await (await fetch(`${url}/health`)).json()).toMatchObject({ status: 'ok' })
  })

  test('429 carries retry-after-ms, 500 is a 500, and {} ends the faults', async () => {
    const { url } = await standIn()
    expect(await faults(url, { status: 429, retryAfterMs: 250 })).toBe(200)
    const limited = await post(url, body())
    expect([limited.status, limited.headers.get('retry-after-ms')]).toEqual([429, '250'])
    await faults(url, { status: 500 })
    expect((await post(url, body())).status).toBe(500)
    await faults(url, {})
    expect((await post(url, body())).status).toBe(200)
  })

  test('a slow first token is slow, in a stream and without', async () => {
    const { url } = await standIn()
    await faults(url, { firstTokenMs: 250 })
    for (const stream of [true, false]) {
      const before = performance.now()
      await (await post(url, body({ stream }))).text()
      expect(performance.now() - before).toBeGreaterThan(240)
    }
  })

  test('a silent model never answers, and closing ends the call', async () => {
    const { url, close } = await startStandIn({ port: 0, deployments: { 'demo-frontier': fast } })
    await faults(url, { silent: true })
    const call = post(url, body())
    const first = await Promise.race([
      call.then(() => 'answered'),
      new Promise((resolve) => setTimeout(resolve, 300, 'silent'))
    ])
    expect(first).toBe('silent')
    const ended = expect(call).rejects.toThrow()
    await close()
    await ended
  })

  test('a cut socket ends a stream in the middle', async () => {
    const { url } = await standIn()
    await faults(url, { cutAfterChunks: 6 })
    const response = await post(url, body({ stream: true }))
    await expect(response.text()).rejects.toThrow()
  })

  test('a given answer is said as it is', async () => {
    const { url } = await standIn()
    await faults(url, { answer: 'All clear! See http://evil.example' })
    const answer = (await (await post(url, body())).json()) as OpenAI.ChatCompletion
    expect(answer.choices[0]?.message.content).toBe('All clear! See http://evil.example')
  })

  test.for([{ statuss: 500 }, { status: 200 }, { silent: 1 }, { firstTokenMs: -1 }, { answer: 3 }])(
    'a fault that is none is refused: %o',
    async (given) => {
      const { url } = await standIn()
      expect(await faults(url, given)).toBe(400)
      expect((await post(url, body())).status).toBe(200)
    }
  )

  test('a client that goes away ends its answer', async () => {
    const { url } = await standIn()
    await faults(url, { firstTokenMs: 60_000 })
    const controller = new AbortController()
    const call = fetch(`${url}/v1/chat/completions`, {
      method: 'POST',
      headers: { 'api-key': 'k' },
      body: JSON.stringify(body({ stream: true })),
      signal: controller.signal
    }).then((response) => response.text())
    setTimeout(() => controller.abort(), 100)
    await expect(call).rejects.toThrow()
    await faults(url, {})
    expect((await post(url, body())).status).toBe(200)
  })
})

test('an answer takes about a second by default, and under half of it from the fast one', () => {
  const chunks =
    JSON.stringify(propose(asks('review', ironChart)).proposal).length / charactersPerChunk
  const takesMs = (name: string) => {
    const deployment = defaultDeployments[name]
    return deployment === undefined
      ? NaN
      : deployment.firstTokenMs + (chunks + 3) * deployment.msPerChunk
  }
  expect(takesMs('demo-frontier')).toBeGreaterThan(600)
  expect(takesMs('demo-frontier')).toBeLessThan(1300)
  expect(takesMs('demo-frontier-fast')).toBeLessThan(takesMs('demo-frontier') / 2)
})

test('runs as a process of its own, with the deployments of the demo', async () => {
  const main = new URL('../../../src/testbed/stand-in-model/main.ts', import.meta.url).pathname
  const child = spawn(process.execPath, [...endsWithParent, main, '--port', '0'], {
    stdio: ['ignore', 'pipe', 'pipe']
  })
  onTestFinished(() => void child.kill())
  const [line] = (await once(child.stdout, 'data')) as [Buffer]
  const url = line.toString().match(/http:\S+/)?.[0] ?? ''
  expect(url).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/)
  const timed = async (model: string) => {
    const before = performance.now()
    const response = await post(url, body({ model, stream: true }))
    const text = await response.text()
    return { ms: performance.now() - before, text }
  }
  const usual = await timed('demo-frontier')
  expect(usual.text).toContain('scripted-stand-in-not-a-medical-model-2026-11-01')
  const quick = await timed('demo-frontier-fast')
  expect(quick.text).toContain('scripted-stand-in-not-a-medical-model-fast-2026-11-01')
  child.kill('SIGTERM')
  const [code] = (await once(child, 'exit')) as [number | null]
  expect(code).toBe(0)
})
