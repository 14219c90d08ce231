import type { Resource } from '@medplum/fhirtypes'
import { describe, expect, test } from 'vitest'
import { aView, said } from './a-view.ts'
import type { RuleCase } from './a-view.ts'
import { longitudinalCases } from './longitudinal-cases.ts'
import { orderCases } from './order-cases.ts'

/*
 * Whatever rules say of a record, they are not silent when a fact of it is known less well: a value
 * that cannot be read, one that is kept back, a status that is missing. Over every case that speaks.
 */

type Change = (resource: Resource) => Resource | undefined

const withoutValue = (resource: Resource): Record<string, unknown> =>
  Object.fromEntries(Object.entries(resource).filter(([key]) => !/^value[A-Z]/.test(key)))

/** Parts of a panel stand in it. */
function eachPart(
  resource: Resource,
  change: (part: Resource) => Record<string, unknown>
): Resource | undefined {
  if (resource.resourceType !== 'Observation') return undefined
  if (resource.component === undefined) return change(resource) as unknown as Resource
  const component = resource.component.map((part) => change(part as unknown as Resource))
  return { ...resource, component } as unknown as Resource
}

const changes: Readonly<Record<string, Change>> = {
  'whose value is in words': (resource) =>
    eachPart(resource, (part) => ({ ...withoutValue(part), valueString: 'illegible' })),
  'whose value is gone': (resource) => eachPart(resource, withoutValue),
  'whose unit is none of its own': (resource) =>
    eachPart(resource, (part) => {
      const { valueQuantity } = part as { valueQuantity?: { value?: number } }
      if (valueQuantity === undefined) return { ...part }
      const value = { value: valueQuantity.value, unit: 'furlong', code: 'furlong' }
      return { ...withoutValue(part), valueQuantity: value }
    }),
  'whose value is kept back': (resource) =>
    eachPart(resource, (part) => ({
      ...withoutValue(part),
      dataAbsentReason: { coding: [{ code: 'masked' }] }
    })),
  'that has no date': (resource) => {
    if (resource.resourceType !== 'Observation') return undefined
    const { effectiveDateTime: _date, ...rest } = resource
    return rest
  },
  'whose status is missing': (resource) => {
    if (resource.resourceType === 'Observation') {
      const { status: _status, ...rest } = resource
      return rest as unknown as Resource
    }
    if (resource.resourceType === 'MedicationRequest') {
      const { status, ...rest } = resource
      return status === 'active' ? (rest as unknown as Resource) : undefined
    }
    if (resource.resourceType !== 'Condition' && resource.resourceType !== 'AllergyIntolerance') {
      return undefined
    }
    const { clinicalStatus: _clinical, ...rest } = resource
    return rest as unknown as Resource
  }
}

const cases: readonly (RuleCase & { readonly hook: 'order-select' | 'patient-view' })[] = [
  ...orderCases.map((one) => ({ ...one, hook: 'order-select' as const })),
  ...longitudinalCases.map((one) => ({ ...one, hook: 'patient-view' as const }))
]

describe.for(Object.entries(changes))('a fact %s', ([, change]) => {
  test.for(cases.filter((one) => one.said.length > 0))('is not silence: $name', (one) => {
    const { resources = [] } = one.given
    for (const [at, resource] of resources.entries()) {
      const changed = change(resource)
      if (changed === undefined) continue
      const view = aView({ ...one.given, resources: resources.with(at, changed) })
      expect(said(view, one.hook), `${resource.resourceType} ${at}`).not.toEqual([])
    }
  })
})
