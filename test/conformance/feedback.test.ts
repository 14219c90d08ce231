import { afterAll, beforeAll, expect } from 'vitest'
import { aRequest, publicUrl, runCurbside } from '../support/curbside.ts'
import type { RunningCurbside } from '../support/curbside.ts'
import { keptInvocation } from '../support/kept-invocation.ts'
import { anOrderCall, diagnosticsOf, metformin } from './calls.ts'
import { verifies } from './verifies.ts'

let curbside: RunningCurbside
beforeAll(async () => {
  curbside = await runCurbside()
})
afterAll(async () => curbside[Symbol.asyncDispose]())

const at = '2026-11-20T10:05:00Z'

/** A card that was really issued, with what its feedback names. */
async function issued(userId = 'Practitioner/d1') {
  const call = anOrderCall('order-sign', [metformin])
  const context = { ...(call['context'] as object), userId }
  const [card] = (await curbside.call('order-sign', { ...call, context })).body.cards ?? []
  return { card: card?.uuid ?? '', suggestion: card?.suggestions?.[0]?.uuid ?? '', known: card }
}

const send = (...entries: unknown[]) => curbside.feedback('order-sign', { feedback: entries })

verifies(['H-092-feedback-address', 'H-096-feedback-answer'], async () => {
  const { card, suggestion } = await issued()
  const good = await send({
    card,
    outcome: 'accepted',
    acceptedSuggestions: [{ id: suggestion }],
    outcomeTimestamp: at
  })
  const unknown = await send({
    card: '6f6c0fbc-9f0b-4a7c-9d0e-0c2d4f0f6a01',
    outcome: 'overridden',
    outcomeTimestamp: at
  })
  expect([good.status, good.text]).toEqual([200, '{}'])
  expect([unknown.status, unknown.text]).toEqual([200, '{}'])
  expect((await curbside.feedback('nothing', { feedback: [] })).status).toBe(404)
})

verifies('H-093-feedback-body', async () => {
  const good = { card: 'any text', outcome: 'overridden', outcomeTimestamp: at }
  for (const entry of [
    good,
    { ...good, outcomeTimestamp: '2026-11-20T10:05:00.123+01:00' },
    { ...good, overrideReason: { reason: { code: 'c', system: 's' } } },
    { ...good, overrideReason: { userComment: 'seen' } },
    { ...good, outcome: 'accepted', acceptedSuggestions: [{ id: 'x' }], extension: {} }
  ]) {
    expect((await send(entry)).status, JSON.stringify(entry)).toBe(200)
  }
  for (const [entry, path] of [
    [{ ...good, card: undefined }, 'feedback.0.card'],
    [{ ...good, card: '' }, 'feedback.0.card'],
    [{ ...good, outcome: 'ignored' }, 'feedback.0.outcome'],
    [{ ...good, outcome: 'accepted' }, 'feedback.0'],
    [{ ...good, outcome: 'accepted', acceptedSuggestions: [] }, 'feedback.0'],
    [
      { ...good, outcome: 'accepted', acceptedSuggestions: [{}] },
      'feedback.0.acceptedSuggestions.0.id'
    ],
    [{ ...good, outcomeTimestamp: undefined }, 'feedback.0.outcomeTimestamp'],
    [{ ...good, outcomeTimestamp: 'yesterday' }, 'feedback.0.outcomeTimestamp'],
    ['x', 'feedback.0']
  ] as const) {
    const answer = await send(entry)
    expect(answer.status, JSON.stringify(entry)).toBe(400)
    expect(diagnosticsOf(answer)[0]).toContain(path)
  }
  for (const body of [{}, { feedback: [] }, { feedback: {} }, []]) {
    expect((await curbside.feedback('order-sign', body)).status).toBe(400)
  }
})

verifies('H-094-feedback-repeats', async () => {
  const [one, other] = [await issued(), await issued()]
  const entry = (card: string) => ({ card, outcome: 'overridden', outcomeTimestamp: at })
  const counted = async () =>
    Number((await curbside.metrics()).match(/feedback_unknown_total\S* (\d+)/)?.[1] ?? 0)
  const before = await counted()
  for (let turn = 0; turn < 3; turn += 1) {
    const answer = await send(entry(one.card), entry(other.card), entry(one.card))
    expect([answer.status, answer.text]).toEqual([200, '{}'])
  }
  expect(await counted()).toBe(before)
})

verifies('H-095-silence-is-nothing', async () => {
  const [first, second] = [await issued('Practitioner/silent'), await issued('Practitioner/silent')]
  expect(first.known?.summary).toBe(second.known?.summary)
})

verifies('H-097-feedback-audience', async () => {
  const service = `${publicUrl}/cds-services/order-sign`
  const body = { feedback: [{ card: 'x', outcome: 'overridden', outcomeTimestamp: at }] }
  const withAudience = async (audience: string) =>
    (await curbside.feedback('order-sign', body, await curbside.keys.token(audience))).status
  expect(await withAudience(`${service}/feedback`)).toBe(200)
  expect(await withAudience(service)).toBe(200)
  expect(await withAudience(`${publicUrl}/cds-services/patient-view`)).toBe(401)
  // And a token for feedback calls no service.
  const token = await curbside.keys.token(`${service}/feedback`)
  expect((await curbside.call('order-sign', aRequest(), token)).status).toBe(401)
})

verifies('H-098-epic-feedback', async () => {
  const { card } = await issued()
  const extension = {
    'com.epic.cdshooks.feedback.overrideReason.reasonCategory': '1',
    'com.epic.cdshooks.feedback.overrideReason.reasonDisplay': 'Will monitor',
    'com.epic.cdshooks.feedback.overrideReason.reasonTitle': 'Will monitor'
  }
  for (const overrideReasons of [
    { extension, userComment: 'seen' },
    { reason: { code: 'will-monitor', system: 'urn:curbside:override-reason', display: 'x' } },
    { extension }
  ]) {
    const answer = await send({
      card,
      outcome: 'overridden',
      overrideReasons,
      outcomeTimestamp: at
    })
    expect([answer.status, answer.text]).toEqual([200, '{}'])
  }
})

verifies('H-099-comments', async () => {
  const { card } = await issued()
  const overrideReason = { userComment: 'Zqxname called from 555-867-5309, zqx@example.org' }
  const answer = await send({ card, outcome: 'overridden', overrideReason, outcomeTimestamp: at })
  expect(answer.status).toBe(200)
  await keptInvocation(curbside)
  const records = await curbside.store.invocations({ limit: 1000 })
  for (const text of [...curbside.logLines, ...records.map(({ body }) => body)]) {
    expect(text).not.toMatch(/zqx|867-5309/i)
  }
})
