import { setTimeout as sleep } from 'node:timers/promises'
import { tmpdir } from 'node:os'
import { describe, expect, it } from 'vitest'
import { startChild } from '../../../src/demo/launch/child.ts'
import { curbsideConfig } from '../../../src/demo/launch/curbside-config.ts'
import { demoOptions } from '../../../src/demo/launch/demo-options.ts'
import { usablePort } from '../../../src/demo/launch/free-port.ts'

describe('demoOptions', () => {
  it('has the documented ports, the stand-in model and the real day', () => {
    expect(demoOptions([])).toEqual({
      ports: { curbside: 8080, ehr: 8081, model: 8082 },
      model: 'stand-in',
      verbose: false
    })
  })

  it('takes a base, single ports, a folder, a day and a model', () => {
    expect(
      demoOptions(
        '--port-base 9000 --ehr-port 0 --patients records --as-of 2021-03-18 --model slow'.split(
          ' '
        )
      )
    ).toEqual({
      ports: { curbside: 9000, ehr: 0, model: 9002 },
      patientsFolder: 'records',
      asOf: '2021-03-18T12:00:00.000Z',
      model: 'slow',
      verbose: false
    })
    expect(demoOptions(['--port-base', '0'])).toMatchObject({
      ports: { curbside: 0, ehr: 0, model: 0 }
    })
  })

  it.for([
    ['--model', 'wise'],
    ['--as-of', 'yesterday'],
    ['--ehr-port', '70000'],
    ['--what'],
    ['x']
  ])('refuses %j with a sentence', (args) => {
    expect(() => demoOptions(args)).toThrow(/\w+ /)
  })
})

describe('curbsideConfig', () => {
  const addresses = {
    curbside: 'http://127.0.0.1:8080',
    ehr: 'http://127.0.0.1:8081',
    model: 'http://127.0.0.1:8082'
  }

  it('registers the EHR by its own addresses and asks the stand-in model', () => {
    expect(curbsideConfig({ addresses, withModel: true })).toMatchObject({
      publicUrl: 'http://127.0.0.1:8080',
      listen: { host: '127.0.0.1', port: 8080 },
      model: { kind: 'azure-foundry', endpoint: 'http://127.0.0.1:8082' },
      ehrs: [
        {
          issuer: 'http://127.0.0.1:8081',
          jwksUrl: 'http://127.0.0.1:8081/.well-known/jwks.json',
          fhirServers: ['http://127.0.0.1:8081/fhir']
        }
      ],
      development: { allowLoopbackHttp: true }
    })
  })

  it('fixes the clinical day only when one is given, and can go without a model', () => {
    const config = curbsideConfig({ addresses, withModel: false, asOf: '2021-03-18T12:00:00.000Z' })
    expect(config).toMatchObject({
      model: { kind: 'none' },
      development: { asOf: '2021-03-18T12:00:00.000Z' }
    })
    expect(JSON.stringify(curbsideConfig({ addresses, withModel: true }))).not.toContain('asOf')
  })
})

describe('a part of the demo', () => {
  const start = (script: string) =>
    startChild({ name: 'A part', args: ['-e', script], folder: tmpdir(), verbose: false })

  it('is ready when it answers, and stops when told to', async () => {
    const port = await usablePort(0)
    const part = start(
      `require('node:http').createServer((_, answer) => answer.end('ok')).listen(${port}, '127.0.0.1')`
    )
    expect(await part.readyAt(`http://127.0.0.1:${port}/`)).toBe(true)
    await part.stop()
    expect((await part.ended).how).toBe('signal SIGTERM')
  })

  it('that dies says how, with its last words, and is not waited for', async () => {
    const part = start(`console.error('the port is taken'); process.exit(3)`)
    expect(await Promise.race([part.readyAt('http://127.0.0.1:9/'), sleep(15_000)])).toBe(false)
    expect(await part.ended).toEqual({ how: 'exit code 3', lastWords: ['the port is taken'] })
  })
})

describe('usablePort', () => {
  it('finds a free one for 0 and refuses one that is taken', async () => {
    const { createServer } = await import('node:net')
    const server = createServer().listen(0, '127.0.0.1')
    await new Promise((listening) => server.once('listening', listening))
    const { port } = server.address() as { port: number }
    try {
      await expect(usablePort(port)).rejects.toThrow(/EADDRINUSE/)
      expect(await usablePort(0)).toBeGreaterThan(0)
    } finally {
      server.close()
    }
  })
})
