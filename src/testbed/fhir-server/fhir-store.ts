import { literalReference, referencesOf } from './fhir-resource.ts'
import type { FhirResource } from './fhir-resource.ts'

/** Types that belong to nobody: readable with any token. Everything else belongs to one patient. */
const sharedTypes: ReadonlySet<string> = new Set([
  'Practitioner',
  'PractitionerRole',
  'Organization',
  'Location',
  'HealthcareService',
  'Medication',
  'Substance',
  'Questionnaire'
])

const patientElements = ['subject', 'patient', 'beneficiary', 'individual', 'for'] as const

/** Resources in memory, indexed by reference and by patient and type, so that no search scans all. */
export class FhirStore {
  readonly #byReference = new Map<string, FhirResource>()
  readonly #ownerOf = new Map<string, string>()
  readonly #byPatientAndType = new Map<string, FhirResource[]>()
  readonly #shared = new Map<string, FhirResource[]>()
  readonly #types = new Set<string>()

  /** `onlyPatientId` owns what names no patient itself (the one Patient of the Bundle it came in). */
  add(resource: FhirResource, onlyPatientId?: string): 'added' | 'duplicate' | 'nobody' {
    const reference = `${resource.resourceType}/${resource.id}`
    if (this.#byReference.has(reference)) return 'duplicate'
    const isShared = sharedTypes.has(resource.resourceType)
    const owner = isShared ? undefined : (ownerNamedIn(resource) ?? onlyPatientId)
    if (!isShared && owner === undefined) return 'nobody'
    this.#byReference.set(reference, resource)
    this.#types.add(resource.resourceType)
    if (owner !== undefined) this.#ownerOf.set(reference, owner)
    push(
      isShared ? this.#shared : this.#byPatientAndType,
      isShared ? resource.resourceType : `${owner}|${resource.resourceType}`,
      resource
    )
    return 'added'
  }

  read(reference: string): FhirResource | undefined {
    return this.#byReference.get(reference)
  }

  /** Undefined for shared resources. */
  ownerOf(reference: string): string | undefined {
    return this.#ownerOf.get(reference)
  }

  /** One patient's resources of a type; for a shared type, all of them. */
  list(type: string, patientId: string): readonly FhirResource[] {
    return sharedTypes.has(type)
      ? (this.#shared.get(type) ?? [])
      : (this.#byPatientAndType.get(`${patientId}|${type}`) ?? [])
  }

  patients(): readonly FhirResource[] {
    return [...this.#byReference.values()].filter((each) => each.resourceType === 'Patient')
  }

  /** Types that any loaded record has. */
  types(): ReadonlySet<string> {
    return this.#types
  }
}

function ownerNamedIn(resource: FhirResource): string | undefined {
  if (resource.resourceType === 'Patient') return resource.id
  for (const element of patientElements) {
    for (const reference of referencesOf(resource[element])) {
      const literal = literalReference(reference)
      if (literal?.startsWith('Patient/') === true) return literal.slice('Patient/'.length)
    }
  }
  return undefined
}

function push(map: Map<string, FhirResource[]>, key: string, resource: FhirResource): void {
  const list = map.get(key)
  if (list === undefined) map.set(key, [resource])
  else list.push(resource)
}
