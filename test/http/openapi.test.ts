import { Validator } from '@seriousme/openapi-schema-validator'
import { Ajv2020 } from 'ajv/dist/2020.js'
import { fullFormats } from 'ajv-formats/dist/formats.js'
import { describe, expect, test } from 'vitest'
import { aRequest, fhirAccessOf, publicUrl, runCurbside } from '../support/curbside.ts'
import type { Answer, RunningCurbside } from '../support/curbside.ts'
import { fakeEhr } from '../support/fake-ehr.ts'

/*
 * /openapi.json against the official schema of OpenAPI 3.1, and real answers over sockets against
 * /openapi.json: each must be a status it names, with a body that its schema takes.
 */

interface OpenApi {
  readonly openapi: string
  readonly servers: readonly { readonly url: string }[]
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>
  readonly components: { readonly schemas: Readonly<Record<string, object>> }
}

interface Operation {
  readonly requestBody?: Described
  readonly responses: Readonly<Record<string, Described>>
}

interface Described {
  readonly content: Readonly<Record<string, { readonly schema: object }>>
}

async function documentOf(curbside: RunningCurbside): Promise<OpenApi> {
  const { status, body } = await curbside.send('/openapi.json', {})
  expect(status).toBe(200)
  return body as unknown as OpenApi
}

const ajv = new Ajv2020({
  strict: true,
  allErrors: true,
  validateFormats: true,
  strictTypes: false
})
for (const name of ['uuid', 'uri', 'date-time'] as const) ajv.addFormat(name, fullFormats[name])

/** A schema of the document with its references resolved inside the document. */
function validatorOf(document: OpenApi, schema: object) {
  const { schemas } = document.components
  const text = JSON.stringify({ ...schema, $defs: schemas })
  return ajv.compile(JSON.parse(text.replaceAll('#/components/schemas/', '#/$defs/')) as object)
}

function expectAsWritten(
  document: OpenApi,
  asked: { readonly path: string; readonly method: string },
  answer: Answer
): void {
  const response = document.paths[asked.path]?.[asked.method]?.responses[answer.status]
  expect(response, `${asked.path} ${answer.status}`).toBeDefined()
  const type = answer.headers.get('content-type')?.split(';')[0] ?? ''
  const schema = response?.content[type]?.schema
  expect(schema, `${asked.path} ${answer.status} ${type}`).toBeDefined()
  const validate = validatorOf(document, schema ?? {})
  const body: unknown = type === 'application/json' ? answer.body : answer.text
  expect(validate(body), JSON.stringify(validate.errors)).toBe(true)
}

const call = { path: '/cds-services/{id}', method: 'post' }
const feedback = { path: '/cds-services/{id}/feedback', method: 'post' }

describe('/openapi.json', () => {
  test('is OpenAPI 3.1 by its official schema, and names every address', async () => {
    await using curbside = await runCurbside()
    const document = await documentOf(curbside)
    const validator = new Validator()
    const verdict = await validator.validate({ ...document })
    expect(verdict.errors).toBeUndefined()
    expect(verdict.valid).toBe(true)
    expect(validator.version).toBe('3.1')
    expect((await new Validator().validate({ ...document, paths: 4 })).valid).toBe(false)
    expect(document.openapi).toBe('3.1.1')
    expect(document.servers).toEqual([{ url: publicUrl }])
    expect(Object.keys(document.paths)).toEqual([
      '/cds-services',
      '/cds-services/{id}',
      '/cds-services/{id}/feedback',
      '/livez',
      '/readyz',
      '/metrics',
      '/openapi.json',
      '/transparency',
      '/transparency/facts.json'
    ])
    for (const schema of Object.values(document.components.schemas)) {
      expect(() => validatorOf(document, schema)).not.toThrow()
    }
  })

  test('names every status that the door answers', async () => {
    await using curbside = await runCurbside()
    const document = await documentOf(curbside)
    const statuses = (path: string) =>
      Object.keys(document.paths[path]?.['post']?.responses ?? {}).map(Number)
    expect(statuses('/cds-services/{id}').toSorted((a, b) => a - b)).toEqual([
      200, 400, 401, 403, 404, 412, 413, 415, 429, 503
    ])
    expect(statuses('/cds-services/{id}/feedback').toSorted((a, b) => a - b)).toEqual([
      200, 400, 401, 403, 404, 413, 415, 503
    ])
  })

  test('describes the answers of every address that is read', async () => {
    await using curbside = await runCurbside()
    const document = await documentOf(curbside)
    for (const path of Object.keys(document.paths)) {
      if (path.includes('{')) continue
      expectAsWritten(document, { path, method: 'get' }, await curbside.send(path, {}))
    }
  })

  test('says that discovery needs a token where it does', async () => {
    await using curbside = await runCurbside({ config: { discovery: 'authenticated' } })
    const document = await documentOf(curbside)
    const refused = await curbside.send('/cds-services', {})
    expect(refused.status).toBe(401)
    expectAsWritten(document, { path: '/cds-services', method: 'get' }, refused)
  })

  test('describes cards with suggestions, an empty answer and the answer to feedback', async () => {
    await using ehr = await fakeEhr({ resources: recordWithOldKidneys() })
    await using curbside = await runCurbside({ fhirServers: [ehr.baseUrl] })
    const document = await documentOf(curbside)
    const answer = await curbside.call('order-select', metforminOrder(ehr))
    expect(answer.body.cards?.[0]?.suggestions?.length).toBeGreaterThan(0)
    expectAsWritten(document, call, answer)
    const empty = await curbside.call(
      'patient-view',
      aRequest({ context: { userId: 'Patient/p1', patientId: 'p1' } })
    )
    expect(empty.body).toEqual({ cards: [] })
    expectAsWritten(document, call, empty)
    const card = answer.body.cards?.[0]?.uuid
    const entry = { card, outcome: 'overridden', outcomeTimestamp: '2026-11-20T10:00:01Z' }
    const kept = await curbside.feedback('order-select', { feedback: [entry] })
    expect(kept.status).toBe(200)
    expectAsWritten(document, feedback, kept)
  })

  test('describes every refusal', async () => {
    await using curbside = await runCurbside({ ehr: { services: ['patient-view'] } })
    const document = await documentOf(curbside)
    const fhirAuthorization = fhirAccessOf({ baseUrl: 'https://other.test/fhir', token: 'secret' })
    const token = await curbside.keys.token(`${publicUrl}/cds-services/patient-view`)
    const post = (init: RequestInit) =>
      curbside.send('/cds-services/patient-view', { method: 'POST', ...init })
    const headers = { authorization: `Bearer ${token}` }
    const big = { body: ' '.repeat(9_000_000) }
    const answers: readonly (readonly [number, Answer])[] = [
      [400, await curbside.call('patient-view', {})],
      [400, await curbside.call('patient-view', aRequest({ hook: 'order-sign' }))],
      [400, await curbside.call('patient-view', aRequest(fhirAuthorization))],
      [401, await curbside.call('patient-view', aRequest(), 'no.token.here')],
      [403, await curbside.call('order-select', aRequest({ hook: 'order-select' }))],
      [404, await curbside.call('no-service', aRequest())],
      [412, await curbside.call('patient-view', aRequest({ prefetch: {} }))],
      [413, await post({ headers: { ...headers, 'content-type': 'application/json' }, ...big })],
      [415, await sendText(curbside)]
    ]
    for (const [status, answer] of answers) {
      expect(answer.status).toBe(status)
      expectAsWritten(document, call, answer)
    }
    const refused = await curbside.feedback('patient-view', { feedback: [] })
    expect(refused.status).toBe(400)
    expectAsWritten(document, feedback, refused)
  })

  test('takes the requests that Curbside takes', async () => {
    await using curbside = await runCurbside()
    const document = await documentOf(curbside)
    const schema = document.paths[call.path]?.['post']?.requestBody?.content['application/json']
    const validate = validatorOf(document, schema?.schema ?? {})
    const draftOrders = { resourceType: 'Bundle', entry: [] }
    const accepted = [
      aRequest(),
      aRequest({ extension: { any: 1 }, context: { patientId: 'Patient/p1', draftOrders } }),
      aRequest({
        context: { patientId: 'p1', draftOrders: [{ resourceType: 'MedicationRequest' }] }
      })
    ]
    for (const request of accepted) {
      expect(validate(request), JSON.stringify(validate.errors)).toBe(true)
      expect((await curbside.call('patient-view', request)).status).toBe(200)
    }
    const refused = [aRequest({ hookInstance: 'x' }), aRequest({ context: {} })]
    for (const request of refused) {
      expect(validate(request)).toBe(false)
      expect((await curbside.call('patient-view', request)).status).toBe(400)
    }
  })
})

async function sendText(curbside: RunningCurbside): Promise<Answer> {
  const token = await curbside.keys.token(`${publicUrl}/cds-services/patient-view`)
  return curbside.send('/cds-services/patient-view', {
    method: 'POST',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'text/plain' },
    body: 'hello'
  })
}

function metforminOrder(ehr: { readonly baseUrl: string; readonly token: string }) {
  const resource = {
    resourceType: 'MedicationRequest',
    id: 'draft-1',
    status: 'draft',
    intent: 'order',
    subject: { reference: 'Patient/p1' },
    medicationCodeableConcept: { coding: [metformin] }
  }
  return aRequest({
    hook: 'order-select',
    context: {
      userId: 'Practitioner/d1',
      patientId: 'p1',
      selections: ['MedicationRequest/draft-1'],
      draftOrders: { resourceType: 'Bundle', type: 'collection', entry: [{ resource }] }
    },
    ...fhirAccessOf(ehr)
  })
}

// RxNorm: metformin hydrochloride 500 MG Oral Tablet.
const metformin = { system: 'http://www.nlm.nih.gov/research/umls/rxnorm', code: '861007' }

function recordWithOldKidneys() {
  return [
    { resourceType: 'Patient', id: 'p1', gender: 'male', birthDate: '1950-01-01' },
    {
      resourceType: 'Observation',
      id: 'o1',
      status: 'final',
      subject: { reference: 'Patient/p1' },
      category: [{ coding: [{ code: 'laboratory' }] }],
      code: { coding: [{ system: 'http://loinc.org', code: '98979-8' }] },
      effectiveDateTime: '2026-11-01',
      valueQuantity: { value: 22, unit: 'mL/min/{1.73_m2}', code: 'mL/min/{1.73_m2}' }
    }
  ]
}
