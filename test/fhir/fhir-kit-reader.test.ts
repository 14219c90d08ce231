import { describe, expect, test } from 'vitest'
import { fhirReader } from '../../src/fhir/fhir-kit-reader.ts'
import type { FhirLimits } from '../../src/fhir/fhir-limits.ts'
import type { FhirReader } from '../../src/fhir/fhir-reader.ts'
import { guardedDispatcher } from '../../src/process/guarded-dispatcher.ts'
import { canaryListener } from '../support/canary-listener.ts'
import { fakeEhr } from '../support/fake-ehr.ts'
import type { EhrFault, FakeEhr, ServedResource } from '../support/fake-ehr.ts'

/*
 * The reader against a FHIR server on loopback that misbehaves in every way we know of. Each fault
 * must end in an outcome of the contract, in time, with bounded memory and without the token
 * leaving the FHIR base.
 */

const patient: ServedResource = { resourceType: 'Patient', id: 'p1', gender: 'female' }

function conditions(count: number): ServedResource[] {
  return Array.from({ length: count }, (_, at) => ({
    resourceType: 'Condition',
    id: `c${at}`,
    subject: { reference: 'Patient/p1' }
  }))
}

function readerOf(
  ehr: FakeEhr,
  given: { limits?: Partial<FhirLimits>; alsoAllow?: string[]; accessToken?: string } = {}
): FhirReader {
  return fhirReader({
    baseUrl: ehr.baseUrl,
    accessToken: given.accessToken ?? ehr.token,
    dispatcher: guardedDispatcher({
      // Foreign origins are allowed here, so that only the reader's own guard is seen at work.
      allowedOrigins: [ehr.origin, ...(given.alsoAllow ?? [])],
      allowLoopbackHttp: true,
      responseBytesMax: 8 * 1024 * 1024,
      connectWithinMs: 1_000,
      connections: 8
    }),
    ...(given.limits === undefined ? {} : { limits: given.limits })
  })
}

const soon = () => AbortSignal.timeout(5_000)
const always = (fault: EhrFault) => () => fault
/** On every page but the first. */
const later = (fault: EhrFault) => (request: { query: string }) =>
  request.query.includes('_offset=') ? fault : undefined

describe('a server that dislikes a search', () => {
  const search = 'Condition?patient=p1&_sort=-date&_count=200'
  const refuses = (status: number, disliked: RegExp) => (request: { query: string }) =>
    disliked.test(request.query) ? ({ fault: 'status', status } as const) : undefined

  test.each([
    ['order, with 400', search, 400, /_sort/],
    ['page size, with 422', search, 422, /_count/],
    ['order, with 501', 'Condition?patient=p1&_sort=-date', 501, /_sort/]
  ])('is asked once more without it: %s', async (_case, query, status, disliked) => {
    await using ehr = await fakeEhr({
      resources: conditions(3),
      faults: refuses(status, disliked)
    })

    const outcome = await readerOf(ehr).fetch(query, soon())

    expect(outcome).toMatchObject({ outcome: 'complete', resources: { length: 3 } })
    expect(ehr.requests.map((request) => request.query)).toEqual([query, 'Condition?patient=p1'])
  })

  test.each([
    ['it refuses the plain search too', search, 400, /Condition/, 2],
    ['nothing can be left out', 'Condition?patient=p1', 400, /Condition/, 1],
    ['the token is dead', search, 401, /Condition/, 1],
    ['the patient is forbidden', search, 403, /Condition/, 1],
    ['the server is broken', search, 500, /Condition/, 1]
  ])('is not asked for ever: %s', async (_case, query, status, disliked, requests) => {
    await using ehr = await fakeEhr({
      resources: conditions(3),
      faults: refuses(status, disliked)
    })

    expect(await readerOf(ehr).fetch(query, soon())).toMatchObject({ outcome: 'unknown' })
    expect(ehr.requests).toHaveLength(requests)
  })
})

describe('what a healthy server gives', () => {
  test('reads one resource, with the token and without a trace of it in the answer', async () => {
    await using ehr = await fakeEhr({ resources: [patient] })
    const reader = readerOf(ehr)

    const outcome = await reader.fetch('Patient/p1', soon())

    expect(outcome).toEqual({ outcome: 'complete', resources: [patient] })
    expect(ehr.requests).toEqual([
      {
        method: 'GET',
        query: 'Patient/p1',
        authorization: `Bearer ${ehr.token}`,
        acceptEncoding: 'identity'
      }
    ])
    const [resource] = outcome.outcome === 'complete' ? outcome.resources : []
    expect(Object.getOwnPropertyNames(resource).toSorted()).toEqual([
      'gender',
      'id',
      'resourceType'
    ])
  })

  test('searches with the very query, follows pages and counts requests', async () => {
    await using ehr = await fakeEhr({ resources: conditions(250), pageSize: 100 })
    const reader = readerOf(ehr)

    const query = 'Condition?patient=p1&category=a,b&code=http://loinc.org|1-2&_count=200'
    const none = await reader.fetch(query, soon())
    const outcome = await reader.fetch('Condition?patient=p1&_count=200', soon())

    expect(none).toEqual({ outcome: 'complete', resources: [] })
    expect(ehr.requests[0]?.query).toBe(query)
    expect(outcome.outcome).toBe('complete')
    expect(outcome.outcome === 'complete' && outcome.resources.length).toBe(250)
    expect(reader.requests).toBe(4)
    expect(new Set(ehr.requests.map(({ authorization }) => authorization)).size).toBe(1)
  })

  test('repeated parameters stay repeated', async () => {
    await using ehr = await fakeEhr({ resources: [] })
    await readerOf(ehr).fetch('Encounter?patient=p1&date=ge2020-01-01&date=lt2021-01-01', soon())
    expect(ehr.requests[0]?.query).toBe('Encounter?patient=p1&date=ge2020-01-01&date=lt2021-01-01')
  })

  test.for([
    [{ resourceType: 'Bundle', type: 'searchset' }, 'complete'],
    [{ resourceType: 'Bundle', entry: [{ resource: warning() }] }, 'complete'],
    [warning(), 'complete'],
    [outcomeOf('error', 'forbidden'), 'forbidden'],
    [outcomeOf('fatal', 'exception'), 'failed'],
    [{ resourceType: 'Bundle', entry: [{ resource: outcomeOf('error', 'timeout') }] }, 'failed'],
    [{ resourceType: 'Bundle', entry: [{}, null, { resource: 5 }] }, 'unreadable'],
    [{ resourceType: 'Bundle', entry: 'none' }, 'unreadable'],
    [{ resourceType: 'Bundle', total: 3, entry: [{ resource: patient }] }, 'more-pages'],
    [patient, 'malformed']
  ] as const)('a search answered with %j is %s', async ([body, expected]) => {
    const text = JSON.stringify(body)
    await using ehr = await fakeEhr({
      resources: [],
      faults: always({ fault: 'body', body: text })
    })
    const outcome = await readerOf(ehr).fetch('Condition?patient=p1', soon())
    expect(outcome.outcome === 'complete' ? 'complete' : outcome.reason).toBe(expected)
  })
})

describe('what a sick server gives', () => {
  test.for<[string, EhrFault, string]>([
    ['401', { fault: 'status', status: 401 }, 'forbidden'],
    ['403', { fault: 'status', status: 403 }, 'forbidden'],
    ['404', { fault: 'status', status: 404 }, 'not-offered'],
    ['429', { fault: 'status', status: 429 }, 'failed'],
    ['500', { fault: 'status', status: 500 }, 'failed'],
    [
      '403 as HTML',
      { fault: 'body', status: 403, body: '<html>no</html>', type: 'text/html' },
      'forbidden'
    ],
    [
      '502 as HTML',
      { fault: 'body', status: 502, body: '<html>bad</html>', type: 'text/html' },
      'failed'
    ],
    [
      '200 with HTML',
      { fault: 'body', body: '<html>login</html>', type: 'text/html' },
      'malformed'
    ],
    [
      'JSON that breaks off',
      { fault: 'body', body: '{"resourceType":"Bundle","entry":[' },
      'malformed'
    ],
    ['null', { fault: 'body', body: 'null' }, 'malformed'],
    ['a number', { fault: 'body', body: '17' }, 'malformed'],
    ['an array', { fault: 'body', body: '[]' }, 'malformed'],
    ['an empty body', { fault: 'body', body: '' }, 'malformed'],
    [
      'a __proto__ key',
      { fault: 'body', body: '{"resourceType":"Bundle","__proto__":{"a":1}}' },
      'malformed'
    ],
    [
      'a constructor.prototype',
      { fault: 'body', body: '{"a":{"constructor":{"prototype":{"b":1}}}}' },
      'malformed'
    ],
    [
      'a __proto__ key cut in two',
      { fault: 'pieces', pieces: ['{"resourceType":"Bundle","__pr', 'oto__":{"a":1}}'] },
      'malformed'
    ],
    [
      'a __proto__ key in single bytes',
      {
        fault: 'pieces',
        pieces: ['{"resourceType":"Bundle","', ...'__proto__'.split(''), '":{"a":1}}']
      },
      'malformed'
    ],
    [
      'an escaped __proto__ key',
      { fault: 'body', body: '{"resourceType":"Bundle","\\u005f_pr\\u006Fto__":{"a":1}}' },
      'malformed'
    ],
    [
      '400,000 nested arrays',
      { fault: 'body', body: `${'['.repeat(400_000)}${']'.repeat(400_000)}` },
      'malformed'
    ],
    [
      'a nesting bomb with 500',
      { fault: 'body', status: 500, body: '['.repeat(100_000) },
      'failed'
    ],
    ['a body cut off', { fault: 'truncated' }, 'failed'],
    ['a reset connection', { fault: 'reset' }, 'failed'],
    ['a gzip bomb', { fault: 'gzip-bomb', bytes: 200_000_000 }, 'failed'],
    ['100 MB', { fault: 'huge', bytes: 100_000_000 }, 'failed']
  ])('%s is an outcome, not an exception', async ([, fault, reason]) => {
    await using ehr = await fakeEhr({ resources: [patient], faults: always(fault) })
    const reader = readerOf(ehr)
    for (const query of ['Patient/p1', 'Condition?patient=p1']) {
      expect(await reader.fetch(query, soon())).toEqual({ outcome: 'unknown', reason })
    }
    expect(Object.keys({}.constructor.prototype)).toEqual([])
  })

  test('a wrong token is forbidden', async () => {
    await using ehr = await fakeEhr({ resources: [patient] })
    const reader = readerOf(ehr, { accessToken: 'expired' })
    expect(await reader.fetch('Patient/p1', soon())).toEqual({
      outcome: 'unknown',
      reason: 'forbidden'
    })
  })

  test('a read answered with another resource is malformed', async () => {
    const body = JSON.stringify({ ...patient, id: 'p2' })
    await using ehr = await fakeEhr({ resources: [], faults: always({ fault: 'body', body }) })
    const outcome = await readerOf(ehr).fetch('Patient/p1', soon())
    expect(outcome).toEqual({ outcome: 'unknown', reason: 'malformed' })
  })

  test.for<[string, EhrFault]>([
    ['says nothing', { fault: 'silent' }],
    ['is slow', { fault: 'slow', byMs: 3_000 }],
    ['drips', { fault: 'drip', everyMs: 20 }]
  ])('a server that %s is late when the signal says so', async ([, fault]) => {
    await using ehr = await fakeEhr({ resources: [patient], faults: always(fault) })
    const reader = readerOf(ehr)
    const outcomes = await Promise.all(
      ['Patient/p1', 'Condition?patient=p1'].map((query) =>
        reader.fetch(query, AbortSignal.timeout(250))
      )
    )
    expect(outcomes).toEqual([
      { outcome: 'unknown', reason: 'late' },
      { outcome: 'unknown', reason: 'late' }
    ])
  })

  test('after the deadline nothing is asked any more', async () => {
    await using ehr = await fakeEhr({ resources: [patient] })
    const reader = readerOf(ehr)
    const outcome = await reader.fetch('Patient/p1', AbortSignal.abort())
    expect(outcome).toEqual({ outcome: 'unknown', reason: 'late' })
    expect(reader.requests).toBe(0)
    expect(ehr.requests).toEqual([])
  })

  test('a body beyond every limit is neither read nor kept', async () => {
    await using ehr = await fakeEhr({
      resources: [],
      faults: always({ fault: 'huge', bytes: 300_000_000 })
    })
    const before = process.memoryUsage().rss
    await readerOf(ehr).fetch('Condition?patient=p1', soon())
    expect(ehr.bytesWritten()).toBeLessThan(30_000_000)
    expect(process.memoryUsage().rss - before).toBeLessThan(100_000_000)
  })

  test('all answers to one call together are bounded, and small ones pass even then', async () => {
    const body = JSON.stringify({ resourceType: 'Bundle', language: 'x'.repeat(600_000) })
    await using ehr = await fakeEhr({
      resources: [patient],
      faults: ({ query }) => (query.startsWith('P') ? undefined : { fault: 'body', body })
    })
    const reader = readerOf(ehr, { limits: { bytesPerCallMax: 1_000_000 } })
    const outcomes = [
      await reader.fetch('Condition?patient=p1', soon()),
      await reader.fetch('Encounter?patient=p1', soon()),
      await reader.fetch('Patient/p1', soon())
    ]
    expect(outcomes.map(({ outcome }) => outcome)).toEqual(['complete', 'unknown', 'complete'])
  })
})

describe('where it pages', () => {
  const cases: readonly [string, (ehr: FakeEhr, port: number) => string][] = [
    ['another origin', (_ehr, port) => `http://127.0.0.1:${port}/fhir/Condition?page=2`],
    ['another name of the same host', (ehr) => ehr.baseUrl.replace('127.0.0.1', 'localhost')],
    ['userinfo', (ehr) => `${ehr.origin.replace('//', '//a:b@')}/fhir/Condition?page=2`],
    ['a path outside the base', (ehr) => `${ehr.origin}/admin?page=2`],
    ['a path that begins like the base', (ehr) => `${ehr.baseUrl}-other/Condition?page=2`],
    ['a step out of the base', (ehr) => `${ehr.baseUrl}/../admin?page=2`],
    ['an encoded step', (ehr) => `${ehr.baseUrl}/%2e%2e/admin?page=2`],
    ['an encoded slash', (ehr) => `${ehr.baseUrl}/..%2fadmin?page=2`],
    ['another scheme', (ehr) => ehr.baseUrl.replace('http:', 'https:')],
    ['no address', () => 'http://'],
    ['a script', () => 'javascript:alert(1)']
  ]

  test.for(cases)('a next link to %s is not followed', async ([, address]) => {
    await using canary = await canaryListener()
    const link: { url: string } = { url: '' }
    await using ehr = await fakeEhr({
      resources: conditions(3),
      faults: () => ({ fault: 'next', url: link.url })
    })
    link.url = address(ehr, canary.port)
    const local = ehr.origin.replace('127.0.0.1', 'localhost')
    const alsoAllow = [canary.origin, local, ehr.origin.replace('http:', 'https:')]

    const outcome = await readerOf(ehr, { alsoAllow }).fetch('Condition?patient=p1', soon())

    expect(outcome).toEqual({ outcome: 'partial', reason: 'more-pages', resources: conditions(3) })
    expect(ehr.requests).toHaveLength(1)
    expect(canary.connections()).toBe(0)
    expect(canary.authorizations).toEqual([])
  })

  test('a redirect does not carry the token to another origin', async () => {
    await using canary = await canaryListener()
    await using ehr = await fakeEhr({
      resources: [],
      faults: always({ fault: 'redirect', to: `${canary.origin}/fhir/Condition` })
    })
    const outcome = await readerOf(ehr, { alsoAllow: [canary.origin] }).fetch(
      'Condition?patient=p1',
      soon()
    )
    expect(outcome).toEqual({ outcome: 'unknown', reason: 'failed' })
    expect(canary.connections()).toBe(0)
  })

  test('a next link that comes round again is asked once', async () => {
    const link: { url: string } = { url: '' }
    await using ehr = await fakeEhr({
      resources: conditions(3),
      faults: () => ({ fault: 'next', url: link.url })
    })
    link.url = `${ehr.baseUrl}/Condition?patient=p1&page=2`
    const outcome = await readerOf(ehr).fetch('Condition?patient=p1', soon())
    expect(outcome).toMatchObject({ outcome: 'partial', reason: 'more-pages' })
    expect(ehr.requests).toHaveLength(2)
  })

  test('relative next links and links to the base itself are followed', async () => {
    const link: { url: string } = { url: '?patient=p1&page=2' }
    await using ehr = await fakeEhr({
      resources: conditions(2),
      faults: ({ query }) =>
        query.includes('page=') ? undefined : { fault: 'next', url: link.url }
    })
    const relative = await readerOf(ehr).fetch('Condition?patient=p1', soon())
    expect(relative).toMatchObject({ outcome: 'complete' })
    expect(ehr.requests.at(-1)?.query).toBe('Condition?patient=p1&page=2')
    link.url = `${ehr.baseUrl}?_getpages=1&page=2`
    await readerOf(ehr).fetch('Condition?patient=p1', soon())
    expect(ehr.requests.at(-1)?.query).toBe('?_getpages=1&page=2')
  })

  test('endless pages stop at the cap on pages, and at the cap on resources', async () => {
    await using ehr = await fakeEhr({
      resources: conditions(5),
      faults: always({ fault: 'endless' })
    })
    const byPages = readerOf(ehr)
    expect(await byPages.fetch('Condition?patient=p1', soon())).toMatchObject({
      outcome: 'partial',
      reason: 'capped'
    })
    expect(byPages.requests).toBe(10)

    const byResources = readerOf(ehr, { limits: { resourcesPerSearchMax: 12 } })
    const outcome = await byResources.fetch('Condition?patient=p1', soon())
    expect(outcome).toMatchObject({ outcome: 'partial', reason: 'capped' })
    expect(outcome.outcome === 'partial' && outcome.resources.length).toBe(12)
  })

  test.for<[EhrFault, string]>([
    [{ fault: 'status', status: 500 }, 'failed'],
    [{ fault: 'status', status: 403 }, 'forbidden'],
    [{ fault: 'status', status: 401 }, 'forbidden'],
    [{ fault: 'body', body: '<html>' }, 'unreadable'],
    [{ fault: 'silent' }, 'late']
  ])('what was read before %j is kept and named partial', async ([fault, reason]) => {
    await using ehr = await fakeEhr({
      resources: conditions(5),
      pageSize: 2,
      faults: later(fault)
    })
    const outcome = await readerOf(ehr).fetch('Condition?patient=p1', AbortSignal.timeout(300))
    expect(outcome).toEqual({ outcome: 'partial', reason, resources: conditions(2) })
  })
})

describe('what it sends', () => {
  test.for([
    'Patient/..',
    'Patient/.',
    'Patient/../../admin',
    'Patient/1?_include=*',
    'Patient/a b',
    'Patient/%2e%2e',
    'Patient/',
    'Patient',
    'patient/1',
    '/Patient/1',
    'http://127.0.0.1/fhir/Patient/1',
    'Patient/1#x',
    '../Patient/1',
    ''
  ])('%j never becomes a request', async (query) => {
    await using ehr = await fakeEhr({ resources: [patient] })
    const reader = readerOf(ehr)
    expect(await reader.fetch(query, soon())).toEqual({ outcome: 'unknown', reason: 'not-read' })
    expect(ehr.requests).toEqual([])
    expect(reader.requests).toBe(0)
  })

  test.for([
    'ftp://ehr.test/fhir',
    'https://u:p@ehr.test/fhir',
    'https://ehr.test/fhir?a=1',
    'fhir',
    ''
  ])('%j is no FHIR base', (baseUrl) => {
    const dispatcher = guardedDispatcher({
      allowedOrigins: [],
      allowLoopbackHttp: false,
      responseBytesMax: 1,
      connectWithinMs: 1,
      connections: 1
    })
    expect(() => fhirReader({ baseUrl, accessToken: 't', dispatcher })).toThrow(
      'CURBSIDE_FHIR_SERVER_REFUSED'
    )
  })

  test('a token that is no header value fails without being sent or thrown', async () => {
    await using ehr = await fakeEhr({ resources: [patient] })
    const reader = readerOf(ehr, { accessToken: 'a\r\nx: y' })
    expect(await reader.fetch('Patient/p1', soon())).toMatchObject({ outcome: 'unknown' })
    expect(ehr.requests).toEqual([])
  })
})

function outcomeOf(severity: string, code: string) {
  return { resourceType: 'OperationOutcome', issue: [{ severity, code }] }
}

/** As Epic answers an empty search. */
function warning() {
  return outcomeOf('warning', 'processing')
}
