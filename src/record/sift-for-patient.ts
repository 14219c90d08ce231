import type { Patient } from '@medplum/fhirtypes'
import { patientNames } from './own-subject.ts'
import { siftResources } from './sift-resources.ts'
import type { Delivered, Sifted } from './sift-resources.ts'

type IdentifiedPatient = Patient & { readonly id: string }

/** Everything delivered, judged by the names that the Patient among it has. */
export function siftForPatient(
  delivered: readonly Delivered[],
  patientId: string
): { readonly patient: IdentifiedPatient | undefined; readonly sifted: Sifted } {
  const patient = findPatient(delivered, patientId)
  const names = patientNames({
    patient: patient ?? { resourceType: 'Patient' },
    patientId,
    fullUrls: patientUrls(delivered, patientId)
  })
  return { patient, sifted: siftResources(delivered, names) }
}

function findPatient(
  delivered: readonly Delivered[],
  patientId: string
): IdentifiedPatient | undefined {
  for (const { kind, resource } of delivered) {
    if (kind === 'patient' && resource.resourceType === 'Patient' && resource.id === patientId) {
      return { ...resource, id: patientId }
    }
  }
  return undefined
}

function patientUrls(delivered: readonly Delivered[], patientId: string): ReadonlySet<string> {
  const urls = delivered.flatMap(({ resource, fullUrl }) =>
    resource.resourceType === 'Patient' &&
    resource.id === patientId &&
    fullUrl?.startsWith('urn:') === true
      ? [fullUrl]
      : []
  )
  return new Set(urls)
}
