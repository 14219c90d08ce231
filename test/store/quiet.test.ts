import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import {
  backends,
  issuedCard,
  issuedFinding,
  noonMs,
  openForTest,
  overrideOf,
  type StoreForTest,
  unique
} from './open-for-test.ts'

const dayMs = 86_400_000

describe.for(backends)('what feedback says, on %s', (backend) => {
  let opened: StoreForTest
  beforeAll(async () => {
    opened = await openForTest(backend)
  })
  afterAll(async () => opened.close())

  describe('decisions', () => {
    const at = (minute: number) => ({ outcomeTimestamp: `2026-11-20T11:${minute}:00Z` })

    test('are each user’s newest on the same matter and facts of a patient', async () => {
      const ehrId = unique('ehr')
      const [one, two] = [
        issuedCard({ ehrId, userId: 'Practitioner/p1' }),
        issuedCard({ ehrId, userId: 'PractitionerRole/p2' })
      ]
      const changed = issuedCard({ ehrId, findings: [issuedFinding({ factsSha256: 'facts-2' })] })
      await opened.store.saveIssuedCards([one, two, changed])
      await opened.store.saveFeedback([
        overrideOf(one, at(10)),
        overrideOf(one, { ...at(20), reasonCode: 'wrong-data' }),
        overrideOf(two, { ...at(15), reasonCode: null }),
        overrideOf(changed, at(30))
      ])
      const decisions = await opened.store.decisions({ ehrId, patientId: 'patient-1', sinceMs: 0 })
      expect(decisions).toEqual([
        {
          patientId: 'patient-1',
          serviceId: 'patient-view',
          userId: 'Practitioner/p1',
          matter: 'metformin-egfr',
          topic: 'metforminEgfr',
          ruleId: 'R-01',
          factsSha256: 'facts-1',
          outcome: 'overridden',
          reasonCode: 'wrong-data',
          decidedAtMs: Date.parse('2026-11-20T11:20:00Z')
        },
        expect.objectContaining({ userId: 'PractitionerRole/p2', factsSha256: 'facts-1' }),
        expect.objectContaining({ userId: 'Practitioner/p1', factsSha256: 'facts-2' })
      ])
    })

    test('are of no critical card, no unnamed user, no other patient, no other EHR', async () => {
      const ehrId = unique('ehr')
      const cards = [
        issuedCard({ ehrId, indicator: 'critical' }),
        issuedCard({ ehrId, userId: null }),
        issuedCard({ ehrId, patientId: 'patient-2' }),
        issuedCard({ ehrId: unique('ehr') })
      ]
      await opened.store.saveIssuedCards(cards)
      await opened.store.saveFeedback(cards.map((card) => overrideOf(card)))
      const asked = { ehrId, sinceMs: 0 }
      expect(await opened.store.decisions({ ...asked, patientId: 'patient-1' })).toEqual([])
      expect(await opened.store.decisions(asked)).toMatchObject([{ patientId: 'patient-2' }])
      expect(await opened.store.decisions({ ...asked, sinceMs: noonMs })).toEqual([])
    })
  })

  test('what was held back is summed by EHR, topic and for whom, over the days asked for', async () => {
    const ehrId = unique('ehr')
    const of = (topic: string, heldFor: 'user' | 'everyone') => ({ topic, heldFor })
    const count = (daysAgo: number, ...findings: ReturnType<typeof of>[]) =>
      opened.store.countHeldBack({ ehrId, atMs: noonMs - daysAgo * dayMs, findings })
    await count(0, of('qt', 'user'), of('qt', 'user'), of('inr', 'everyone'))
    await count(0, of('qt', 'user'))
    await count(3, of('qt', 'everyone'))
    await count(9, of('qt', 'user'))
    await count(0)
    const counts = await opened.store.heldBackCounts({ sinceMs: noonMs - 5 * dayMs })
    expect(counts.filter((one) => one.ehrId === ehrId)).toEqual([
      { ehrId, topic: 'inr', heldFor: 'everyone', findings: 1 },
      { ehrId, topic: 'qt', heldFor: 'everyone', findings: 1 },
      { ehrId, topic: 'qt', heldFor: 'user', findings: 3 }
    ])
    await opened.store.deleteExpired(noonMs + 395 * dayMs)
    const later = await opened.store.heldBackCounts({ sinceMs: 0 })
    expect(later.filter((one) => one.ehrId === ehrId && one.topic === 'qt')).toEqual([
      { ehrId, topic: 'qt', heldFor: 'everyone', findings: 1 },
      { ehrId, topic: 'qt', heldFor: 'user', findings: 3 }
    ])
  })

  test('fifty replicas that count at once lose nothing', async () => {
    const ehrId = unique('ehr')
    const findings = [{ topic: 'qt', heldFor: 'user' as const }]
    await Promise.all(
      Array.from({ length: 50 }, () =>
        opened.store.countHeldBack({ ehrId, atMs: noonMs, findings })
      )
    )
    const counts = await opened.store.heldBackCounts({ sinceMs: noonMs })
    expect(counts.find((one) => one.ehrId === ehrId)?.findings).toBe(50)
  })

  test('feedback on a card is read with each of its findings, the newest decision of the card', async () => {
    const ehrId = unique('ehr')
    const card = issuedCard({
      ehrId,
      indicator: 'critical',
      findings: [
        issuedFinding({ suggestionUuids: ['s1'] }),
        issuedFinding({ topic: 'sildenafilNitrate', suggestionUuids: ['s2'] })
      ],
      suggestionUuids: ['s1', 's2']
    })
    const untouched = issuedCard({ ehrId })
    await opened.store.saveIssuedCards([card, untouched])
    await opened.store.saveIssuedCards([card])
    await opened.store.saveFeedback([
      overrideOf(card, { outcomeTimestamp: '2026-11-20T11:00:00Z' }),
      overrideOf(card, {
        outcome: 'accepted',
        acceptedSuggestionUuids: ['s2'],
        outcomeTimestamp: '2026-11-20T11:30:00Z'
      })
    ])
    const accepted = { outcome: 'accepted', acceptedSuggestionUuids: ['s2'], findingsOnCard: 2 }
    expect(await opened.store.findingFeedback({ ehrId, sinceMs: 0 })).toEqual([
      { ...accepted, topic: 'metforminEgfr', suggestionUuids: ['s1'] },
      { ...accepted, topic: 'sildenafilNitrate', suggestionUuids: ['s2'] }
    ])
    expect(await opened.store.findingFeedback({ ehrId, sinceMs: noonMs })).toEqual([])
  })
})
