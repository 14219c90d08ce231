import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { describe, expect, onTestFinished, test } from 'vitest'
import { systemClock } from '../../src/ground/clock.ts'
import { watchedModel } from '../../src/model/create-model.ts'
import { WarmToken } from '../../src/model/warm-token.ts'
import { aDispatcher, aModelConfig } from './an-ask.ts'

function warm(bearerToken: () => Promise<string>, everyMs = 20, withinMs = 50) {
  const failures: string[] = []
  const token = new WarmToken({
    bearerToken,
    everyMs,
    withinMs,
    onFailure: (state, thrown) => failures.push(`${state} ${(thrown as Error).name}`)
  })
  onTestFinished(() => token.stop())
  token.start()
  return { token, failures }
}

const failing = (name: string) => () => Promise.reject(Object.assign(new Error('no'), { name }))

describe('the token ahead of the calls', () => {
  test('is fetched at start and again and again', async () => {
    let fetched = 0
    const { token } = warm(() => Promise.resolve(`token ${(fetched += 1)}`))
    await expect.poll(() => fetched).toBeGreaterThan(2)
    expect(token.state).toBe('ready')
  })

  test('a provider that hangs is unavailable after the token’s own deadline, and asked again', async () => {
    let asked = 0
    const { token, failures } = warm(() => {
      asked += 1
      return new Promise(() => undefined)
    })
    await expect.poll(() => asked).toBeGreaterThan(1)
    expect([token.state, failures[0]]).toEqual(['unavailable', 'unavailable TokenLateError'])
  })

  test('a wrong identity is misconfigured, and repaired when it is', async () => {
    let repaired = false
    const { token, failures } = warm(() =>
      repaired ? Promise.resolve('t') : failing('CredentialUnavailableError')()
    )
    await expect.poll(() => token.state).toBe('misconfigured')
    expect(failures[0]).toBe('misconfigured CredentialUnavailableError')
    repaired = true
    await expect.poll(() => token.state).toBe('ready')
  })

  test('is not asked for any more once it is stopped', async () => {
    let fetched = 0
    const { token } = warm(() => Promise.resolve(`token ${(fetched += 1)}`), 5)
    await expect.poll(() => fetched).toBeGreaterThan(0)
    token.stop()
    const before = fetched
    await new Promise((resolve) => setTimeout(resolve, 40))
    expect(fetched).toBe(before)
  })

  test('is of Entra only, and only from start on; its failure shows in health', async () => {
    let fetched = 0
    const failures: string[] = []
    const build = (auth: Parameters<typeof aModelConfig>[1]) =>
      watchedModel(
        {
          config: aModelConfig('http://127.0.0.1:9', auth),
          dispatcher: aDispatcher(),
          clock: systemClock(),
          onTokenFailure: (state) => failures.push(state)
        },
        () => {
          fetched += 1
          return failing('CredentialUnavailableError')()
        }
      )
    build({}).start?.()
    const model = build({ auth: { kind: 'entra' } })
    onTestFinished(() => model.close?.())
    expect(fetched).toBe(0)
    model.start?.()
    await expect.poll(() => model.health?.().state).toBe('misconfigured')
    expect([fetched, failures]).toEqual([1, ['misconfigured']])
  })

  test('keeps no process alive', async () => {
    const address = new URL('../../src/model/warm-token.ts', import.meta.url).href
    const script = `
      const { WarmToken } = await import(${JSON.stringify(address)})
      new WarmToken({ bearerToken: async () => 't', everyMs: 60_000, withinMs: 5_000,
        onFailure: () => undefined }).start()
      console.log('started')`
    const given = ['--input-type=module', '--eval', script]
    const { stdout } = await promisify(execFile)(process.execPath, given, { timeout: 60_000 })
    expect(stdout).toBe('started\n')
  })
})
