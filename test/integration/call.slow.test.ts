import { readFile, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { exportJWK, generateKeyPair } from 'jose'
import { describe, expect, test } from 'vitest'
import { buildApp } from '../../src/app.ts'
import { randomIds, systemClock } from '../../src/ground/clock.ts'
import { parseConfig } from '../../src/process/config.ts'
import { usablePort } from '../../src/demo/launch/free-port.ts'
import { createLog } from '../../src/telemetry/log.ts'
import { aRequest } from '../support/curbside.ts'
import { aFolder, runScript } from './command.ts'

/** A Curbside that listens where its configuration says, for an EHR with these keys. */
async function runningCurbside(jwks: unknown) {
  const port = await usablePort(0)
  const config = {
    publicUrl: `http://127.0.0.1:${port}`,
    listen: { host: '127.0.0.1', port },
    database: { kind: 'embedded' },
    model: { kind: 'none' },
    ehrs: [{ id: 'mine', issuer: 'https://mine.test', jwks, services: ['patient-view'] }],
    development: { allowLoopbackHttp: true, asOf: '2026-11-20' }
  }
  const parsed = parseConfig(config, {})
  const log = createLog({ write: () => undefined })
  const app = await buildApp(parsed, { clock: systemClock('2026-11-20'), ids: randomIds, log })
  await app.listen(parsed.listen)
  return { config, [Symbol.asyncDispose]: () => app.close() }
}

/** A key made by the command, and a Curbside that knows it. */
async function keyAndCurbside(folder: string) {
  const key = join(folder, 'mine.jwk')
  const made = await runScript('call', ['--generate-key', '--key', key])
  expect(made.exitCode).toBe(0)
  return { key, jwks: JSON.parse(made.out) as { keys: Record<string, unknown>[] } }
}

async function requestFile(folder: string, request: unknown): Promise<string> {
  const path = join(folder, 'request.json')
  await writeFile(path, JSON.stringify(request))
  return path
}

describe('call', { timeout: 60_000 }, () => {
  test('makes a key for its owner only, prints the public part, and never overwrites', async () => {
    await using folder = await aFolder()
    const { key, jwks } = await keyAndCurbside(folder.path)
    expect((await stat(key)).mode & 0o777).toBe(0o600)
    const secret = (JSON.parse(await readFile(key, 'utf8')) as { d: string }).d
    expect(secret.length).toBeGreaterThan(40)
    expect(JSON.stringify(jwks)).not.toContain(secret)
    expect(jwks.keys).toEqual([
      expect.objectContaining({ kty: 'EC', crv: 'P-384', alg: 'ES384', use: 'sig' })
    ])
    expect(jwks.keys[0]).not.toHaveProperty('d')
    const again = await runScript('call', ['--generate-key', '--key', key])
    expect([again.out, again.exitCode]).toEqual(['', 2])
    expect(await readFile(key, 'utf8')).toContain(secret)
  })

  test('signs, sends and shows the cards', async () => {
    await using folder = await aFolder()
    const { key, jwks } = await keyAndCurbside(folder.path)
    await using curbside = await runningCurbside(jwks)
    const request = await requestFile(folder.path, aRequest())
    const args = ['--ehr', 'mine', '--service', 'patient-view', '--request', request, '--key', key]
    const shown = await runScript('call', args, curbside)
    expect(shown.exitCode).toBe(0)
    expect(shown.out).toMatch(/^200 in \d+ ms, 1 card\n/)
    expect(shown.out).toContain('[info] Part of the record was not read')
    expect(shown.out).toContain('Source: Curbside <')
    const raw = await runScript('call', [...args, '--json'], curbside)
    expect(JSON.parse(raw.out)).toHaveProperty('cards.0.summary')
  })

  test('signs with RS384 where the key is RSA', async () => {
    await using folder = await aFolder()
    const pair = await generateKeyPair('RS384', { extractable: true })
    const key = join(folder.path, 'rsa.jwk')
    await writeFile(key, JSON.stringify({ ...(await exportJWK(pair.privateKey)), kid: 'rsa' }))
    const publicKey = { ...(await exportJWK(pair.publicKey)), kid: 'rsa', alg: 'RS384' }
    await using curbside = await runningCurbside({ keys: [publicKey] })
    const request = await requestFile(folder.path, aRequest())
    const args = ['--ehr', 'mine', '--service', 'patient-view', '--request', request, '--key', key]
    expect((await runScript('call', args, curbside)).out).toMatch(/^200 /)
  })

  test('shows what a refusal says, and ends with 1', async () => {
    await using folder = await aFolder()
    const { key, jwks } = await keyAndCurbside(folder.path)
    await using curbside = await runningCurbside(jwks)
    const request = await requestFile(folder.path, aRequest({ prefetch: {} }))
    const args = ['--ehr', 'mine', '--service', 'patient-view', '--request', request, '--key', key]
    const refused = await runScript('call', args, curbside)
    expect(refused.out).toMatch(/^412 in \d+ ms\nCURBSIDE_RECORD_UNREADABLE: .* patient: no-access/)
    expect(refused.exitCode).toBe(1)
    const other = join(folder.path, 'other.jwk')
    await runScript('call', ['--generate-key', '--key', other])
    const unknown = await runScript('call', [...args.slice(0, -1), other], curbside)
    expect(unknown.out).toMatch(/^401 in/)
    expect(unknown.out).toContain('401 has no reason on purpose.')
    expect(unknown.exitCode).toBe(1)
  })

  test('ends with 2 where it cannot run', async () => {
    await using folder = await aFolder()
    const { key, jwks } = await keyAndCurbside(folder.path)
    const curbside = await runningCurbside(jwks)
    await curbside[Symbol.asyncDispose]()
    const request = await requestFile(folder.path, aRequest())
    const args = ['--ehr', 'mine', '--service', 'patient-view', '--request', request, '--key', key]
    const dead = await runScript('call', args, curbside)
    expect(dead.said).toContain('could not be called (ECONNREFUSED): is Curbside running?')
    expect(dead.exitCode).toBe(2)
    const none = await runScript('call', [...args.slice(0, -1), `${key}.not-there`], curbside)
    expect(none.said).toContain('make one with --generate-key')
    expect(none.exitCode).toBe(2)
  })
})
