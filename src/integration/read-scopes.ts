import { fhirQuery } from '../fhir/fhir-query.ts'
import type { Service } from '../services/service-contract.ts'

/** One FHIR type that services read, with what the access token must permit. */
export interface ReadScope {
  readonly type: string
  readonly interactions: readonly ('read' | 'search')[]
  /** SMART App Launch 1.0. */
  readonly v1: string
  /** SMART App Launch 2.0. */
  readonly v2: string
}

/** What the templates of these services read, and the Medications that orders point to. */
export function readScopes(services: readonly Service[]): readonly ReadScope[] {
  const asked = new Map<string, Set<'read' | 'search'>>()
  const add = (type: string, interaction: 'read' | 'search') =>
    asked.set(type, (asked.get(type) ?? new Set()).add(interaction))
  for (const service of services) {
    for (const template of Object.values(service.entry.prefetch ?? {})) {
      const query = fhirQuery(template.replaceAll(/\{\{[^}]*\}\}/g, 'x'))
      if (query !== undefined) add(query.resourceType, query.kind)
      if (query?.resourceType === 'MedicationRequest') add('Medication', 'search')
    }
  }
  return [...asked].map(([type, interactions]) => ({
    type,
    interactions: [...interactions],
    v1: `patient/${type}.read`,
    v2: `patient/${type}.${interactions.has('search') ? 'rs' : 'r'}`
  }))
}
