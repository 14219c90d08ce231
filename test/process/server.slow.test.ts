import { createServer, connect } from 'node:net'
import type { AddressInfo } from 'node:net'
import { once } from 'node:events'
import { cpSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { PGlite } from '@electric-sql/pglite'
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest'
import { verifyChain } from '../../src/audit/verify-chain.ts'
import { systemClock } from '../../src/ground/clock.ts'
import { demoPatients } from '../../src/demo/patients/demo-patients.ts'
import { startStandIn } from '../../src/testbed/stand-in-model/stand-in-model.ts'
import type { StandIn } from '../../src/testbed/stand-in-model/stand-in-model.ts'
import { openStore } from '../../src/store/open-store.ts'
import { clientKeys } from '../support/client-keys.ts'
import { aRequest, fhirAccessOf } from '../support/curbside.ts'
import { fakeEhr, loadBundle } from '../support/fake-ehr.ts'
import type { FakeEhr } from '../support/fake-ehr.ts'
import { aDraft, aLabResult, aPatient } from '../support/records.ts'
import {
  aConfig,
  publicUrl,
  runToEnd,
  scratchFolder,
  startServer
} from '../support/server-process.ts'
import type { ServerProcess } from '../support/server-process.ts'

/*
 * The real process, as `npm start` and the container run it: how it starts, refuses to start, ends,
 * and what it knows when it starts again.
 */

// A start makes a database; on a busy machine that takes its time.
vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 })

const keys = await clientKeys()
const scratch = scratchFolder()
const servers: ServerProcess[] = []
const others: (() => Promise<unknown>)[] = []

afterEach(async () => {
  await Promise.all(servers.splice(0).map((server) => server.stop('SIGKILL')))
  for (const close of others.splice(0).toReversed()) await close()
})
afterAll(() => scratch.dispose())

async function serve(
  change: Parameters<typeof aConfig>[1] = {},
  nodeArgs: readonly string[] = []
): Promise<ServerProcess> {
  const server = await startServer(scratch.configFile(aConfig(keys, change)), keys, nodeArgs)
  servers.push(server)
  return server
}

const embedded = (path: string) => ({ database: { kind: 'embedded', path } })

const unit = 'mL/min/{1.73_m2}'
const metformin = aDraft('draft-1', '861007', 'metformin hydrochloride 500 MG Oral Tablet')
/** An order that rule R-01 answers with one critical card, all of it in the prefetch. */
const orderOfMetformin = () =>
  aRequest({
    hook: 'order-select',
    context: {
      userId: 'Practitioner/d1',
      patientId: 'p1',
      selections: ['MedicationRequest/draft-1'],
      draftOrders: { resourceType: 'Bundle', entry: [{ resource: metformin }] }
    },
    prefetch: {
      patient: aPatient(),
      laboratory: {
        resourceType: 'Bundle',
        type: 'searchset',
        entry: [{ resource: aLabResult('egfr', '98979-8', 24, unit, '2026-11-01') }]
      }
    }
  })

/** A demo patient about whom the stand-in model, and no rule, has something to say. */
async function worldOfTheModel(): Promise<{
  readonly ehr: FakeEhr
  readonly model: StandIn
  readonly config: Parameters<typeof aConfig>[1]
  readonly request: () => Record<string, unknown>
}> {
  const patient = demoPatients('2026-11-20').find(({ id }) => id === 'eileen-macfarlane')
  if (patient === undefined) throw new Error('the demo has no such patient')
  const bundle = patient.bundle as unknown as Parameters<typeof loadBundle>[0]
  const ehr = await fakeEhr({ resources: loadBundle(bundle) })
  const model = await startStandIn({ port: 0 })
  others.push(
    () => ehr.close(),
    () => model.close()
  )
  return {
    ehr,
    model,
    config: {
      model: {
        kind: 'azure-foundry',
        endpoint: model.url,
        deployments: { default: 'demo-frontier', fast: 'demo-frontier-fast' },
        auth: { kind: 'key', key: 'stand-in-key' },
        modelWithinMs: 20_000
      }
    },
    request: () =>
      aRequest({
        ...fhirAccessOf(ehr),
        prefetch: undefined,
        context: { userId: 'Practitioner/d1', patientId: patient.id }
      })
  }
}

const registered = (ehr: FakeEhr, answerWithinMs = 4000) => ({
  ehr: { fhirServers: [ehr.baseUrl], answerWithinMs }
})

/** What a stopped Curbside has left in its folder. */
async function leftIn(path: string) {
  const store = await openStore({ database: { kind: 'embedded', path }, clock: systemClock() })
  try {
    const rows = await store.invocations({ limit: 100 })
    const head = await store.chainHead()
    return {
      verdict: verifyChain(rows, { head, whole: true }),
      outcomes: rows.map(
        ({ body }) => (JSON.parse(body) as { header: { outcome: string } }).header.outcome
      )
    }
  } finally {
    await store.close()
  }
}

describe('a wrong configuration', () => {
  const good = aConfig(keys)
  const [ehr] = good['ehrs'] as object[]

  test.for<[name: string, content: unknown, faults: RegExp[]]>([
    ['that is not JSON', '{"publicUrl": ', [/config-\d+\.json: is not JSON$/]],
    [
      'with several faults',
      {
        ...good,
        modle: { kind: 'none' },
        listen: { host: '127.0.0.1', port: 70_000 },
        database: { kind: 'postgres', url: 'env:NO_SUCH_VARIABLE' },
        ehrs: [{ ...ehr, answerWithinMs: 1 }, ehr]
      },
      [
        /\(root\): Unrecognized key: "modle"/,
        /listen\.port: /,
        /database\.url: the environment variable NO_SUCH_VARIABLE is not set/,
        /ehrs\.0\.answerWithinMs: /
      ]
    ],
    [
      'whose addresses and names clash',
      { ...good, publicUrl: 'http://cds.example.org', ehrs: [ehr, ehr] },
      [/publicUrl: must be https/, /ehrs\.1\.id: stands twice/, /ehrs\.1\.issuer: stands twice/]
    ]
  ])('%s ends the start with one line per fault', async ([, content, faults]) => {
    const ended = await runToEnd(['src/server.ts'], {
      CURBSIDE_CONFIG: scratch.configFile(content)
    })
    const [first, ...lines] = ended.stderr.trimEnd().split('\n')
    expect([ended.code, ended.stdout]).toEqual([1, ''])
    expect(first).toMatch(/^CURBSIDE_CONFIG_INVALID: The configuration is wrong/)
    for (const fault of faults) expect(lines.filter((line) => fault.test(line))).toHaveLength(1)
    expect(ended.stderr).not.toMatch(/^\s+at |node:|Error:/m)
  })

  test.for([
    ['that is named nowhere', {}],
    ['that is not there', { CURBSIDE_CONFIG: 'no-such-file.json' }]
  ] as const)('%s ends the start with what to do', async ([, environment]) => {
    const ended = await runToEnd(['src/server.ts'], environment)
    expect([ended.code, ended.stdout]).toEqual([1, ''])
    const said = /CURBSIDE_CONFIG: must name a JSON file|no-such-file\.json: cannot be read/
    expect(ended.stderr.trimEnd().split('\n')).toEqual([
      expect.stringMatching(/^CURBSIDE_CONFIG_INVALID: /),
      expect.stringMatching(said)
    ])
  })

  test('never shows the value of a key that stands in it', async () => {
    const config = aConfig(keys, {
      model: {
        kind: 'azure-foundry',
        endpoint: 'https://model.test',
        deployments: { default: 'd' },
        auth: { kind: 'key', key: 'env:MODEL_KEY', kee: 'k-1234567890' },
        apiKey: 'k-0987654321'
      }
    })
    const ended = await runToEnd(['src/server.ts'], {
      CURBSIDE_CONFIG: scratch.configFile(config),
      MODEL_KEY: 'k-5555555555'
    })
    expect(ended.code).toBe(1)
    expect(ended.stderr).toMatch(/model\.auth: .*kee/)
    expect(ended.stderr + ended.stdout).not.toMatch(/k-\d/)
  })
})

describe('a start that the machine refuses', () => {
  test('because the port is taken says so in one line, and leaves the folder free', async () => {
    const taken = createServer().listen(0, '127.0.0.1')
    await once(taken, 'listening')
    others.push(async () => taken.close())
    const { port } = taken.address() as AddressInfo
    const path = scratch.databaseFolder()
    const file = scratch.configFile(
      aConfig(keys, { ...embedded(path), listen: { host: '127.0.0.1', port } })
    )
    const ended = await runToEnd(['src/server.ts'], { CURBSIDE_CONFIG: file })
    expect(ended.code).toBe(1)
    expect(ended.stderr).toMatch(/^Curbside could not start: EADDRINUSE.*\n$/)
    expect(ended.stderr).toContain(String(port))
    const server = await serve(embedded(path))
    expect((await server.call('order-select', orderOfMetformin())).status).toBe(200)
  })

  test('because the database folder cannot be made says so without a stack', async () => {
    const file = join(scratch.folder, 'a-file')
    writeFileSync(file, '')
    const config = scratch.configFile(aConfig(keys, embedded(join(file, 'data'))))
    const ended = await runToEnd(['src/server.ts'], { CURBSIDE_CONFIG: config })
    expect([ended.code, ended.stdout]).toEqual([1, ''])
    expect(ended.stderr).toMatch(/^CURBSIDE_STORE_UNAVAILABLE: .*\n$/)
  })

  test('because another Curbside has the folder says so, and the other goes on', async () => {
    const path = scratch.databaseFolder()
    const first = await serve(embedded(path))
    const file = scratch.configFile(aConfig(keys, embedded(path)))
    const second = await runToEnd(['src/server.ts'], { CURBSIDE_CONFIG: file })
    expect([second.code, second.stdout]).toEqual([1, ''])
    expect(second.stderr).toMatch(/^CURBSIDE_STORE_LOCKED: Another process holds this.*\n$/)
    const answer = await first.call('order-select', orderOfMetformin())
    expect(answer.body.cards?.[0]?.indicator).toBe('critical')
  })
})

describe('a signal to end', () => {
  test('lets the call under way finish and writes its record', async () => {
    const { ehr, model, config, request } = await worldOfTheModel()
    model.setFaults({ firstTokenMs: 1000 })
    const path = scratch.databaseFolder()
    const server = await serve({ ...config, ...registered(ehr), ...embedded(path) })
    const underWay = server.call('patient-view', request())
    await expect.poll(() => model.recorded().length, { timeout: 60_000 }).toBe(1)
    const ended = await server.stop('SIGTERM')
    const answer = await underWay
    expect(answer.status).toBe(200)
    expect(answer.body.cards?.[0]?.summary).toMatch(/Calcium 11\.2/)
    expect([ended.code, ended.signal, ended.stderr]).toEqual([0, null, ''])
    expect(await leftIn(path)).toEqual({
      verdict: { outcome: 'intact', records: 1 },
      outcomes: ['cards']
    })
  })

  test('that comes twice, as npm passes it on, ends it no less well', async () => {
    const { ehr, model, config, request } = await worldOfTheModel()
    model.setFaults({ firstTokenMs: 2500 })
    const path = scratch.databaseFolder()
    const server = await serve({ ...config, ...registered(ehr), ...embedded(path) })
    const underWay = server.call('patient-view', request())
    await expect.poll(() => model.recorded().length, { timeout: 60_000 }).toBe(1)
    process.kill(server.pid, 'SIGINT')
    const alive = () =>
      fetch(`${server.baseUrl}/livez`).then(
        ({ ok }) => ok,
        () => false
      )
    await expect.poll(alive, { timeout: 60_000 }).toBe(false)
    const ended = await server.stop('SIGINT')
    expect((await underWay).status).toBe(200)
    expect([ended.code, ended.signal, ended.stderr]).toEqual([0, null, ''])
    expect((await leftIn(path)).outcomes).toEqual(['cards'])
  })

  test('is not kept waiting by a connection that nobody uses', async () => {
    const server = await serve()
    const unused = connect(Number(new URL(server.baseUrl).port), '127.0.0.1')
    unused.on('error', () => undefined)
    others.push(async () => unused.destroy())
    await once(unused, 'connect')
    await server.call('order-select', orderOfMetformin())
    const ended = await server.stop()
    expect([ended.code, ended.stderr]).toEqual([0, ''])
  })

  test('while the model still thinks keeps what it finds for the next start', async () => {
    const { ehr, model, config, request } = await worldOfTheModel()
    model.setFaults({ firstTokenMs: 2000 })
    const path = scratch.databaseFolder()
    const world = { ...config, ...registered(ehr, 1000), ...embedded(path) }
    const before = await serve(world)
    const early = await before.call('patient-view', request())
    expect(early.body).toMatchObject({
      cards: [],
      extension: { 'org.curbside.review': { state: 'thinking' } }
    })
    const ended = await before.stop()
    expect([ended.code, ended.stderr]).toEqual([0, ''])
    expect((await leftIn(path)).outcomes).toEqual(['thinking', 'model-ended'])
    const after = await serve(world)
    const later = await after.call('patient-view', request())
    expect(later.body.cards?.[0]?.summary).toMatch(/Calcium 11\.2/)
    expect(model.recorded()).toHaveLength(1)
  })
})

test('a start on the same folder knows the cards, the advice and the tokens of before', async () => {
  const { ehr, model, config, request } = await worldOfTheModel()
  const path = scratch.databaseFolder()
  const world = { ...config, ...registered(ehr), ...embedded(path) }
  const before = await serve(world)
  const token = await keys.token(`${publicUrl}/cds-services/patient-view`)
  const first = await before.call('patient-view', request(), token)
  const [card] = first.body.cards ?? []
  expect(card?.summary).toMatch(/Calcium 11\.2/)
  expect((await before.stop()).code).toBe(0)

  const after = await serve(world)
  expect((await after.call('patient-view', request(), token)).status).toBe(401)
  const again = await after.call('patient-view', request())
  expect(again.body.cards?.[0]?.summary).toBe(card?.summary)
  expect(model.recorded()).toHaveLength(1)
  const outcomeTimestamp = '2026-11-20T10:05:00Z'
  const sent = await after.feedback('patient-view', {
    feedback: [
      {
        card: card?.uuid,
        outcome: 'overridden',
        overrideReason: { reason: card?.overrideReasons?.[0] },
        outcomeTimestamp
      }
    ]
  })
  expect([sent.status, sent.text]).toEqual([200, '{}'])
  const log = () => after.logLines.join('\n')
  await expect.poll(log).toMatch(/"feedback-accepted".*"entries":1/)
  expect(log()).not.toContain('feedback-unknown-card')
  expect((await after.call('patient-view', request())).body.cards).toEqual([])
})

test('a process that was killed has lost no acknowledged feedback and leaves a whole audit', async () => {
  const path = scratch.databaseFolder()
  const before = await serve(embedded(path))
  const { body } = await before.call('order-select', orderOfMetformin())
  const feedback = [
    { card: body.cards?.[0]?.uuid, outcome: 'overridden', outcomeTimestamp: '2026-11-20T10:05:00Z' }
  ]
  expect((await before.feedback('order-select', { feedback })).status).toBe(200)
  await before.stop('SIGKILL')
  const after = await serve(embedded(path))
  const left = (await after.call('order-select', orderOfMetformin())).body.cards ?? []
  expect(left.map(({ summary }) => summary)).toEqual(
    (body.cards ?? []).map(({ summary }) => summary)
  )
  expect((await after.stop()).code).toBe(0)
  expect((await leftIn(path)).verdict.outcome).toBe('intact')
})

test('one whole call works without Object.prototype.__proto__, as the container runs it', async () => {
  const dockerfile = readFileSync(join(import.meta.dirname, '../../docker/Dockerfile'), 'utf8')
  const flags = dockerfile.match(/^CMD \["node", (.*)"src\/server\.ts"\]$/m)?.[1] ?? 'none'
  const nodeArgs = JSON.parse(`[${flags.replace(/,\s*$/, '')}]`) as string[]
  expect(nodeArgs).toEqual(['--disable-proto=delete'])
  const { ehr, config, request } = await worldOfTheModel()
  const path = scratch.databaseFolder()
  const server = await serve({ ...config, ...registered(ehr), ...embedded(path) }, nodeArgs)
  const reviewed = await server.call('patient-view', request())
  expect(reviewed.body.cards?.[0]?.source.label).toBe('Curbside, AI-assisted')
  const ordered = await server.call('order-select', orderOfMetformin())
  expect(ordered.body.cards?.[0]?.indicator).toBe('critical')
  for (const address of ['/cds-services', '/transparency', '/metrics', '/readyz']) {
    expect((await fetch(`${server.baseUrl}${address}`)).status, address).toBe(200)
  }
  expect((await server.stop()).code).toBe(0)
})

describe('npm run audit-verify', () => {
  const verify = (path: string) =>
    runToEnd(['src/audit/main.ts'], {
      CURBSIDE_CONFIG: scratch.configFile(aConfig(keys, embedded(path)))
    })

  const whole = scratch.databaseFolder()
  beforeAll(async () => {
    const file = scratch.configFile(aConfig(keys, embedded(whole)))
    const server = await startServer(file, keys)
    for (let call = 0; call < 3; call += 1) await server.call('order-select', orderOfMetformin())
    await server.stop()
  })

  /** A copy of the whole folder in which one statement was run behind Curbside's back. */
  async function tampered(statement: string): Promise<string> {
    const path = scratch.databaseFolder()
    cpSync(whole, path, { recursive: true })
    const database = await PGlite.create({ dataDir: join(path, 'postgres') })
    const { affectedRows } = await database.query(statement)
    await database.close()
    if (affectedRows !== 1) throw new Error('nothing was changed')
    return path
  }

  test('is this file, and says that a whole chain is whole', async () => {
    const { default: packageJson } = await import('../../package.json', { with: { type: 'json' } })
    expect(packageJson.scripts['audit-verify']).toBe('node src/audit/main.ts')
    const ended = await verify(whole)
    expect([ended.code, ended.stdout, ended.stderr]).toEqual([
      0,
      'The audit is whole: 3 records.\n',
      ''
    ])
  })

  test.for([
    [
      'altered',
      `update invocation set body = replace(body, 'cards', 'Cards') where sequence = 2`,
      2
    ],
    ['missing', 'delete from invocation where sequence = 2', 2],
    ['cut', 'delete from invocation where sequence = 3', 3]
  ] as const)('names the record of a chain that is %s', async ([reason, statement, sequence]) => {
    const ended = await verify(await tampered(statement))
    expect([ended.code, ended.stdout]).toEqual([
      1,
      `The audit is broken at record ${sequence}: ${reason}.\n`
    ])
  })

  test('of a database in use says that it is in use, which is neither whole nor broken', async () => {
    const path = scratch.databaseFolder()
    await serve(embedded(path))
    const ended = await verify(path)
    expect([ended.code, ended.stdout]).toEqual([2, ''])
    expect(ended.stderr).toMatch(/^CURBSIDE_STORE_LOCKED: /)
  })
})
