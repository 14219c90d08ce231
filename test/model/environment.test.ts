/*
 * The machine's environment cannot say where a chart goes, nor add to what is sent: every
 * variable that the client library reads is set here to something hostile.
 */
import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest'
import { createModel } from '../../src/model/create-model.ts'
import { systemClock } from '../../src/ground/clock.ts'
import { fakeFoundry } from '../support/fake-foundry.ts'
import type { FakeFoundry } from '../support/fake-foundry.ts'
import { aProposalText } from './a-proposal.ts'
import { aDispatcher, aModel, anAsk, played } from './an-ask.ts'

let foundry: FakeFoundry
let other: FakeFoundry
beforeAll(async () => {
  foundry = await fakeFoundry()
  other = await fakeFoundry()
  foundry.answer({ text: aProposalText([]) })
})
afterAll(() => Promise.all([foundry.close(), other.close()]))
afterEach(() => vi.unstubAllEnvs())

const address = new URL('../../src/model/create-model.ts', import.meta.url).href

/** Every variable that could send a chart elsewhere, or add to what is sent. */
const hostile = (): Record<string, string> => ({
  OPENAI_BASE_URL: `${other.endpoint}/v1`,
  OPENAI_API_KEY: 'another-key',
  OPENAI_ADMIN_KEY: 'admin-key',
  OPENAI_ORG_ID: 'org-x',
  OPENAI_PROJECT_ID: 'project-x',
  OPENAI_WEBHOOK_SECRET: 'secret-x',
  OPENAI_LOG: 'debug',
  OPENAI_CUSTOM_HEADERS: 'X-Leak: yes\nAuthorization: Bearer stolen\nHost: elsewhere.example',
  HTTP_PROXY: other.endpoint,
  http_proxy: other.endpoint,
  HTTPS_PROXY: other.endpoint,
  https_proxy: other.endpoint,
  ALL_PROXY: other.endpoint,
  GLOBAL_AGENT_HTTP_PROXY: other.endpoint,
  AZURE_OPENAI_ENDPOINT: other.endpoint,
  AZURE_OPENAI_API_KEY: 'azure-key',
  AZURE_OPENAI_AD_TOKEN: 'azure-token',
  AZURE_INFERENCE_ENDPOINT: other.endpoint,
  OPENAI_API_VERSION: '2024-10-21',
  NODE_USE_ENV_PROXY: '1'
})

test('no variable redirects a call, nor changes or adds a header', async () => {
  for (const [name, value] of Object.entries(hostile())) vi.stubEnv(name, value)
  const said = [vi.spyOn(console, 'debug'), vi.spyOn(console, 'log'), vi.spyOn(console, 'info')]
  const model = aModel(foundry.endpoint)
  const { end } = await played(model.propose(anAsk(), AbortSignal.timeout(5_000)))
  expect(end.ending).toBe('complete')
  expect(other.requests).toEqual([])
  const { headers } = foundry.requests.at(-1) ?? {}
  expect(headers?.authorization).toBe('Bearer the-key')
  expect(headers?.host).toBe(new URL(foundry.endpoint).host)
  expect(JSON.stringify(headers)).not.toMatch(/leak|stolen|org-x|project-x|admin|azure|elsewhere/i)
  for (const spy of said) expect(spy).not.toHaveBeenCalled()
})

test('a process that was started with all of them asks the configured address, and no proxy', async () => {
  const before = foundry.requests.length
  const script = `
    import { createModel } from ${JSON.stringify(address)}
    import { guardedDispatcher } from ${JSON.stringify(new URL('../../src/process/guarded-dispatcher.ts', import.meta.url).href)}
    const endpoint = ${JSON.stringify(foundry.endpoint)}
    const dispatcher = guardedDispatcher({ allowedOrigins: [endpoint], allowLoopbackHttp: true,
      responseBytesMax: 1e6, connectWithinMs: 1000, connections: 2 })
    const clock = { nowMs: () => 0, elapsedMs: () => 0, asOf: () => '2026-11-20' }
    const config = { kind: 'azure-foundry', endpoint, api: 'chat', deployments: { default: 'medical' },
      auth: { kind: 'key', key: 'the-key' }, structuredOutput: 'strict', modelWithinMs: 2000 }
    const ask = { chart: { review: '', moment: null }, gate: { hits: () => 0 }, part: 'review',
      instructions: { text: '' }, deployment: 'default' }
    let ending
    const events = createModel({ config, dispatcher, clock }).propose(ask, AbortSignal.timeout(2000))
    for await (const event of events) ending = event.end?.ending ?? ending
    console.log(ending)
    process.exit(0)`
  const given = ['--input-type=module', '--eval', script]
  const env = { PATH: process.env['PATH'], ...hostile() }
  const { stdout } = await promisify(execFile)(process.execPath, given, {
    env,
    cwd: new URL('../..', import.meta.url)
  })
  expect(stdout.trim()).toBe('complete')
  expect(foundry.requests).toHaveLength(before + 1)
  expect(other.requests).toEqual([])
  expect(other.sockets.size).toBe(0)
})

test('a failing call writes nothing to the console', async () => {
  vi.stubEnv('OPENAI_LOG', 'debug')
  const said = (['debug', 'log', 'info', 'warn', 'error'] as const).map((level) =>
    vi.spyOn(console, level)
  )
  other.answer({ raw: 'data: {"broken\n\n' })
  await played(aModel(other.endpoint).propose(anAsk(), AbortSignal.timeout(5_000)))
  for (const spy of said) expect(spy).not.toHaveBeenCalled()
})

test('a model with a key never loads the Entra library; one without does, when it is asked', async () => {
  const script = (auth: string): string => `
    import { registerHooks } from 'node:module'
    const loaded = []
    registerHooks({ resolve: (name, context, next) => (loaded.push(name), next(name, context)) })
    const { createModel } = await import(${JSON.stringify(address)})
    const { Agent } = await import('undici')
    const clock = { nowMs: () => 0, elapsedMs: () => 0, asOf: () => '2026-11-20' }
    const config = { kind: 'azure-foundry', endpoint: 'http://127.0.0.1:9', api: 'chat',
      deployments: { default: 'm' }, auth: ${auth}, structuredOutput: 'strict', modelWithinMs: 500 }
    const model = createModel({ config, dispatcher: new Agent(), clock })
    const before = loaded.includes('@azure/identity')
    const ask = { chart: { review: '', moment: null }, gate: { hits: () => 0 }, part: 'review',
      instructions: { text: '' }, deployment: 'default' }
    for await (const event of model.propose(ask, AbortSignal.timeout(2000))) void event
    console.log(JSON.stringify([before, loaded.includes('@azure/identity')]))
    process.exit(0)`
  const run = async (auth: string): Promise<unknown> => {
    const given = ['--input-type=module', '--eval', script(auth)]
    const { stdout } = await promisify(execFile)(process.execPath, given, {
      // Only the credential that looks at variables: nothing is asked of any network.
      env: { PATH: process.env['PATH'], AZURE_TOKEN_CREDENTIALS: 'EnvironmentCredential' },
      cwd: new URL('../..', import.meta.url)
    })
    return JSON.parse(stdout)
  }
  expect(await run("{ kind: 'key', key: 'k' }")).toEqual([false, false])
  expect(await run("{ kind: 'entra' }")).toEqual([false, true])
})

test('no model configured: kind says so, and to ask it is a bug', () => {
  const none = createModel({
    config: { kind: 'none' },
    dispatcher: aDispatcher(),
    clock: systemClock()
  })
  expect(none.kind).toBe('none')
  expect(() => none.propose(anAsk(), AbortSignal.timeout(1))).toThrow(/no model is configured/)
})
