import { afterAll, beforeAll, expect } from 'vitest'
import { CurbsideError } from '../../src/ground/errors.ts'
import { systemClock } from '../../src/ground/clock.ts'
import { openStore } from '../../src/store/open-store.ts'
import { aRequest, runCurbside } from '../support/curbside.ts'
import type { RunningCurbside } from '../support/curbside.ts'
import { heldDeadlines } from '../support/held-deadlines.ts'
import { ScriptedModel, aGate, anEnd } from '../support/scripted-model.ts'
import { calcium, calciumModel, searchset, wholePrefetch } from './calls.ts'
import { verifies } from './verifies.ts'

let curbside: RunningCurbside
beforeAll(async () => {
  curbside = await runCurbside()
})
afterAll(async () => curbside[Symbol.asyncDispose]())

const withCalcium = () =>
  aRequest({ prefetch: wholePrefetch({ laboratory: searchset(...calcium) }) })

verifies('H-117-outcome-on-errors', async () => {
  const path = '/cds-services/patient-view'
  const refused = [
    await curbside.call('patient-view', '{'),
    await curbside.call('patient-view', { zqxkey: 'zqxvalue' }),
    await curbside.call('patient-view', aRequest(), 'none'),
    await curbside.call('nothing', aRequest()),
    await curbside.call('patient-view', aRequest({ prefetch: { zqxkey: 1 } })),
    await curbside.call('patient-view', JSON.stringify({ zqx: 'x'.repeat(9_000_000) })),
    await curbside.send(path, { method: 'PUT', body: '{}' }),
    await curbside.send('/zqx', {}),
    await curbside.send(`${path}?zqx`, {
      method: 'POST',
      headers: { 'content-type': 'text/plain' },
      body: 'x'
    })
  ]
  expect(refused.map(({ status }) => status)).toEqual([400, 400, 401, 404, 412, 413, 404, 404, 401])
  for (const { text, body } of refused) {
    expect(body['resourceType']).toBe('OperationOutcome')
    const { issue } = body as unknown as { issue: Record<string, unknown>[] }
    expect(issue.length).toBeGreaterThan(0)
    for (const one of issue)
      expect(one).toMatchObject({ severity: 'error', code: expect.any(String) })
    expect(text).not.toMatch(/zqx|node_modules|\.ts:|\bat \S+:\d/i)
  }
})

verifies('H-118-one-answer', async () => {
  const [begins, speaks] = [aGate(), aGate()]
  const model = new ScriptedModel(async function* (ask) {
    begins.open()
    await speaks.opened
    for (const event of await Array.fromAsync(
      calciumModel().propose(ask, new AbortController().signal)
    ))
      yield event
  })
  await using slow = await runCurbside({ model })
  using deadlines = heldDeadlines()
  const call = slow.call('patient-view', withCalcium())
  await begins.opened
  deadlines.pass()
  const early = await call
  expect([early.status, early.text]).toEqual([
    200,
    '{"cards":[],"extension":{"org.curbside.review":{"state":"thinking","askAgainAfterMs":10000}}}'
  ])
  speaks.open()
  const later = await slow.call('patient-view', withCalcium())
  expect(later.body.cards?.[0]?.summary).toMatch(/11\.2 mg\/dL/)
})

verifies('H-119-outage', async () => {
  await using dark = await runCurbside({
    model: new ScriptedModel([anEnd({ ending: 'unavailable' })])
  })
  const answer = await dark.call('patient-view', withCalcium())
  expect(answer.status).toBe(200)
  expect(answer.body.cards?.[0]?.summary).toContain('The AI review did not run')
  const store = await openStore({ database: { kind: 'embedded' }, clock: systemClock() })
  await using down = await runCurbside({
    store: new Proxy(store, {
      get: (target, name) =>
        typeof Reflect.get(target, name) === 'function'
          ? () => Promise.reject(new CurbsideError('CURBSIDE_STORE_UNAVAILABLE'))
          : undefined
    })
  })
  const refused = await down.call('patient-view', withCalcium())
  expect([refused.status, refused.body['resourceType']]).toEqual([503, 'OperationOutcome'])
  await store.close()
})
