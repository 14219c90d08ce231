import type { Resource } from '@medplum/fhirtypes'
import { describe, expect, test } from 'vitest'
import type { Hook } from '../../src/cds-hooks/service.ts'
import type { Moment } from '../../src/clinical/clinical-index.ts'
import { everyRule } from '../../src/rules/every-rule.ts'
import { runMoment } from '../../src/rules/run-moment.ts'
import { aCondition, aConcept, aLabResult, anAllergy, rxnorm, snomed } from '../support/records.ts'
import { aView, egfr } from './a-view.ts'
import { active, draft } from './drugs.ts'

/*
 * What the rules say at a moment: of orders, of renewals, and of new entries of the record. The
 * situations themselves are tested elsewhere; here it is who speaks, and in which words.
 */

const atOrdering: readonly Hook[] = ['order-select']
const everywhere: readonly Hook[] = ['order-select', 'patient-view']

function hitsAt(
  moment: Partial<Moment>,
  given: { readonly drafts?: readonly Resource[]; readonly resources: readonly Resource[] },
  hooks = atOrdering
) {
  const view = aView(given)
  const run = runMoment(everyRule, hooks, { ...view, moment: { ...view.moment, ...moment } })
  expect(run.failed).toEqual([])
  return run.hits
}

const newly = (fact: Resource, others: readonly Resource[], hooks = atOrdering) =>
  hitsAt(
    { about: 'facts', newFacts: [`${fact.resourceType}/${fact.id}`] },
    { resources: [fact, ...others] },
    hooks
  )

const spoken = (hits: ReturnType<typeof hitsAt>) =>
  hits.map(({ rule, finding }) => `${rule.id} ${finding.indicator}`)

const asthma = aCondition({ id: 'asthma', code: aConcept(snomed, '195967001', 'Asthma') })
const penicillin = anAllergy({ recordedDate: '2026-11-20' })
const bleeding = aCondition({
  id: 'bleeding',
  code: aConcept(snomed, '74474003', 'Gastrointestinal hemorrhage')
})

describe('a new entry', () => {
  test('is held against every drug that is taken, and none that was', () => {
    const propranolol = active('propranolol')
    expect(spoken(newly(asthma, [propranolol]))).toEqual(['R-34 critical'])
    expect(spoken(newly(asthma, [{ ...propranolol, status: 'stopped' }]))).toEqual([])
    expect(spoken(newly(asthma, [active('metoprolol')]))).toEqual([])
    expect(spoken(newly(penicillin, [active('amoxicillin')]))).toEqual(['R-08 critical'])
  })

  test('tells only what it changes: what two drugs do together is known', () => {
    const both = [active('warfarin'), active('ibuprofen')]
    expect(spoken(newly(asthma, both))).toEqual([])
    // A bleeding raises what is said of the pair, or is what it rests on.
    const told = newly(bleeding, both)
    expect(spoken(told)).toContain('R-02 critical')
    expect(
      told.every(({ finding }) => JSON.stringify(finding).includes('Condition/bleeding'))
    ).toBe(true)
  })

  test('that stands in the record already is told again: somebody is recording it now', () => {
    // The rule cites the first of the two: the older one.
    const before = aCondition({ ...asthma, id: 'a-year-ago' })
    expect(spoken(newly(asthma, [before, active('propranolol')]))).toEqual(['R-34 critical'])
  })

  test('asks for what the record does not hold, where rules of the record speak too', () => {
    const fibrillation = aCondition({
      id: 'fibrillation',
      code: aConcept(snomed, '49436004', 'Atrial fibrillation')
    })
    const high = [aCondition({ id: 'high', code: aConcept(snomed, '59621000', 'Hypertension') })]
    expect(spoken(newly(fibrillation, high, everywhere))).toContain('L-09 warning')
    expect(spoken(newly(asthma, [fibrillation, ...high], everywhere))).toEqual([])
  })

  test('rests on the drug, is about no order, and offers to touch none', () => {
    const [hit] = newly(penicillin, [active('amoxicillin')])
    const { id } = active('amoxicillin')
    expect(hit?.finding.about).toBeUndefined()
    expect(hit?.finding.evidence.map(({ reference }) => reference)).toEqual([
      'AllergyIntolerance/a1',
      `MedicationRequest/${id}`
    ])
    expect(hit?.finding.suggestions.filter((action) => 'order' in action)).toEqual([])
  })

  test('none at all says nothing', () => {
    const resources = [asthma, active('propranolol')]
    expect(hitsAt({ about: 'facts', newFacts: [] }, { resources })).toEqual([])
  })
})

describe('the words for a drug that is taken', () => {
  test('never call it ordered, whichever rule speaks', () => {
    const drugs = [
      'propranolol',
      'amoxicillin',
      'warfarin',
      'ibuprofen',
      'lisinopril',
      'atorvastatin',
      'metformin',
      'dabigatran',
      'lithium'
    ] as const
    const facts = [
      asthma,
      penicillin,
      bleeding,
      aCondition({ id: 'pregnancy', code: aConcept(snomed, '77386006', 'Pregnancy') }),
      aCondition({ id: 'kidneys', code: aConcept(snomed, '433144002', 'CKD stage 3') }),
      anAllergy({ id: 'a2', code: aConcept(rxnorm, '6809', 'metformin') })
    ]
    const told = facts.flatMap((fact) =>
      newly(
        fact,
        drugs.map((name) => active(name)),
        everywhere
      )
    )
    const sentences = told.flatMap(({ finding }) => [
      finding.summary,
      ...finding.why,
      ...finding.options
    ])
    expect(new Set(told.map(({ rule }) => rule.id)).size).toBeGreaterThan(3)
    expect(
      sentences.filter((text) => /\bordered\b|before (?:ordering|signing)/.test(text))
    ).toEqual([])
  })

  test('leave a name of the record as it stands', () => {
    const odd = { ...penicillin, code: { text: 'Penicillin as ordered by court' } }
    const [hit] = newly(odd, [active('amoxicillin')])
    expect(hit?.finding.summary).toContain('Penicillin as ordered by court')
  })
})

describe('orders', () => {
  test('are told of monitoring that they need, and of nothing else in the record', () => {
    const inr = aLabResult('inr', '6301-6', 2.4, '{INR}', '2026-03-01')
    const resources = [active('warfarin'), inr]
    const about = { about: 'orders' } as const
    const renewal = hitsAt(about, { drafts: [draft('warfarin')], resources }, everywhere)
    expect(spoken(renewal)).toContain('L-12 warning')
    const other = hitsAt(about, { drafts: [draft('metoprolol')], resources }, everywhere)
    expect(spoken(other).filter((words) => words.startsWith('L-'))).toEqual([])
  })

  test.for<[string, string, string, boolean]>([
    ['newer than the last order', '2026-11-01', '2026-05-01', true],
    ['older than it', '2026-10-01', '2026-11-10', false]
  ])('a renewal says of a value that it is %s', ([, valued, ordered, isNew]) => {
    const resources = [active('metformin', { authoredOn: ordered }), egfr(24, valued)]
    const moment = { about: 'orders', renewals: true } as const
    const [hit] = hitsAt(moment, { drafts: [draft('metformin')], resources })
    expect(hit?.rule.id).toBe('R-01')
    const why = hit?.finding.why ?? []
    expect(why[0]?.startsWith('New since the last order (1 May 2026): ')).toBe(isNew)
    expect(why.some((text) => text === 'Recorded before the last order (10 Nov 2026).')).toBe(
      !isNew
    )
    // Not where the order renews nothing.
    const [plain] = hitsAt({ about: 'orders' }, { drafts: [draft('metformin')], resources })
    expect(plain?.finding.why.join()).not.toContain('last order')
  })
})
