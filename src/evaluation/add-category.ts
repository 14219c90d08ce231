import type { FhirResource } from '../testbed/fhir-server/fhir-resource.ts'
import { kindOfResource } from '../record/kind-of-resource.ts'
import { listOf } from './json-value.ts'

/**
 * An Observation without category is found by no search for laboratory results or vital signs. US
 * Core requires one, so that a record without them is no EHR's: it gets the one of its code.
 */
export function addCategory(resource: FhirResource): FhirResource {
  if (resource.resourceType !== 'Observation') return resource
  if (listOf(resource['category']).length > 0) return resource
  const kind = kindOfResource(resource as unknown as Parameters<typeof kindOfResource>[0])
  if (kind === null) return resource
  const code = kind === 'vitals' ? 'vital-signs' : 'laboratory'
  const system = 'http://terminology.hl7.org/CodeSystem/observation-category'
  return { ...resource, category: [{ coding: [{ system, code }] }] }
}
