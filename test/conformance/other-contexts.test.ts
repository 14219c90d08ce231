import { describe, expect, test } from 'vitest'
import { CdsContextSchema } from '../../src/cds-hooks/context.ts'
import { metformin } from './calls.ts'

/*
 * The contexts of hooks that no service here answers yet: they parse, with what published samples
 * do to them (CDS Hooks library 1.0.1 and its later build).
 */

const bundle = (...resources: unknown[]) => ({
  resourceType: 'Bundle',
  entry: resources.map((resource) => ({ resource }))
})
const someone = { userId: 'Practitioner/d1', patientId: 'p1' }

describe('a context that parses, of hooks that no service here answers', () => {
  test.for<[string, Record<string, unknown>, string]>([
    [
      'order-dispatch, which has no user',
      { patientId: 'p1', dispatchedOrders: ['ServiceRequest/s1'], performer: 'Organization/o1' },
      'dispatchedOrders'
    ],
    [
      'order-dispatch as its samples write it',
      {
        patientId: 'p1',
        'dispatched-orders': ['ServiceRequest/s1'],
        performer: 'Organization/o1',
        'fulfillment-tasks': [{ resourceType: 'Task', status: 'draft' }]
      },
      'dispatchedOrders'
    ],
    [
      'order-dispatch with fulfillmentTasks',
      { patientId: 'p1', dispatchedOrders: ['x'], fulfillmentTasks: [{ resourceType: 'Task' }] },
      'fulfillmentTasks'
    ],
    [
      'medication-refill without a user and an encounter',
      { patientId: 'p1', medications: bundle(metformin) },
      'medications'
    ],
    [
      'allergyintolerance-create',
      { ...someone, allergyIntolerance: { resourceType: 'AllergyIntolerance' } },
      'allergyIntolerance'
    ],
    [
      'allergyintolerance-create, wrapped as in the R4 sample',
      { ...someone, allergyIntolerance: { resource: { resourceType: 'AllergyIntolerance' } } },
      'allergyIntolerance'
    ],
    [
      'allergyintolerance-create, as the Bundle of the STU3 sample',
      { ...someone, allergyIntolerances: bundle({ resourceType: 'AllergyIntolerance' }) },
      'allergyIntolerance'
    ],
    [
      'problem-list-item-create',
      { ...someone, conditions: bundle({ resourceType: 'Condition' }) },
      'conditions'
    ]
  ])('%s', ([, context, name]) => {
    const parsed = CdsContextSchema.parse(context) as Record<string, unknown>
    expect(parsed['patientId']).toBe('p1')
    expect(parsed[name]).toHaveLength(1)
    const [first] = parsed[name] as unknown[]
    expect(first).not.toBeNull()
  })
})
