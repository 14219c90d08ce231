import { setTimeout as sleep } from 'node:timers/promises'
import { afterEach, describe, expect, test } from 'vitest'
import { clientKeys } from '../support/client-keys.ts'
import { aRequest, fhirAccessOf, publicUrl, runCurbside, anEhr } from '../support/curbside.ts'
import type { CurbsideGiven, RunningCurbside } from '../support/curbside.ts'
import { fakeEhr } from '../support/fake-ehr.ts'
import type { FakeEhr, ServedResource } from '../support/fake-ehr.ts'
import type { ReadFinding } from '../../src/model/proposal/read-finding.ts'
import { arrives, resultFinding } from '../support/result-finding.ts'
import { aDraft, aLabResult, aPatient } from '../support/records.ts'
import { ScriptedModel, anEnd } from '../support/scripted-model.ts'
import type { ScriptedCall } from '../support/scripted-model.ts'

/*
 * A model that thinks for longer than an EHR waits, over real sockets: what is answered by then,
 * what goes on, what comes with the next call.
 */

const open: AsyncDisposable[] = []
afterEach(async () => {
  for (const one of open.splice(0).toReversed()) await one[Symbol.asyncDispose]()
})

const calcium = (value: number) => [
  aLabResult('calcium-1', '17861-6', value, 'mg/dL', '2026-10-01'),
  aLabResult('calcium-2', '17861-6', 10.9, 'mg/dL', '2026-03-01')
]

async function world(
  given: { readonly resources?: readonly unknown[]; readonly curbside?: CurbsideGiven } = {}
): Promise<{ ehr: FakeEhr; curbside: RunningCurbside }> {
  const ehr = await fakeEhr({
    resources: [aPatient(), ...(given.resources ?? calcium(11.2))] as ServedResource[]
  })
  open.push(ehr)
  const curbside = await runCurbside({ fhirServers: [ehr.baseUrl], ...given.curbside })
  open.push(curbside)
  return { ehr, curbside }
}

function aboutCalcium(chart: string, given: object = {}): ReadFinding {
  const [, unit, value, day, alias] =
    chart.match(/\(LN 17861-6\) (\S+): ([\d.]+) D([+-]?\d+) \[(O\d+)\]/) ?? []
  if (alias === undefined) throw new Error('the chart does not show it')
  return resultFinding({ alias, value: Number(value), unit: unit ?? null, day: Number(day) }, given)
}

/** Says its finding after `beforeMs` and ends after `afterMs` more. */
const thinks = (beforeMs: number, afterMs: number, given: object = {}): ScriptedCall =>
  async function* (ask, signal) {
    await sleep(beforeMs, undefined, { signal }).catch(() => undefined)
    yield arrives(aboutCalcium(ask.chart.review, given))
    await sleep(afterMs, undefined, { signal }).catch(() => undefined)
    yield anEnd(signal.aborted ? { ending: 'late' } : {})
  }

const view = (ehr: FakeEhr) => aRequest({ ...fhirAccessOf(ehr), prefetch: undefined })
const pick = (ehr: FakeEhr) =>
  aRequest({
    hook: 'order-select',
    ...fhirAccessOf(ehr),
    prefetch: undefined,
    context: {
      userId: 'Practitioner/d1',
      patientId: 'p1',
      selections: ['MedicationRequest/draft-1'],
      draftOrders: {
        resourceType: 'Bundle',
        entry: [
          {
            resource: {
              ...aDraft('draft-1', '308182', 'amoxicillin 250 MG Oral Capsule'),
              id: 'draft-1'
            }
          }
        ]
      }
    }
  })
const aboutTheCalcium = /11\.2 mg\/dL/

test('what is verified at the deadline is answered, though the model goes on', async () => {
  const model = new ScriptedModel(thinks(100, 3_000))
  const { ehr, curbside } = await world({ curbside: { model, ehr: { answerWithinMs: 800 } } })
  const answer = await curbside.call('patient-view', view(ehr))
  expect(answer.body.cards?.[0]?.summary).toMatch(aboutTheCalcium)
})

test('a client that hangs up does not stop the thinking', async () => {
  const model = new ScriptedModel(thinks(500, 50))
  const { ehr, curbside } = await world({ curbside: { model } })
  const path = '/cds-services/patient-view'
  const hangUp = AbortSignal.timeout(250)
  const token = await curbside.keys.token(`${publicUrl}${path}`)
  const call = fetch(`${curbside.baseUrl}${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
    body: JSON.stringify(view(ehr)),
    signal: hangUp
  })
  await expect(call).rejects.toThrow()
  expect(model.asks).toHaveLength(1)
  await sleep(700)
  const answer = await curbside.call('patient-view', view(ehr))
  expect(answer.body.cards?.[0]?.summary).toMatch(aboutTheCalcium)
  expect(model.asks).toHaveLength(1)
})

test('closing lets the thinking finish, and what it finds is kept', async () => {
  const model = new ScriptedModel(thinks(600, 50))
  const same = await anEhr()
  const before = await world({
    curbside: { model, ...same, ehr: { ...same.ehr, answerWithinMs: 400 } }
  })
  expect((await before.curbside.call('patient-view', view(before.ehr))).body.cards).toEqual([])
  await before.curbside.app.close()
  const after = await world({ curbside: { model: new ScriptedModel(), ...same } })
  const answer = await after.curbside.call('patient-view', view(after.ehr))
  expect(answer.body.cards?.[0]?.summary).toMatch(aboutTheCalcium)
})

describe('a chart opened, an order picked a few seconds later', () => {
  const quiet: ScriptedCall = [anEnd()]

  test('the review’s finding is there, and only the moment was asked, of the fast deployment', async () => {
    const model = new ScriptedModel(thinks(600, 50), quiet)
    const { ehr, curbside } = await world({ curbside: { model, ehr: { answerWithinMs: 500 } } })
    expect((await curbside.call('patient-view', view(ehr))).body.cards).toEqual([])
    await sleep(600)
    const answer = await curbside.call('order-select', pick(ehr))
    expect(answer.body.cards?.map(({ summary }) => summary)).toEqual([
      expect.stringMatching(aboutTheCalcium)
    ])
    expect(model.asks.map(({ part, deployment }) => `${part} ${deployment}`)).toEqual([
      'review default',
      'moment fast'
    ])
  })

  test('a result that was corrected in between: the finding is gone', async () => {
    const model = new ScriptedModel(thinks(0, 0), quiet)
    const same = { model, keys: await clientKeys('https://corrected.test'), ehr: { id: 'corr' } }
    const before = await world({ curbside: same })
    expect((await before.curbside.call('patient-view', view(before.ehr))).body.cards).toHaveLength(
      1
    )
    const after = await world({ resources: calcium(9.2), curbside: same })
    const answer = await after.curbside.call('order-select', pick(after.ehr))
    expect(answer.body.cards).toEqual([])
  })

  test.for(['not-monitored', 'due'] as const)(
    'what is merely due (%s) does not stand between a clinician and an order',
    async (relation) => {
      const due = { relation, subjects: [0], conceptKind: 'test', concept: 'parathyroid hormone' }
      const model = new ScriptedModel(thinks(0, 0, { meanings: [due] }), quiet)
      const { ehr, curbside } = await world({ curbside: { model } })
      expect((await curbside.call('patient-view', view(ehr))).body.cards).toHaveLength(1)
      expect((await curbside.call('order-select', pick(ehr))).body.cards).toEqual([])
    }
  )
})
