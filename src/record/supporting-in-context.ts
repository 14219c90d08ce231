import type { Resource } from '@medplum/fhirtypes'
import type { CdsContext } from '../cds-hooks/context.ts'
import { medicationReferences } from './supporting.ts'

/**
 * What draft orders may point to: the record's supporting resources, and the entries of
 * context.draftOrders that are no orders (Epic puts the Medication of an order there).
 */
export function supportingInContext(
  context: CdsContext,
  supporting: ReadonlyMap<string, Resource>
): ReadonlyMap<string, Resource> {
  const found = new Map(supporting)
  for (const entry of context.draftOrders ?? context.medications ?? []) {
    const { resource } = entry
    const id = resource?.['id']
    if (resource?.resourceType !== 'Medication') continue
    const medication = resource as unknown as Resource
    if (typeof id === 'string') found.set(`Medication/${id}`, medication)
    if (entry.fullUrl !== undefined) found.set(entry.fullUrl, medication)
  }
  return found
}

/** The orders of a context whose Medication is not among its entries: it has to be read. */
export function ordersToResolve(context: CdsContext): readonly Resource[] {
  const here = supportingInContext(context, new Map())
  return (context.draftOrders ?? context.medications ?? []).flatMap(({ resource }) => {
    if (resource === undefined) return []
    const order = resource as unknown as Resource
    const references = [...medicationReferences([order])]
    const found = references.every(
      ([key, written]) => here.has(key) || [...written].every((text) => here.has(text))
    )
    return found && references.length > 0 ? [] : [order]
  })
}
