import { randomUUID } from 'node:crypto'
import { afterEach, describe, expect, test } from 'vitest'
import type { CdsCard } from '../../src/cds-hooks/card.ts'
import { aRequest, publicUrl, runCurbside } from '../support/curbside.ts'
import type { RunningCurbside } from '../support/curbside.ts'
import { aDraft, aLabResult, aPatient } from '../support/records.ts'

/* Feedback over sockets: what is kept, for whom, and what the caller is told. */

const open: RunningCurbside[] = []
afterEach(async () => {
  for (const one of open.splice(0)) await one[Symbol.asyncDispose]()
})

/** A registered EHR that has been given the card of R-01. */
async function withCard(): Promise<{
  readonly curbside: RunningCurbside
  readonly ehrId: string
  readonly userId: string
  readonly card: CdsCard
}> {
  const ehrId = `ehr-${randomUUID().slice(0, 8)}`
  const curbside = await runCurbside({ ehr: { id: ehrId } })
  open.push(curbside)
  const userId = `Practitioner/${randomUUID()}`
  const unit = 'mL/min/{1.73_m2}'
  const answer = await curbside.call(
    'order-select',
    aRequest({
      hook: 'order-select',
      context: {
        userId,
        patientId: 'p1',
        selections: ['MedicationRequest/draft-1'],
        draftOrders: {
          resourceType: 'Bundle',
          entry: [{ resource: aDraft('draft-1', '861007', 'metformin 500 MG Oral Tablet') }]
        }
      },
      prefetch: {
        patient: aPatient(),
        laboratory: {
          resourceType: 'Bundle',
          type: 'searchset',
          // A warning, which may be held back; below 30 it is critical.
          entry: [{ resource: aLabResult('egfr', '98979-8', 38, unit, '2026-11-01') }]
        }
      }
    })
  )
  const [card] = answer.body.cards ?? []
  if (card === undefined) throw new Error(`no card: ${answer.text}`)
  return { curbside, ehrId, userId, card }
}

const now = '2026-11-20T10:05:00Z'
const overrideOf = (card: { readonly uuid: string }, change: object = {}) => ({
  card: card.uuid,
  outcome: 'overridden',
  outcomeTimestamp: now,
  ...change
})

const heldBack = (of: { curbside: RunningCurbside; ehrId: string; userId: string }) =>
  of.curbside.store.heldBack({
    ehrId: of.ehrId,
    userId: of.userId,
    patientId: 'p1',
    sinceMs: 0
  })

describe('an override', () => {
  test('is kept with the matter and the facts of its card when the 200 is there', async () => {
    const world = await withCard()
    const overrideReason = { reason: world.card.overrideReasons?.[0] }
    const sent = await world.curbside.feedback('order-select', {
      feedback: [overrideOf(world.card, { overrideReason })]
    })
    expect([sent.status, sent.text]).toEqual([200, '{}'])
    expect(await heldBack(world)).toEqual([
      {
        matter: expect.stringMatching(/metformin/) as string,
        factsSha256: expect.stringMatching(/^[0-9a-f]{64}$/) as string,
        reasonCode: world.card.overrideReasons?.[0]?.code,
        overriddenAtMs: Date.parse(now)
      }
    ])
  })

  test('of Epic is kept alike, with the site’s own reason', async () => {
    const world = await withCard()
    const name = 'com.epic.cdshooks.feedback.overrideReason'
    const overrideReasons = {
      extension: { [`${name}.reasonCategory`]: '45', [`${name}.reasonDisplay`]: 'Not now' },
      userComment: 'free text'
    }
    const sent = await world.curbside.feedback('order-select', {
      feedback: [overrideOf(world.card, { overrideReasons })]
    })
    expect(sent.status).toBe(200)
    expect(await heldBack(world)).toMatchObject([{ reasonCode: 'epic:45 Not now' }])
    expect(world.curbside.logLines.join('\n')).not.toMatch(/free text|Not now/)
  })

  test('sent again, also at once, is answered alike and kept once', async () => {
    const world = await withCard()
    const body = { feedback: [overrideOf(world.card), overrideOf(world.card)] }
    const sent = await Promise.all([
      world.curbside.feedback('order-select', body),
      world.curbside.feedback('order-select', body),
      world.curbside.feedback('order-select', body)
    ])
    expect(sent.map(({ status, text }) => `${status} ${text}`)).toEqual(
      Array.from({ length: 3 }, () => '200 {}')
    )
    expect(await heldBack(world)).toHaveLength(1)
  })

  test('is undone by a later acceptance of the same card', async () => {
    const world = await withCard()
    await world.curbside.feedback('order-select', { feedback: [overrideOf(world.card)] })
    const accepted = {
      card: world.card.uuid,
      outcome: 'accepted',
      acceptedSuggestions: [{ id: world.card.suggestions?.[0]?.uuid }],
      outcomeTimestamp: '2026-11-20T10:06:00Z'
    }
    await world.curbside.feedback('order-select', { feedback: [accepted] })
    expect(await heldBack(world)).toEqual([])
  })
})

describe('one EHR’s card in another’s feedback', () => {
  test('is answered as any, and changes nothing for either', async () => {
    const owner = await withCard()
    const other = await withCard()
    const sent = await other.curbside.feedback('order-select', {
      feedback: [overrideOf(owner.card)]
    })
    expect([sent.status, sent.text]).toEqual([200, '{}'])
    expect(await heldBack(owner)).toEqual([])
    expect(await heldBack({ ...owner, ehrId: other.ehrId })).toEqual([])
    expect(await other.curbside.metrics()).toMatch(/feedback_unknown_total\S* 1/)
  })

  test('a card that Epic names by any string is unknown, not an error', async () => {
    const { curbside } = await withCard()
    const sent = await curbside.feedback('order-select', {
      feedback: [overrideOf({ uuid: '123456' })]
    })
    expect([sent.status, sent.text]).toEqual([200, '{}'])
  })
})

describe('a batch with a malformed entry', () => {
  test('keeps the others, and is a 400 that names the path and says what was kept', async () => {
    const world = await withCard()
    const bad = overrideOf(world.card, { outcome: 'SECRET-VALUE' })
    const sent = await world.curbside.feedback('order-select', {
      feedback: [bad, overrideOf(world.card)]
    })
    expect(sent.status).toBe(400)
    expect(sent.text).toContain('feedback: 1 other entries kept')
    expect(sent.text).toContain('feedback.0.outcome')
    expect(sent.text).not.toContain('SECRET-VALUE')
    expect(await heldBack(world)).toHaveLength(1)
  })

  test('sent again as it was, or mended, keeps nothing twice', async () => {
    const world = await withCard()
    const bad = { ...overrideOf(world.card), outcomeTimestamp: 'today' }
    const body = { feedback: [overrideOf(world.card), bad] }
    await world.curbside.feedback('order-select', body)
    expect((await world.curbside.feedback('order-select', body)).status).toBe(400)
    const mended = { feedback: [overrideOf(world.card), overrideOf(world.card)] }
    expect((await world.curbside.feedback('order-select', mended)).status).toBe(200)
    expect(await heldBack(world)).toHaveLength(1)
  })
})

describe('who may send it', () => {
  test('the token may be made for the feedback address or for its service', async () => {
    const { curbside, card } = await withCard()
    const service = `${publicUrl}/cds-services/order-select`
    for (const audience of [service, `${service}/feedback`]) {
      const token = await curbside.keys.token(audience)
      const sent = await curbside.feedback('order-select', { feedback: [overrideOf(card)] }, token)
      expect(sent.status, audience).toBe(200)
    }
    const elsewhere = await curbside.keys.token(`${publicUrl}/cds-services/patient-view`)
    const refused = await curbside.feedback(
      'order-select',
      { feedback: [overrideOf(card)] },
      elsewhere
    )
    expect(refused.status).toBe(401)
  })
})
