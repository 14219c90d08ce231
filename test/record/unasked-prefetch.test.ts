import type { Resource } from '@medplum/fhirtypes'
import { describe, expect, test } from 'vitest'
import { kindOfResource } from '../../src/record/kind-of-resource.ts'
import { readSitePrefetch } from '../../src/record/read-site-prefetch.ts'
import type { RecordKind } from '../../src/record/record-kinds.ts'

/* Prefetch keys that a site has named itself, and keys that nobody has told us of. */

const concept = (code: string) => ({ coding: [{ system: 'http://loinc.org', code }] })
const category = (code: string) => ({ coding: [{ code }] })

describe('the kind of a resource', () => {
  test.for<[string, object, RecordKind | null]>([
    ['a problem', { resourceType: 'Condition' }, 'conditions'],
    ['an order for a drug', { resourceType: 'MedicationRequest' }, 'medications'],
    ['a visit', { resourceType: 'Encounter' }, 'encounters'],
    ['a dispense, which is no kind of ours', { resourceType: 'MedicationDispense' }, null],
    [
      'a laboratory result by category',
      { resourceType: 'Observation', category: [category('laboratory')] },
      'laboratory'
    ],
    [
      'a vital sign by a category that is no list',
      { resourceType: 'Observation', category: category('vital-signs'), code: concept('2160-0') },
      'vitals'
    ],
    [
      'a smoking status',
      {
        resourceType: 'Observation',
        category: [category('social-history')],
        code: concept('72166-2')
      },
      'surveys'
    ],
    [
      'a blood pressure by code',
      { resourceType: 'Observation', code: concept('85354-9') },
      'vitals'
    ],
    [
      'a creatinine by code',
      { resourceType: 'Observation', code: concept('2160-0') },
      'laboratory'
    ],
    ['an observation of nothing', { resourceType: 'Observation', category: 7, code: null }, null]
  ])('%s', ([, resource, expected]) => {
    expect(kindOfResource(resource as Resource)).toBe(expected)
  })
})

describe('the prefetch of a site', () => {
  const kinds: ReadonlySet<RecordKind> = new Set(['patient', 'conditions', 'laboratory'])
  const patient = { resourceType: 'Patient', id: 'p1' }
  const condition = { resourceType: 'Condition', id: 'c1' }
  const bundle = { resourceType: 'Bundle', type: 'searchset', entry: [{ resource: condition }] }

  const read = (
    prefetch: Readonly<Record<string, unknown>> | null,
    prefetchKeys: Readonly<Partial<Record<RecordKind, string>>> = {}
  ) => {
    const { byKind, unasked } = readSitePrefetch({ prefetch, prefetchKeys, kinds })
    return { byKind, unasked: unasked.map(({ resource }) => resource) }
  }

  test('is read by the keys that were configured, and by our own where none was', () => {
    const prefetchKeys = { patient: '-patient' }
    expect(read({ '-patient': patient, conditions: bundle }, prefetchKeys)).toEqual({
      byKind: { patient, conditions: bundle },
      unasked: []
    })
  })

  test('does not read our own key where the site has another', () => {
    const prefetchKeys = { conditions: 'PROBLEMS' }
    expect(read({ conditions: bundle }, prefetchKeys)).toEqual({
      byKind: {},
      unasked: [condition]
    })
  })

  test('keeps null and undefined apart from absent', () => {
    expect(read({ conditions: null, laboratory: undefined }).byKind).toEqual({
      conditions: null,
      laboratory: undefined
    })
    expect(Object.keys(read({ conditions: null }).byKind)).toEqual(['conditions'])
    expect(read(null)).toEqual({ byKind: {}, unasked: [] })
  })

  test('gives what came under other keys as resources alone', () => {
    const prefetch = { item1: patient, item2: bundle, item3: null, item4: 'text', item5: [7] }
    expect(read(prefetch)).toEqual({ byKind: {}, unasked: [patient, condition] })
  })

  test('takes a kind that is not read here as unasked', () => {
    const statement = { resourceType: 'MedicationStatement', id: 's1' }
    expect(read({ statements: statement }).unasked).toEqual([statement])
  })
})
