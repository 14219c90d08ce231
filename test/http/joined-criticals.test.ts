import { afterEach, describe, expect, test } from 'vitest'
import { CdsResponseSchema } from '../../src/cds-hooks/card.ts'
import type { CdsCard } from '../../src/cds-hooks/card.ts'
import { outcomesByTopic } from '../../src/feedback/outcomes.ts'
import { anOrderCall, searchset, wholePrefetch } from '../conformance/calls.ts'
import { anEhr, runCurbside } from '../support/curbside.ts'
import type { CurbsideGiven } from '../support/curbside.ts'
import { aDosage, aDraft, aLabResult, aPrescription } from '../support/records.ts'

/*
 * The whole way over sockets, where one signature brings several dangers: one card interrupts, and
 * it loses none of them.
 */

const open: AsyncDisposable[] = []
afterEach(async () => {
  for (const one of open.splice(0).toReversed()) await one[Symbol.asyncDispose]()
})

const drafts = [
  aDraft('m', '861007', 'metformin hydrochloride 500 MG Oral Tablet'),
  aDraft('s', '312950', 'sildenafil 50 MG Oral Tablet'),
  {
    ...aDraft('c', '200371', 'citalopram 20 MG Oral Tablet'),
    dosageInstruction: [aDosage(2, 1)]
  }
]
const record = wholePrefetch({
  laboratory: searchset({
    ...aLabResult('egfr', '98979-8', 24, 'mL/min/{1.73_m2}', '2026-11-01'),
    meta: { versionId: '3' }
  }),
  medications: searchset(aPrescription('nitro', '705129', 'nitroglycerin 0.4 MG Sublingual Tablet'))
})

async function signed(given: CurbsideGiven = {}) {
  const { keys, ehr } = await anEhr()
  const curbside = await runCurbside({ keys, ...given, ehr: { ...ehr, ...given.ehr } })
  open.push(curbside)
  const answer = await curbside.call(
    'order-sign',
    anOrderCall('order-sign', drafts, { prefetch: record })
  )
  expect(answer.status).toBe(200)
  expect(CdsResponseSchema.safeParse(answer.body).error).toBeUndefined()
  return { curbside, ehrId: ehr.id, cards: answer.body.cards ?? [] }
}

const deletedBy = (card: CdsCard | undefined) =>
  card?.suggestions?.flatMap(({ actions }) =>
    (actions ?? []).flatMap((action) => (action.type === 'delete' ? [action.resourceId] : []))
  )

describe('two orders with a critical finding each', () => {
  test('are one critical card that names both, with rule, source, evidence and removal of each', async () => {
    const { cards } = await signed()
    expect(cards.map(({ indicator }) => indicator)).toEqual(['critical', 'warning'])
    const [card] = cards
    expect(card?.summary).toBe(
      'eGFR 24 (1 Nov 2026): metformin is contraindicated below 30 (+1 more critical: sildenafil)'
    )
    expect(card?.detail).toMatch(
      /^\*\*Rule R-01, version [\d.]+\*\* \(first of 2 critical findings\)\n/
    )
    expect(card?.detail).toMatch(
      /\n\*\*Also critical\*\* Sildenafil ordered, nitroglycerin active.* Rule R-25, version [\d.]+\.\n\n\*\*Order\*\* sildenafil 50 MG Oral Tablet\n/
    )
    expect(card?.detail).toContain('**Order** metformin hydrochloride 500 MG Oral Tablet')
    expect(card?.selectionBehavior).toBe('any')
    expect(deletedBy(card)).toEqual(['MedicationRequest/m', 'MedicationRequest/s'])
    expect(card?.extension).toMatchObject({
      'davinci-crd.associated-resource': [
        { reference: 'Observation/egfr' },
        { reference: 'MedicationRequest/nitro' }
      ],
      'org.curbside.provenance': {
        rules: [{ id: 'R-01' }, { id: 'R-25' }],
        evidence: [
          { ref: 'Observation/egfr', versionId: '3', day: '2026-11-01' },
          { ref: 'MedicationRequest/nitro' }
        ]
      }
    })
  })

  test('stand when the EHR takes one card only; what gave way is counted in the audit', async () => {
    const { curbside, cards, ehrId } = await signed({ ehr: { cardsMax: 1 } })
    expect(cards).toHaveLength(1)
    expect(cards[0]?.detail).toContain('Rule R-25')
    await curbside.app.close()
    const records = await curbside.store.invocations({ limit: 200 })
    const [body] = records
      .map((one) => JSON.parse(one.body))
      .filter(({ header }) => header.ehr === ehrId)
    expect(cards[0]?.extension?.['org.curbside.provenance']).toMatchObject({
      eventId: body.header.eventId
    })
    expect(body.outputs).toMatchObject({
      cut: 1,
      cards: [{ ruleId: 'R-01', joined: [{ matter: 'sildenafil-nitrate', ruleId: 'R-25' }] }]
    })
  })

  test('get the feedback that they were answered with', async () => {
    const { curbside, cards, ehrId } = await signed()
    const [card] = cards
    const removal = card?.suggestions?.find(({ label }) => label.includes('sildenafil'))
    await curbside.feedback('order-sign', {
      feedback: [
        {
          card: card?.uuid,
          outcome: 'accepted',
          acceptedSuggestions: [{ id: removal?.uuid }],
          outcomeTimestamp: '2026-11-20T10:00:01Z'
        }
      ]
    })
    const of = { ehrId, sinceMs: 0 }
    expect(outcomesByTopic(await curbside.store.findingFeedback(of))).toEqual([
      { topic: 'metforminEgfr', accepted: 0, overridden: 0 },
      { topic: 'sildenafilNitrate', accepted: 1, overridden: 0 }
    ])
  })

  test('of an Epic are removals that stand side by side', async () => {
    const { cards } = await signed({ ehr: { profile: 'epic' } })
    expect(cards[0]?.selectionBehavior).toBe('any')
    expect(deletedBy(cards[0])).toEqual(['MedicationRequest/m', 'MedicationRequest/s'])
    // Its draft medication orders cannot be updated: the dose stands in words.
    expect(cards[1]?.suggestions?.map(({ label }) => label)).toEqual([
      'Remove the order for citalopram 20 MG Oral Tablet; to be ordered instead: citalopram 20 MG Oral Tablet, 20 mg once a day'
    ])
  })
})

test('a dose above its limit may be changed to the one that the source states', async () => {
  const { cards } = await signed()
  const [change] = cards[1]?.suggestions ?? []
  expect(change?.actions).toMatchObject([
    {
      type: 'update',
      resource: {
        resourceType: 'MedicationRequest',
        id: 'c',
        dosageInstruction: [
          { text: '20 mg once a day', doseAndRate: [{ doseQuantity: { value: 20, code: 'mg' } }] }
        ]
      }
    }
  ])
  expect(JSON.stringify(cards)).not.toContain('systemActions')
})
