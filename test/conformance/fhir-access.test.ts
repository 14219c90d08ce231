import { beforeAll, expect } from 'vitest'
import { aRequest, fhirAccessOf } from '../support/curbside.ts'
import { keptInvocation } from '../support/kept-invocation.ts'
import { anOrderCall, kidneys, metformin, wholePrefetch, world } from './calls.ts'
import { verifies } from './verifies.ts'

/* What is done with fhirServer and fhirAuthorization. Which servers are: test/http/fhir-servers. */

// Opening the first store of a file takes seconds on a busy machine.
beforeAll(async () => (await world([]))[Symbol.asyncDispose]())

verifies('H-046-bearer', async () => {
  await using open = await world(kidneys)
  await open.curbside.call(
    'patient-view',
    aRequest({ ...fhirAccessOf(open.ehr), prefetch: undefined })
  )
  expect(open.ehr.requests.length).toBeGreaterThan(5)
  for (const { authorization, method } of open.ehr.requests) {
    expect([method, authorization]).toEqual(['GET', `Bearer ${open.ehr.token}`])
  }
})

verifies('H-047-broken-authorization', async () => {
  await using open = await world(kidneys)
  const access = fhirAccessOf(open.ehr)
  const broken: unknown[] = [
    {},
    [],
    'x',
    { ...access.fhirAuthorization, token_type: 'Basic' },
    { ...access.fhirAuthorization, expires_in: 'soon' },
    { ...access.fhirAuthorization, access_token: undefined }
  ]
  for (const fhirAuthorization of broken) {
    const answer = await open.curbside.call(
      'patient-view',
      aRequest({ ...access, fhirAuthorization })
    )
    expect(answer.status).toBe(200)
    expect(answer.body.cards?.[0]?.detail).toContain('not sent and no access')
  }
  expect(open.ehr.requests).toEqual([])
  // Small flaws cost no token: it is used as it was meant.
  for (const small of [{ expires_in: '300' }, { scope: undefined }, { subject: undefined }]) {
    const before = open.ehr.requests.length
    const fhirAuthorization = { ...access.fhirAuthorization, ...small }
    const { status } = await open.curbside.call(
      'patient-view',
      aRequest({ ...access, fhirAuthorization })
    )
    expect(status).toBe(200)
    expect(open.ehr.requests.length, JSON.stringify(small)).toBeGreaterThan(before)
  }
})

verifies('H-048-token-is-transient', async () => {
  await using open = await world(kidneys, {
    faults: ({ query }) => (query.startsWith('Condition') ? { fault: 'silent' } : undefined),
    curbside: { ehr: { answerWithinMs: 4000 } }
  })
  const { ehr, curbside } = open
  await curbside.call('patient-view', aRequest({ ...fhirAccessOf(ehr), prefetch: undefined }))
  const atAnswer = ehr.requests.length
  await keptInvocation(curbside)
  expect(ehr.requests).toHaveLength(atAnswer)
  const records = await curbside.store.invocations({ limit: 100 })
  const kept = [...curbside.logLines, ...records.map(({ body }) => body), await curbside.metrics()]
  expect(kept.length).toBeGreaterThan(2)
  for (const text of kept) expect(text).not.toContain(ehr.token)
})

verifies('H-049-expiry', async () => {
  await using open = await world(kidneys, {
    // Answers only after the token has died.
    faults: ({ query }) => (query.startsWith('Observation') ? { fault: 'silent' } : undefined)
  })
  const access = fhirAccessOf(open.ehr)
  const fhirAuthorization = { ...access.fhirAuthorization, expires_in: 3 }
  const answer = await open.curbside.call(
    'patient-view',
    aRequest({ ...access, fhirAuthorization, prefetch: undefined })
  )
  expect(answer.status).toBe(200)
  expect(answer.body.cards?.[0]?.detail).toMatch(
    /laboratory results, vital signs, questionnaires, imaging findings \(not in time\)/
  )
  const dead = { ...access.fhirAuthorization, expires_in: 0 }
  const before = open.ehr.requests.length
  await open.curbside.call('patient-view', aRequest({ ...access, fhirAuthorization: dead }))
  expect(open.ehr.requests).toHaveLength(before)
})

verifies(['H-050-scopes', 'H-051-rights-of-the-user'], async () => {
  await using open = await world(kidneys, {
    faults: ({ query }) =>
      query.includes('category=laboratory') ? { fault: 'status', status: 403 } : undefined
  })
  const access = fhirAccessOf(open.ehr)
  for (const scope of ['', 'user/Patient.Read', 'user/*.rs', 'Observation.Read (Labs) (R4)']) {
    const fhirAuthorization = { ...access.fhirAuthorization, scope }
    const { laboratory: _, ...prefetch } = wholePrefetch({ laboratory: null })
    const answer = await open.curbside.call(
      'order-select',
      anOrderCall('order-select', [metformin], { ...access, fhirAuthorization, prefetch })
    )
    const [card] = answer.body.cards ?? []
    expect(`${card?.summary} ${card?.detail}`).toContain('laboratory results (no permission)')
    expect(card?.detail).not.toContain('none recorded')
  }
})
