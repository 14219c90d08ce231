import { createRemoteJWKSet, jwtVerify } from 'jose'
import { afterEach, describe, expect, it } from 'vitest'
import { fillTemplate } from '../../../src/demo/ehr/resolve-prefetch.ts'
import type { ExchangeShown } from '../../../src/demo/ehr/curbside-client.ts'
import { askFhir, startTestEhr } from './ehr-builder.ts'
import { startFakeCdsService } from './fake-cds-service.ts'
import type { Arrived, FakeAnswer } from './fake-cds-service.ts'

const closing: (() => Promise<void>)[] = []
afterEach(async () => {
  for (const close of closing.splice(0)) await close()
})

async function open(answer: (arrived: Arrived) => FakeAnswer | Promise<FakeAnswer>) {
  const service = await startFakeCdsService(answer)
  const ehr = await startTestEhr({ curbsideUrl: service.url })
  closing.push(
    () => ehr.close(),
    () => service.close()
  )
  const post = async (path: string, body: object): Promise<ExchangeShown> => {
    const answered = await fetch(`${ehr.url}${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body)
    })
    return (await answered.json()) as ExchangeShown
  }
  const call = (given: object = {}) =>
    post('/api/hooks', {
      hook: 'patient-view',
      patientId: 'ada',
      prefetch: 'patient only',
      ...given
    })
  return { service, ehr, call, post }
}

const noCards = () => ({ body: { cards: [] } })

async function verified(arrived: Arrived, ehrUrl: string) {
  const keys = createRemoteJWKSet(new URL(`${ehrUrl}/.well-known/jwks.json`))
  const token = arrived.authorization.replace(/^Bearer /, '')
  return jwtVerify(token, keys, { issuer: ehrUrl, algorithms: ['ES384'], typ: 'JWT' })
}

describe('the hook request', () => {
  it('is signed with the published key for exactly this address, each time anew', async () => {
    const { service, ehr, call } = await open(noCards)
    await call()
    await call({ hook: 'order-select', draftOrders: [], selections: [] })
    const tokens = await Promise.all(service.hooks.map((each) => verified(each, ehr.url)))
    expect(tokens.map(({ payload }) => payload.aud)).toEqual([
      `${service.url}/cds-services/patient-view`,
      `${service.url}/cds-services/order-select`
    ])
    expect(new Set(tokens.map(({ payload }) => payload.jti)).size).toBe(2)
    for (const { payload, protectedHeader } of tokens) {
      expect(payload.exp).toBe((payload.iat ?? 0) + 300)
      expect(protectedHeader).toMatchObject({
        alg: 'ES384',
        typ: 'JWT',
        jku: `${ehr.url}/.well-known/jwks.json`
      })
      expect(protectedHeader.kid).toMatch(/^\S+$/)
    }
  })

  it('carries context, FHIR server and a token of its own that reads this patient during the call', async () => {
    const reads: number[] = []
    const { service, ehr, call } = await open(async ({ body }) => {
      const token = body.fhirAuthorization.access_token
      reads.push((await askFhir(`${body.fhirServer}/Condition?patient=ada`, token)).status)
      reads.push((await askFhir(`${body.fhirServer}/Patient/ben`, token)).status)
      return noCards()
    })
    const shown = await call()
    expect(reads).toEqual([200, 403])
    const [first] = service.hooks
    expect(first?.body).toMatchObject({
      hook: 'patient-view',
      fhirServer: `${ehr.url}/fhir`,
      context: { userId: 'Practitioner/demo-clinician', patientId: 'ada' },
      fhirAuthorization: {
        token_type: 'Bearer',
        expires_in: 60,
        scope: 'patient/*.rs',
        subject: 'curbside',
        patient: 'ada'
      }
    })
    expect(first?.body.hookInstance).toMatch(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/)
    expect(shown).toMatchObject({ status: 200, response: { cards: [] } })
  })

  it('ends the token with the answer', async () => {
    const { service, call } = await open(noCards)
    await call()
    const { fhirServer, fhirAuthorization } = service.hooks[0]!.body
    const late = await askFhir(`${fhirServer}/Patient/ada`, fhirAuthorization.access_token)
    expect(late.status).toBe(401)
  })

  it('sends order-select with the drafts as a collection and what was picked', async () => {
    const { service, call } = await open(noCards)
    const draft = { resourceType: 'MedicationRequest', id: 'draft-1', status: 'draft' }
    await call({
      hook: 'order-select',
      draftOrders: [draft],
      selections: ['MedicationRequest/draft-1']
    })
    expect(service.hooks[0]?.body.context).toEqual({
      userId: 'Practitioner/demo-clinician',
      patientId: 'ada',
      selections: ['MedicationRequest/draft-1'],
      draftOrders: { resourceType: 'Bundle', type: 'collection', entry: [{ resource: draft }] }
    })
  })

  it('fills every template it can, declines those it cannot, and sends less when told to', async () => {
    const { service, call } = await open(noCards)
    for (const prefetch of ['everything', 'patient only', 'none']) await call({ prefetch })
    const [everything, patientOnly, none] = service.hooks.map(({ body }) => body.prefetch)
    expect(Object.keys(everything ?? {})).toEqual(['patient', 'conditions', 'laboratory'])
    expect(everything).toMatchObject({
      patient: { resourceType: 'Patient', id: 'ada' },
      conditions: { resourceType: 'Bundle', total: 1 },
      laboratory: { resourceType: 'Bundle', total: 0 }
    })
    expect(Object.keys(patientOnly ?? {})).toEqual(['patient'])
    expect(none).toBeUndefined()
  })

  it('shows the page neither the JWT nor the access token in full', async () => {
    const { service, call } = await open(noCards)
    const shown = JSON.stringify(await call())
    const [first] = service.hooks
    expect(shown).not.toContain(first?.body.fhirAuthorization.access_token)
    expect(shown).not.toContain(first?.authorization)
    expect(shown).toContain('characters)')
  })

  it('passes on an error answer, an unreadable one, and no answer at all', async () => {
    const answers = [
      { status: 412, body: { resourceType: 'OperationOutcome' } },
      { status: 200, body: 'not json' }
    ]
    const { service, call } = await open(() => answers.shift() ?? noCards())
    expect(await call()).toMatchObject({
      status: 412,
      response: { resourceType: 'OperationOutcome' }
    })
    expect(await call()).toMatchObject({ status: 200, response: 'not json' })
    await service.close()
    expect(await call()).toMatchObject({ status: 0 })
  })

  it('refuses a page that names no patient of this EHR', async () => {
    const { service, call } = await open(noCards)
    expect(await call({ patientId: 'nobody' })).toHaveProperty('error')
    expect(service.hooks).toHaveLength(0)
  })
})

describe('feedback', () => {
  it('goes to the service’s feedback address, signed for it, with the EHR’s time', async () => {
    const { service, ehr, post } = await open(noCards)
    const entry = { card: 'c-1', outcome: 'accepted', acceptedSuggestions: [{ id: 's-1' }] }
    const shown = await post('/api/feedback', { serviceId: 'order-select', entry })
    expect(shown.status).toBe(200)
    const [first] = service.feedback
    expect(first?.path).toBe('/cds-services/order-select/feedback')
    expect(first?.body.feedback).toEqual([
      { ...entry, outcomeTimestamp: expect.stringMatching(/^\d{4}-\d\d-\d\dT.*Z$/) }
    ])
    const { payload } = await verified(first!, ehr.url)
    expect(payload.aud).toBe(`${service.url}/cds-services/order-select/feedback`)
  })
})

describe('what the page sees while it waits', () => {
  it('streams the hook, each FHIR request with its time, and the answer, to its own session only', async () => {
    const { ehr, call } = await open(async ({ body }) => {
      const token = body.fhirAuthorization.access_token
      await askFhir(`${body.fhirServer}/Condition?patient=ada`, token)
      await askFhir(`${body.fhirServer}/Condition?patient=ben`, token)
      return { body: { cards: [{}, {}] } }
    })
    const [mine, other] = [await listenTo(ehr.url), await listenTo(ehr.url)]
    await call({ session: mine.session, call: '7' })
    await expect.poll(() => mine.events.length).toBe(4)
    expect(mine.events).toMatchObject([
      { call: '7', event: { kind: 'hook-sent', hook: 'patient-view', prefetchKeys: 1 } },
      { event: { kind: 'fhir', method: 'GET', request: 'Condition?patient=ada', entries: 1 } },
      { event: { kind: 'fhir', status: 403 } },
      { event: { kind: 'answered', status: 200, cards: 2 } }
    ])
    expect(other.events).toEqual([])
  })
})

describe('fillTemplate', () => {
  const context = { patientId: 'p1', userId: 'Practitioner/d9' }
  it.for<[string, string | undefined]>([
    ['Patient/{{context.patientId}}', 'Patient/p1'],
    ['Practitioner/{{ userPractitionerId }}', 'Practitioner/d9'],
    ['Observation?date=ge{{today()}}', 'Observation?date=ge2026-11-20'],
    ['Encounter/{{context.encounterId}}', undefined],
    ['Patient/{{Patient.id}}', undefined]
  ])('%s', ([template, expected]) => {
    expect(fillTemplate(template, context, '2026-11-20T10:00:00Z')).toBe(expected)
  })
})

/** The page's event stream, read to its session line and then on. */
async function listenTo(ehrUrl: string) {
  const answer = await fetch(`${ehrUrl}/api/events`)
  const events: unknown[] = []
  let session = ''
  const reader = answer.body!.pipeThrough(new TextDecoderStream()).getReader()
  let rest = ''
  const readOn = async () => {
    const { value, done } = await reader.read()
    if (done) return false
    const parts = `${rest}${value}`.split('\n\n')
    rest = parts.pop() ?? ''
    for (const part of parts) {
      const data: unknown = JSON.parse(/^data: (.*)$/m.exec(part)?.[1] ?? 'null')
      if (part.startsWith('event: session')) session = (data as { session: string }).session
      else events.push(data)
    }
    return true
  }
  await readOn()
  void (async () => {
    while (await readOn().catch(() => false));
  })()
  return { session, events }
}
