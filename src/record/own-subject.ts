import type { Patient, Resource } from '@medplum/fhirtypes'
import { literalReference } from '../fhir/reference.ts'

/**
 * Where each type of a patient's own data names its patient (FHIR R4). What is not listed here is
 * no clinical resource of this record: it may support one, or it is not used.
 */
export const subjectElements: ReadonlyMap<string, 'subject' | 'patient'> = new Map([
  ['AllergyIntolerance', 'patient'],
  ['CarePlan', 'subject'],
  ['CareTeam', 'subject'],
  ['Condition', 'subject'],
  ['DeviceRequest', 'subject'],
  ['DiagnosticReport', 'subject'],
  ['DocumentReference', 'subject'],
  ['Encounter', 'subject'],
  ['FamilyMemberHistory', 'patient'],
  ['Goal', 'subject'],
  ['Immunization', 'patient'],
  ['MedicationAdministration', 'subject'],
  ['MedicationDispense', 'subject'],
  ['MedicationRequest', 'subject'],
  ['MedicationStatement', 'subject'],
  ['NutritionOrder', 'patient'],
  ['Observation', 'subject'],
  ['Procedure', 'subject'],
  ['QuestionnaireResponse', 'subject'],
  ['RiskAssessment', 'subject'],
  ['ServiceRequest', 'subject']
] as const)

/** Every way in which this call's data may name its patient. */
export interface PatientNames {
  readonly patientId: string
  /** `urn:…` of Bundle entries that hold this Patient. */
  readonly fullUrls: ReadonlySet<string>
  /** `system|value`, and `|value` for an identifier without a system. */
  readonly identifiers: ReadonlySet<string>
  /** Where this EHR keeps its patients, as `placeOf` writes it; empty: not known, then any will do. */
  readonly bases: ReadonlySet<string>
}

export function patientNames(given: {
  readonly patient: Patient
  readonly patientId: string
  readonly fullUrls: ReadonlySet<string>
  /** FHIR bases of the EHR. */
  readonly bases?: readonly string[]
}): PatientNames {
  const listed: unknown = given.patient.identifier
  const identifiers = new Set<string>()
  for (const identifier of Array.isArray(listed) ? (listed as unknown[]) : []) {
    const token = identifierToken(identifier)
    if (token !== undefined) identifiers.add(token)
  }
  const { patientId, fullUrls } = given
  const bases = new Set((given.bases ?? []).map(placeOf))
  return { patientId, fullUrls, identifiers, bases }
}

/** A FHIR base as it is compared: host and path, without scheme, case and slashes at the end. */
export function placeOf(base: string): string {
  return base
    .replace(/^https?:\/\//i, '')
    .replace(/\/+$/, '')
    .toLowerCase()
}

/** The reference by which a resource names its patient; `undefined` when it names nobody. */
export function subjectOf(resource: Resource): unknown {
  const element = subjectElements.get(resource.resourceType)
  const named: unknown = element === undefined ? undefined : Reflect.get(resource, element)
  if (element !== undefined) return named
  return Reflect.get(resource, 'subject') ?? Reflect.get(resource, 'patient')
}

/**
 * True when a Reference means this patient: `Patient/id`, an absolute URL of it below a base of this
 * EHR, the bare id, the `urn:` of the Bundle's Patient, or an identifier that this Patient has. The
 * same id at another server is another patient.
 */
export function namesPatient(subject: unknown, names: PatientNames): boolean {
  if (typeof subject !== 'object' || subject === null) return false
  const reference: unknown = Reflect.get(subject, 'reference')
  if (typeof reference !== 'string') {
    const token = identifierToken(Reflect.get(subject, 'identifier'))
    return token !== undefined && names.identifiers.has(token)
  }
  // Some EHRs write the id without its type.
  if (reference === names.patientId || names.fullUrls.has(reference)) return true
  if (reference === `urn:uuid:${names.patientId}`) return true
  const literal = literalReference(reference)
  if (literal !== undefined) {
    const isHere =
      literal.base === '' || names.bases.size === 0 || names.bases.has(placeOf(literal.base))
    return literal.resourceType === 'Patient' && literal.id === names.patientId && isHere
  }
  return meansIdentifier(reference, names)
}

/** `Patient?identifier=system|value`: a conditional reference, as transactions carry them. */
function meansIdentifier(reference: string, names: PatientNames): boolean {
  const search = /^Patient\?(.+)$/.exec(reference)?.[1]
  if (search === undefined) return false
  const parameters = [...new URLSearchParams(search)]
  const [only] = parameters
  if (parameters.length !== 1 || only?.[0] !== 'identifier') return false
  const [, token] = only
  if (token.includes('|')) return names.identifiers.has(token)
  return [...names.identifiers].some((known) => known.endsWith(`|${token}`))
}

function identifierToken(identifier: unknown): string | undefined {
  if (typeof identifier !== 'object' || identifier === null) return undefined
  const { system, value } = identifier as { system?: unknown; value?: unknown }
  if (typeof value !== 'string' || value === '') return undefined
  return `${typeof system === 'string' ? system : ''}|${value}`
}
