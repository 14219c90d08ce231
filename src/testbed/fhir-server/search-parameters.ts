import type { FhirResource } from './fhir-resource.ts'

/** A search parameter as data: what kind it is and which elements it looks at (first that exists). */
export interface SearchParameter {
  readonly kind: 'token' | 'date' | 'reference'
  readonly elements: readonly string[]
}

const token = (...elements: readonly string[]): SearchParameter => ({ kind: 'token', elements })
const date = (...elements: readonly string[]): SearchParameter => ({ kind: 'date', elements })
const reference = (...elements: readonly string[]): SearchParameter => ({
  kind: 'reference',
  elements
})

const subject = { patient: reference('subject'), subject: reference('subject') }
const patient = { patient: reference('patient') }
const onEvery = { _id: token('id'), _lastUpdated: date('meta.lastUpdated') }

/** FHIR R4 search parameters (their standard names and elements) that this server answers. */
const perType: Readonly<Record<string, Readonly<Record<string, SearchParameter>>>> = {
  Patient: {
    identifier: token('identifier'),
    birthdate: date('birthDate'),
    gender: token('gender')
  },
  AllergyIntolerance: {
    ...patient,
    'clinical-status': token('clinicalStatus'),
    'verification-status': token('verificationStatus'),
    category: token('category'),
    code: token('code'),
    date: date('recordedDate')
  },
  CarePlan: {
    ...subject,
    status: token('status'),
    category: token('category'),
    date: date('period')
  },
  CareTeam: { ...subject, status: token('status'), category: token('category') },
  Condition: {
    ...subject,
    'clinical-status': token('clinicalStatus'),
    'verification-status': token('verificationStatus'),
    category: token('category'),
    code: token('code'),
    encounter: reference('encounter'),
    'onset-date': date('onsetDateTime', 'onsetPeriod'),
    'recorded-date': date('recordedDate')
  },
  DiagnosticReport: {
    ...subject,
    status: token('status'),
    category: token('category'),
    code: token('code'),
    encounter: reference('encounter'),
    date: date('effectiveDateTime', 'effectivePeriod'),
    issued: date('issued')
  },
  DocumentReference: {
    ...subject,
    status: token('status'),
    category: token('category'),
    type: token('type'),
    date: date('date'),
    period: date('context.period')
  },
  Encounter: {
    ...subject,
    status: token('status'),
    class: token('class'),
    type: token('type'),
    date: date('period')
  },
  FamilyMemberHistory: { ...patient, status: token('status'), code: token('condition.code') },
  Goal: { ...subject, 'lifecycle-status': token('lifecycleStatus'), category: token('category') },
  Immunization: {
    ...patient,
    status: token('status'),
    'vaccine-code': token('vaccineCode'),
    date: date('occurrenceDateTime')
  },
  MedicationAdministration: {
    ...subject,
    status: token('status'),
    code: token('medicationCodeableConcept'),
    medication: reference('medicationReference'),
    'effective-time': date('effectiveDateTime', 'effectivePeriod')
  },
  MedicationDispense: {
    ...subject,
    status: token('status'),
    code: token('medicationCodeableConcept'),
    medication: reference('medicationReference'),
    whenhandedover: date('whenHandedOver')
  },
  MedicationRequest: {
    ...subject,
    status: token('status'),
    intent: token('intent'),
    category: token('category'),
    code: token('medicationCodeableConcept'),
    medication: reference('medicationReference'),
    encounter: reference('encounter'),
    authoredon: date('authoredOn')
  },
  MedicationStatement: {
    ...subject,
    status: token('status'),
    category: token('category'),
    code: token('medicationCodeableConcept'),
    medication: reference('medicationReference'),
    effective: date('effectiveDateTime', 'effectivePeriod')
  },
  Observation: {
    ...subject,
    status: token('status'),
    category: token('category'),
    code: token('code'),
    encounter: reference('encounter'),
    date: date('effectiveDateTime', 'effectivePeriod', 'effectiveInstant')
  },
  Procedure: {
    ...subject,
    status: token('status'),
    category: token('category'),
    code: token('code'),
    encounter: reference('encounter'),
    date: date('performedDateTime', 'performedPeriod')
  },
  ServiceRequest: {
    ...subject,
    status: token('status'),
    intent: token('intent'),
    category: token('category'),
    code: token('code'),
    encounter: reference('encounter'),
    authored: date('authoredOn')
  },
  Medication: { code: token('code'), status: token('status') },
  Practitioner: { identifier: token('identifier') },
  Organization: { identifier: token('identifier') },
  Location: { identifier: token('identifier') }
}

/** Types this server knows how to search, whether or not a loaded record has any. */
export const searchableTypes: readonly string[] = Object.keys(perType)

export function searchParametersOf(
  type: string
): Readonly<Record<string, SearchParameter>> | undefined {
  const own = Object.hasOwn(perType, type) ? perType[type] : undefined
  return own === undefined ? undefined : { ...onEvery, ...own }
}

/** `_include` values answered, each with the element to follow. */
export const includes: Readonly<Record<string, string>> = {
  'MedicationRequest:medication': 'medicationReference',
  'MedicationStatement:medication': 'medicationReference',
  'MedicationDispense:medication': 'medicationReference',
  'MedicationAdministration:medication': 'medicationReference'
}

/** The values of the first of the parameter's elements that the resource has. */
export function valuesAt(resource: FhirResource, parameter: SearchParameter): readonly unknown[] {
  for (const path of parameter.elements) {
    const values = path.split('.').reduce<readonly unknown[]>(
      (list, name) =>
        list.flatMap((each) => {
          const next =
            typeof each === 'object' && each !== null ? Reflect.get(each, name) : undefined
          return next === undefined || next === null ? [] : Array.isArray(next) ? next : [next]
        }),
      [resource]
    )
    if (values.length > 0) return values
  }
  return []
}
