import fc from 'fast-check'
import { canary } from './valid-calls.ts'

/** One thing done to the body: `at` picks the place among all places of its kind. */
export type Mutation =
  | { readonly does: 'replace' | 'insert'; readonly at: number; readonly value: unknown }
  | { readonly does: 'delete' | 'wrap' | 'repeat' | 'rename' | 'swap'; readonly at: number }
  | {
      readonly does: 'text'
      readonly kind: 'cut' | 'splice' | 'twice' | 'deep' | 'prototype' | 'bytes'
      readonly at: number
      readonly bytes: Uint8Array
    }

/** What is done to the request around the body. */
export interface Envelope {
  readonly method: string
  readonly token: 'good' | 'none' | 'damaged' | 'other'
  readonly headers: Readonly<Record<string, string>>
  /** The connection is given up after half the body. */
  readonly hangsUp: boolean
}

export interface Attack {
  readonly call: number
  readonly mutations: readonly Mutation[]
  readonly envelope: Envelope
}

const oddTexts = [
  '',
  '\u0000',
  '\uD800',
  '\u202Eabc',
  'é'.repeat(300),
  '🩺'.repeat(100),
  '../../../etc/passwd',
  '%2e%2e%2f',
  "' OR '1'='1",
  '${jndi:ldap://x}',
  '{{context.userId}}',
  '<script>alert(1)</script>',
  'https://evil.test/',
  'http://169.254.169.254/latest/meta-data',
  'Patient/p2',
  'a'.repeat(194),
  'x'.repeat(100_000),
  '9'.repeat(5000),
  '2026-13-45T99:99:99Z',
  'javascript:alert(1)'
].map((text) => `${canary}${text}`)

const text = fc.oneof(
  { weight: 3, arbitrary: fc.constantFrom(...oddTexts) },
  {
    weight: 2,
    arbitrary: fc.string({ unit: 'binary', maxLength: 60 }).map((odd) => `${canary}${odd}`)
  },
  {
    weight: 1,
    arbitrary: fc.constantFrom('p2', '..', 'Patient/p1', '', '2026-11-20', 'final', 'Bundle')
  }
)

const scalar = fc.oneof(
  { weight: 4, arbitrary: text },
  { weight: 1, arbitrary: fc.constantFrom(null, true, false, 0, -1, 1e308, -1e-308, 2 ** 53) },
  { weight: 1, arbitrary: fc.double({ noNaN: true, noDefaultInfinity: true }) }
)

const nested = fc.oneof(
  fc.constantFrom<unknown>({}, [], [[]], [null], [{}], { resourceType: 'Bundle', entry: [null] }),
  fc.array(scalar, { maxLength: 4 }),
  fc.dictionary(text, scalar, { maxKeys: 4 }),
  fc.dictionary(
    fc.constantFrom('reference', 'resourceType', 'entry', 'coding', 'value', 'code', 'next'),
    fc.oneof(scalar, fc.array(scalar, { maxLength: 3 })),
    { maxKeys: 4 }
  )
)

// Rare, because each costs a megabyte.
const huge = fc.constantFrom<unknown>(
  Array.from({ length: 5000 }, (_, index) => ({ resourceType: 'Observation', id: `o${index}` })),
  Array.from({ length: 20_000 }, () => 0),
  Object.fromEntries(Array.from({ length: 3000 }, (_, index) => [`${canary}${index}`, index])),
  canary.repeat(400_000)
)

const value = fc.oneof(
  { weight: 60, arbitrary: scalar },
  { weight: 40, arbitrary: nested },
  { weight: 1, arbitrary: huge }
)

const at = fc.nat({ max: 100_000 })

const mutation: fc.Arbitrary<Mutation> = fc.oneof(
  { weight: 10, arbitrary: fc.record({ does: fc.constant('replace' as const), at, value }) },
  { weight: 3, arbitrary: fc.record({ does: fc.constant('insert' as const), at, value }) },
  {
    weight: 6,
    arbitrary: fc.record({
      does: fc.constantFrom('delete' as const, 'wrap', 'repeat', 'rename', 'swap'),
      at
    })
  },
  {
    weight: 2,
    arbitrary: fc.record({
      does: fc.constant('text' as const),
      kind: fc.constantFrom('cut' as const, 'splice', 'twice', 'deep', 'prototype', 'bytes'),
      at,
      bytes: fc.uint8Array({ minLength: 1, maxLength: 40 })
    })
  }
)

const plainEnvelope: Envelope = { method: 'POST', token: 'good', headers: {}, hangsUp: false }

const headerGames: Readonly<Record<string, string>>[] = [
  { 'content-type': 'text/plain' },
  { 'content-type': 'application/xml' },
  { 'content-type': 'application/json; charset=utf-16' },
  { 'content-type': 'application/json, text/plain' },
  { 'content-type': `application/${canary}` },
  { 'content-type': 'multipart/form-data; boundary=x' },
  { 'content-type': '' },
  { 'content-encoding': 'gzip' },
  { 'content-encoding': canary },
  { accept: 'text/html' },
  { expect: canary },
  { host: 'evil.test' },
  { 'x-forwarded-host': 'evil.test', 'x-forwarded-proto': 'http', forwarded: 'host=evil.test' },
  { 'x-http-method-override': 'DELETE' },
  { origin: 'https://evil.test', cookie: `a=${canary}` },
  { 'x-long': canary.repeat(2000) },
  { 'x-too-long': canary.repeat(8000) },
  { upgrade: 'websocket', connection: 'upgrade' },
  { 'transfer-encoding': 'chunked' },
  { range: 'bytes=0-1', 'if-none-match': '*' }
]

const envelope: fc.Arbitrary<Envelope> = fc.oneof(
  { weight: 12, arbitrary: fc.constant(plainEnvelope) },
  {
    weight: 1,
    arbitrary: fc.record({
      method: fc.constantFrom('POST', 'POST', 'POST', 'GET', 'PUT', 'DELETE', 'PATCH', 'OPTIONS'),
      token: fc.constantFrom('good' as const, 'good', 'good', 'none', 'damaged', 'other'),
      headers: fc.constantFrom({}, ...headerGames),
      hangsUp: fc.integer({ min: 0, max: 9 }).map((dice) => dice === 0)
    })
  }
)

/** Attacks on `calls` valid calls: one to four mutations of the body, now and then the envelope. */
export const attackOn = (calls: number): fc.Arbitrary<Attack> =>
  fc.record({
    call: fc.nat({ max: calls - 1 }),
    mutations: fc.array(mutation, { minLength: 1, maxLength: 4 }),
    envelope
  })
