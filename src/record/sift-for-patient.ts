import type { Patient } from '@medplum/fhirtypes'
import { literalReference } from '../fhir/reference.ts'
import { patientNames, subjectOf } from './own-subject.ts'
import { siftResources } from './sift-resources.ts'
import type { Delivered, Sifted } from './sift-resources.ts'

type IdentifiedPatient = Patient & { readonly id: string }

/** Everything delivered, judged by the names that the Patient among it has. */
export function siftForPatient(
  delivered: readonly Delivered[],
  patientId: string,
  bases: readonly string[] = []
): { readonly patient: IdentifiedPatient | undefined; readonly sifted: Sifted } {
  const patient = findPatient(delivered, patientId)
  const named = {
    patient: patient ?? { resourceType: 'Patient' as const },
    patientId,
    fullUrls: patientUrls(delivered, patientId)
  }
  const prefetch = patientNames({ ...named, bases })
  const ownName = bases.length === 0 ? undefined : serversOwnName(delivered, patientId)
  const fhir =
    ownName === undefined ? prefetch : patientNames({ ...named, bases: [...bases, ownName] })
  return { patient, sifted: siftResources(delivered, { prefetch, fhir }) }
}

/**
 * A server behind a proxy names its patients by its public address, which nobody registered. It is
 * believed where everything that it answered to a search by this patient is named by one such base;
 * a single resource among others that is named by another base is somebody else's.
 */
function serversOwnName(delivered: readonly Delivered[], patientId: string): string | undefined {
  const bases = new Set<string>()
  for (const { origin, resource } of delivered) {
    if (origin !== 'fhir' || resource.resourceType === 'Patient') continue
    const subject = subjectOf(resource)
    if (typeof subject !== 'object' || subject === null) continue
    const literal = literalReference(Reflect.get(subject, 'reference'))
    if (literal?.id === patientId) bases.add(literal.base)
  }
  const [only, ...others] = bases
  return others.length === 0 && only !== '' ? only : undefined
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
