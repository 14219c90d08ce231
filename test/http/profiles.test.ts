import { arrives, resultFinding } from '../support/result-finding.ts'
import { afterEach, expect, test } from 'vitest'
import type { ModelAsk, ModelEvent } from '../../src/model/model.ts'
import { aRequest, fhirAccessOf, runCurbside } from '../support/curbside.ts'
import type { RunningCurbside } from '../support/curbside.ts'
import { fakeEhr } from '../support/fake-ehr.ts'
import type { FakeEhr, ServedResource } from '../support/fake-ehr.ts'
import { keptInvocation } from '../support/kept-invocation.ts'
import { aLabResult, aPatient } from '../support/records.ts'
import { ScriptedModel, anEnd } from '../support/scripted-model.ts'

/* A profile of de-identification, from the configuration to the card and the invocation record. */

const open: AsyncDisposable[] = []
afterEach(async () => {
  for (const one of open.splice(0).toReversed()) await one[Symbol.asyncDispose]()
})

/** Cites the newest calcium of the chart with whatever number its day has there. */
function aboutCalcium({ chart }: ModelAsk): ModelEvent[] {
  const found = chart.review.match(/: ([\d.]+) D(-?\d+)(?: \([^)]*\))? \[(O\d+)\]/)
  const [, value, day, alias = ''] = found ?? []
  const reading = { alias, value: Number(value), unit: 'mg/dL', day: Number(day) }
  return [arrives(resultFinding(reading)), anEnd()]
}

async function world(profile: string) {
  const resources: unknown[] = [
    aPatient(),
    aLabResult('calcium-1', '17861-6', 11.2, 'mg/dL', '2026-10-01'),
    aLabResult('calcium-2', '17861-6', 10.9, 'mg/dL', '2026-03-01')
  ]
  const ehr = await fakeEhr({ resources: resources as ServedResource[] })
  open.push(ehr)
  const model = new ScriptedModel(aboutCalcium, aboutCalcium)
  const config = { deidentification: { profile } }
  const curbside = await runCurbside({ fhirServers: [ehr.baseUrl], model, config })
  open.push(curbside)
  return { ehr, curbside, model }
}

const call = (curbside: RunningCurbside, ehr: FakeEhr) =>
  curbside.call('patient-view', aRequest({ ...fhirAccessOf(ehr), prefetch: undefined }))

test.for(['shifted', 'strict-year'])(
  'in %s the model sees no day of today, and the card shows the true date',
  async (profile) => {
    const { ehr, curbside, model } = await world(profile)
    const answer = await call(curbside, ehr)
    const [chart] = model.asks.map((ask) => ask.chart.review)
    expect(chart).not.toMatch(/D-\d|D0\b|2026-|day 0 is today/)
    expect(answer.body.cards?.[0]?.summary).toMatch(/11\.2 mg\/dL.*1 Oct 2026/)
    const kept = await keptInvocation(curbside)
    expect(kept).toContain(`"profile":"${profile}"`)
  }
)

test('in shifted the next call of the same record uses the stored advice', async () => {
  const { ehr, curbside, model } = await world('shifted')
  const first = await call(curbside, ehr)
  const second = await call(curbside, ehr)
  expect(second.body.cards?.[0]?.summary).toBe(first.body.cards?.[0]?.summary)
  expect(model.asks).toHaveLength(1)
})

test('two charts in shifted count from different days', async () => {
  const [one, other] = [await world('shifted'), await world('shifted')]
  await call(one.curbside, one.ehr)
  await call(other.curbside, other.ehr)
  const [first, second] = [one, other].map(({ model }) => model.asks[0]?.chart.review)
  expect(first).toMatch(/D[4-9]\d{4} \(31-90d\)/)
  expect(second).not.toBe(first)
})
