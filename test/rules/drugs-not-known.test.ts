import type { Resource } from '@medplum/fhirtypes'
import { describe, expect, test } from 'vitest'
import type { Hook } from '../../src/cds-hooks/service.ts'
import { unrecognisedAllergies } from '../../src/clinical/unrecognised-allergies.ts'
import { unrecognisedDrugs } from '../../src/clinical/unrecognised-drugs.ts'
import { everyRule } from '../../src/rules/every-rule.ts'
import { runRules } from '../../src/rules/run-rules.ts'
import { aView } from './a-view.ts'
import type { RuleCase, ViewGiven } from './a-view.ts'
import { longitudinalCases } from './longitudinal-cases.ts'
import { orderCases } from './order-cases.ts'

/*
 * Whatever makes a rule speak is made less known, one resource at a time: then the rule may say
 * less, but never is there silence. What a call would show counts: a finding, or a drug or allergy
 * that was not recognised and that a rule could have spoken of.
 */

type Loosen = (resource: Loose) => Loose | undefined
type Loose = Readonly<Record<string, unknown>>

const isMedication = (resource: Loose): boolean =>
  resource['resourceType'] === 'MedicationRequest' ||
  resource['resourceType'] === 'MedicationStatement'
/** What ended tells how long a drug is taken already, no more. */
const isTaken = (one: Loose): boolean => isMedication(one) && one['status'] !== 'completed'
const isAllergy = (resource: Loose): boolean => resource['resourceType'] === 'AllergyIntolerance'
const of =
  (is: (resource: Loose) => boolean, change: object): Loosen =>
  (resource) =>
    is(resource) ? { ...resource, ...change } : undefined

const deadReference = {
  medicationCodeableConcept: undefined,
  medicationReference: { reference: 'Medication/none' }
}
const loosened: readonly (readonly [string, Loosen])[] = [
  [
    'without its status',
    of((one) => isMedication(one) && one['status'] === 'active', { status: undefined })
  ],
  [
    'with the status unknown',
    of((one) => isMedication(one) && one['status'] === 'active', { status: 'unknown' })
  ],
  ['by a dead reference', of(isTaken, deadReference)],
  ['with its name withheld', of(isTaken, { medicationCodeableConcept: { text: 'Masked' } })],
  ['without its status', of(isAllergy, { clinicalStatus: undefined })],
  ['without its name', of(isAllergy, { code: undefined })]
]

/** What the call would show of a view. */
function isHeard(given: ViewGiven, hook: Hook): boolean {
  const view = aView(given)
  const run = runRules(everyRule, hook, view)
  const { draftOrders } = view.moment
  return (
    run.hits.length > 0 ||
    run.unknownMatters ||
    unrecognisedDrugs(view.index, draftOrders).ordered.length > 0 ||
    unrecognisedAllergies(view.index, draftOrders, []).allergies.length > 0
  )
}

function variants({ name, given, said }: RuleCase) {
  if (said.length === 0) return []
  return loosened.flatMap(([how, loosen]) =>
    (['resources', 'drafts'] as const).flatMap((list) =>
      (given[list] ?? []).flatMap((resource, at) => {
        const changed = loosen(resource as unknown as Loose) as Resource | undefined
        if (changed === undefined || needless(how, list)) return []
        const changedList = (given[list] ?? []).with(at, changed)
        return [
          {
            name: `${name}: ${changed.resourceType} ${at + 1} of ${list} ${how}`,
            given: { ...given, [list]: changedList }
          }
        ]
      })
    )
  )
}

/** A draft is a draft whatever its status. */
const needless = (how: string, list: string): boolean => list === 'drafts' && how.includes('status')

describe.for([
  ['order-select', orderCases],
  ['patient-view', longitudinalCases]
] as const)('%s', ([hook, cases]) => {
  const all = cases.flatMap(variants)
  test('has such cases', () => {
    expect(all.length).toBeGreaterThan(50)
  })

  test.for(all)('$name', ({ given }) => {
    expect(isHeard(given, hook)).toBe(true)
  })
})
