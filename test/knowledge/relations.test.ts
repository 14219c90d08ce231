import { describe, expect, test } from 'vitest'
import { embeddedKnowledge as known } from '../../src/knowledge/embedded.ts'
import {
  allergyLink,
  coverageOf,
  duplicateGroups,
  effectOf,
  mustNotStop,
  relationsBetween,
  sharedEffects
} from '../../src/knowledge/relations.ts'

/* What the tables answer about drugs alone. */

const kindsBetween = (one: string, other: string) =>
  relationsBetween(known, one, other).map(({ kind }) => kind)

test('a relation is seen from the drug that is asked about', () => {
  expect(kindsBetween('verapamil', 'digoxin')).toContain('raises')
  expect(kindsBetween('digoxin', 'verapamil')).toContain('is-raised')
  expect(kindsBetween('digoxin', 'digoxin')).toEqual([])
})

test('effects of two drugs that are the same add up, whoever is asked first', () => {
  const shared = (one: string, other: string) =>
    sharedEffects(known, one, other).map(({ effect }) => effect)
  expect(shared('galantamine', 'digoxin')).toContain('slow-heart')
  expect(shared('digoxin', 'galantamine')).toContain('slow-heart')
  expect(effectOf(known, 'acetaminophen', 'bleeding')).toBeUndefined()
})

describe('an allergy and an ordered drug', () => {
  test.for([
    ['cefazolin', 'cefazolin', 'same'],
    ['penicillin', 'amoxicillin', 'class'],
    ['amoxicillin', 'ampicillin', 'class'],
    ['penicillin', 'cefazolin', 'unlikely'],
    ['penicillin', 'acetaminophen', undefined]
  ] as const)('%s, %s: %s', ([substance, ordered, strength]) => {
    expect(allergyLink(known, substance, ordered)?.row.strength).toBe(strength)
  })
})

test('two anticoagulants are one too many, save a bridge from heparin to warfarin', () => {
  expect(duplicateGroups(known, 'warfarin', 'rivaroxaban')).toHaveLength(1)
  expect(duplicateGroups(known, 'heparin', 'warfarin')[0]?.row.severity).toBe('info')
  expect(duplicateGroups(known, 'warfarin', 'heparin')[0]?.row.severity).toBe('info')
})

test('what must not be stopped is known, and what no row knows is not covered', () => {
  expect(mustNotStop(known, 'metoprolol')?.id).toBe('S-beta-blocker')
  expect(mustNotStop(known, 'acetaminophen')).toBeUndefined()
  expect(coverageOf(known, 'acetaminophen').pregnancy).toBe(true)
  expect(coverageOf(known, 'zzyzxumab').pregnancy).toBe(false)
})

describe('what readers of charts say of two drugs is held', () => {
  test.for([
    ['galantamine', 'verapamil', 'adds-up'],
    ['furosemide', 'digoxin', 'adds-up'],
    ['celecoxib', 'lisinopril', 'adds-up'],
    ['tramadol', 'gabapentin', 'adds-up'],
    ['tramadol', 'baclofen', 'adds-up'],
    ['naproxen', 'hydrochlorothiazide', 'opposes'],
    ['carvedilol', 'insulin isophane', 'opposes'],
    ['sulfamethoxazole', 'warfarin', 'raises'],
    ['trimethoprim', 'lisinopril', 'adds-up'],
    ['trimethoprim', 'digoxin', 'raises'],
    ['docetaxel', 'verapamil', 'is-raised'],
    ['docetaxel', 'trimethoprim', 'adds-up'],
    ['doxycycline', 'warfarin', 'raises'],
    ['sertraline', 'enoxaparin', 'adds-up']
  ] as const)('%s and %s: %s', ([one, other, kind]) => {
    expect(kindsBetween(one, other)).toContain(kind)
  })
})
