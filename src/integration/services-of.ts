import type { Ehr } from '../ehrs/ehr.ts'
import { loadServices } from '../services/load-services.ts'
import type { Service } from '../services/service-contract.ts'

/** The services that an EHR is registered for, in the order of the hooks. */
export async function servicesOf(ehr: Ehr): Promise<readonly Service[]> {
  const all = await loadServices(new URL('../../hooks/', import.meta.url))
  return [...all.values()].filter(({ id }) => ehr.services.includes(id))
}
