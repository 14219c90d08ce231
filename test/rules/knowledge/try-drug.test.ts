import { expect, test } from 'vitest'
import { embeddedKnowledge as known } from '../../../src/knowledge/embedded.ts'
import { notCovered, tryDrug } from '../../../src/rules/knowledge/try-drug.ts'
import { aView } from '../a-view.ts'
import type { ViewGiven } from '../a-view.ts'
import { active } from '../drugs.ts'

/* An option is offered only where each aspect is covered and answers no. */

const tried = (ingredient: string, given: ViewGiven = {}, without: readonly string[] = []) =>
  tryDrug(known, aView(given).index, { ingredients: [ingredient], without: new Set(without) })

test('a covered drug with nothing against it may be offered', () => {
  const { mayBeOffered, aspects } = tried('acetaminophen')
  expect(aspects).toMatchObject({ allergy: { answer: 'no' }, pregnancy: { answer: 'no' } })
  expect(mayBeOffered).toBe(true)
})

test('a drug that nobody reviewed may not, though no row speaks against it', () => {
  const { mayBeOffered, aspects } = tried('zzyzxumab')
  expect(aspects.kidney).toEqual({ answer: 'unknown', rows: [], missing: [notCovered] })
  expect(mayBeOffered).toBe(false)
})

test('a list that was not read keeps every drug back', () => {
  const { aspects, mayBeOffered } = tried('acetaminophen', {
    states: { allergies: { state: 'unknown', reason: 'late' } }
  })
  expect(aspects.allergy.answer).toBe('unknown')
  expect(mayBeOffered).toBe(false)
})

test('a second anticoagulant is against the first, unless it takes its place', () => {
  const onWarfarin = { resources: [active('warfarin')] }
  expect(tried('rivaroxaban', onWarfarin).aspects.duplicate).toMatchObject({
    answer: 'yes',
    rows: [{ id: 'U-anticoagulants' }]
  })
  const replaced = tried('rivaroxaban', onWarfarin, ['MedicationRequest/warfarin'])
  expect(replaced.aspects.duplicate.rows).toEqual([])
})
