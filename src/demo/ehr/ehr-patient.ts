import type { FhirResource } from '../../testbed/fhir-server/fhir-resource.ts'

/** An order that the drug picker offers: a draft resource, given its id when it is picked. */
export interface OrderTemplate {
  readonly label: string
  readonly resource: Readonly<Record<string, unknown>>
}

/** One record as the demo EHR takes it in, whether invented here or published by others. */
export interface EhrPatient {
  readonly id: string
  readonly story?: string
  readonly promise?: string
  readonly slow?: boolean
  readonly resources: readonly FhirResource[]
  readonly orders: readonly OrderTemplate[]
}
