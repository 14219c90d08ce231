import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { aRequest, runCurbside } from '../support/curbside.ts'
import type { RunningCurbside } from '../support/curbside.ts'
import { fakeEhr } from '../support/fake-ehr.ts'
import { fhirAccessOf } from '../support/curbside.ts'
import { aCondition, aPrescription, anAllergy } from '../support/records.ts'
import { diagnosticsOf, kidneys, metformin, searchset, wholePrefetch } from './calls.ts'

/*
 * The contexts of order-dispatch, medication-refill, allergyintolerance-create and
 * problem-list-item-create, with what published samples do to them (CDS Hooks library 1.0.1 and its
 * later build).
 */

let curbside: RunningCurbside
beforeAll(async () => {
  curbside = await runCurbside()
})
afterAll(async () => curbside[Symbol.asyncDispose]())

const bundle = (...resources: unknown[]) => ({
  resourceType: 'Bundle',
  entry: resources.map((resource) => ({ resource }))
})
const someone = { userId: 'Practitioner/d1', patientId: 'p1' }
const active = { ...metformin, id: 'm1', status: 'active' }
const amoxicillin = aPrescription('m2', '308191', 'amoxicillin 500 MG Oral Capsule')
const propranolol = aPrescription('m3', '856519', 'propranolol hydrochloride 40 MG Oral Tablet')
const penicillin = anAllergy()
const asthma = aCondition({
  id: 'asthma',
  code: { coding: [{ system: 'http://snomed.info/sct', code: '195967001', display: 'Asthma' }] }
})

const call = async (hook: string, context: object, change: object = {}) => {
  const prefetch = wholePrefetch({
    laboratory: searchset(...kidneys),
    medications: searchset(active, amoxicillin, propranolol),
    ...change
  })
  return curbside.call(hook, aRequest({ hook, context, prefetch }))
}
const criticals = (answer: Awaited<ReturnType<typeof call>>) =>
  (answer.body.cards ?? [])
    .filter(({ indicator }) => indicator === 'critical')
    .map(({ summary }) => summary)

const dispatch = { patientId: 'p1', performer: 'Organization/o1' }
describe('a context as the standard or a sample writes it is understood', () => {
  test.for<[string, string, Record<string, unknown>, RegExp]>([
    [
      'which has no user',
      'order-dispatch',
      { ...dispatch, dispatchedOrders: ['MedicationRequest/m1'] },
      /metformin/
    ],
    [
      'as its samples write it',
      'order-dispatch',
      {
        patientId: 'p1',
        'dispatched-orders': ['MedicationRequest/m1'],
        performer: 'Organization/o1',
        'fulfillment-tasks': [{ resourceType: 'Task', status: 'draft' }]
      },
      /metformin/
    ],
    [
      'with an absolute reference and a version',
      'order-dispatch',
      { ...dispatch, dispatchedOrders: ['https://ehr.test/r4/MedicationRequest/m1/_history/2'] },
      /metformin/
    ],
    [
      'with a bare id, without a performer',
      'order-dispatch',
      { patientId: 'p1', dispatchedOrders: ['m1'] },
      /metformin/
    ],
    [
      'without a user and an encounter',
      'medication-refill',
      { patientId: 'p1', medications: bundle(metformin) },
      /metformin/
    ],
    ['of one resource', 'medication-refill', { ...someone, medications: metformin }, /metformin/],
    [
      'of DSTU2',
      'medication-refill',
      { ...someone, medications: bundle({ ...metformin, resourceType: 'MedicationOrder' }) },
      /metformin/
    ],
    [
      'as the table has it',
      'allergyintolerance-create',
      { ...someone, allergyIntolerance: penicillin },
      /Amoxicillin active/
    ],
    [
      'wrapped as in the R4 sample',
      'allergyintolerance-create',
      { ...someone, allergyIntolerance: { resource: penicillin } },
      /Amoxicillin active/
    ],
    [
      'as the Bundle of the STU3 sample, without an id and a patient',
      'allergyintolerance-create',
      {
        ...someone,
        allergyIntolerances: bundle({ ...penicillin, id: undefined, patient: undefined })
      },
      /Amoxicillin active/
    ],
    [
      'as a Bundle',
      'problem-list-item-create',
      { ...someone, conditions: bundle(asthma) },
      /propranolol is contraindicated/
    ],
    [
      'as an array, without ids',
      'problem-list-item-create',
      { ...someone, conditions: [{ ...asthma, id: undefined }] },
      /propranolol is contraindicated/
    ]
  ])('%s: %s', async ([, hook, context, said]) => {
    const answer = await call(hook, context)
    expect([answer.status, criticals(answer)]).toEqual([200, [expect.stringMatching(said)]])
  })

  test.for([
    ['order-dispatch', 'dispatchedOrders'],
    ['medication-refill', 'medications'],
    ['allergyintolerance-create', 'allergyIntolerance'],
    ['problem-list-item-create', 'conditions']
  ])('%s without %s is a 400 that says so', async ([hook = '', name]) => {
    const answer = await call(hook, someone)
    expect(answer.status).toBe(400)
    expect(diagnosticsOf(answer)).toEqual([`context.${name}: required by ${hook}`])
  })
})

describe('what the context names and nothing holds is said, never passed over', () => {
  test.for<[string, Record<string, unknown>, string]>([
    ['order-dispatch', { ...dispatch, dispatchedOrders: ['ServiceRequest/s9'] }, 'Not read'],
    ['order-dispatch', { ...dispatch, dispatchedOrders: ['urn:uuid:1', 'm2'] }, 'Read in part'],
    // A Patient is no order, whatever the reference says.
    ['order-dispatch', { ...dispatch, dispatchedOrders: ['Patient/p1'] }, 'Not read'],
    ['allergyintolerance-create', { ...someone, allergyIntolerance: bundle(asthma) }, 'Not read'],
    ['problem-list-item-create', { ...someone, conditions: bundle() }, 'Not read'],
    [
      'problem-list-item-create',
      { ...someone, conditions: bundle({ ...asthma, modifierExtension: [{ url: 'urn:x' }] }) },
      'Not read'
    ]
  ])('%s %j', async ([hook, context, verb]) => {
    const answer = await call(hook, context)
    const [card] = answer.body.cards ?? []
    expect([answer.status, card?.indicator]).toEqual([200, 'info'])
    expect(card?.detail).toContain(`${verb}: what this call is about (not found in the record)`)
  })

  test.for([
    ['a drug that nobody knows', ['medication'], 1],
    ['a drug that nobody knows', undefined, 1],
    ['birch pollen', ['environment'], 0]
  ] as const)(
    'a new allergy to %s (%j) that is not recognised',
    async ([text, category, cards]) => {
      const allergyIntolerance = { ...penicillin, code: { text }, category, reaction: undefined }
      const answer = await call('allergyintolerance-create', { ...someone, allergyIntolerance })
      expect(answer.body.cards).toHaveLength(cards)
      if (cards > 0) {
        expect(answer.body.cards?.[0]?.summary).toMatch(/^The new allergy was not recognised/)
        expect(answer.body.cards?.[0]?.detail).toContain(text)
      }
    }
  )

  test('an entry of another patient is a 400, one recorded in error is no entry', async () => {
    const other = { ...penicillin, patient: { reference: 'Patient/other' } }
    const hook = 'allergyintolerance-create'
    expect((await call(hook, { ...someone, allergyIntolerance: other })).status).toBe(400)
    const verificationStatus = { coding: [{ code: 'entered-in-error' }] }
    const inError = { ...penicillin, verificationStatus }
    expect((await call(hook, { ...someone, allergyIntolerance: inError })).body).toEqual({
      cards: []
    })
  })
})

describe('an order that the record does not hold', () => {
  const context = { ...dispatch, dispatchedOrders: ['MedicationRequest/m1'] }
  test('is read by its id, and only of this patient', async () => {
    for (const [patient, status] of [
      ['Patient/p1', 'critical'],
      ['Patient/other', 'info']
    ] as const) {
      const order = { ...active, subject: { reference: patient } }
      await using ehr = await fakeEhr({ resources: [order] })
      await using reading = await runCurbside({ fhirServers: [ehr.baseUrl] })
      const prefetch = wholePrefetch({ laboratory: searchset(...kidneys) })
      const request = { hook: 'order-dispatch', context, prefetch, ...fhirAccessOf(ehr) }
      const answer = await reading.call('order-dispatch', aRequest(request))
      expect(
        answer.body.cards?.map(({ indicator }) => indicator),
        patient
      ).toEqual([status])
    }
  })
})

describe('what is offered', () => {
  test('never touches an order that stands, and still offers what stands beside it', async () => {
    const answers = [
      await call('order-dispatch', { ...dispatch, dispatchedOrders: ['MedicationRequest/m1'] }),
      await call('allergyintolerance-create', { ...someone, allergyIntolerance: penicillin }),
      await call('problem-list-item-create', { ...someone, conditions: bundle(asthma) }),
      // Signed before and revised: the record holds it as active.
      await call('order-sign', { ...someone, draftOrders: bundle({ ...active, status: 'draft' }) })
    ]
    const actions = answers.map((answer) =>
      (answer.body.cards ?? [])
        .flatMap(({ suggestions = [] }) => suggestions)
        .flatMap((suggestion) => suggestion.actions ?? [])
        .map(({ type }) => type)
    )
    expect(actions).toEqual([['create'], [], [], ['create']])
  })

  test('takes the draft of a renewal back', async () => {
    const answer = await call('medication-refill', { ...someone, medications: bundle(metformin) })
    const actions = (answer.body.cards ?? [])
      .flatMap(({ suggestions = [] }) => suggestions)
      .flatMap((suggestion) => suggestion.actions ?? [])
    expect(actions).toContainEqual(
      expect.objectContaining({ type: 'delete', resourceId: 'MedicationRequest/draft-1' })
    )
  })
})
