import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { aRequest, runCurbside } from '../support/curbside.ts'
import type { RunningCurbside } from '../support/curbside.ts'
import { aMedicationRequest, aPatient } from '../support/records.ts'
import { ScriptedModel, anEnd } from '../support/scripted-model.ts'
import {
  anOrderCall,
  diagnosticsOf,
  kidneys,
  metformin,
  searchset,
  wholePrefetch
} from './calls.ts'

/*
 * The contexts of all hooks, with what published samples and EHRs do to them (CDS Hooks library
 * 1.0.1 and its later build), at the first six services. Those of the other four: other-contexts.
 */

let curbside: RunningCurbside
let model: ScriptedModel
beforeAll(async () => {
  model = new ScriptedModel(...Array.from({ length: 80 }, () => [anEnd()]))
  curbside = await runCurbside({ model })
})
afterAll(async () => curbside[Symbol.asyncDispose]())

const bundle = (...resources: unknown[]) => ({
  resourceType: 'Bundle',
  entry: resources.map((resource) => ({ resource }))
})
const someone = { userId: 'Practitioner/d1', patientId: 'p1' }
const appointment = { resourceType: 'Appointment', id: 'a1', status: 'proposed' }
const hookCall = (hook: string, context: object) =>
  aRequest({
    hook,
    context: { ...someone, ...context },
    prefetch: wholePrefetch({ laboratory: searchset(...kidneys) })
  })

/** True when the card about metformin and kidneys is there: the order was understood. */
const understood = (answer: { body: { cards?: readonly { summary: string }[] } }) =>
  answer.body.cards?.some(({ summary }) => /metformin/i.test(summary)) ?? false

describe('a hook that no service here answers', () => {
  test.for(['medication-verify', 'transition-of-care'])(
    '%s has no address, and is not taken by another service',
    async (hook) => {
      const context = { medications: bundle(metformin) }
      expect((await curbside.call(hook, hookCall(hook, context))).status).toBe(404)
      expect((await curbside.call('patient-view', hookCall(hook, context))).status).toBe(400)
    }
  )
})

describe('orders', () => {
  const longId = `${'e'.repeat(190)}.abc`
  const dosage = aMedicationRequest().dosageInstruction?.[0]
  test.for<[string, Record<string, unknown>]>([
    [
      'as the standard has them',
      { selections: ['MedicationRequest/draft-1'], draftOrders: bundle(metformin) }
    ],
    ['selected by a bare id', { selections: ['draft-1'], draftOrders: bundle(metformin) }],
    ['without selections', { draftOrders: bundle(metformin) }],
    [
      'in a Bundle without a type',
      { draftOrders: { resourceType: 'Bundle', entry: [{ resource: metformin }] } }
    ],
    ['in an array', { draftOrders: [metformin] }],
    [
      'with a temporary id of 194 characters',
      {
        selections: [`MedicationRequest/${longId}`],
        draftOrders: bundle({ ...metformin, id: longId })
      }
    ],
    [
      'beside a Medication that is no order',
      {
        draftOrders: bundle(
          { resourceType: 'Medication', id: 'x', code: { text: 'aspirin' } },
          metformin
        )
      }
    ],
    [
      'by reference to a Medication of the same Bundle',
      {
        draftOrders: bundle(
          {
            ...metformin,
            medicationCodeableConcept: undefined,
            medicationReference: { reference: 'Medication/drug-1' }
          },
          { resourceType: 'Medication', id: 'drug-1', code: metformin.medicationCodeableConcept }
        )
      }
    ],
    [
      'with doseAndRate as an object, as in the R4 sample',
      {
        draftOrders: bundle({
          ...metformin,
          dosageInstruction: [
            { ...dosage, doseAndRate: { doseQuantity: { value: 1, unit: 'tablet' } } }
          ]
        })
      }
    ],
    [
      'with dosageInstruction as an object',
      { draftOrders: bundle({ ...metformin, dosageInstruction: dosage }) }
    ],
    [
      'with category as an object, as Epic sends it',
      { draftOrders: bundle({ ...metformin, category: { text: 'Outpatient' } }) }
    ],
    [
      'revised: status active, as at a second signing',
      { draftOrders: bundle({ ...metformin, status: 'active' }) }
    ],
    ['without an id', { draftOrders: bundle({ ...metformin, id: undefined }) }],
    ['with an encounter', { encounterId: 'Encounter/e1', draftOrders: bundle(metformin) }]
  ])('%s', async ([, context]) => {
    const answer = await curbside.call('order-select', hookCall('order-select', context))
    expect([answer.status, understood(answer)]).toEqual([200, true])
  })

  test('the deprecated hooks are answered at either order service', async () => {
    const prescribe = hookCall('medication-prescribe', { medications: bundle(metformin) })
    expect(understood(await curbside.call('order-select', prescribe))).toBe(true)
    const review = hookCall('order-review', { orders: bundle(metformin) })
    expect(understood(await curbside.call('order-sign', review))).toBe(true)
    expect(understood(await curbside.call('order-sign', prescribe))).toBe(true)
    expect(understood(await curbside.call('order-select', review))).toBe(true)
    // And nowhere else.
    expect((await curbside.call('patient-view', prescribe)).status).toBe(400)
  })

  test('of DSTU2 are read under their old names', async () => {
    const old = { ...metformin, resourceType: 'MedicationOrder' }
    const prescribe = hookCall('medication-prescribe', { medications: bundle(old) })
    expect(understood(await curbside.call('order-select', prescribe))).toBe(true)
  })

  test('are told to the model as just picked or not', async () => {
    const other = {
      ...metformin,
      id: 'other',
      medicationCodeableConcept: { text: 'Acetaminophen' }
    }
    const momentOf = async (selections: readonly string[]) => {
      const context = { selections, draftOrders: bundle(metformin, other) }
      await curbside.call('order-select', hookCall('order-select', context))
      return model.asks.at(-1)?.chart.moment ?? ''
    }
    const picked = await momentOf(['MedicationRequest/other'])
    expect(picked).toMatch(/DRAFT selected: Acetaminophen/)
    expect(picked).toMatch(/DRAFT other: metformin/)
    const byAddress = await momentOf(['https://ehr.test/r4/MedicationRequest/draft-1'])
    expect(byAddress).toMatch(/DRAFT selected: metformin/)
    expect(byAddress).toMatch(/DRAFT other: Acetaminophen/)
    // One that is none of the drafts tells nothing apart: all are spoken of.
    expect(await momentOf(['MedicationRequest/unknown'])).not.toContain('DRAFT other')
  })

  test('without a drug never reach the model, and the card says that one was not recognised', async () => {
    const before = model.asks.length
    const nameless = { ...metformin, medicationCodeableConcept: undefined }
    for (const draft of [nameless, { ...metformin, medicationCodeableConcept: {} }]) {
      const answer = await curbside.call('order-select', anOrderCall('order-select', [draft]))
      const told = answer.body.cards?.map(({ summary, detail }) => `${summary} ${detail}`).join()
      expect(told).toContain('unnamed medication')
    }
    expect(model.asks.slice(before)).toEqual([])
  })

  test.for(['order-select', 'order-sign'] as const)(
    'none at %s is a 400 that says so',
    async (hook) => {
      for (const context of [{}, { draftOrders: null }]) {
        const answer = await curbside.call(hook, hookCall(hook, context))
        expect(answer.status).toBe(400)
        expect(diagnosticsOf(answer)).toEqual([`context.draftOrders: required by ${hook}`])
      }
      // An empty Bundle is no order, but no fault either.
      expect((await curbside.call(hook, hookCall(hook, { draftOrders: bundle() }))).status).toBe(
        200
      )
    }
  )
})

describe('the other services', () => {
  test.for(['patient-view', 'encounter-start', 'encounter-discharge'])(
    '%s takes an encounter, with its type or without',
    async (hook) => {
      for (const encounterId of ['e1', 'Encounter/e1', undefined, null, '']) {
        const answer = await curbside.call(hook, hookCall(hook, { encounterId }))
        expect(answer.status, String(encounterId)).toBe(200)
      }
      const odd = await curbside.call(hook, hookCall(hook, { encounterId: '../../Patient' }))
      expect([odd.status, diagnosticsOf(odd)[0]]).toEqual([
        400,
        expect.stringMatching(/^context.encounterId/)
      ])
    }
  )

  test.for<[string, unknown]>([
    ['a Bundle', { ...bundle(appointment), type: 'collection' }],
    ['a Bundle without a type', bundle(appointment)],
    ['an array, as up to 1.0.1', [appointment]],
    ['an array of entries', [{ resource: appointment }]]
  ])('appointment-book takes appointments as %s', async ([, appointments]) => {
    const answer = await curbside.call(
      'appointment-book',
      hookCall('appointment-book', { appointments })
    )
    expect([answer.status, Array.isArray(answer.body.cards)]).toEqual([200, true])
  })

  test('appointment-book without appointments is a 400', async () => {
    const answer = await curbside.call('appointment-book', hookCall('appointment-book', {}))
    expect(diagnosticsOf(answer)).toEqual(['context.appointments: required by appointment-book'])
  })
})

describe('the user', () => {
  const cardsFor = async (userId: unknown) => {
    const context = { patientId: 'p1', userId }
    const answer = await curbside.call(
      'patient-view',
      aRequest({ context, prefetch: { patient: aPatient() } })
    )
    expect(answer.status, String(userId)).toBe(200)
    return answer.body.cards?.length
  }

  test('is a practitioner in any of their roles, or nobody', async () => {
    const users = [
      'Practitioner/d1',
      'PractitionerRole/r1',
      'https://ehr.test/fhir/practitioner/d1/_history/1 ',
      undefined,
      null,
      '',
      'd1'
    ]
    for (const userId of users) expect(await cardsFor(userId), String(userId)).toBe(1)
  })

  test('who is anybody else gets no card, and the model is not asked', async () => {
    const before = model.asks.length
    for (const userId of [
      'Patient/p1',
      'RelatedPerson/r1',
      'Device/x',
      'Person/p',
      'Organization/o',
      'https://ehr.test/fhir/Patient/p1',
      'https://ehr.test/fhir/RelatedPerson/r1/_history/2',
      ' device/x',
      'urn:uuid:8e3a'
    ]) {
      expect(await cardsFor(userId), userId).toBe(0)
    }
    expect(model.asks.length).toBe(before)
  })
})
