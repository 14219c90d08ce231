import Fastify from 'fastify'
import { afterEach, describe, expect, expectTypeOf, test } from 'vitest'
import { CurbsideError } from '../../src/ground/errors.ts'
import { createLog, type Log } from '../../src/telemetry/log.ts'
import { errorName } from '../../src/ground/errors.ts'
import { logEvents } from '../../src/telemetry/log-events.ts'

function logToMemory() {
  const lines: string[] = []
  const log = createLog({ write: (line) => void lines.push(line) })
  return { log, lines, parsed: () => lines.map((line) => JSON.parse(line) as object) }
}

const canary = 'Jane-Canary'

/** What fhir-kit-client 2 throws for an error status: an Error with the exchange as its members. */
function fhirError(): Error {
  return Object.assign(new Error(`HTTP 404: GET https://ehr.example.org/Patient/${canary}`), {
    response: { status: 404, data: { issue: [{ diagnostics: canary }] } },
    config: { url: `https://ehr.example.org/Patient/${canary}`, headers: { authorization: canary } }
  })
}

/** What openai 7 throws: the provider's body is in message, error, code, param and type. */
class APIError extends Error {
  readonly error = { message: canary, code: canary }
  readonly code = 'CANARY_IN_CAPITALS'
  readonly param = canary
  readonly headers = new Headers({ 'x-request-id': canary })
  constructor() {
    super(`400 ${canary}`, { cause: new Error(canary) })
  }
}

function renamed(): Error {
  const error = new Error(canary)
  error.name = canary
  return error
}

const throwing = new Proxy(new Error(canary), {
  get() {
    throw new Error(canary)
  }
})

const failures: readonly (readonly [string, unknown, string])[] = [
  ['a library’s error', new TypeError(canary), 'TypeError'],
  ['an error of fhir-kit-client', fhirError(), 'Error'],
  ['an error of openai', new APIError(), 'APIError'],
  ['a chain of causes', new Error('a', { cause: new Error('b', { cause: canary }) }), 'Error'],
  ['an aggregate', new AggregateError([new Error(canary)], canary), 'AggregateError'],
  ['an error renamed', renamed(), 'Error'],
  ['an error whose members throw', throwing, 'Error'],
  ['a system error', Object.assign(new Error(canary), { code: 'ECONNREFUSED' }), 'ECONNREFUSED'],
  ['a code that is not one', Object.assign(new Error(canary), { code: canary }), 'Error'],
  [
    'ours',
    new CurbsideError('CURBSIDE_FHIR_FAILED', { cause: fhirError() }),
    'CURBSIDE_FHIR_FAILED'
  ],
  ['a string', canary, 'not-an-error'],
  ['an object', { message: canary, stack: canary }, 'not-an-error'],
  ['nothing', undefined, 'not-an-error']
]

describe('the log', () => {
  test('pins the names of its events', () => {
    expect(Object.keys(logEvents).toSorted()).toEqual([
      'audit-failed',
      'call-answered',
      'call-failed',
      'call-refused',
      'feedback-accepted',
      'feedback-unknown-card',
      'fhir-failed',
      'finding-contradicted',
      'gate-closed',
      'knowledge-loaded',
      'model-breaker',
      'model-ended',
      'model-misconfigured',
      'model-token-failed',
      'record-gap',
      'rule-failed',
      'rxnorm-loaded',
      'server-failed',
      'server-warned',
      'started',
      'stopped',
      'stopping',
      'store-failed',
      'terminology-loaded'
    ])
  })

  test('writes an event as one line of JSON with its fields', () => {
    const { log, parsed } = logToMemory()
    log.event('call-answered', {
      hookInstance: 'd1577c69-dfbe-44ad-ba6d-3e05e953b2ea',
      ehr: 'general-hospital',
      service: 'patient-view',
      outcome: 'cards',
      cards: 2,
      heldBack: 0,
      gaps: 1,
      fhirRequests: 7,
      elapsedMs: 812.4
    })
    expect(parsed()).toEqual([
      {
        level: 'info',
        time: expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/),
        event: 'call-answered',
        hookInstance: 'd1577c69-dfbe-44ad-ba6d-3e05e953b2ea',
        ehr: 'general-hospital',
        service: 'patient-view',
        outcome: 'cards',
        cards: 2,
        heldBack: 0,
        gaps: 1,
        fhirRequests: 7,
        elapsedMs: 812
      }
    ])
  })

  test('leaves out fields that the event does not list', () => {
    const { log, lines } = logToMemory()
    const fields = { ehr: 'e', service: 'patient-view', entries: 1, userComment: canary }
    log.event('feedback-accepted', fields)
    expect(lines.join()).not.toContain(canary)
  })

  test.for([
    'Jane Canary',
    'Patient/canary',
    'a\nb',
    'https://canary',
    'x'.repeat(200),
    '',
    7,
    null
  ])('withholds a word that is none: %j', (value) => {
    const { log, parsed } = logToMemory()
    log.event('store-failed', { operation: value as string, error: new Error('x') })
    expect(parsed()).toMatchObject([{ operation: '(withheld)' }])
  })

  test('withholds a count, a time and an id that are none', () => {
    const { log, parsed } = logToMemory()
    log.event('gate-closed', { hookInstance: 'Jane Canary', ehr: 'e', hits: canary as never })
    expect(parsed()).toMatchObject([{ hookInstance: '(withheld)', hits: '(withheld)' }])
  })

  test.for(failures)('writes of %s only a word', ([, thrown, word]) => {
    const { log, lines, parsed } = logToMemory()
    log.event('store-failed', { operation: 'ping', error: thrown })
    expect(errorName(thrown)).toBe(word)
    expect(parsed()).toMatchObject([{ level: 'error', operation: 'ping', error: word }])
    expect(lines.join()).not.toMatch(/canary/i)
  })

  test('takes only the fields of the event, by type', () => {
    expectTypeOf<Log['event']>().toBeCallableWith('store-failed', { operation: 'x', error: 1 })
    // Only compiled: the types are the test.
    const refused = (log: Log) => {
      // @ts-expect-error a field is missing
      log.event('store-failed', { operation: 'x' })
      // @ts-expect-error no such event
      log.event('patient-seen', {})
      // @ts-expect-error a field that the event does not have
      log.event('gate-closed', { hookInstance: 'i', ehr: 'e', hits: 1, patientId: 'p' })
    }
    expect(refused).toBeTypeOf('function')
  })
})

describe('Fastify’s own log lines', () => {
  const apps: { close(): Promise<unknown> }[] = []
  afterEach(async () => {
    for (const app of apps.splice(0)) await app.close()
  })

  async function appWith(log: Log, thrown: unknown) {
    const app = Fastify({ loggerInstance: log.server })
    apps.push(app)
    app.get('/fail/:id', async () => {
      throw thrown
    })
    app.get('/late/:id', (_request, reply) => {
      reply.raw.write('started')
      reply.raw.destroy(thrown instanceof Error ? thrown : undefined)
    })
    app.get('/log/:id', async (request) => {
      request.log.info({ patient: canary }, canary)
      request.log.warn(canary)
      request.log.error(thrown)
      request.log.child({ canary }).fatal({ err: thrown, canary }, '%s', canary)
      app.log.error({ error: thrown }, canary)
      return {}
    })
    return app.listen({ port: 0, host: '127.0.0.1' })
  }

  // Without what Fastify itself cannot take: nothing thrown, and members that throw.
  test.for(failures.filter(([, thrown]) => thrown !== undefined && thrown !== throwing))(
    'say nothing of %s but a word and the status',
    async ([, thrown, word]) => {
      const { log, lines, parsed } = logToMemory()
      const address = await appWith(log, thrown)
      const headers = { authorization: `Bearer ${canary}` }
      await fetch(`${address}/fail/${canary}?name=${canary}`, { headers })
      await fetch(`${address}/log/${canary}`, { headers })
      await fetch(`${address}/nowhere/${canary}`, { headers })
      await fetch(`${address}/late/${canary}`, { headers }).catch(() => undefined)
      expect(lines.join('')).not.toMatch(/canary/i)
      expect(parsed()).toContainEqual(
        expect.objectContaining({ event: 'server-failed', error: word })
      )
    }
  )

  test('keep the status of a failed request', async () => {
    const { log, parsed } = logToMemory()
    const address = await appWith(log, new TypeError(canary))
    await fetch(`${address}/fail/1`)
    expect(parsed()).toMatchObject([
      { level: 'error', event: 'server-failed', error: 'TypeError', status: 500 }
    ])
  })
})
