import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { supplementaryKinds } from '../../src/record/record-kinds.ts'
import { aRequest, fhirAccessOf, runCurbside } from '../support/curbside.ts'
import type { Answer, RunningCurbside } from '../support/curbside.ts'
import { fakeEhr } from '../support/fake-ehr.ts'
import type { FakeEhr, ServedResource } from '../support/fake-ehr.ts'
import { aPatient } from '../support/records.ts'

/*
 * CDS Hooks checklist, items 37-44: what each state of each prefetch key leads to, over sockets.
 * In each call one key of patient-view is in the state under test and all others are null
 * ("searched, nothing found"). Looked at: what was asked of the FHIR server, what the invocation
 * record says of the kind, and what stands on the card.
 */

/** As published for patient-view; a change there must be seen here. */
const kinds = {
  conditions: ['Condition', 'problem list'],
  medications: ['MedicationRequest', 'medication orders'],
  allergies: ['AllergyIntolerance', 'allergies'],
  laboratory: ['Observation', 'laboratory results'],
  vitals: ['Observation', 'vital signs'],
  procedures: ['Procedure', 'procedures'],
  encounters: ['Encounter', 'visits'],
  immunizations: ['Immunization', 'immunizations'],
  reports: ['DiagnosticReport', 'reports'],
  orders: ['ServiceRequest', 'orders and referrals']
} as const
type Kind = keyof typeof kinds

let ehr: FakeEhr
let curbside: RunningCurbside
let templates: Readonly<Record<string, string>>

beforeAll(async () => {
  ehr = await fakeEhr({ resources: [aPatient() as unknown as ServedResource] })
  curbside = await runCurbside({ fhirServers: [ehr.baseUrl] })
  const { services } = (await curbside.send('/cds-services', {})).body
  const listed = services as { id: string; prefetch: Record<string, string> }[]
  templates = listed.find(({ id }) => id === 'patient-view')?.prefetch ?? {}
})
afterAll(async () => {
  await curbside[Symbol.asyncDispose]()
  await ehr[Symbol.asyncDispose]()
})

function ofKind(kind: Kind, change: Readonly<Record<string, unknown>> = {}) {
  const [resourceType] = kinds[kind]
  const category = kind === 'vitals' ? 'vital-signs' : 'laboratory'
  return {
    resourceType,
    id: `${kind}-1`,
    subject: { reference: 'Patient/p1' },
    patient: { reference: 'Patient/p1' },
    ...(resourceType === 'Observation' ? { category: [{ coding: [{ code: category }] }] } : {}),
    // A drug without a name is said even where nothing is missing.
    ...(kind === 'medications' && { medicationCodeableConcept: { text: 'Lisinopril 10 MG' } }),
    ...change
  }
}

const searchset = (change: Readonly<Record<string, unknown>> = {}) => ({
  resourceType: 'Bundle',
  type: 'searchset',
  ...change
})
const withEntries = (...resources: object[]) =>
  searchset({ entry: resources.map((resource) => ({ resource })) })
const issue = (severity: string, code: string) => ({
  resourceType: 'OperationOutcome',
  issue: [{ severity, code, details: { coding: [{ code: '4101' }] } }]
})

interface Seen {
  readonly answer: Answer
  readonly asked: readonly string[]
  /** `state` or `state: reason`, as the invocation record has it. */
  readonly state: string
  readonly counts: Readonly<Record<string, number>>
}

const absent = Symbol('absent')

async function call(key: Kind | 'patient', value: unknown, access: boolean): Promise<Seen> {
  const others = Object.fromEntries(Object.keys(templates).map((kind) => [kind, null]))
  const prefetch: Record<string, unknown> = { ...others, patient: aPatient(), [key]: value }
  if (value === absent) delete prefetch[key]
  const request = aRequest({ ...(access ? fhirAccessOf(ehr) : {}), prefetch })
  const before = ehr.requests.length
  const answer = await curbside.call('patient-view', request)
  const asked = ehr.requests.slice(before).map(({ query }) => query)
  const { kinds: states = [], counts = {} } = (await invocation(request['hookInstance'])) ?? {}
  const { state = '', reason = null } = states.find(({ kind }) => kind === key) ?? {}
  return { answer, asked, state: reason === null ? state : `${state}: ${reason}`, counts }
}

interface Inputs {
  readonly kinds?: readonly { kind: string; state: string; reason: string | null }[]
  readonly counts?: Readonly<Record<string, number>>
}

/** Written behind the answer. */
async function invocation(hookInstance: unknown): Promise<Inputs | null> {
  for (let tries = 0; tries < 100; tries += 1) {
    for (const { body } of await curbside.store.invocations({ limit: 5 })) {
      const record = JSON.parse(body) as { header: { runId: string }; inputs: Inputs | null }
      if (record.header.runId === hookInstance) return record.inputs
    }
    await sleep(2)
  }
  throw new Error('no invocation record')
}

const filledIn = (kind: Kind): string =>
  (templates[kind] ?? '').replaceAll('{{context.patientId}}', 'p1')

test('the keys are those that discovery publishes', () => {
  expect(Object.keys(templates).toSorted()).toEqual(
    ['patient', ...Object.keys(kinds), ...supplementaryKinds].toSorted()
  )
})

describe('what many EHRs do not have', () => {
  const toldOf = async (change: Readonly<Record<string, unknown>>) => {
    const answer = await curbside.call('patient-view', aRequest(change))
    return answer.text
  }
  const whole = () =>
    Object.fromEntries([
      ['patient', aPatient()],
      ...Object.keys(kinds).map((kind) => [kind, searchset()])
    ])

  test('is no gap where it was not sent, and nobody could be asked', async () => {
    expect(await toldOf({ prefetch: whole() })).toBe('{"cards":[]}')
  })

  test('is no gap where the server does not know the search', async () => {
    const without = await fakeEhr({
      resources: [aPatient() as unknown as ServedResource],
      faults: ({ query }) =>
        /^MedicationStatement|survey|imaging/.test(query)
          ? { fault: 'status', status: 404 }
          : undefined
    })
    await using site = await runCurbside({ fhirServers: [without.baseUrl] })
    const answer = await site.call('patient-view', aRequest({ ...fhirAccessOf(without) }))
    expect(answer.text).toBe('{"cards":[]}')
    await without[Symbol.asyncDispose]()
  })

  test('is a gap where it is there and could not be read', async () => {
    const broken = await fakeEhr({
      resources: [aPatient() as unknown as ServedResource],
      faults: ({ query }) =>
        query.includes('survey') ? { fault: 'status', status: 500 } : undefined
    })
    await using site = await runCurbside({ fhirServers: [broken.baseUrl] })
    const answer = await site.call('patient-view', aRequest({ ...fhirAccessOf(broken) }))
    expect(answer.text).toContain('Not read: questionnaires')
    await broken[Symbol.asyncDispose]()
  })
})

interface Situation {
  readonly name: string
  readonly value: (kind: Kind) => unknown
  /** With a token: is the FHIR server asked, and what is known then? */
  readonly asked: boolean
  readonly withAccess: string
  readonly without: string
}

const situations: readonly Situation[] = [
  {
    name: 'absent',
    value: () => absent,
    asked: true,
    withAccess: 'empty',
    without: 'unknown: no-access'
  },
  {
    name: 'null',
    value: () => null,
    asked: false,
    withAccess: 'empty',
    without: 'empty'
  },
  {
    name: 'a Bundle without entries',
    value: () => searchset({ total: 0 }),
    asked: false,
    withAccess: 'empty',
    without: 'empty'
  },
  {
    name: 'a Bundle with only a warning (4101)',
    value: () => withEntries(issue('warning', 'processing')),
    asked: false,
    withAccess: 'empty',
    without: 'empty'
  },
  {
    name: 'a warning itself',
    value: () => issue('warning', 'processing'),
    asked: false,
    withAccess: 'empty',
    without: 'empty'
  },
  {
    name: 'an error itself',
    value: () => issue('error', 'exception'),
    asked: false,
    withAccess: 'unknown: failed',
    without: 'unknown: failed'
  },
  {
    name: 'a Bundle with only an error',
    value: () => withEntries(issue('error', 'exception')),
    asked: false,
    withAccess: 'unknown: failed',
    without: 'unknown: failed'
  },
  {
    name: 'a refusal',
    value: () => issue('error', 'forbidden'),
    asked: false,
    withAccess: 'unknown: forbidden',
    without: 'unknown: forbidden'
  },
  {
    name: 'a Bundle with a next page',
    value: (kind) => ({
      ...withEntries(ofKind(kind)),
      link: [{ relation: 'next', url: 'https://elsewhere.test/next' }]
    }),
    asked: true,
    withAccess: 'empty',
    without: 'partial: more-pages'
  },
  {
    name: 'a Bundle with a larger total',
    value: (kind) => ({ ...withEntries(ofKind(kind)), total: 2 }),
    asked: true,
    withAccess: 'empty',
    without: 'partial: more-pages'
  },
  {
    name: 'no FHIR at all',
    value: () => 'Patient/p1',
    asked: true,
    withAccess: 'empty',
    without: 'unknown: malformed'
  },
  {
    name: 'whole',
    value: (kind) => withEntries(ofKind(kind)),
    asked: false,
    withAccess: 'present',
    without: 'present'
  },
  {
    name: 'of another patient',
    value: (kind) =>
      withEntries(
        ofKind(kind, {
          subject: { reference: 'Patient/somebody-else' },
          patient: { reference: 'Patient/somebody-else' }
        })
      ),
    asked: false,
    withAccess: 'partial: unreadable',
    without: 'partial: unreadable'
  }
]

describe.for(situations)('a key that is $name', ({ value, asked, withAccess, without }) => {
  test.for(Object.keys(kinds) as Kind[])('%s', async (kind) => {
    const open = await call(kind, value(kind), true)
    expect(open.answer.status).toBe(200)
    expect(open.asked).toEqual(asked ? [filledIn(kind)] : [])
    expect(open.state).toBe(withAccess)

    const closed = await call(kind, value(kind), false)
    expect(closed.answer.status).toBe(200)
    expect(closed.asked).toEqual([])
    expect(closed.state).toBe(without)
    const text = closed.answer.body.cards?.[0]?.detail ?? ''
    const [state] = without.split(':')
    const [, words] = kinds[kind]
    if (state === 'unknown') expect(text).toContain(`Not read: ${words} (`)
    else if (state === 'partial') expect(text).toContain(`Read in part: ${words} (`)
    else expect(closed.answer.text).toBe('{"cards":[]}')
  })
})

test('resources of another patient are dropped and counted', async () => {
  const value = withEntries(ofKind('conditions', { subject: { reference: 'Patient/p2' } }))
  expect((await call('conditions', value, false)).counts).toMatchObject({
    otherPatient: 1,
    fromPrefetch: 0
  })
})

describe('the key of the Patient', () => {
  test.for<[string, unknown]>([
    ['absent', absent],
    ['null', null],
    ['a Bundle without entries', searchset()],
    ['a warning', issue('warning', 'processing')],
    ['an error', issue('error', 'exception')],
    ['no FHIR', 'Patient/p1']
  ])('%s is read with a token, and 412 without one', async ([, value]) => {
    const open = await call('patient', value, true)
    expect([open.answer.status, open.asked, open.state]).toEqual([200, ['Patient/p1'], 'present'])
    const closed = await call('patient', value, false)
    expect([closed.answer.status, closed.asked]).toEqual([412, []])
    expect(closed.answer.text).toContain('CURBSIDE_RECORD_UNREADABLE')
  })

  test.for([true, false])('another patient is a 400, with a token: %s', async (access) => {
    const { answer, asked } = await call('patient', aPatient({ id: 'p2' }), access)
    expect([answer.status, asked]).toEqual([400, []])
    expect(answer.text).toContain('CURBSIDE_PATIENT_MISMATCH')
    expect(answer.text).not.toContain('p2')
  })
})

test('thin data is answered, not refused: 412 is for what cannot be had', async () => {
  const { answer } = await call('conditions', null, false)
  expect([answer.status, answer.text]).toEqual([200, '{"cards":[]}'])
})

describe('keys that the site has named', () => {
  const egfr = (id: string, value: number, date: string) =>
    ofKind('laboratory', {
      id,
      status: 'final',
      code: { coding: [{ system: 'http://loinc.org', code: '98979-8' }] },
      valueQuantity: {
        value,
        unit: 'mL/min/{1.73_m2}',
        system: 'http://unitsofmeasure.org',
        code: 'mL/min/{1.73_m2}'
      },
      effectiveDateTime: date
    })

  test('are read as ours, and are not asked for again', async () => {
    const prefetchKeys = { patient: '-patient', laboratory: 'LABS', conditions: 'PROBLEMS' }
    await using site = await runCurbside({ fhirServers: [ehr.baseUrl], ehr: { prefetchKeys } })
    const before = ehr.requests.length
    const prefetch = { '-patient': aPatient(), LABS: searchset(), PROBLEMS: null }
    const answer = await site.call('patient-view', aRequest({ ...fhirAccessOf(ehr), prefetch }))
    const asked = ehr.requests.slice(before).map(({ query }) => query)
    expect(answer.text).toBe('{"cards":[]}')
    expect(asked).toHaveLength(Object.keys(kinds).length + supplementaryKinds.size - 2)
    expect(asked.filter((query) => /^Patient|^Condition|laboratory/.test(query))).toEqual([])
  })

  test('the Patient under a key that nobody mapped is found; another is a 400', async () => {
    const found = await curbside.call('patient-view', aRequest({ prefetch: { x: aPatient() } }))
    expect(found.status).toBe(200)
    const other = { x: aPatient({ id: 'p2' }) }
    const refused = await curbside.call('patient-view', aRequest({ prefetch: other }))
    expect([refused.status, refused.text.includes('CURBSIDE_PATIENT_MISMATCH')]).toEqual([
      400,
      true
    ])
  })

  test('a relative beside the Patient is no mismatch', async () => {
    const prefetch = { x: aPatient({ id: 'mother' }), patient: aPatient() }
    expect((await curbside.call('patient-view', aRequest({ prefetch }))).status).toBe(200)
  })

  test('what came under other keys is used, and its kind is known only in part', async () => {
    const results = [egfr('new', 24, '2026-11-01'), egfr('old', 61, '2026-02-01')]
    const request = aRequest({ prefetch: { item1: aPatient(), item2: withEntries(...results) } })
    const answer = await curbside.call('patient-view', request)
    const [card] = answer.body.cards ?? []
    expect(card?.summary).toMatch(/eGFR/)
    expect(card?.detail).toContain('Read in part: laboratory results (only what the EHR chose')
    const { kinds: states = [] } = (await invocation(request['hookInstance'])) ?? {}
    expect(states.find(({ kind }) => kind === 'laboratory')).toEqual({
      kind: 'laboratory',
      state: 'partial',
      reason: 'as-sent'
    })
    expect(states.find(({ kind }) => kind === 'vitals')?.state).toBe('unknown')
  })

  test('what came under other keys is checked to be this patient’s', async () => {
    const subject = { reference: 'Patient/p2' }
    const results = [
      { ...egfr('new', 24, '2026-11-01'), subject },
      { ...egfr('old', 61, '2026-02-01'), subject }
    ]
    const request = aRequest({ prefetch: { item1: aPatient(), item2: withEntries(...results) } })
    const answer = await curbside.call('patient-view', request)
    expect(answer.text).not.toContain('eGFR')
    const { kinds: states = [], counts } = (await invocation(request['hookInstance'])) ?? {}
    expect(counts).toMatchObject({ otherPatient: 2 })
    expect(states.find(({ kind }) => kind === 'laboratory')?.state).toBe('unknown')
  })

  test('a kind that was read whole stays whole; one that was empty does not', async () => {
    const extra = ofKind('conditions', { id: 'extra' })
    const stateWith = async (conditions: unknown) => {
      const prefetch = { patient: aPatient(), conditions, item9: extra }
      const request = aRequest({ prefetch })
      await curbside.call('patient-view', request)
      const { kinds: states = [] } = (await invocation(request['hookInstance'])) ?? {}
      return states.find(({ kind }) => kind === 'conditions')
    }
    expect(await stateWith(withEntries(ofKind('conditions')))).toMatchObject({ state: 'present' })
    expect(await stateWith(null)).toMatchObject({ state: 'partial', reason: 'as-sent' })
  })

  test('nothing under an unknown key is not "none"', async () => {
    const request = aRequest({ prefetch: { patient: aPatient(), item2: null, item3: searchset() } })
    await curbside.call('patient-view', request)
    const { kinds: states = [] } = (await invocation(request['hookInstance'])) ?? {}
    expect(states.filter(({ state }) => state === 'empty')).toEqual([])
  })
})
