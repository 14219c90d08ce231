import { afterEach, describe, expect, test, vi } from 'vitest'
import type { CdsCard } from '../../src/cds-hooks/card.ts'
import { heldBackReport } from '../../src/governance/held-back/held-back-report.ts'
import { writeReport } from '../../src/governance/held-back/write-report.ts'
import { loadServices } from '../../src/services/load-services.ts'
import { anOrderCall, searchset, wholePrefetch } from '../conformance/calls.ts'
import { anEhr, runCurbside } from '../support/curbside.ts'
import type { RunningCurbside } from '../support/curbside.ts'
import { aDraft, aLabResult, aPatient } from '../support/records.ts'

/*
 * The whole way over sockets: enough different users override the same finding, and it is held back
 * for everyone at that EHR, until its facts change; counted, listed, and said on the page.
 */

const open: AsyncDisposable[] = []
afterEach(async () => {
  for (const one of open.splice(0).toReversed()) await one[Symbol.asyncDispose]()
})

const unit = 'mL/min/{1.73_m2}'
const metformin = aDraft('draft-1', '861007', 'metformin hydrochloride 500 MG Oral Tablet')

async function world() {
  const { keys, ehr } = await anEhr()
  const curbside = await runCurbside({ keys, ehr })
  open.push(curbside)
  return { curbside, ehrId: ehr.id }
}

/** What a user is shown who orders metformin; from 30 to 45 it is a warning, below it is critical. */
async function shownTo(
  curbside: RunningCurbside,
  user: string,
  of: { readonly egfr?: number; readonly patientId?: string } = {}
): Promise<CdsCard | undefined> {
  const { egfr = 38, patientId = 'p1' } = of
  const subject = { reference: `Patient/${patientId}` }
  const result = { ...aLabResult('egfr', '98979-8', egfr, unit, '2026-11-01'), subject }
  const request = anOrderCall('order-select', [metformin])
  const answer = await curbside.call('order-select', {
    ...request,
    context: { ...(request['context'] as object), patientId, userId: `Practitioner/${user}` },
    prefetch: wholePrefetch({
      patient: aPatient({ id: patientId }),
      laboratory: searchset(result)
    })
  })
  expect(answer.status).toBe(200)
  return answer.body.cards?.[0]
}

async function override(curbside: RunningCurbside, card: CdsCard | undefined, code: string) {
  const reason = card?.overrideReasons?.find((one) => one.code === code)
  if (card === undefined || reason === undefined) throw new Error('nothing to override')
  const { status } = await curbside.feedback('order-select', {
    feedback: [
      {
        card: card.uuid,
        outcome: 'overridden',
        overrideReason: { reason },
        outcomeTimestamp: new Date().toISOString()
      }
    ]
  })
  expect(status).toBe(200)
}

async function overriddenBy(curbside: RunningCurbside, users: readonly string[], code: string) {
  for (const user of users) await override(curbside, await shownTo(curbside, user), code)
}

// A dozen calls each, and the first one opens the store.
vi.setConfig({ testTimeout: 60_000 })

describe('what three users override as wrong', () => {
  test('is shown to no fourth one, until its facts change, and is shown elsewhere', async () => {
    const { curbside } = await world()
    await overriddenBy(curbside, ['a', 'b'], 'wrong-data')
    expect(await shownTo(curbside, 'd')).toBeDefined()
    await overriddenBy(curbside, ['c'], 'not-applicable')
    expect(await shownTo(curbside, 'd')).toBeUndefined()
    expect((await shownTo(curbside, 'd', { egfr: 37 }))?.indicator).toBe('warning')
    expect(await shownTo(curbside, 'd', { patientId: 'p2' })).toBeDefined()
    const other = await world()
    expect(await shownTo(other.curbside, 'd')).toBeDefined()
  })

  test('is shown when it has become critical', async () => {
    const { curbside } = await world()
    await overriddenBy(curbside, ['a', 'b', 'c'], 'wrong-data')
    expect((await shownTo(curbside, 'a', { egfr: 24 }))?.indicator).toBe('critical')
  })

  test('is counted, audited with its topic, listed, and told on the page without a patient', async () => {
    const { curbside, ehrId } = await world()
    await overriddenBy(curbside, ['a', 'b', 'c'], 'wrong-data')
    for (const user of ['a', 'd', 'e', 'f', 'g', 'h']) await shownTo(curbside, user)
    await expect
      .poll(async () => (await countsOf(curbside, ehrId)).map((one) => one.findings), {
        timeout: 60_000
      })
      .toEqual([5, 1])
    expect(await curbside.metrics()).toMatch(/cards_held_back_total\{for="everyone"[^}]*\} 5\n/)
    const records = await curbside.store.invocations({ limit: 400 })
    const held = records
      .map(({ body }) => JSON.parse(body))
      .filter(({ header }) => header.ehr === ehrId)
    expect(held.at(-1).outputs).toEqual({
      cards: [],
      heldBack: [{ matter: 'metformin-egfr', topic: 'metforminEgfr', heldFor: 'everyone' }],
      cut: 0
    })
    const { text } = await curbside.send('/transparency', {})
    const row = text.replaceAll(/<[^>]+>|\s+/g, ' ').replaceAll(/ +/g, ' ')
    expect(row).toContain(`${ehrId} Metformin and kidney function ( metforminEgfr ) everyone 5`)
    expect(row).toContain('the user who overrode it fewer than 5')
    expect(text).not.toMatch(/Practitioner\/|\bp1\b/)
    const report = await heldBackReport({
      store: curbside.store,
      services: (await loadServices(new URL('../../hooks/', import.meta.url))).values(),
      ehrId,
      days: 30,
      nowMs: Date.now()
    })
    const lines = writeReport(report, { patients: false })
    expect(lines).toMatch(
      /For everyone, at present: 1 finding\n {2}metforminEgfr \(R-01\); 3 users: wrong-data; since .*, until .* or until its facts change; at .*order-select/
    )
    expect(lines).toMatch(/metforminEgfr +1 +5\n/)
    expect(lines).toMatch(/metforminEgfr +0 +3\n/)
    expect(lines).not.toMatch(/Practitioner|Patient\//)
    expect(writeReport(report, { patients: true })).toContain('Patient/p1')
  })
})

test.for(['will-monitor', 'benefit-outweighs-risk', 'tolerated-before'])(
  'what three users override because of %s is their own matter',
  async (code) => {
    const { curbside } = await world()
    await overriddenBy(curbside, ['a', 'b', 'c'], code)
    expect(await shownTo(curbside, 'd')).toBeDefined()
    expect(await shownTo(curbside, 'a')).toBeUndefined()
  }
)

async function countsOf(curbside: RunningCurbside, ehrId: string) {
  const counts = await curbside.store.heldBackCounts({ sinceMs: 0 })
  return counts.filter((one) => one.ehrId === ehrId)
}
