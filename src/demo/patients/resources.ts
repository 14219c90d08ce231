import type {
  AllergyIntolerance,
  Coding,
  Condition,
  Encounter,
  MedicationRequest,
  Patient,
  Reference
} from '@medplum/fhirtypes'
import { concept, hl7, term, visits } from './codes.ts'
import type { Taken } from './observations.ts'
import { doctorReference, practice, type Doctor } from './practice.ts'
import { dosage, type Sig } from './products.ts'

/*
 * One function per resource type: from what a story says of it to FHIR R4 as US Core has it.
 */

export interface PastAllergy {
  readonly coding: Coding
  readonly since: number
  readonly manifestation: Coding
  readonly severity: 'mild' | 'moderate' | 'severe'
  readonly criticality: 'low' | 'high'
}

export function conditionResource(
  patient: string,
  coding: Coding,
  dates: { onset: string; abatement: string | undefined }
): Omit<Condition, 'id'> {
  const { onset, abatement } = dates
  return {
    resourceType: 'Condition',
    clinicalStatus: term('condition-clinical', abatement === undefined ? 'active' : 'resolved'),
    verificationStatus: term('condition-ver-status', 'confirmed'),
    category: [term('condition-category', 'problem-list-item', 'Problem List Item')],
    code: concept(coding),
    subject: subjectOf(patient),
    onsetDateTime: onset,
    ...(abatement === undefined ? {} : { abatementDateTime: abatement }),
    recordedDate: onset
  }
}

export function medicationRequestResource(
  patient: string,
  given: { product: Coding; sig: Sig; doctor: Doctor; reason: string | undefined },
  course: { start: string; end: string | undefined; completed: boolean }
): Omit<MedicationRequest, 'id'> {
  const { start, end, completed } = course
  const ended = completed ? 'completed' : 'stopped'
  return {
    resourceType: 'MedicationRequest',
    status: end === undefined ? 'active' : ended,
    intent: 'order',
    medicationCodeableConcept: concept(given.product),
    subject: subjectOf(patient),
    authoredOn: start,
    requester: doctorReference(given.doctor),
    ...(given.reason === undefined
      ? {}
      : { reasonReference: [{ reference: `Condition/${given.reason}` }] }),
    dosageInstruction: [dosage(given.sig)],
    dispenseRequest: { validityPeriod: { start, ...(end === undefined ? {} : { end }) } }
  }
}

export function allergyResource(
  patient: string,
  { coding, manifestation, severity, criticality }: PastAllergy,
  onset: string
): Omit<AllergyIntolerance, 'id'> {
  return {
    resourceType: 'AllergyIntolerance',
    clinicalStatus: term('allergyintolerance-clinical', 'active', 'Active'),
    verificationStatus: term('allergyintolerance-verification', 'confirmed', 'Confirmed'),
    type: 'allergy',
    category: ['medication'],
    criticality,
    code: concept(coding),
    patient: subjectOf(patient),
    onsetDateTime: onset,
    recordedDate: onset,
    reaction: [{ manifestation: [concept(manifestation)], severity }]
  }
}

export function encounterResource(
  patient: string,
  day: string,
  given: { type?: Coding; emergency?: boolean; reason?: string; doctor: Doctor }
): Omit<Encounter, 'id'> {
  const { type = visits.followUp, reason, doctor } = given
  const [code, display] = given.emergency === true ? ['EMER', 'emergency'] : ['AMB', 'ambulatory']
  return {
    resourceType: 'Encounter',
    status: 'finished',
    class: { system: `${hl7}v3-ActCode`, code, display },
    type: [concept(type)],
    subject: subjectOf(patient),
    participant: [
      {
        type: [term('v3-ParticipationType', 'PPRF', 'primary performer')],
        individual: doctorReference(doctor)
      }
    ],
    period: { start: `${day}T16:00:00Z`, end: `${day}T16:30:00Z` },
    ...(reason === undefined ? {} : { reasonReference: [{ reference: `Condition/${reason}` }] }),
    serviceProvider: practiceReference
  }
}

export function reportResource(taken: Taken, coding: Coding, results: readonly string[]) {
  return {
    resourceType: 'DiagnosticReport',
    status: 'final',
    category: [term('v2-0074', 'LAB', 'Laboratory')],
    code: concept(coding),
    subject: subjectOf(taken.patient),
    encounter: { reference: taken.encounter },
    effectiveDateTime: taken.at,
    issued: taken.at,
    performer: [practiceReference],
    result: results.map((reference) => ({ reference }))
  } as const
}

export function procedureResource(taken: Taken, coding: Coding) {
  return {
    resourceType: 'Procedure',
    status: 'completed',
    code: concept(coding),
    subject: subjectOf(taken.patient),
    encounter: { reference: taken.encounter },
    performedDateTime: taken.at
  } as const
}

export function immunizationResource(taken: Taken, coding: Coding) {
  return {
    resourceType: 'Immunization',
    status: 'completed',
    vaccineCode: concept(coding),
    patient: subjectOf(taken.patient),
    encounter: { reference: taken.encounter },
    occurrenceDateTime: taken.at,
    primarySource: true
  } as const
}

const practiceReference = {
  reference: `Organization/${practice.id}`,
  display: 'Larkspur Valley Family Medicine'
}

function subjectOf(reference: string): Reference<Patient> {
  return { reference }
}
