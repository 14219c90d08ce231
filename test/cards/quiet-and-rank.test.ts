import { expect, test } from 'vitest'
import { factsSha256 } from '../../src/cards/facts.ts'
import { holdBack } from '../../src/cards/quiet.ts'
import type { Held } from '../../src/cards/quiet.ts'
import { chooseCards } from '../../src/cards/choose-cards.ts'
import { rank } from '../../src/cards/rank.ts'
import { aDraftOrder, aModelFinding, aRuleFinding } from '../support/findings.ts'

const forUser = (...held: readonly Held[]) => ({ forUser: held, forAll: [] })
const overridden = (finding: Parameters<typeof factsSha256>[0]) => ({
  matter: finding.matter,
  factsSha256: factsSha256(finding)
})

test('an overridden finding is held back while its facts are the same', () => {
  const finding = aModelFinding()
  const { shown, heldBack } = holdBack([finding], forUser(overridden(finding)))
  expect(shown).toEqual([])
  expect(heldBack).toEqual([{ matter: finding.matter, topic: 'AiAssistedReview', heldFor: 'user' }])
})

test('a changed value shows it again', () => {
  const finding = aModelFinding()
  const changed = aModelFinding({
    evidence: [{ reference: 'Observation/o2', text: 'Ferritin 7 ng/mL on 1 Nov 2026' }]
  })
  expect(holdBack([changed], forUser(overridden(finding))).shown).toEqual([changed])
})

test('a critical finding is never held back', () => {
  const finding = aRuleFinding({ indicator: 'critical' })
  expect(holdBack([finding], forUser(overridden(finding))).shown).toEqual([finding])
})

test('the hash of the facts does not depend on the order of the evidence', () => {
  const evidence = [
    { reference: 'Observation/o1', text: 'a' },
    { reference: 'Observation/o2', text: 'b' }
  ]
  expect(factsSha256(aModelFinding({ evidence }))).toBe(
    factsSha256(aModelFinding({ evidence: evidence.toReversed() }))
  )
})

test('what a finding rests on beside its evidence is part of its facts: doses that were added up', () => {
  const of = (mme: number) => factsSha256(aRuleFinding({ facts: [`Morphine: ${mme} MME a day.`] }))
  expect(of(75)).not.toBe(of(240))
  expect(of(75)).not.toBe(factsSha256(aRuleFinding()))
})

test('critical comes first, then warnings, the selected order, the rule before the model', () => {
  const critical = aRuleFinding({ matter: 'z-critical' })
  const other = aRuleFinding({
    matter: 'a-other',
    indicator: 'warning',
    about: aDraftOrder({ selected: false })
  })
  const selected = aRuleFinding({
    matter: 'b-selected',
    indicator: 'warning',
    about: aDraftOrder()
  })
  const model = aModelFinding({ matter: 'a-model' })
  const info = aRuleFinding({ matter: 'z-info', indicator: 'info' })
  const cannot = aRuleFinding({ matter: 'a-missing', indicator: 'info', missing: ['an eGFR'] })
  const all = [cannot, info, model, other, selected, critical]
  expect(rank(all).map(({ matter }) => matter)).toEqual([
    'z-critical',
    'b-selected',
    'a-model',
    'a-other',
    'z-info',
    'a-missing'
  ])
  expect(chooseCards(all, 2)).toEqual({ shown: [[critical], [selected]], cut: 4 })
})

test('the order of the findings does not matter', () => {
  const all = [aModelFinding({ matter: 'b' }), aModelFinding({ matter: 'a' }), aRuleFinding()]
  expect(rank(all)).toEqual(rank(all.toReversed()))
})
