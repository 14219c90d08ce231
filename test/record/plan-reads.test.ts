import { describe, expect, test } from 'vitest'
import { planReads } from '../../src/record/plan-reads.ts'

const templates = {
  patient: 'Patient/{{context.patientId}}',
  conditions: 'Condition?patient={{context.patientId}}&_count=200',
  encounters: 'Encounter?_id={{ context.encounterId }}',
  orders: 'ServiceRequest?patient={{context.patientId}}&requester={{userPractitionerId}}'
}

function queries(tokens: { patientId: string; userId?: string; encounterId?: string }) {
  const plan = planReads({ prefetchTemplates: templates, prefetch: null, tokens })
  return Object.fromEntries(plan.map(({ kind, query }) => [kind, query]))
}

describe('what is planned', () => {
  test('every template is filled in as it stands', () => {
    expect(queries({ patientId: 'p-1.A', userId: 'Practitioner/u1', encounterId: 'e1' })).toEqual({
      patient: 'Patient/p-1.A',
      conditions: 'Condition?patient=p-1.A&_count=200',
      encounters: 'Encounter?_id=e1',
      orders: 'ServiceRequest?patient=p-1.A&requester=u1'
    })
  })

  test('a template whose token has no value is not asked with a hole in it', () => {
    const planned = queries({ patientId: 'p1', userId: 'Patient/p1' })
    expect(planned['encounters']).toBeUndefined()
    expect(planned['orders']).toBeUndefined()
    expect(planned['conditions']).toBe('Condition?patient=p1&_count=200')
  })

  test.for(['..', '.', 'a/b', 'a?b', 'a&patient=2', 'a b', '%2e', 'x'.repeat(65), ''])(
    'the patient id %j does not get into an address',
    (patientId) => {
      expect(queries({ patientId })['patient']).toBeUndefined()
      expect(queries({ patientId })['conditions']).toBeUndefined()
    }
  )

  test.for(['Practitioner/..', 'Practitioner/u1/x', 'u1', 'Practitioner/u1&x=1', '/u1'])(
    'the user id %j does not get into an address',
    (userId) => expect(queries({ patientId: 'p1', userId })['orders']).toBeUndefined()
  )

  test('the Patient is planned even when no template names it', () => {
    const plan = planReads({ prefetchTemplates: {}, prefetch: {}, tokens: { patientId: 'p1' } })
    expect(plan.map(({ kind, query }) => [kind, query])).toEqual([['patient', 'Patient/p1']])
  })

  test('prefetch keys of others, and of the prototype, are ignored', () => {
    const plan = planReads({
      prefetchTemplates: templates,
      prefetch: { item1: { resourceType: 'Condition', id: 'c' }, constructor: null },
      tokens: { patientId: 'p1' }
    })
    expect(plan.every(({ prefetched }) => prefetched.askAgain)).toBe(true)
  })
})
