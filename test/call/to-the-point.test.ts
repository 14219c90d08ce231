import { expect, test } from 'vitest'
import { toThePoint } from '../../src/call/to-the-point.ts'
import { aModelFinding, aRuleFinding } from '../support/findings.ts'

const ofAllergy = aModelFinding({
  evidence: [{ reference: 'AllergyIntolerance/a1', text: 'Allergy, penicillin' }]
})
const ofCalcium = aModelFinding({
  evidence: [{ reference: 'Observation/o1', text: 'calcium 11.4 mg/dL' }]
})
const ofRule = aRuleFinding()
const all = [ofAllergy, ofCalcium, ofRule]

test('at a new entry the model is heard on that entry only, and rules as they are', () => {
  const newFacts = ['AllergyIntolerance/a1']
  expect(toThePoint(all, { about: 'facts', newFacts })).toEqual([ofAllergy, ofRule])
  expect(toThePoint(all, { about: 'facts', newFacts: [] })).toEqual([ofRule])
})

test.for(['record', 'orders'] as const)('about %s everything is heard', (about) => {
  expect(toThePoint(all, { about, newFacts: [] })).toEqual(all)
})
