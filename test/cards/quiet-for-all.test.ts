import { expect, test } from 'vitest'
import { factsSha256 } from '../../src/cards/facts.ts'
import { heldForAll, holdBack, relevantDays } from '../../src/cards/quiet.ts'
import type { Decision, HoldBackForAll } from '../../src/cards/quiet.ts'
import { aDraftOrder, aModelFinding, aRuleFinding } from '../support/findings.ts'

const dayMs = 86_400_000
const nowMs = Date.UTC(2026, 10, 20)
const policy: HoldBackForAll = {
  users: 3,
  reasons: ['wrong-data', 'not-applicable'],
  withinDays: 10,
  days: 30
}

/** An override `daysAgo` days before now, for a reason that counts. */
const decided = (userId: string, daysAgo: number, change: Partial<Decision> = {}): Decision => ({
  matter: 'apixaban-dose',
  factsSha256: 'facts',
  userId,
  outcome: 'overridden',
  reasonCode: 'wrong-data',
  decidedAtMs: nowMs - daysAgo * dayMs,
  ...change
})
const three = [decided('a', 3), decided('b', 2), decided('c', 1)]
const isHeld = (decisions: readonly Decision[], of: HoldBackForAll | undefined = policy) =>
  heldForAll(decisions, of, nowMs).length > 0

test('enough different users hold it back for everyone, for the policy’s days from the last', () => {
  expect(heldForAll(three, policy, nowMs)).toEqual([
    {
      matter: 'apixaban-dose',
      factsSha256: 'facts',
      users: 3,
      reasons: ['wrong-data'],
      sinceMs: nowMs - dayMs,
      untilMs: nowMs + 29 * dayMs
    }
  ])
  expect(heldForAll(three, policy, nowMs + 29 * dayMs)).toEqual([])
  expect(relevantDays(policy)).toBe(40)
})

test.for<[string, readonly Decision[]]>([
  ['two users', three.slice(1)],
  [
    'one person in three forms',
    [
      decided('Practitioner/m1', 3),
      decided('practitioner/m1', 2),
      decided('https://ehr.test/fhir/Practitioner/m1/_history/1 ', 1)
    ]
  ],
  [
    'two people, one of them by a role too',
    [decided('Practitioner/a', 3), decided('Practitioner/b', 2), decided('PractitionerRole/r', 1)]
  ],
  ['nobody', [...three.slice(1), decided('', 3)]],
  ['one of three users twice', [decided('a', 3), decided('b', 2), decided('b', 1)]],
  [
    'a reason that is a clinician’s own',
    [...three.slice(1), decided('a', 3, { reasonCode: 'will-monitor' })]
  ],
  ['no reason', [...three.slice(1), decided('a', 3, { reasonCode: null })]],
  [
    'a reason of another system',
    [...three.slice(1), decided('a', 3, { reasonCode: 'urn:x|wrong-data' })]
  ],
  ['overrides too far apart', [decided('a', 12), decided('b', 2), decided('c', 1)]],
  ['other facts', [...three.slice(1), decided('a', 3, { factsSha256: 'other' })]],
  ['another matter', [...three.slice(1), decided('a', 3, { matter: 'qt-pair' })]],
  [
    'a user who accepted it later',
    [...three, decided('a', 0, { outcome: 'accepted', reasonCode: null })]
  ],
  [
    'an acceptance by a fourth user after them',
    [...three, decided('d', 0, { outcome: 'accepted', reasonCode: null })]
  ],
  [
    'a user who later gave a reason that does not count',
    [...three, decided('a', 0, { reasonCode: 'will-monitor' })]
  ]
])('%s does not', ([, decisions]) => {
  expect(isHeld(decisions)).toBe(false)
  expect(isHeld(decisions.toReversed())).toBe(false)
})

test('an acceptance before the overrides does not undo them', () => {
  expect(isHeld([...three, decided('d', 5, { outcome: 'accepted' })])).toBe(true)
})

test('without a policy nothing is held back for everyone', () => {
  expect(heldForAll(three, undefined, nowMs)).toEqual([])
})

test('what is held for everyone is taken out and said to be so, never a critical finding', () => {
  const finding = aModelFinding()
  const held = [{ matter: finding.matter, factsSha256: factsSha256(finding) }]
  const { shown, heldBack } = holdBack([finding], { forUser: [], forAll: held })
  expect(shown).toEqual([])
  expect(heldBack).toMatchObject([{ heldFor: 'everyone' }])
  expect(holdBack([finding], { forUser: held, forAll: held }).heldBack).toMatchObject([
    { heldFor: 'user' }
  ])
  const critical = aRuleFinding()
  const same = [{ matter: critical.matter, factsSha256: factsSha256(critical) }]
  expect(holdBack([critical], { forUser: same, forAll: same }).shown).toEqual([critical])
})

test('another dose of the same order is another fact', () => {
  const withDose = (value: number) => {
    const order = aDraftOrder()
    const medication = { ...order.medication!, dailyDose: { value, unit: 'mg' } }
    return factsSha256(aRuleFinding({ about: { ...order, medication } }))
  }
  expect(withDose(40)).toBe(withDose(40))
  expect(withDose(40)).not.toBe(withDose(80))
})
