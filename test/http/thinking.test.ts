import { afterEach, describe, expect, test } from 'vitest'
import { clientKeys } from '../support/client-keys.ts'
import { aRequest, fhirAccessOf, publicUrl, runCurbside, anEhr } from '../support/curbside.ts'
import type { CurbsideGiven, RunningCurbside } from '../support/curbside.ts'
import { fakeEhr } from '../support/fake-ehr.ts'
import type { FakeEhr, ServedResource } from '../support/fake-ehr.ts'
import type { ReadFinding } from '../../src/model/proposal/read-finding.ts'
import { arrives, resultFinding } from '../support/result-finding.ts'
import { heldDeadlines } from '../support/held-deadlines.ts'
import { keptInvocation } from '../support/kept-invocation.ts'
import { aDraft, aLabResult, aPatient } from '../support/records.ts'
import { ScriptedModel, aGate, anEnd } from '../support/scripted-model.ts'
import type { Gate, ScriptedCall } from '../support/scripted-model.ts'

/*
 * A model that thinks for longer than an EHR waits, over real sockets: what is answered by then,
 * what goes on, what comes with the next call. No outcome depends on the speed of the machine: the
 * tests say when the model speaks and when the deadline comes.
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

interface Thinking {
  /** Opens when it is asked, and when its finding was taken. */
  readonly asked: Gate
  readonly taken: Gate
  /** It waits for these before its finding, and before its end. */
  readonly before?: Gate
  readonly after?: Gate
}

const thinking = (waits: Pick<Thinking, 'before' | 'after'> = {}): Thinking => ({
  asked: aGate(),
  taken: aGate(),
  ...waits
})

const thinks = (
  { asked, before, taken, after }: Thinking = thinking(),
  given: object = {}
): ScriptedCall =>
  async function* (ask, signal) {
    asked.open()
    const aborted = new Promise((resolve) => signal.addEventListener('abort', resolve))
    await Promise.race([before?.opened, aborted])
    yield arrives(aboutCalcium(ask.chart.review, given))
    taken.open()
    await Promise.race([after?.opened, aborted])
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

/** A chart opened: the deadline comes while the model thinks. */
async function answeredWhileThinking(
  { ehr, curbside }: { readonly ehr: FakeEhr; readonly curbside: RunningCurbside },
  { asked }: Thinking
): Promise<void> {
  using deadlines = heldDeadlines()
  const call = curbside.call('patient-view', view(ehr))
  await asked.opened
  deadlines.pass()
  expect((await call).body.cards).toEqual([])
}

test('what is verified at the deadline is answered, though the model goes on', async () => {
  const thought = thinking({ after: aGate() })
  const { ehr, curbside } = await world({ curbside: { model: new ScriptedModel(thinks(thought)) } })
  using deadlines = heldDeadlines()
  const call = curbside.call('patient-view', view(ehr))
  await thought.taken.opened
  deadlines.pass()
  expect((await call).body.cards?.[0]?.summary).toMatch(aboutTheCalcium)
  thought.after?.open()
})

test('a client that hangs up does not stop the thinking', async () => {
  const thought = thinking({ before: aGate() })
  const model = new ScriptedModel(thinks(thought))
  const { ehr, curbside } = await world({ curbside: { model } })
  const path = '/cds-services/patient-view'
  const client = new AbortController()
  const token = await curbside.keys.token(`${publicUrl}${path}`)
  const call = fetch(`${curbside.baseUrl}${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
    body: JSON.stringify(view(ehr)),
    signal: client.signal
  })
  await thought.asked.opened
  client.abort()
  await expect(call).rejects.toThrow()
  thought.before?.open()
  const answer = await curbside.call('patient-view', view(ehr))
  expect(answer.body.cards?.[0]?.summary).toMatch(aboutTheCalcium)
  expect(model.asks).toHaveLength(1)
})

test('closing lets the thinking finish, and what it finds is kept', async () => {
  const thought = thinking({ before: aGate() })
  const same = await anEhr()
  const before = await world({ curbside: { model: new ScriptedModel(thinks(thought)), ...same } })
  await answeredWhileThinking(before, thought)
  const closed = before.curbside.app.close()
  thought.before?.open()
  await closed
  const after = await world({ curbside: { model: new ScriptedModel(), ...same } })
  const answer = await after.curbside.call('patient-view', view(after.ehr))
  expect(answer.body.cards?.[0]?.summary).toMatch(aboutTheCalcium)
})

describe('a chart opened, an order picked a few seconds later', () => {
  const quiet: ScriptedCall = [anEnd()]

  test('the review’s finding is there, and only the moment was asked, of the fast deployment', async () => {
    const thought = thinking({ before: aGate() })
    const model = new ScriptedModel(thinks(thought), quiet)
    const { ehr, curbside } = await world({ curbside: { model } })
    await answeredWhileThinking({ ehr, curbside }, thought)
    thought.before?.open()
    await keptInvocation(curbside, 'model-ended')
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
    const model = new ScriptedModel(thinks(), quiet)
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
      const model = new ScriptedModel(thinks(thinking(), { meanings: [due] }), quiet)
      const { ehr, curbside } = await world({ curbside: { model } })
      expect((await curbside.call('patient-view', view(ehr))).body.cards).toHaveLength(1)
      expect((await curbside.call('order-select', pick(ehr))).body.cards).toEqual([])
    }
  )
})
