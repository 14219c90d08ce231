import { describe, expect, test } from 'vitest'
import { fhirReader } from '../../src/fhir/fhir-kit-reader.ts'
import { guardedDispatcher } from '../../src/process/guarded-dispatcher.ts'
import { canaryListener } from '../support/canary-listener.ts'
import { fakeEhr } from '../support/fake-ehr.ts'
import type { EhrFault, FakeEhr, ServedResource } from '../support/fake-ehr.ts'
import { patient, playedReader, record, resource } from './record-call.ts'

const category = [{ coding: [{ code: 'clinical-note' }] }]
const document = (id: string, attachment: object, more: object = {}) =>
  resource('DocumentReference', id, {
    status: 'current',
    category,
    content: [{ attachment: { contentType: 'text/plain', ...attachment } }],
    ...more
  })
const binary = (id: string, more: object = {}) => ({
  resourceType: 'Binary',
  id,
  contentType: 'text/plain',
  data: 'VGV4dA==',
  ...more
})

async function readFrom(
  resources: readonly object[],
  faults?: (query: string) => EhrFault | undefined
) {
  const ehr = await fakeEhr({
    resources: [{ resourceType: 'Patient', id: 'p1' }, ...resources] as ServedResource[],
    ...(faults && { faults: ({ query }) => faults(query) })
  })
  const source = { reader: readerOf(ehr), baseUrl: ehr.baseUrl }
  const whole = await record({ notes: source, signal: AbortSignal.timeout(1_000) })
  return { ehr, whole, asked: ehr.requests.map(({ query }) => query) }
}

function readerOf(ehr: FakeEhr) {
  return fhirReader({
    baseUrl: ehr.baseUrl,
    accessToken: ehr.token,
    dispatcher: guardedDispatcher({
      allowedOrigins: [ehr.origin],
      allowLoopbackHttp: true,
      responseBytesMax: 8 * 1024 * 1024,
      connectWithinMs: 1_000,
      connections: 8
    })
  })
}

test('without being told to, nobody reads a note', async () => {
  const reader = playedReader({})
  const whole = await record({ prefetch: { patient }, reader })
  expect(reader.asked.filter((query) => /Document|Binary/.test(query))).toEqual([])
  expect(whole.notes).toBeUndefined()
})

describe('notes that are to be read', () => {
  test('are this patient’s, current ones, with the Binaries that hold their text', async () => {
    const { ehr, whole, asked } = await readFrom([
      document('d1', { url: 'Binary/b1' }),
      document('d2', { data: 'VGV4dA==', url: 'Binary/b2' }),
      document('d3', { url: 'Binary/b3' }, { subject: { reference: 'Patient/other' } }),
      document('d4', { url: 'Binary/b4' }, { meta: { security: [{ code: 'ETH' }] } }),
      document('d5', { url: 'Binary/b5', contentType: 'application/pdf' }),
      document('d6', { url: 'Binary/b6' }, { status: 'entered-in-error' }),
      ...['b1', 'b2', 'b3', 'b4', 'b5', 'b6'].map((id) => binary(id))
    ])
    await using _closed = ehr
    expect(asked).toEqual([
      'DocumentReference?patient=p1&category=clinical-note&_sort=-date&_count=20',
      'Binary/b1'
    ])
    expect(whole.notes).toEqual({ state: 'present' })
    expect(whole.supporting.get('Binary/b1')).toMatchObject({ data: 'VGV4dA==' })
    expect(whole.resources.map(({ id }) => id)).toEqual(['d1', 'd2', 'd5'])
    expect(whole.counts).toMatchObject({ restricted: 1, enteredInError: 1, fhirRequests: 2 })
  })

  test('are fetched from the registered FHIR server alone, absolute address or not', async () => {
    await using canary = await canaryListener()
    const ehr = await fakeEhr({ resources: [] })
    await using _closed = ehr
    const documents = [
      document('d1', { url: `${canary.origin}/fhir/Binary/b1` }),
      document('d2', { url: `${ehr.baseUrl}/Binary/b2` }),
      document('d3', { url: `${ehr.baseUrl}.evil.test/Binary/b3` }),
      document('d4', { url: 'https://ehr@evil.test/Binary/b4' }),
      document('d5', { url: 'Binary/../Patient/p1' }),
      document('d6', { url: 'Patient/p2' })
    ]
    const reader = playedReader({
      DocumentReference: { outcome: 'complete', resources: documents as never }
    })
    await record({ notes: { reader, baseUrl: `${ehr.baseUrl}/` } })
    expect(reader.asked.slice(1)).toEqual(['Binary/b2'])
    expect(canary.connections()).toBe(0)
  })

  test('that are many are read up to eight Binaries, the newest first', async () => {
    const documents = Array.from({ length: 20 }, (_, at) =>
      document(
        `d${at}`,
        { url: `Binary/b${at}` },
        { date: `2026-01-${String(at + 1).padStart(2, '0')}` }
      )
    )
    const reader = playedReader({
      DocumentReference: { outcome: 'complete', resources: documents as never }
    })
    await record({ notes: { reader, baseUrl: undefined } })
    expect(reader.asked.slice(1)).toEqual(
      [19, 18, 17, 16, 15, 14, 13, 12].map((at) => `Binary/b${at}`)
    )
  })

  test.for<[string, EhrFault, object]>([
    ['silent', { fault: 'silent' }, { state: 'unknown', reason: 'late' }],
    ['refused', { fault: 'status', status: 403 }, { state: 'unknown', reason: 'forbidden' }],
    ['broken', { fault: 'body', body: '{' }, { state: 'unknown', reason: 'malformed' }]
  ])('that are %s are a gap of their own', async ([, fault, state]) => {
    const { ehr, whole } = await readFrom([], (query) =>
      query.startsWith('DocumentReference') ? fault : undefined
    )
    await using _closed = ehr
    expect(whole.notes).toEqual(state)
    expect(whole.gaps).toEqual([{ kind: 'notes', state }])
  })

  test('whose Binary is restricted, or cannot be read, are read in part', async () => {
    const label = { meta: { security: [{ code: 'PSY' }] } }
    const { ehr, whole } = await readFrom([
      document('d1', { url: 'Binary/b1' }),
      document('d2', { url: 'Binary/b2' }),
      binary('b1', label)
    ])
    await using _closed = ehr
    expect(whole.supporting.has('Binary/b1')).toBe(false)
    expect(whole.notes).toEqual({ state: 'partial', reason: 'unreadable' })
  })

  test('without a token are unknown', async () => {
    const whole = await record({ notes: { reader: null, baseUrl: undefined } })
    expect(whole.notes).toEqual({ state: 'unknown', reason: 'no-access' })
    // Not to be had here at all: no news at every call.
    expect(whole.gaps).not.toContainEqual(expect.objectContaining({ kind: 'notes' }))
  })

  test('that a server does not offer are no gap', async () => {
    const reader = playedReader({
      DocumentReference: { outcome: 'unknown', reason: 'not-offered' }
    })
    const whole = await record({ notes: { reader, baseUrl: undefined } })
    expect(whole.notes).toEqual({ state: 'unknown', reason: 'not-offered' })
    expect(whole.gaps).not.toContainEqual(expect.objectContaining({ kind: 'notes' }))
  })
})
