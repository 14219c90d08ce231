import type { Resource } from '@medplum/fhirtypes'
import type { CdsContext, OrderInContext } from '../cds-hooks/context.ts'

/**
 * Order resources of the order hooks (CDS Hooks library, order-sign, draftOrders), with the names
 * that DSTU2 and STU3 have for two of them: samples of the deprecated hooks still carry these.
 */
export const orderTypes: Readonly<Record<string, string>> = {
  MedicationRequest: 'MedicationRequest',
  ServiceRequest: 'ServiceRequest',
  DeviceRequest: 'DeviceRequest',
  NutritionOrder: 'NutritionOrder',
  VisionPrescription: 'VisionPrescription',
  MedicationOrder: 'MedicationRequest',
  ProcedureRequest: 'ServiceRequest'
}

/**
 * The draft orders of a hook's context. Entries that are no orders (Epic puts Medication resources
 * there) are not taken; ids are not checked against FHIR's rule, because EHRs send temporary ones
 * of 194 characters. With `selections` the named ones are selected; without, every order is.
 */
export function ordersInContext(context: CdsContext): readonly OrderInContext[] {
  const entries = context.draftOrders ?? context.medications ?? []
  const orders = entries.flatMap(({ resource, fullUrl }, index) => {
    const resourceType = resource === undefined ? undefined : orderTypes[resource.resourceType]
    if (resource === undefined || resourceType === undefined) return []
    const given = resource['id']
    const id = typeof given === 'string' && given !== '' ? given : `draft-${index + 1}`
    const reference = `${resourceType}/${id}`
    // Some clients send bare ids in selections.
    const names = [reference, id, `${resource.resourceType}/${id}`, ...(fullUrl ? [fullUrl] : [])]
    const order = { ...resource, resourceType, id } as unknown as Resource
    const selected = isSelected(names, context.selections)
    return [{ reference, selected, standing: 'draft' as const, resource: order }]
  })
  // Selections that name none of the drafts tell nothing apart: silence would be the worse guess.
  return orders.some(({ selected }) => selected)
    ? orders
    : orders.map((order) => ({ ...order, selected: true }))
}

const isSelected = (names: readonly string[], selections: readonly string[] | undefined) =>
  selections === undefined ||
  selections.some((selection) =>
    names.some((name) => selection === name || selection.endsWith(`/${name}`))
  )
