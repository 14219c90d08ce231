import type { Resource } from '@medplum/fhirtypes'
import type { CdsContext } from '../../src/cds-hooks/request.ts'
import type { HookCode, OrderInContext } from '../../src/services/service-contract.ts'

/** Order resources of the hook (CDS Hooks Library, order-select, draftOrders). */
const orderTypes = [
  'MedicationRequest',
  'ServiceRequest',
  'DeviceRequest',
  'NutritionOrder',
  'VisionPrescription'
]

/**
 * What order-select adds to the record: the draft orders, of which `selections` are the ones just
 * picked. Entries that are no orders (Epic puts Medication resources there) are not taken; ids are
 * not checked against FHIR's rule, because EHRs send temporary ones of 194 characters.
 */
export const hookCode: HookCode = {
  ordersInContext(context: CdsContext): readonly OrderInContext[] {
    const selections = new Set(context.selections ?? [])
    return (context.draftOrders?.entry ?? []).flatMap(({ resource }, index) => {
      if (resource === undefined || !orderTypes.includes(resource.resourceType)) return []
      const given = resource['id']
      const id = typeof given === 'string' && given !== '' ? given : `draft-${index + 1}`
      const reference = `${resource.resourceType}/${id}`
      // Some clients send bare ids in selections.
      const selected = selections.has(reference) || selections.has(id)
      return [{ reference, selected, resource: { ...resource, id } as unknown as Resource }]
    })
  }
}
