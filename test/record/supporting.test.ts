import type { Resource } from '@medplum/fhirtypes'
import { describe, expect, test } from 'vitest'
import { bundle, playedReader, prefetchOf, record, resource } from './record-call.ts'

const medication = (id: string, more: object = {}) => ({
  resourceType: 'Medication',
  id,
  code: { text: `drug ${id}` },
  ...more
})

/** A Bundle whose entries have addresses of their own. */
function addressed(entries: Readonly<Record<string, object>>) {
  return {
    resourceType: 'Bundle',
    type: 'searchset',
    entry: Object.entries(entries).map(([fullUrl, one]) => ({ fullUrl, resource: one }))
  }
}

describe('what others point to', () => {
  test('included Medications are found by type and id and by their address', async () => {
    const { supporting, resources, states } = await record({
      prefetch: prefetchOf({
        medications: addressed({
          'urn:uuid:1': resource('MedicationRequest', 'mr1', {
            medicationReference: { reference: 'urn:uuid:2' }
          }),
          'urn:uuid:2': medication('m1'),
          'https://ehr.test/fhir/Medication/m2': medication('m2'),
          'https://ehr.test/fhir/Practitioner/d1': { resourceType: 'Practitioner', id: 'd1' }
        })
      })
    })
    expect(resources.map(({ id }) => id)).toEqual(['mr1'])
    expect([...supporting.keys()].toSorted()).toEqual([
      'Medication/m1',
      'Medication/m2',
      'Practitioner/d1',
      'https://ehr.test/fhir/Medication/m2',
      'https://ehr.test/fhir/Practitioner/d1',
      'urn:uuid:1',
      'urn:uuid:2'
    ])
    expect(supporting.get('urn:uuid:2')).toMatchObject({ id: 'm1' })
    expect(states.medications).toEqual({ state: 'present' })
  })

  test('contained Medications are found below their owner', async () => {
    const { supporting } = await record({
      prefetch: prefetchOf({
        medications: bundle([
          resource('MedicationRequest', 'mr1', {
            contained: [medication('c1'), medication('#c2'), { resourceType: 'Patient', id: 'x' }]
          })
        ])
      })
    })
    expect([...supporting.keys()]).toEqual(['MedicationRequest/mr1#c1', 'MedicationRequest/mr1#c2'])
  })

  test('withheld, wrong and foreign ones are not among them', async () => {
    const restricted = {
      meta: {
        security: [{ system: 'http://terminology.hl7.org/CodeSystem/v3-ActCode', code: 'HIV' }]
      }
    }
    const { supporting, counts } = await record({
      prefetch: prefetchOf({
        medications: bundle([
          medication('m1', restricted),
          medication('m2', { status: 'entered-in-error' }),
          { resourceType: 'Device', id: 'd1', patient: { reference: 'Patient/p2' } },
          resource('MedicationRequest', 'mr1', {
            subject: { reference: 'Patient/p2' },
            contained: [medication('c1')]
          })
        ])
      })
    })
    expect([...supporting.keys()]).toEqual([])
    expect(counts).toMatchObject({ restricted: 1, enteredInError: 1, otherPatient: 2 })
  })
})

describe('Medications that were not delivered', () => {
  const orders = bundle([
    resource('MedicationRequest', 'mr1', { medicationReference: { reference: 'Medication/m1' } }),
    resource('MedicationRequest', 'mr2', {
      subject: { reference: 'https://ehr.test/fhir/Patient/p1' },
      medicationReference: { reference: 'https://ehr.test/fhir/Medication/m2/_history/3' }
    }),
    resource('MedicationRequest', 'mr3', {
      subject: { reference: 'https://ehr.test/fhir/Patient/p1' },
      medicationReference: { reference: 'https://other.test/fhir/Medication/m3' }
    }),
    resource('MedicationRequest', 'mr4', { medicationReference: { reference: 'Medication/..' } }),
    resource('MedicationRequest', 'mr5', { medicationReference: { reference: 'Medication/m1' } })
  ])

  test('are searched by id on this server, once, and found as they are written', async () => {
    const reader = playedReader({
      Medication: {
        outcome: 'complete',
        resources: [medication('m1'), medication('m2')] as Resource[]
      }
    })
    const { supporting, counts } = await record({
      prefetch: prefetchOf({ medications: orders }),
      reader
    })
    expect(reader.asked).toEqual(['Medication?_id=m1,m2'])
    expect([...supporting.keys()].toSorted()).toEqual([
      'Medication/m1',
      'Medication/m2',
      'https://ehr.test/fhir/Medication/m2/_history/3'
    ])
    expect(counts.fhirRequests).toBe(1)
  })

  test('leave the record as it is when they cannot be had', async () => {
    const reader = playedReader({ Medication: { outcome: 'unknown', reason: 'forbidden' } })
    const { supporting, resources, gaps } = await record({
      prefetch: prefetchOf({ medications: orders }),
      reader
    })
    expect(supporting.size).toBe(0)
    expect(resources).toHaveLength(5)
    expect(gaps).toEqual([])
  })

  test('are not searched when the time is up, nor more than 200 of them', async () => {
    const late = playedReader({})
    await record({
      prefetch: prefetchOf({ medications: orders }),
      reader: late,
      signal: AbortSignal.abort()
    })
    expect(late.asked).toEqual([])

    const many = Array.from({ length: 500 }, (_, at) =>
      resource('MedicationRequest', `r${at}`, {
        medicationReference: { reference: `Medication/m${at}` }
      })
    )
    const reader = playedReader({})
    await record({ prefetch: prefetchOf({ medications: bundle(many) }), reader })
    const searches = reader.asked.filter((query) => query.includes('_id='))
    expect(searches).toHaveLength(5)
    expect(searches.every((query) => query.split(',').length === 40)).toBe(true)
    // What no search gave is read, one by one, and not without end.
    expect(reader.asked).toHaveLength(5 + 40)
  })

  test.for([
    ['refused', { outcome: 'unknown', reason: 'failed' }],
    ['not offered', { outcome: 'unknown', reason: 'not-offered' }],
    ['forbidden', { outcome: 'unknown', reason: 'forbidden' }],
    ['empty', { outcome: 'complete', resources: [] }]
  ] as const)('are read one by one where the search is %s', async ([, search]) => {
    const asked: string[] = []
    const reader = {
      requests: 0,
      fetch: async (query: string) => {
        asked.push(query)
        const id = /^Medication\/(.+)$/.exec(query)?.[1]
        return id === undefined
          ? search
          : ({ outcome: 'complete', resources: [medication(id) as Resource] } as const)
      }
    }
    const { supporting } = await record({ prefetch: prefetchOf({ medications: orders }), reader })
    expect(asked).toEqual(['Medication?_id=m1,m2', 'Medication/m1', 'Medication/m2'])
    expect(supporting.has('Medication/m1')).toBe(true)
    expect(supporting.has('https://ehr.test/fhir/Medication/m2/_history/3')).toBe(true)
  })

  test('of draft orders are read too, also by an absolute reference on the server that is read', async () => {
    const reader = playedReader({
      Medication: { outcome: 'complete', resources: [medication('d1')] as Resource[] }
    })
    const written = 'https://ehr.test/fhir/Medication/d1'
    const { supporting } = await record({
      reader,
      baseUrl: 'https://ehr.test/fhir/',
      orders: [
        { resourceType: 'MedicationRequest', medicationReference: { reference: written } },
        {
          resourceType: 'MedicationRequest',
          medicationReference: { reference: 'https://other.test/fhir/Medication/d2' }
        }
      ] as Resource[]
    })
    expect(reader.asked).toEqual(['Medication?_id=d1'])
    expect(supporting.get(written)).toMatchObject({ id: 'd1' })
  })
})
