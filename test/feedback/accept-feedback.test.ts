import { describe, expect, test } from 'vitest'
import type { Clock } from '../../src/ground/clock.ts'
import { CdsFeedbackSchema } from '../../src/cds-hooks/feedback.ts'
import { acceptFeedback } from '../../src/feedback/accept-feedback.ts'
import { cleanComment } from '../../src/feedback/clean-comment.ts'
import { openStore } from '../../src/store/open-store.ts'
import type { StoredFeedback } from '../../src/store/store.ts'

const nowMs = Date.UTC(2026, 10, 20, 12)
const clock: Clock = { nowMs: () => nowMs, elapsedMs: () => 0, asOf: () => '2026-11-20' }

/** Keeps what it was given; the real store has its own suite. */
function keepingStore() {
  const kept: StoredFeedback[] = []
  return {
    kept,
    async saveFeedback(feedback: readonly StoredFeedback[]) {
      kept.push(...feedback)
      return { known: feedback.length, unknown: 0 }
    }
  }
}

function bodyOf(...feedback: readonly object[]) {
  return CdsFeedbackSchema.parse({ feedback })
}

const override = {
  card: '9ceecc0e-2414-4b38-9f2e-4d26a9da4b01',
  outcome: 'overridden',
  overrideReason: {
    reason: {
      code: 'will-monitor',
      system: 'urn:curbside:override-reason',
      display: 'Will monitor'
    },
    userComment: 'Seen by renal,\n\tdose was halved.\u0000\u0007 '
  },
  outcomeTimestamp: '2026-11-20T11:00:00Z'
}

const accept = {
  card: '9ceecc0e-2414-4b38-9f2e-4d26a9da4b02',
  outcome: 'accepted',
  acceptedSuggestions: [{ id: 's1' }, { id: 's2' }],
  outcomeTimestamp: '2026-11-20T12:30:00+01:00'
}

describe('feedback', () => {
  test('is kept entry by entry, as the EHR named its cards', async () => {
    const store = keepingStore()
    const counts = await acceptFeedback({
      body: bodyOf(override, accept),
      ehrId: 'general-hospital',
      serviceId: 'patient-view',
      store,
      clock
    })
    expect(counts).toEqual({ known: 2, unknown: 0 })
    expect(store.kept).toEqual([
      {
        ehrId: 'general-hospital',
        cardUuid: override.card,
        outcome: 'overridden',
        outcomeTimestamp: '2026-11-20T11:00:00Z',
        acceptedSuggestionUuids: [],
        reasonCode: 'will-monitor',
        userComment: 'Seen by renal, dose was halved.',
        receivedAtMs: nowMs
      },
      {
        ehrId: 'general-hospital',
        cardUuid: accept.card,
        outcome: 'accepted',
        outcomeTimestamp: '2026-11-20T12:30:00+01:00',
        acceptedSuggestionUuids: ['s1', 's2'],
        reasonCode: null,
        userComment: null,
        receivedAtMs: nowMs
      }
    ])
  })

  test.for<[string | undefined, string]>([
    [undefined, 'wrong-data'],
    ['', 'wrong-data'],
    ['urn:curbside:override-reason', 'wrong-data'],
    ['urn:other', 'urn:other|wrong-data']
  ])('keeps a reason of the system %s apart from ours', async ([system, kept]) => {
    const store = keepingStore()
    const reason = { code: 'wrong-data', ...(system === undefined ? {} : { system }) }
    const body = bodyOf({ ...override, overrideReason: { reason } })
    const of = { ehrId: 'general-hospital', serviceId: 'patient-view', store, clock }
    await acceptFeedback({ body, ...of })
    expect(store.kept).toMatchObject([{ reasonCode: kept }])
  })

  test('of cards that were never issued is answered with how many there were', async () => {
    const store = await openStore({ database: { kind: 'embedded' }, clock })
    try {
      const given = { body: bodyOf(override, accept), serviceId: 'patient-view', store, clock }
      expect(await acceptFeedback({ ...given, ehrId: 'e' })).toEqual({ known: 0, unknown: 2 })
    } finally {
      await store.close()
    }
  })

  test('that the store did not take is not acknowledged', async () => {
    const store = await openStore({ database: { kind: 'embedded' }, clock })
    await store.close()
    await expect(
      acceptFeedback({
        body: bodyOf(override),
        ehrId: 'e',
        serviceId: 'patient-view',
        store,
        clock
      })
    ).rejects.toMatchObject({ code: 'CURBSIDE_STORE_UNAVAILABLE' })
  })
})

describe('a comment', () => {
  test.for([
    ['plain', 'plain'],
    ['  \u0000 \r\n ', null],
    ['', null],
    ['a\u001b[31mb\u009fc\u007f', 'a [31mb c'],
    ['lone \ud800 half', 'lone \ufffd half']
  ] as const)('%j is kept as %j', ([given, kept]) => {
    expect(cleanComment(given)).toBe(kept)
  })

  test('is at most 2 KB, cut between characters', () => {
    const cut = cleanComment('€'.repeat(1000))
    expect(cut).toBe('€'.repeat(682))
    expect(Buffer.byteLength(cut ?? '')).toBe(2046)
    expect(cleanComment('a'.repeat(2048))).toHaveLength(2048)
    expect(cleanComment('a'.repeat(2049))).toHaveLength(2048)
  })
})
