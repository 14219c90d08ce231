import type {
  DiagnosticReport,
  Encounter,
  Immunization,
  MedicationDispense,
  Procedure,
  ServiceRequest
} from '@medplum/fhirtypes'
import { aConcept, cvx, hl7, loinc, rxnorm, snomed, subject } from './records.ts'

/* Builders of what happened or was asked for; the others stand in records.ts. */

const colonoscopy = aConcept(snomed, '73761001', 'Colonoscopy (procedure)')

/** A completed procedure: colonoscopy by default. */
export function aProcedure(given: Partial<Procedure> = {}): Procedure {
  const code = structuredClone(colonoscopy)
  const performedDateTime = '2024-02-01'
  return {
    resourceType: 'Procedure',
    id: 'pr1',
    status: 'completed',
    code,
    subject,
    performedDateTime,
    ...given
  }
}

/** A finished ambulatory visit. */
export function anEncounter(given: Partial<Encounter> = {}): Encounter {
  return {
    resourceType: 'Encounter',
    id: 'e1',
    status: 'finished',
    class: { system: `${hl7}/v3-ActCode`, code: 'AMB' },
    type: [aConcept(snomed, '185349003', 'Encounter for check up (procedure)')],
    subject,
    period: { start: '2026-10-01T09:00:00Z', end: '2026-10-01T09:30:00Z' },
    ...given
  }
}

/** A seasonal influenza vaccination. */
export function anImmunization(given: Partial<Immunization> = {}): Immunization {
  return {
    resourceType: 'Immunization',
    id: 'i1',
    status: 'completed',
    vaccineCode: aConcept(cvx, '140', 'Influenza, seasonal, injectable, preservative free'),
    patient: subject,
    occurrenceDateTime: '2026-10-01',
    ...given
  }
}

/** A basic metabolic panel. */
export function aDiagnosticReport(given: Partial<DiagnosticReport> = {}): DiagnosticReport {
  const code = aConcept(loinc, '51990-0', 'Basic metabolic panel - Blood')
  const effectiveDateTime = '2026-10-01'
  return {
    resourceType: 'DiagnosticReport',
    id: 'r1',
    status: 'final',
    code,
    subject,
    effectiveDateTime,
    ...given
  }
}

/** An active order for a colonoscopy. */
export function aServiceRequest(given: Partial<ServiceRequest> = {}): ServiceRequest {
  const code = structuredClone(colonoscopy)
  const authoredOn = '2026-09-01'
  return {
    resourceType: 'ServiceRequest',
    id: 'q1',
    status: 'active',
    intent: 'order',
    code,
    subject,
    authoredOn,
    ...given
  }
}

/** A completed dispense of metformin. */
export function aMedicationDispense(given: Partial<MedicationDispense> = {}): MedicationDispense {
  return {
    resourceType: 'MedicationDispense',
    id: 'd1',
    status: 'completed',
    medicationCodeableConcept: aConcept(
      rxnorm,
      '861007',
      'metformin hydrochloride 500 MG Oral Tablet'
    ),
    subject,
    whenHandedOver: '2026-10-03T10:00:00Z',
    ...given
  }
}
