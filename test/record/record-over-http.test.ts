import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { describe, expect, test } from 'vitest'
import { fhirReader } from '../../src/fhir/fhir-kit-reader.ts'
import type { FhirReader } from '../../src/fhir/fhir-reader.ts'
import { guardedDispatcher } from '../../src/process/guarded-dispatcher.ts'
import { assembleRecord } from '../../src/record/assemble-record.ts'
import { canaryListener } from '../support/canary-listener.ts'
import { fakeEhr, loadBundle } from '../support/fake-ehr.ts'
import type { EhrFault, FakeEhr, ServedResource } from '../support/fake-ehr.ts'
import { prefetchOf, record, resource, templates } from './record-call.ts'

/*
 * The whole way over real sockets: plan, read, sift. One world in which every kind of data fails in
 * its own manner, and the published synthetic records where they are at hand.
 */

function readerOf(ehr: FakeEhr): FhirReader {
  return fhirReader({
    baseUrl: ehr.baseUrl,
    accessToken: ehr.token,
    dispatcher: guardedDispatcher({
      allowedOrigins: [ehr.origin],
      allowLoopbackHttp: true,
      responseBytesMax: 8 * 1024 * 1024,
      connectWithinMs: 1_000,
      connections: 32
    })
  })
}

describe('an EHR in which everything goes wrong at once', () => {
  test('ends in time with what could be read, each gap under its own reason', async () => {
    await using canary = await canaryListener()
    const faults: Readonly<Record<string, EhrFault>> = {
      Condition: { fault: 'silent' },
      MedicationRequest: { fault: 'next', url: `${canary.origin}/fhir/MedicationRequest?page=2` },
      AllergyIntolerance: { fault: 'status', status: 403 },
      Procedure: { fault: 'drip', everyMs: 10 },
      Encounter: { fault: 'endless' },
      Immunization: { fault: 'redirect', to: `${canary.origin}/fhir/Immunization` },
      DiagnosticReport: { fault: 'body', body: '<html>sign in</html>', type: 'text/html' },
      ServiceRequest: { fault: 'huge', bytes: 60_000_000 }
    }
    await using ehr = await fakeEhr({
      resources: [
        { resourceType: 'Patient', id: 'p1' },
        resource('MedicationRequest', 'm1'),
        resource('Encounter', 'e1'),
        resource('Observation', 'o1', { category: [{ coding: [{ code: 'laboratory' }] }] })
      ] as ServedResource[],
      faults: ({ query }) => faults[/^[A-Za-z]+/.exec(query)?.[0] ?? '']
    })
    const started = performance.now()
    const whole = await record({
      prefetch: null,
      reader: readerOf(ehr),
      signal: AbortSignal.timeout(700)
    })

    expect(performance.now() - started).toBeLessThan(1_500)
    expect(whole.resources.map(({ id }) => id)).toEqual(['e1', 'm1', 'o1'])
    expect(whole.states).toMatchObject({
      patient: { state: 'present' },
      laboratory: { state: 'present' },
      vitals: { state: 'empty' },
      conditions: { state: 'unknown', reason: 'late' },
      medications: { state: 'partial', reason: 'more-pages' },
      allergies: { state: 'unknown', reason: 'forbidden' },
      procedures: { state: 'unknown', reason: 'late' },
      encounters: { state: 'partial', reason: 'capped' },
      immunizations: { state: 'unknown', reason: 'failed' },
      reports: { state: 'unknown', reason: 'malformed' },
      orders: { state: 'unknown', reason: 'failed' }
    })
    expect(whole.gaps.map(({ kind }) => kind)).toEqual([
      'conditions',
      'medications',
      'allergies',
      'encounters',
      'procedures',
      'immunizations',
      'reports',
      'orders'
    ])
    expect(canary.connections()).toBe(0)
    expect(JSON.stringify(whole)).not.toContain(ehr.token)
  })

  test.each([401, 403])('a token refused with %d is a 412 and nothing after it', async (status) => {
    await using ehr = await fakeEhr({ resources: [], faults: () => ({ fault: 'status', status }) })
    await expect(record({ prefetch: {}, reader: readerOf(ehr) })).rejects.toMatchObject({
      code: 'CURBSIDE_RECORD_UNREADABLE',
      issues: ['patient: forbidden (the EHR refused it: the token is dead, or may not read it)']
    })
    const { length } = ehr.requests
    await new Promise((resolve) => setTimeout(resolve, 50))
    expect(ehr.requests).toHaveLength(length)
  })

  test('an EHR that says nothing at all is given up when the time is up', async () => {
    await using ehr = await fakeEhr({ resources: [], faults: () => ({ fault: 'silent' }) })
    const { conditions: _absent, ...prefetch } = prefetchOf({})
    const started = performance.now()
    const { gaps } = await record({
      prefetch,
      reader: readerOf(ehr),
      signal: AbortSignal.timeout(200)
    })
    expect(performance.now() - started).toBeLessThan(1_500)
    expect(gaps).toEqual([{ kind: 'conditions', state: { state: 'unknown', reason: 'late' } }])
  })
})

// oxlint-disable-next-line node/no-process-env
const realData = process.env['CURBSIDE_REAL_DATA'] ?? '../shared/data'

interface PublishedBundle {
  readonly entry: readonly { readonly fullUrl?: string; readonly resource: ServedResource }[]
}

function publishedRecords(): string[] {
  try {
    return readdirSync(join(realData, 'patients')).filter((name) => name.endsWith('.json.gz'))
  } catch {
    return []
  }
}

function published(name: string): PublishedBundle {
  const text = gunzipSync(readFileSync(join(realData, 'patients', name))).toString('utf8')
  return JSON.parse(text) as PublishedBundle
}

const readTypes = new Set(
  Object.values(templates).map((template) => /^[A-Za-z]+/.exec(template)?.[0])
)

describe.skipIf(publishedRecords().length === 0)('published synthetic records', () => {
  test.for(publishedRecords())('%s is read whole from a FHIR server', async (name) => {
    const resources = loadBundle(published(name))
    const patientId = String(
      resources.find(({ resourceType }) => resourceType === 'Patient')?.['id']
    )
    await using ehr = await fakeEhr({ resources })

    const whole = await assembleRecord({
      patientId,
      tokens: {},
      prefetch: null,
      prefetchTemplates: templates,
      required: ['patient'],
      reader: readerOf(ehr),
      signal: AbortSignal.timeout(15_000)
    })

    const served = (type: string, category?: string) =>
      resources.filter(
        (one) =>
          one.resourceType === type &&
          (category === undefined ||
            JSON.stringify(one['category'] ?? '').includes(`"${category}"`))
      ).length
    const read = (type: string) =>
      whole.resources.filter(({ resourceType }) => resourceType === type)
    for (const type of readTypes) {
      if (type === undefined || type === 'Patient') continue
      const expected =
        type === 'Observation'
          ? served(type, 'laboratory') + served(type, 'vital-signs')
          : served(type)
      // At most 10 pages of 200 (100 for some): one record has more than that of one type.
      expect(read(type).length, type).toBe(Math.min(expected, type === 'Encounter' ? 1_000 : 2_000))
    }
    expect(whole.gaps).toEqual([])
    expect(whole.counts).toMatchObject({ otherPatient: 0, unreadable: 0, restricted: 0 })
    expect(whole.counts.fromFhir).toBe(whole.resources.length)
  })

  test.for(publishedRecords())(
    '%s is read whole from a prefetch with its own addresses',
    async (name) => {
      const { entry } = published(name)
      const own = entry.find(({ resource: one }) => one.resourceType === 'Patient')
      const kinds = Object.entries(templates).map(([kind, template]) => {
        const type = /^[A-Za-z]+/.exec(template)?.[0]
        const category = /category=([a-z-]+)/.exec(template)?.[1]
        const chosen = entry.filter(
          ({ resource: one }) =>
            one.resourceType === type &&
            (category === undefined ||
              JSON.stringify(one['category'] ?? '').includes(`"${category}"`))
        )
        return [kind, { resourceType: 'Bundle', type: 'searchset', entry: chosen }] as const
      })
      const whole = await assembleRecord({
        patientId: String(own?.resource['id']),
        tokens: {},
        prefetch: Object.fromEntries(kinds),
        prefetchTemplates: templates,
        required: ['patient'],
        reader: null,
        signal: AbortSignal.timeout(15_000)
      })
      const delivered = new Set(
        kinds.flatMap(([kind, { entry: chosen }]) =>
          kind === 'patient'
            ? []
            : chosen.map(({ resource: one }) => `${one.resourceType}/${String(one['id'])}`)
        )
      )
      expect(whole.counts).toMatchObject({ otherPatient: 0, unreadable: 0, restricted: 0 })
      expect(whole.resources.length + whole.counts.enteredInError).toBe(delivered.size)
      expect(whole.gaps).toEqual([])
    }
  )
})
