import { randomUUID } from 'node:crypto'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { SignJWT, exportJWK, generateKeyPair } from 'jose'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { CdsResponseSchema } from '../../src/cds-hooks/card.ts'
import type { CdsCard } from '../../src/cds-hooks/card.ts'
import { aRequest, publicUrl, runCurbside } from '../support/curbside.ts'
import type { Answer, RunningCurbside } from '../support/curbside.ts'
import { keptInvocation } from '../support/kept-invocation.ts'
import { aDraft, aLabResult, aMedicationRequest, aPatient } from '../support/records.ts'

/*
 * Curbside as an EHR of the `epic` profile meets it, over sockets: its token (RS384, jku, nbf, 900
 * seconds), its requests (absolute references, temporary ids of 194 characters, category as an
 * object, Medication entries among the drafts, empty searches with a warning), and what its cards
 * may hold. Shapes after fhir.epic.com, docId=cds-hooks; all data is invented.
 */

const base = 'https://epic.test/interconnect/api/FHIR/R4'
const issuer = `${base}/`
const longId = 'e'.repeat(194)
const unit = 'mL/min/{1.73_m2}'

interface EpicClient extends AsyncDisposable {
  readonly jwksUrl: string
  token(audience: string): Promise<string>
}

async function epicClient(): Promise<EpicClient> {
  const { publicKey, privateKey } = await generateKeyPair('RS384', { extractable: true })
  const keys = [{ ...(await exportJWK(publicKey)), kid: 'epic-1', alg: 'RS384', use: 'sig' }]
  const server = createServer((_request, response) => {
    response.setHeader('content-type', 'application/json').end(JSON.stringify({ keys }))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  const jwksUrl = `http://127.0.0.1:${port}/api/epic/2019/Security/Open/PublicKeys/530013/530013`
  return {
    jwksUrl,
    token(audience) {
      const iat = Math.floor(Date.now() / 1000)
      return new SignJWT({
        iss: issuer,
        sub: 'a-client-id',
        aud: audience,
        iat,
        nbf: iat - 300,
        exp: iat + 900,
        jti: randomUUID()
      })
        .setProtectedHeader({ alg: 'RS384', kid: 'epic-1', typ: 'JWT', jku: jwksUrl })
        .sign(privateKey)
    },
    [Symbol.asyncDispose]: async () => {
      server.closeAllConnections()
      await new Promise<void>((resolve) => server.close(() => resolve()))
    }
  }
}

let client: EpicClient
let curbside: RunningCurbside
beforeAll(async () => {
  client = await epicClient()
  curbside = await runCurbside({
    config: {
      ehrs: [
        {
          id: `epic-${randomUUID().slice(0, 8)}`,
          issuer,
          jwksUrl: client.jwksUrl,
          services: ['patient-view', 'order-select'],
          profile: 'epic',
          prefetchKeys: { patient: '-patient', laboratory: 'LABS', medications: 'MEDS' }
        }
      ]
    }
  })
})
afterAll(async () => {
  await curbside[Symbol.asyncDispose]()
  await client[Symbol.asyncDispose]()
})

async function call(service: string, request: unknown): Promise<Answer> {
  const answer = await curbside.call(
    service,
    request,
    await client.token(`${publicUrl}/cds-services/${service}`)
  )
  expect(CdsResponseSchema.safeParse(answer.body).error, answer.text).toBeUndefined()
  return answer
}

/** As Epic sends resources: absolute references, and one category that is no list. */
function absolute(resource: object, change: Readonly<Record<string, unknown>> = {}) {
  const text = JSON.stringify({ ...resource, ...change })
  return JSON.parse(text.replaceAll('"Patient/p1"', `"${base}/Patient/p1"`)) as object
}

const searchset = (...resources: object[]) => ({
  resourceType: 'Bundle',
  type: 'searchset',
  total: resources.length,
  entry: resources.map((resource) => ({ resource, search: { mode: 'match' } }))
})

/** An empty search: one entry, a warning. */
const nothingFound = {
  resourceType: 'Bundle',
  type: 'searchset',
  total: 0,
  entry: [
    {
      search: { mode: 'outcome' },
      resource: {
        resourceType: 'OperationOutcome',
        issue: [
          {
            severity: 'warning',
            code: 'processing',
            details: {
              coding: [{ system: 'urn:oid:1.2.840.114350.1.13.0.1.7.2.657369', code: '4101' }],
              text: 'Resource request returns no results.'
            }
          }
        ]
      }
    }
  ]
}

const kidneys = searchset(
  absolute(aLabResult('egfr-new', '98979-8', 24, unit, '2026-11-01')),
  absolute(aLabResult('egfr-old', '98979-8', 41, unit, '2026-02-01'))
)

/** A draft as Epic sends it: a temporary id, the drug by reference to an entry beside it. */
function drafts(code: string, display: string) {
  const medicationId = 'm'.repeat(80)
  const draft = aDraft(longId, code, display) as unknown as Record<string, unknown>
  const { medicationCodeableConcept, ...rest } = draft
  return {
    resourceType: 'Bundle',
    type: 'collection',
    entry: [
      {
        resource: {
          ...rest,
          id: longId,
          category: { coding: [{ code: 'inpatient' }], text: 'Inpatient' },
          medicationReference: { reference: `Medication/${medicationId}`, display }
        }
      },
      {
        resource: {
          resourceType: 'Medication',
          id: medicationId,
          code: medicationCodeableConcept
        }
      }
    ]
  }
}

const metformin = () => drafts('861007', 'metformin hydrochloride 500 MG Oral Tablet')

function extension(trigger: string) {
  const name = 'com.epic.cdshooks.request'
  return {
    [`${name}.bpa-trigger-action`]: trigger,
    [`${name}.cds-hooks-specification-version`]: '1.0',
    [`${name}.fhir-version`]: 'R4',
    [`${name}.criteria-id`]: '2852',
    'internal.epic.cdshooks.request.epic-emp-id': '17805'
  }
}

function epicRequest(
  change: Readonly<Record<string, unknown>> = {},
  context: Readonly<Record<string, unknown>> = {}
) {
  return aRequest({
    hookInstance: '3f1dde72-162b-11ec-9621-0242ac130002',
    fhirServer: base,
    context: { userId: 'PractitionerRole/r1', patientId: 'p1', ...context },
    prefetch: {
      '-patient': aPatient(),
      '-user': { resourceType: 'PractitionerRole', id: 'r1' },
      LABS: kidneys,
      MEDS: nothingFound
    },
    extension: extension('60'),
    ...change
  })
}

const orderSelect = (draftOrders: object, change: Readonly<Record<string, unknown>> = {}) =>
  epicRequest(
    { hook: 'order-select', ...change },
    { selections: [`MedicationRequest/${longId}`], draftOrders }
  )

const actionsOf = (card: CdsCard | undefined) =>
  (card?.suggestions ?? []).map(({ actions }) => actions ?? [])

describe('an order at Epic', () => {
  test('with a temporary id of 194 characters is assessed, and removed by that id', async () => {
    const answer = await call('order-select', orderSelect(metformin()))
    const [card] = answer.body.cards ?? []
    expect(card?.summary).toMatch(/eGFR 24 .*metformin/i)
    expect(card?.selectionBehavior).toBe('any')
    expect(actionsOf(card)[0]).toEqual([
      {
        type: 'delete',
        description: expect.stringMatching(/metformin/i) as string,
        resourceId: `MedicationRequest/${longId}`,
        resource: `MedicationRequest/${longId}`
      }
    ])
  })

  test('has one action per suggestion, whatever its rule suggests', async () => {
    const simvastatin = aMedicationRequest({
      id: 'simvastatin',
      medicationCodeableConcept: {
        coding: [
          {
            system: 'http://www.nlm.nih.gov/research/umls/rxnorm',
            code: '314231',
            display: 'simvastatin 10 MG Oral Tablet'
          }
        ],
        text: 'simvastatin 10 MG Oral Tablet'
      }
    })
    const request = orderSelect(drafts('197517', 'clarithromycin 500 MG Oral Tablet'), {
      prefetch: {
        '-patient': aPatient(),
        LABS: nothingFound,
        MEDS: searchset(
          absolute(simvastatin, {
            category: { coding: [{ code: 'outpatient' }], text: 'Outpatient' }
          })
        )
      }
    })
    const { cards = [] } = (await call('order-select', request)).body
    const card = cards.find(({ summary }) => /simvastatin/.test(summary))
    expect(actionsOf(card)).toEqual([
      [
        expect.objectContaining({
          type: 'delete',
          description: expect.stringMatching(
            /^Remove clarithromycin.*; to be ordered instead: azithromycin/
          ) as string
        })
      ]
    ])
    for (const each of cards) {
      for (const actions of actionsOf(each)) expect(actions).toHaveLength(1)
      expect(each.source.topic?.code).toMatch(/^[A-Za-z0-9]{1,100}$/)
    }
  })

  test('keeps the uuids that it sent: acceptance of its suggestion is known', async () => {
    const [card] = (await call('order-select', orderSelect(metformin()))).body.cards ?? []
    const [suggestion] = card?.suggestions ?? []
    const path = '/cds-services/order-select'
    const sent = await curbside.feedback(
      'order-select',
      {
        feedback: [
          {
            acceptedSuggestions: [{ id: suggestion?.uuid }],
            card: card?.uuid,
            outcome: 'accepted',
            outcomeTimestamp: '2026-11-20T10:05:00Z'
          }
        ]
      },
      await client.token(`${publicUrl}${path}/feedback`)
    )
    expect([sent.status, sent.text]).toEqual([200, '{}'])
    expect(await curbside.metrics()).not.toMatch(/feedback_unknown_total\S* [1-9]/)
  })

  test('whose search found nothing is told from one that was not made', async () => {
    const answer = await call('order-select', orderSelect(metformin()))
    const [card] = answer.body.cards ?? []
    expect(card?.detail).toMatch(/Not read: .*problem list/)
    expect(card?.detail).not.toMatch(/Not read: [^(]*medication orders/)
  })
})

describe('a native event that comes as patient-view', () => {
  test.for(['18', '23'])('%s: the draft orders are checked as at an order hook', async (code) => {
    const request = epicRequest({ extension: extension(code) }, { draftOrders: metformin() })
    const answer = await call('patient-view', request)
    const summaries = answer.body.cards?.map(({ summary }) => summary) ?? []
    expect(summaries).toContainEqual(expect.stringMatching(/eGFR 24 .*metformin/i))
    // What patient-view itself has to say is still said.
    expect(summaries).toContainEqual(expect.stringMatching(/^(?!.*metformin).*eGFR/i))
  })

  test.for(['26', '27', '60'])('%s: the draft orders are left alone', async (code) => {
    const request = epicRequest({ extension: extension(code) }, { draftOrders: metformin() })
    const answer = await call('patient-view', request)
    expect(answer.text).not.toMatch(/metformin/i)
    expect(answer.text).toMatch(/eGFR/)
  })

  test('is in the invocation record, and the employee id is nowhere', async () => {
    const hookInstance = randomUUID()
    await call('patient-view', epicRequest({ hookInstance, extension: extension('27') }))
    const kept = await keptInvocation({ store: curbside.store, issuer }, hookInstance)
    expect(JSON.parse(kept)).toMatchObject({ header: { trigger: '27' } })
    expect(kept).not.toContain('17805')
    expect(curbside.logLines.join('\n')).not.toContain('17805')
  })

  test('with an order trigger and no draft orders is an ordinary patient-view', async () => {
    const answer = await call('patient-view', epicRequest({ extension: extension('23') }))
    expect(answer.status).toBe(200)
    expect(answer.text).toMatch(/eGFR/)
  })
})

test('a request that Epic stripped of its data is a 412, not a failure', async () => {
  const bare = { hook: 'patient-view', hookInstance: randomUUID(), context: { patientId: 'p1' } }
  const answer = await curbside.call(
    'patient-view',
    bare,
    await client.token(`${publicUrl}/cds-services/patient-view`)
  )
  expect(answer.status).toBe(412)
})
