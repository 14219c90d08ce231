import { beforeAll, describe, expect, test } from 'vitest'
import { aRequest, fhirAccessOf } from '../support/curbside.ts'
import { aPatient } from '../support/records.ts'
import { anOrderCall, kidneys, metformin, searchset, wholePrefetch, world } from './calls.ts'
import { cites, verifies } from './verifies.ts'

/* What the EHR sends in advance, in every state it was seen in, and what is fetched instead. */

// Opening the first store of a file takes seconds on a busy machine.
beforeAll(async () => (await world([]))[Symbol.asyncDispose]())

const outcome = (severity: string) => ({
  resourceType: 'OperationOutcome',
  issue: [{ severity, code: 'processing', details: { coding: [{ code: '4101' }] } }]
})
const entryOf = (severity: string) => ({
  resourceType: 'Bundle',
  type: 'searchset',
  total: 0,
  entry: [{ resource: outcome(severity), search: { mode: 'outcome' } }]
})

/** Calls order-select with this laboratory key; kidneys stand on the server. */
async function withLaboratory(value: unknown, access: boolean) {
  await using open = await world(kidneys)
  const { laboratory: _, ...others } = wholePrefetch({ laboratory: null })
  const prefetch = value === undefined ? others : { ...others, laboratory: value }
  const request = anOrderCall('order-select', [metformin], {
    prefetch,
    ...(access ? fhirAccessOf(open.ehr) : {})
  })
  const answer = await open.curbside.call('order-select', request)
  expect(answer.status).toBe(200)
  const [card] = answer.body.cards ?? []
  return {
    asked: open.ehr.requests.map(({ query }) => query),
    indicator: card?.indicator,
    text: `${card?.summary} ${card?.detail}`
  }
}

const laboratoryQuery = 'Observation?patient=p1&category=laboratory&_sort=-date&_count=200'

verifies(['H-037-fetch-what-is-missing', 'H-045-access'], async () => {
  const { asked, indicator } = await withLaboratory(undefined, true)
  expect(asked).toEqual([laboratoryQuery])
  expect(indicator).toBe('critical')
})

verifies('H-038-prefetch-or-access', async () => {
  await using open = await world(kidneys)
  const words = async (change: Record<string, unknown>) => {
    const answer = await open.curbside.call(
      'order-select',
      anOrderCall('order-select', [metformin], change)
    )
    return answer.body.cards?.map(({ summary, indicator, detail }) => [summary, indicator, detail])
  }
  const fromPrefetch = await words({})
  const fromAccess = await words({ ...fhirAccessOf(open.ehr), prefetch: undefined })
  expect(fromPrefetch).toHaveLength(1)
  expect(fromAccess).toEqual(fromPrefetch)
})

verifies(['H-036-any-subset', 'H-041-states-told-apart'], async () => {
  const none = /none recorded/
  const paged = { ...searchset(), link: [{ relation: 'next', url: 'https://ehr.test/page-2' }] }
  for (const [state, value, text] of [
    ['absent', undefined, /Not read: laboratory results \(not sent and no access\)/],
    ['null', null, none],
    ['an empty Bundle', searchset(), none],
    ['a Bundle without entries', { resourceType: 'Bundle', type: 'searchset' }, none],
    ['only a warning', entryOf('warning'), none],
    [
      'an error',
      outcome('error'),
      /Not read: laboratory results \(the EHR could not deliver them\)/
    ],
    ['an error as entry', entryOf('error'), /Not read: laboratory results/],
    ['a page of more', paged, /laboratory results/],
    ['fewer than its total', { ...searchset(), total: 7 }, /laboratory results/],
    ['no FHIR', { hello: 1 }, /laboratory results/]
  ] as const) {
    const seen = await withLaboratory(value, false)
    expect(seen.text, state).toMatch(text)
    // Unknown and partial are never told as none.
    if (text !== none) expect(seen.text, state).not.toMatch(none)
    expect(seen.text, state).toMatch(/eGFR|laboratory/)
  }
  const present = await withLaboratory(searchset(...kidneys), false)
  expect([present.indicator, present.text]).toEqual(['critical', expect.stringContaining('24')])
})

verifies('H-039-outcome-in-prefetch', async () => {
  for (const value of [outcome('warning'), entryOf('warning'), outcome('information')]) {
    expect((await withLaboratory(value, false)).text).not.toContain('Not read')
  }
  for (const value of [outcome('error'), entryOf('error'), outcome('fatal')]) {
    expect((await withLaboratory(value, false)).text).toContain('Not read')
  }
})

verifies('H-040-outcome-not-asked-again', async () => {
  for (const value of [outcome('error'), entryOf('error'), null, searchset()]) {
    expect((await withLaboratory(value, true)).asked).toEqual([])
  }
  // A part of a list is completed.
  const partial = { ...searchset(), total: 7 }
  expect((await withLaboratory(partial, true)).asked).toEqual([laboratoryQuery])
})

verifies('H-042-precondition-failed', async () => {
  await using open = await world([], {
    faults: ({ query }) =>
      query.startsWith('Patient') ? { fault: 'status', status: 401 } : undefined
  })
  const { patient: _, ...others } = wholePrefetch()
  for (const change of [
    { prefetch: undefined },
    { prefetch: others },
    { prefetch: { ...others, patient: null } },
    { prefetch: { ...others, patient: outcome('error') } },
    { prefetch: undefined, ...fhirAccessOf(open.ehr) }
  ]) {
    const answer = await open.curbside.call('patient-view', aRequest(change))
    expect([answer.status, answer.text.includes('CURBSIDE_RECORD_UNREADABLE')]).toEqual([412, true])
  }
})

verifies('H-043-thin-data-is-answered', async () => {
  await using open = await world([])
  const answer = await open.curbside.call('patient-view', aRequest({ prefetch: wholePrefetch() }))
  expect([answer.status, answer.text]).toEqual([200, '{"cards":[]}'])
})

describe('of another patient', () => {
  test(`${cites('H-054-one-patient')} the Patient is refused, another’s resources are left out`, async () => {
    await using open = await world([])
    const { ehr, curbside } = open
    const patient = aPatient({ id: 'p2' })
    const wrong = await curbside.call('patient-view', aRequest({ prefetch: { patient } }))
    expect([wrong.status, wrong.text.includes('CURBSIDE_PATIENT_MISMATCH')]).toEqual([400, true])
    const access = fhirAccessOf(ehr)
    const fhirAuthorization = { ...access.fhirAuthorization, patient: 'p2' }
    const token = await curbside.call('patient-view', aRequest({ ...access, fhirAuthorization }))
    expect([token.status, token.text.includes('CURBSIDE_PATIENT_MISMATCH')]).toEqual([400, true])
    expect(ehr.requests).toEqual([])
    const foreign = kidneys.map((one) => ({ ...one, subject: { reference: 'Patient/p2' } }))
    const seen = await withLaboratory(searchset(...foreign), false)
    expect(seen.text).not.toMatch(/\b24\b/)
    expect(seen.indicator).not.toBe('critical')
  })
})
