import type { Bundle, Patient, Resource } from '@medplum/fhirtypes'
import type { PatientRecord } from '../../src/record/patient-record.ts'
import { aRecord } from './records.ts'

// The types that Curbside's searches return; everything else of a Bundle only supports them.
const read =
  /^(?:Condition|Medication(?:Request|Statement|Dispense)|AllergyIntolerance|Observation|Encounter|Procedure|Immunization|DiagnosticReport|ServiceRequest)$/

/** A whole record, read without an EHR: what its searches would give, all kinds read whole. */
export function recordOfBundle(bundle: Bundle): PatientRecord {
  const entries = bundle.entry ?? []
  const all = entries.flatMap(({ resource }) => resource ?? [])
  const patient = all.find(
    (resource): resource is Patient & { id: string } => resource.resourceType === 'Patient'
  )
  if (patient === undefined) throw new Error('no Patient in the Bundle')
  const resources = all
    .filter((resource) => read.test(resource.resourceType))
    .map((resource, at): Resource =>
      resource.id === undefined ? { ...resource, id: `entry-${at}` } : resource
    )
  const supporting = new Map(
    entries.flatMap(({ fullUrl, resource }) =>
      fullUrl && resource ? [[fullUrl, resource] as const] : []
    )
  )
  return aRecord({ patient, resources, supporting })
}
