import type { EhrClock } from '../../testbed/fhir-server/ehr-clock.ts'
import { stringField } from '../../testbed/fhir-server/fhir-resource.ts'
import { isObject } from '../../testbed/is-object.ts'
import type { FhirStore } from '../../testbed/fhir-server/fhir-store.ts'

/** Drafts become active orders of the record, so that the next hook call reads them. */
export function signOrders(
  world: { readonly store: FhirStore; readonly clock: EhrClock },
  patientId: string,
  drafts: readonly unknown[]
): { readonly signed: number } {
  let signed = 0
  for (const draft of drafts) {
    const type = stringField(draft, 'resourceType')
    if (!isObject(draft) || (type !== 'MedicationRequest' && type !== 'ServiceRequest')) continue
    const added = world.store.add({
      ...draft,
      resourceType: type,
      id: world.clock.newUuid(),
      status: 'active',
      subject: { reference: `Patient/${patientId}` },
      authoredOn: world.clock.asOf()
    })
    if (added === 'added') signed += 1
  }
  return { signed }
}
