import { setTimeout as sleep } from 'node:timers/promises'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { verifyChain } from '../../src/audit/verify-chain.ts'
import { CurbsideError } from '../../src/ground/errors.ts'
import type { BoundFinding } from '../../src/findings/bound-finding.ts'
import {
  adviceOn,
  backends,
  countRows,
  issuedCard,
  issuedFinding,
  noonMs,
  openForTest,
  overrideOf,
  type StoreForTest,
  unique
} from './open-for-test.ts'

const minuteMs = 60_000

describe.for(backends)('the store on %s', (backend) => {
  let opened: StoreForTest
  beforeAll(async () => {
    opened = await openForTest(backend)
  })
  afterAll(async () => opened.close())

  describe('tokens', () => {
    test('of fifty equal calls at once, exactly one is the first', async () => {
      const token = { issuer: unique('issuer'), jti: 'j', expiresAtMs: noonMs + minuteMs }
      const firsts = await Promise.all(
        Array.from({ length: 50 }, () => opened.store.rememberToken(token))
      )
      expect(firsts.filter(Boolean)).toHaveLength(1)
      expect(await opened.store.rememberToken(token)).toBe(false)
    })

    test('the same jti of two issuers, and issuer and jti run together, are different tokens', async () => {
      const jti = unique('jti')
      const expiresAtMs = noonMs + minuteMs
      expect(await opened.store.rememberToken({ issuer: 'a', jti, expiresAtMs })).toBe(true)
      expect(await opened.store.rememberToken({ issuer: 'b', jti, expiresAtMs })).toBe(true)
      expect(await opened.store.rememberToken({ issuer: `a${jti}`, jti: '', expiresAtMs })).toBe(
        true
      )
      expect(await opened.store.rememberToken({ issuer: '', jti: `a${jti}`, expiresAtMs })).toBe(
        true
      )
    })

    test('a jti that PostgreSQL cannot hold as text is remembered all the same', async () => {
      const token = { issuer: unique('i'), jti: '\u0000\ud800', expiresAtMs: noonMs + minuteMs }
      expect(await opened.store.rememberToken(token)).toBe(true)
      expect(await opened.store.rememberToken(token)).toBe(false)
    })

    test('is remembered past its expiry, for clocks that differ, and forgotten after', async () => {
      const token = { issuer: unique('issuer'), jti: 'j', expiresAtMs: noonMs }
      await opened.store.rememberToken(token)
      await opened.store.deleteExpired(noonMs + minuteMs)
      expect(await opened.store.rememberToken(token)).toBe(false)
      await opened.store.deleteExpired(noonMs + 10 * minuteMs)
      expect(await opened.store.rememberToken(token)).toBe(true)
    })
  })

  describe('a claim on a question', () => {
    const leaseMs = 60_000
    const aClaim = (given: { owner?: string; leaseMs?: number } = {}) => ({
      ehrId: unique('ehr'),
      key: unique('key'),
      owner: 'one',
      leaseMs,
      ...given
    })
    const shared = backend === 'postgres'

    test('is one owner’s, who may renew it; an embedded database has one opener', async () => {
      const claim = aClaim()
      expect(await opened.store.claimAdvice(claim)).toBe(true)
      expect(await opened.store.claimAdvice({ ...claim, owner: 'other' })).toBe(!shared)
      expect(await opened.store.claimAdvice(claim)).toBe(true)
      expect(await opened.store.claimAdvice({ ...claim, ehrId: unique('ehr') })).toBe(true)
    })

    test('that was given up is free, and only its owner can give it up', async () => {
      const claim = aClaim()
      await opened.store.claimAdvice(claim)
      await opened.store.releaseAdvice({ ...claim, owner: 'other' })
      expect(await opened.store.claimAdvice({ ...claim, owner: 'other' })).toBe(!shared)
      await opened.store.releaseAdvice(claim)
      expect(await opened.store.claimAdvice({ ...claim, owner: 'other' })).toBe(true)
    })

    test('of a process that died is free when its lease is over, and swept', async () => {
      const claim = aClaim()
      await opened.store.claimAdvice(claim)
      expect(await opened.store.claimAdvice({ ...claim, owner: 'other' })).toBe(!shared)
      // Its own claim again, with a lease that is over as soon as it is given.
      expect(await opened.store.claimAdvice({ ...claim, leaseMs: 1 })).toBe(true)
      await sleep(5)
      expect(await opened.store.claimAdvice({ ...claim, owner: 'other', leaseMs: 1 })).toBe(true)
      await sleep(5)
      const before = await countRows(opened.raw, 'advice_claim')
      await opened.store.deleteExpired(noonMs)
      expect(before - (await countRows(opened.raw, 'advice_claim'))).toBe(shared ? 1 : 0)
    })

    test('of a hundred owners at once is given to one', async () => {
      const claim = aClaim()
      const owners = Array.from({ length: 100 }, (_, turn) =>
        opened.store.claimAdvice({ ...claim, owner: `replica-${turn}` })
      )
      const given = (await Promise.all(owners)).filter(Boolean)
      expect(given).toHaveLength(shared ? 1 : 100)
    })
  })

  describe('feedback', () => {
    test('is known for a card issued to this EHR, unknown for a card of another or of nobody', async () => {
      const card = issuedCard({ ehrId: unique('ehr') })
      await opened.store.saveIssuedCards([card])
      const foreign = { uuid: card.uuid, ehrId: unique('other') }
      const invented = { uuid: unique('never-issued'), ehrId: card.ehrId }
      const counts = await opened.store.saveFeedback([
        overrideOf(card),
        overrideOf(foreign),
        overrideOf(invented)
      ])
      expect(counts).toEqual({ known: 1, unknown: 2 })
    })

    test('sent again is counted alike and kept once, also with another spelling of the instant', async () => {
      const card = issuedCard({ ehrId: unique('ehr') })
      await opened.store.saveIssuedCards([card])
      const before = await countRows(opened.raw, 'feedback')
      const entry = overrideOf(card, { outcomeTimestamp: '2026-11-20T11:00:00Z' })
      const spelled = { ...entry, outcomeTimestamp: '2026-11-20T12:00:00.000+01:00' }
      const upperCase = { ...entry, cardUuid: card.uuid.toUpperCase() }
      expect(await opened.store.saveFeedback([entry])).toEqual({ known: 1, unknown: 0 })
      expect(await opened.store.saveFeedback([entry, spelled, upperCase])).toEqual({
        known: 3,
        unknown: 0
      })
      expect(await countRows(opened.raw, 'feedback')).toBe(before + 1)
    })

    test('on two suggestions of one card at one instant is kept twice', async () => {
      const card = issuedCard({ ehrId: unique('ehr') })
      await opened.store.saveIssuedCards([card])
      const before = await countRows(opened.raw, 'feedback')
      await opened.store.saveFeedback([
        overrideOf(card, { outcome: 'accepted', acceptedSuggestionUuids: ['s1'] }),
        overrideOf(card, { outcome: 'accepted', acceptedSuggestionUuids: ['s2'] })
      ])
      expect(await countRows(opened.raw, 'feedback')).toBe(before + 2)
    })

    test('keeps the comment of a known card, and of an unknown one only the bare outcome', async () => {
      const card = issuedCard({ ehrId: unique('ehr') })
      await opened.store.saveIssuedCards([card])
      const unknown = { uuid: unique('never-issued'), ehrId: card.ehrId }
      await opened.store.saveFeedback([
        overrideOf(card, { userComment: 'seen by renal' }),
        overrideOf(unknown, { userComment: 'about Ms Warner' })
      ])
      const rows = await opened.raw
        .selectFrom('feedback')
        .select(['known', 'user_comment'])
        .where('ehr_id', '=', card.ehrId)
        .orderBy('known')
        .execute()
      expect(rows).toEqual([
        { known: false, user_comment: null },
        { known: true, user_comment: 'seen by renal' }
      ])
    })

    test('with characters that PostgreSQL refuses is kept', async () => {
      const entry = overrideOf({ uuid: 'a\u0000b\ud800', ehrId: unique('ehr') })
      expect(await opened.store.saveFeedback([entry])).toEqual({ known: 0, unknown: 1 })
    })

    test('of two hundred entries is one batch, and of none is nothing', async () => {
      const ehrId = unique('ehr')
      const cards = Array.from({ length: 200 }, () => issuedCard({ ehrId }))
      await opened.store.saveIssuedCards(cards)
      const counts = await opened.store.saveFeedback(cards.map((card) => overrideOf(card)))
      expect(counts).toEqual({ known: 200, unknown: 0 })
      expect(await opened.store.saveFeedback([])).toEqual({ known: 0, unknown: 0 })
    })
  })

  describe('held back', () => {
    const person = () => ({
      ehrId: unique('ehr'),
      userId: 'Practitioner/p1',
      patientId: 'patient-1',
      sinceMs: noonMs - 30 * 24 * 60 * minuteMs
    })

    test('is what this user overrode for this patient at this EHR, and nothing of anybody else', async () => {
      const who = person()
      const mine = issuedCard({ ...who, findings: [issuedFinding({ matter: 'mine' })] })
      const others = [
        issuedCard({
          ...who,
          findings: [issuedFinding({ matter: 'other-user' })],
          userId: 'Practitioner/p2'
        }),
        issuedCard({ ...who, findings: [issuedFinding({ matter: 'no-user' })], userId: null }),
        issuedCard({
          ...who,
          findings: [issuedFinding({ matter: 'other-patient' })],
          patientId: 'patient-2'
        }),
        issuedCard({
          ...who,
          findings: [issuedFinding({ matter: 'other-ehr' })],
          ehrId: unique('ehr')
        })
      ]
      await opened.store.saveIssuedCards([mine, ...others])
      await opened.store.saveFeedback([mine, ...others].map((card) => overrideOf(card)))
      expect(await opened.store.heldBack(who)).toEqual([
        {
          matter: 'mine',
          factsSha256: 'facts-1',
          reasonCode: 'will-monitor',
          overriddenAtMs: noonMs - 60 * minuteMs
        }
      ])
    })

    test('never holds a critical card, whatever feedback says', async () => {
      const who = person()
      const card = issuedCard({ ...who, indicator: 'critical' })
      await opened.store.saveIssuedCards([card])
      await opened.store.saveFeedback(
        Array.from({ length: 20 }, (_, minute) =>
          overrideOf(card, { outcomeTimestamp: `2026-11-20T11:${minute + 10}:00Z` })
        )
      )
      expect(await opened.store.heldBack(who)).toEqual([])
    })

    test('gives the newest override of each matter', async () => {
      const who = person()
      const older = issuedCard({
        ...who,
        findings: [issuedFinding({ matter: 'a', factsSha256: 'old' })]
      })
      const newer = issuedCard({
        ...who,
        findings: [issuedFinding({ matter: 'a', factsSha256: 'new' })]
      })
      const second = issuedCard({
        ...who,
        findings: [issuedFinding({ matter: 'b', factsSha256: 'b' })]
      })
      await opened.store.saveIssuedCards([older, newer, second])
      await opened.store.saveFeedback([
        overrideOf(newer, { outcomeTimestamp: '2026-11-20T11:30:00Z' }),
        overrideOf(older, { outcomeTimestamp: '2026-11-20T11:00:00Z' }),
        overrideOf(second)
      ])
      const held = await opened.store.heldBack(who)
      expect(held.map(({ matter, factsSha256 }) => [matter, factsSha256])).toEqual([
        ['a', 'new'],
        ['b', 'b']
      ])
    })

    test('is over when the same matter was accepted later', async () => {
      const who = person()
      const card = issuedCard(who)
      await opened.store.saveIssuedCards([card])
      await opened.store.saveFeedback([
        overrideOf(card, { outcomeTimestamp: '2026-11-20T11:00:00Z' }),
        overrideOf(card, {
          outcome: 'accepted',
          acceptedSuggestionUuids: ['s1'],
          outcomeTimestamp: '2026-11-20T11:30:00Z'
        })
      ])
      expect(await opened.store.heldBack(who)).toEqual([])
    })

    test('counts from the receipt when the client’s clock is ahead, and ends with `sinceMs`', async () => {
      const who = person()
      const card = issuedCard(who)
      await opened.store.saveIssuedCards([card])
      await opened.store.saveFeedback([
        overrideOf(card, { outcomeTimestamp: '2199-01-01T00:00:00Z' })
      ])
      const [held] = await opened.store.heldBack(who)
      expect(held?.overriddenAtMs).toBe(noonMs)
      expect(await opened.store.heldBack({ ...who, sinceMs: noonMs + 1 })).toEqual([])
    })

    test('ignores feedback that was sent under another EHR’s name', async () => {
      const who = person()
      const card = issuedCard(who)
      await opened.store.saveIssuedCards([card])
      await opened.store.saveFeedback([overrideOf({ uuid: card.uuid, ehrId: unique('rogue') })])
      expect(await opened.store.heldBack(who)).toEqual([])
    })

    test('finds a user id that PostgreSQL cannot hold as it is', async () => {
      const who = { ...person(), userId: 'Practitioner/\u0000' }
      const card = issuedCard(who)
      await opened.store.saveIssuedCards([card])
      await opened.store.saveFeedback([overrideOf(card)])
      expect(await opened.store.heldBack(who)).toHaveLength(1)
    })
  })

  describe('advice', () => {
    const basis = { role: 'basis', of: null } as const
    const finding: BoundFinding = {
      facts: [
        {
          kind: 'trend',
          ...basis,
          readings: [{ reference: 'Observation/o1' }, { reference: 'Observation/o2' }],
          direction: 'falling',
          newest: true
        },
        null,
        {
          kind: 'absence',
          role: 'missing',
          of: null,
          absence: {
            kind: 'result',
            key: 'ferritin',
            label: 'ferritin',
            since: { iso: '2024-11-20', epochDay: 20_047 }
          }
        },
        {
          kind: 'not-found',
          role: 'missing',
          of: null,
          thing: 'test',
          text: 'cystatin C\u0000',
          since: '2024-11-20',
          sinceEntry: null
        }
      ],
      meanings: [
        {
          relation: 'would-explain',
          subjects: [],
          objects: [0],
          effect: null,
          detail: null,
          concept: { kind: 'diagnosis', text: 'chronic kidney disease' }
        }
      ],
      settle: [
        {
          action: 'repeat-test',
          target: { kind: 'entry', reference: 'Observation/o2' },
          insteadOf: null,
          question: null,
          inDays: 14,
          when: null
        }
      ],
      options: [
        {
          action: 'refer',
          target: { kind: 'concept', concept: { kind: 'specialty', text: 'nephrology' } },
          insteadOf: null,
          question: null,
          inDays: null,
          when: {
            condition: 'if',
            target: { kind: 'entry', reference: 'Observation/o2' },
            outcome: 'confirmed'
          }
        }
      ],
      urgency: 'soon'
    }

    test('comes back as it was stored, until it expires', async () => {
      const advice = adviceOn({
        findings: [finding],
        couldNotAssess: [{ thing: 'diagnosis', text: 'anemia' }],
        ending: 'truncated'
      })
      await opened.store.saveAdvice(advice)
      const { ehrId, key } = advice
      expect(await opened.store.findAdvice({ ehrId, key, nowMs: noonMs + 999 })).toEqual(advice)
      expect(await opened.store.findAdvice({ ehrId, key, nowMs: noonMs + 1000 })).toBeUndefined()
    })

    test('of one EHR is not found by another', async () => {
      const advice = adviceOn()
      await opened.store.saveAdvice(advice)
      const found = await opened.store.findAdvice({
        ehrId: unique('other'),
        key: advice.key,
        nowMs: noonMs
      })
      expect(found).toBeUndefined()
    })

    test('for the same chart is replaced by the newer answer', async () => {
      const older = adviceOn({ findings: [finding] })
      const newer = { ...older, findings: [], storedAtMs: noonMs + 1 }
      await opened.store.saveAdvice(older)
      await opened.store.saveAdvice(newer)
      const { ehrId, key } = older
      expect(await opened.store.findAdvice({ ehrId, key, nowMs: noonMs })).toEqual(newer)
    })

    test.for(['[{"concern":"worsening"}]', '[{"claims":"all clear"}]', 'not json', '{}'])(
      'in a form that this version does not know is asked for again: %s',
      async (findings) => {
        const advice = adviceOn({ findings: [finding] })
        await opened.store.saveAdvice(advice)
        const { ehrId, key } = advice
        await opened.raw.updateTable('advice').set({ findings }).where('key', '=', key).execute()
        expect(await opened.store.findAdvice({ ehrId, key, nowMs: noonMs })).toBeUndefined()
      }
    )

    test('that expired is deleted, other advice is not', async () => {
      const expired = adviceOn({ expiresAtMs: noonMs })
      const valid = adviceOn({ expiresAtMs: noonMs + 60 * minuteMs })
      await opened.store.saveAdvice(expired)
      await opened.store.saveAdvice(valid)
      await opened.store.deleteExpired(noonMs + 1)
      const left = await opened.raw
        .selectFrom('advice')
        .select('key')
        .where('key', 'in', [expired.key, valid.key])
        .execute()
      expect(left).toEqual([{ key: valid.key }])
    })
  })

  describe('invocation records', () => {
    test('appended at once stand in one unbroken chain', async () => {
      const appended = await Promise.all(
        Array.from({ length: 40 }, (_, number) =>
          opened.store.appendInvocation({
            invocationId: unique('call'),
            recordedAtMs: noonMs + number,
            body: { number }
          })
        )
      )
      expect(new Set(appended.map(({ sequence }) => sequence)).size).toBe(40)
      const rows = await opened.store.invocations({ limit: 1000 })
      const head = await opened.store.chainHead()
      expect(rows.map(({ sequence }) => sequence)).toEqual(rows.map((_, place) => place + 1))
      expect(verifyChain(rows, { head, whole: true })).toEqual({
        outcome: 'intact',
        records: rows.length
      })
      expect(rows.toSorted((a, b) => a.sequence - b.sequence)).toEqual(rows)
    })

    test('are canonical JSON whatever the order of keys, and hold any string', async () => {
      const row = await opened.store.appendInvocation({
        invocationId: 'with "quotes"\nand lines',
        recordedAtMs: noonMs + 0.4,
        body: { b: [1, { d: null, c: 'ü\u0000\ud800' }], a: true, left: undefined }
      })
      expect(row.body).toBe('{"a":true,"b":[1,{"c":"ü\\u0000\\ud800","d":null}]}')
      expect(row.recordedAtMs).toBe(noonMs)
      expect(verifyChain([row])).toEqual({ outcome: 'intact', records: 1 })
    })

    test('are given newest last, at most as many as asked for', async () => {
      const last = await opened.store.appendInvocation({
        invocationId: unique('call'),
        recordedAtMs: noonMs,
        body: {}
      })
      const rows = await opened.store.invocations({ limit: 2 })
      expect(rows).toHaveLength(2)
      expect(rows[1]).toEqual(last)
      expect(verifyChain(rows).outcome).toBe('intact')
    })

    test('changed, deleted or cut behind the store’s back are noticed, and named', async () => {
      const own = await openForTest(backend)
      try {
        for (const number of [1, 2, 3, 4, 5]) {
          await own.store.appendInvocation({
            invocationId: unique('call'),
            recordedAtMs: noonMs,
            body: { number, outcome: 'cards' }
          })
        }
        const verdict = async () =>
          verifyChain(await own.store.invocations({ limit: 100 }), {
            head: await own.store.chainHead(),
            whole: true
          })
        expect(await verdict()).toEqual({ outcome: 'intact', records: 5 })
        const flip = (to: string) =>
          sql`update invocation set body = ${to} where sequence = 3`.execute(own.raw)
        await flip('{"number":3,"outcome":"cardz"}')
        expect(await verdict()).toEqual({ outcome: 'broken', sequence: 3, reason: 'altered' })
        await flip('{"number":3,"outcome":"cards"}')
        expect(await verdict()).toEqual({ outcome: 'intact', records: 5 })
        await sql`delete from invocation where sequence = 5`.execute(own.raw)
        expect(await verdict()).toEqual({ outcome: 'broken', sequence: 5, reason: 'cut' })
        await sql`delete from invocation where sequence = 2`.execute(own.raw)
        expect(await verdict()).toEqual({ outcome: 'broken', sequence: 2, reason: 'missing' })
      } finally {
        await own.close()
      }
    })
  })

  test('what the database says when it fails never leaves the store', async () => {
    const own = await openForTest(backend)
    try {
      await sql`alter table issued_card add constraint canary check (patient_id <> 'Jane-Canary')`.execute(
        own.raw
      )
      const thrown = await own.store
        .saveIssuedCards([issuedCard({ patientId: 'Jane-Canary' })])
        .then(() => undefined)
        .catch((error: unknown) => error)
      expect(thrown).toBeInstanceOf(CurbsideError)
      const error = thrown as CurbsideError
      expect(error.code).toBe('CURBSIDE_STORE_UNAVAILABLE')
      expect((error.cause as Error).message).toBe('23514')
      for (let at: unknown = error; at instanceof Error; at = at.cause) {
        expect(JSON.stringify(at, Object.getOwnPropertyNames(at))).not.toMatch(/canary/i)
      }
    } finally {
      await own.close()
    }
  })

  test('a closed store refuses, closes twice, and was reachable before', async () => {
    const own = await openForTest(backend)
    await expect(own.store.ping()).resolves.toBeUndefined()
    await own.store.close()
    await expect(own.store.close()).resolves.toBeUndefined()
    await expect(own.store.ping()).rejects.toMatchObject({ code: 'CURBSIDE_STORE_UNAVAILABLE' })
    await own.close()
  })
})
