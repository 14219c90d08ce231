import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { profiles } from '../../src/chart/chart-time.ts'
import { aRequest, fhirAccessOf, runCurbside } from '../support/curbside.ts'
import type { RunningCurbside } from '../support/curbside.ts'
import { fakeEhr } from '../support/fake-ehr.ts'
import type { FakeEhr, ServedResource } from '../support/fake-ehr.ts'
import { fakeFoundry } from '../support/fake-foundry.ts'
import type { FakeFoundry } from '../support/fake-foundry.ts'
import { aConcept, aDraft, aLabResult, aPatient, loinc } from '../support/records.ts'
import { identifiedPatient } from '../chart/identified-patient.ts'
import { found, ids, planted, plantedWorld } from './planted-world.ts'

/*
 * Everything that leaves Curbside, over real sockets: what goes to the model, the log, the metrics,
 * answers and their headers, the audit. None of it tells who the patient is.
 */

const silent = '{"findings":[],"nothingToReport":true,"couldNotAssess":[]}'
let foundry: FakeFoundry
beforeAll(async () => {
  foundry = await fakeFoundry()
})
beforeEach(() => {
  foundry.requests.splice(0)
  foundry.answer({ text: silent })
})
afterAll(() => foundry.close())

const patientId = identifiedPatient.id
const model = () => ({
  kind: 'openai-compatible',
  endpoint: foundry.endpoint,
  deployments: { default: 'medical', fast: 'medical-fast' },
  auth: { kind: 'key', key: 'the-key' }
})

const notShown = planted.filter((one) => !ids.includes(one))

/** All rows of the audit that speak of this Curbside's EHR. */
async function auditOf(
  { store, keys }: RunningCurbside,
  least: number
): Promise<readonly string[]> {
  const find = async () =>
    (await store.invocations({ limit: 500 }))
      .map(({ body }) => body)
      .filter((body) => body.includes(`"${keys.issuer}"`))
  await expect
    .poll(async () => (await find()).length, { timeout: 60_000 })
    .toBeGreaterThanOrEqual(least)
  return find()
}

const orderOf = (ehr: FakeEhr, draft: object) =>
  aRequest({
    hook: 'order-select',
    ...fhirAccessOf(ehr),
    prefetch: undefined,
    context: {
      userId: 'Practitioner/d1',
      patientId,
      selections: ['MedicationRequest/draft-1'],
      draftOrders: { resourceType: 'Bundle', entry: [{ resource: draft }] }
    }
  })
const viewOf = (ehr: FakeEhr, id = patientId) =>
  aRequest({
    ...fhirAccessOf(ehr),
    prefetch: undefined,
    context: { userId: 'Practitioner/d1', patientId: id }
  })

describe.for(profiles)('planted identifiers, in the profile %s', (profile) => {
  test.for(profile === 'minimised' ? ['off', 'scrubbed'] : ['off'])(
    'with notes %s: none is in any sink',
    async (notes) => {
      const resources = plantedWorld()
      // The search itself finds all of them where they are.
      expect(found(JSON.stringify(resources), planted)).toHaveLength(new Set(planted).size)
      await using ehr = await fakeEhr({
        resources,
        faults: ({ query }) =>
          query.startsWith('Immunization')
            ? {
                fault: 'body',
                status: 500,
                body: JSON.stringify({
                  resourceType: 'OperationOutcome',
                  issue: [{ severity: 'error', code: 'exception', diagnostics: planted.join(' ') }]
                })
              }
            : undefined
      })
      await using curbside = await runCurbside({
        fhirServers: [ehr.baseUrl],
        ehr: { answerWithinMs: 10_000 },
        config: { model: model(), deidentification: { profile, notes } }
      })
      const draft = {
        ...aDraft('draft-1', '861007', 'metformin hydrochloride 500 MG Oral Tablet'),
        subject: { reference: `Patient/${patientId}`, display: 'Waylon Smithers' },
        note: [{ text: planted.join(' ') }],
        requester: { display: 'Dr. Zelda Abernathy' }
      }
      const view = await curbside.call('patient-view', viewOf(ehr))
      const order = await curbside.call('order-select', orderOf(ehr, draft))
      expect([view.status, order.status]).toEqual([200, 200])
      expect(view.body.cards?.[0]?.summary).toContain('6.4')

      // Towards the model: every byte, headers and addresses too.
      expect(foundry.requests.length).toBeGreaterThanOrEqual(2)
      const sent = foundry.requests.map(({ url, headers, body }) =>
        [url, JSON.stringify(headers), body].join('\n')
      )
      for (const bytes of sent) expect(found(bytes, planted)).toEqual([])
      expect(sent.join('')).toContain('6.4')
      expect(sent.join('').includes('NOTES')).toBe(notes === 'scrubbed')
      if (notes === 'scrubbed') expect(sent.join('')).toContain('Potassium^was^high.')

      for (const { text, headers } of [view, order]) {
        expect(found(text + JSON.stringify([...headers]), notShown)).toEqual([])
      }
      const audit = await auditOf(curbside, 2)
      expect(audit.some((row) => row.includes(`"notes":"${notes}"`))).toBe(true)
      expect(found(audit.join('\n'), notShown)).toEqual([])
      expect(found(curbside.logLines.join('\n'), planted)).toEqual([])
      expect(curbside.logLines.join('')).toContain('model-ended')
      expect(found(await curbside.metrics(), planted)).toEqual([])
    }
  )
})

test('no error answer, log line or metric repeats what it was asked with', async () => {
  await using ehr = await fakeEhr({ resources: plantedWorld() })
  await using curbside = await runCurbside({
    fhirServers: [ehr.baseUrl],
    config: { model: model() }
  })
  const all = planted.join(' ')
  const good = viewOf(ehr)
  const token = await curbside.keys.token('https://cds.test/cds-services/patient-view')
  const answers = [
    await curbside.call('patient-view', `{"hook": "${planted[0]}`),
    await curbside.call('patient-view', { ...good, hook: all }),
    await curbside.call('patient-view', { ...good, hookInstance: all }),
    await curbside.call('patient-view', {
      ...good,
      context: { userId: 'Practitioner/d1', patientId: all }
    }),
    await curbside.call('patient-view', { ...good, context: { userId: all, patientId } }),
    await curbside.call('patient-view', {
      ...good,
      fhirServer: `https://${planted[0]}.example.org`
    }),
    await curbside.call('patient-view', {
      ...good,
      prefetch: { patient: { ...aPatient(), id: all } }
    }),
    await curbside.call('patient-view', {
      ...good,
      fhirAuthorization: undefined,
      prefetch: { patient: all }
    }),
    await curbside.call('patient-view', good, `${token.slice(0, -3)}${patientId}`),
    await curbside.call('Smithers', good),
    await curbside.send('/cds-services/patient-view?name=Smithers', { method: 'POST', body: all }),
    await curbside.send('/Smithers/786%20Paucek%20Meadow', {}),
    await curbside.feedback('patient-view', {
      feedback: [{ card: patientId, outcome: all, outcomeTimestamp: all }]
    }),
    await curbside.feedback('patient-view', {
      feedback: [
        {
          card: '6f2c1c9e-7a77-4b0e-9f9b-000000000000',
          outcome: 'overridden',
          overrideReason: { userComment: all },
          outcomeTimestamp: '2026-11-20T10:00:00Z'
        }
      ]
    })
  ]
  expect(answers.filter(({ status }) => status >= 400).length).toBeGreaterThan(8)
  for (const { text, headers, status } of answers) {
    // A patient id that is a valid one comes back in nothing but cards.
    expect(found(text + JSON.stringify([...headers]), status < 400 ? notShown : planted)).toEqual(
      []
    )
  }
  expect(found(curbside.logLines.join('\n'), planted)).toEqual([])
  expect(found(await curbside.metrics(), planted)).toEqual([])
  expect(found((await auditOf(curbside, 1)).join('\n'), notShown)).toEqual([])
})

describe('an identifier in a display of the record', () => {
  const named = aPatient({ name: [{ family: 'Smithers', given: ['Waylon'] }] })
  const potassium = aLabResult('k1', '2823-3', 6.4, 'mmol/L', '2026-11-20T08:00:00Z')
  const callWith = async (patient: typeof named, resources: readonly object[]) => {
    const ehr = await fakeEhr({
      resources: [patient, potassium, ...resources] as unknown as ServedResource[]
    })
    const curbside = await runCurbside({ fhirServers: [ehr.baseUrl], config: { model: model() } })
    await using _ehr = ehr
    await using _curbside = curbside
    const answer = await curbside.call('patient-view', viewOf(ehr, 'p1'))
    const [row = ''] = await auditOf(curbside, 1)
    return {
      answer,
      row,
      log: curbside.logLines.join('\n'),
      metrics: await curbside.metrics(),
      ehr: /ehr="([^"]+)"/.exec(await curbside.metrics())?.[1]
    }
  }

  test('is withheld with its line; the model is asked about the rest', async () => {
    const code = aConcept(loinc, '1111-1', 'Smithers, Waylon: assay of something')
    const { answer, metrics, row } = await callWith(named, [
      aLabResult('x1', '1111-1', 5, 'mg/L', '2026-10-01', { code })
    ])
    expect(foundry.requests).toHaveLength(1)
    expect(foundry.requests[0]?.body).not.toMatch(/smithers|waylon/i)
    expect(foundry.requests[0]?.body).toContain('lines of the record: 1 withheld')
    expect(answer.body.cards?.[0]?.summary).toContain('6.4')
    expect(metrics).toMatch(/curbside_charts_built_total\{service="patient-view",ehr="[^"]+"\} 1\n/)
    expect(metrics).toMatch(/curbside_gate_closed_total\{service="patient-view",ehr="[^"]+"\} 0\n/)
    expect(row).toContain('"withheld":1')
  })

  test('closes the gate where no line can be withheld: no model, the rules answer, it is counted', async () => {
    // The patient's own line is never withheld.
    const told = { ...named, identifier: [{ value: 'Y1] 67y female' }] }
    const { answer, metrics, log } = await callWith(told, [])
    expect(foundry.requests).toEqual([])
    expect(answer.status).toBe(200)
    expect(answer.body.cards?.[0]?.summary).toContain('6.4')
    expect(answer.body.cards?.[0]?.detail).toContain('The AI review did not run')
    expect(metrics).toMatch(/curbside_charts_built_total\{service="patient-view",ehr="[^"]+"\} 1\n/)
    expect(metrics).toMatch(/curbside_gate_closed_total\{service="patient-view",ehr="[^"]+"\} 1\n/)
    expect(log).toContain('"event":"gate-closed"')
  })
})
