import { expect } from 'vitest'
import type { CdsCard } from '../../src/cds-hooks/card.ts'
import { arrives, resultFinding } from '../support/result-finding.ts'
import { aRequest, runCurbside } from '../support/curbside.ts'
import type { Answer, CurbsideGiven, RunningCurbside } from '../support/curbside.ts'
import { fakeEhr } from '../support/fake-ehr.ts'
import type { FakeEhr, FakeEhrGiven, ServedResource } from '../support/fake-ehr.ts'
import { aCondition, aDraft, aLabResult, aPatient } from '../support/records.ts'
import { ScriptedModel, anEnd } from '../support/scripted-model.ts'

/* Calls whose answers the conformance tests look at, as EHRs send them. */

const unit = 'mL/min/{1.73_m2}'
export const kidneys = [
  aLabResult('egfr-new', '98979-8', 24, unit, '2026-11-01'),
  aLabResult('egfr-old', '98979-8', 41, unit, '2026-02-01')
]
export const calcium = [aLabResult('calcium-1', '17861-6', 11.2, 'mg/dL', '2026-10-01')]
export const metformin = aDraft('draft-1', '861007', 'metformin hydrochloride 500 MG Oral Tablet')

export const searchset = (...resources: readonly unknown[]) => ({
  resourceType: 'Bundle',
  type: 'searchset',
  total: resources.length,
  entry: resources.map((resource) => ({ resource, search: { mode: 'match' } }))
})

/** Every key of the published prefetch, searched and empty unless given. */
export function wholePrefetch<T extends Readonly<Record<string, unknown>>>(given: T = {} as T) {
  const keys = [
    'conditions',
    'medications',
    'statements',
    'allergies',
    'laboratory',
    'vitals',
    'surveys',
    'imaging',
    'procedures',
    'encounters',
    'immunizations',
    'reports',
    'orders'
  ]
  const empty = Object.fromEntries(keys.map((key) => [key, searchset()]))
  return { patient: aPatient(), ...empty, ...given }
}

/** An order-select or order-sign of drafts; the first is selected. */
export function anOrderCall(
  hook: 'order-select' | 'order-sign',
  drafts: readonly object[],
  change: Readonly<Record<string, unknown>> = {}
): Record<string, unknown> {
  const draftOrders = {
    resourceType: 'Bundle',
    type: 'collection',
    entry: drafts.map((resource) => ({ resource }))
  }
  const selections = hook === 'order-select' ? { selections: ['MedicationRequest/draft-1'] } : {}
  return aRequest({
    hook,
    context: { userId: 'Practitioner/d1', patientId: 'p1', ...selections, draftOrders },
    prefetch: wholePrefetch({ laboratory: searchset(...kidneys) }),
    ...change
  })
}

/** A model that reads the first calcium of the chart, and says that nobody followed it. */
export function calciumModel(change: object = {}): ScriptedModel {
  return new ScriptedModel(...Array.from({ length: 200 }, () => answer))
  function* answer(ask: { readonly chart: { readonly review: string } }) {
    const [, line, value, day, alias] =
      ask.chart.review.match(/\(LN 17861-6\) (\S+): ([\d.]+) D(-?\d+) \[(O\d+)\]/) ?? []
    if (alias !== undefined) {
      const reading = { alias, value: Number(value), unit: line ?? null, day: Number(day) }
      yield arrives(resultFinding(reading, change))
    }
    yield anEnd()
  }
}

/** Curbside beside a FHIR server that holds the resources. */
export async function world(
  resources: readonly object[],
  given: Partial<FakeEhrGiven> & { readonly curbside?: CurbsideGiven } = {}
): Promise<{ ehr: FakeEhr; curbside: RunningCurbside } & AsyncDisposable> {
  const { curbside: curbsideGiven, ...ehrGiven } = given
  const ehr = await fakeEhr({
    resources: [aPatient(), ...resources] as unknown as ServedResource[],
    ...ehrGiven
  })
  const curbside = await runCurbside({ fhirServers: [ehr.baseUrl], ...curbsideGiven })
  return {
    ehr,
    curbside,
    async [Symbol.asyncDispose]() {
      await curbside[Symbol.asyncDispose]()
      await ehr.close()
    }
  }
}

/** One answer of every kind: cards of rules, of the model, a notice, silence, and the rest. */
export async function corpus(curbside: RunningCurbside): Promise<readonly Answer[]> {
  const withModel = { prefetch: wholePrefetch({ laboratory: searchset(...calcium) }) }
  const longitudinal = wholePrefetch({
    conditions: searchset(aCondition()),
    laboratory: searchset(...kidneys, aLabResult('a1c', '4548-4', 10.4, '%', '2026-10-01'))
  })
  return [
    await curbside.call('order-select', anOrderCall('order-select', [metformin])),
    await curbside.call('order-sign', anOrderCall('order-sign', [metformin])),
    await curbside.call('patient-view', aRequest({ prefetch: longitudinal })),
    await curbside.call('patient-view', aRequest(withModel)),
    await curbside.call('patient-view', aRequest()),
    await curbside.call('patient-view', aRequest({ prefetch: wholePrefetch() }))
  ]
}

export const cardsOf = (answers: readonly Answer[]): readonly CdsCard[] =>
  answers.flatMap(({ body }) => body.cards ?? [])

/** The issues of a refusal, as text. */
export function diagnosticsOf(answer: Answer): readonly string[] {
  expect(answer.body['resourceType']).toBe('OperationOutcome')
  const { issue } = answer.body as unknown as { issue: { diagnostics?: string }[] }
  return issue.map(({ diagnostics }) => diagnostics ?? '')
}
