import type { Resource } from '@medplum/fhirtypes'
import { loinc, snomed } from '../support/records.ts'
import type { Filling } from './filled-resource.ts'

/* How resources are planted with texts, and which of their elements may be shown. */

/** What must make sense for the resource to be a fact at all. */
export function asFact(resource: Resource): Resource {
  const { modifierExtension: _withheld, ...rest } = resource as Resource & Record<string, unknown>
  return {
    ...rest,
    id: 'planted-1',
    ...('status' in resource && {
      status: resource.resourceType === 'Observation' ? 'final' : 'active'
    }),
    ...(resource.resourceType === 'Observation' && {
      category: [{ coding: [{ code: 'laboratory' }] }]
    }),
    ...('subject' in resource && { subject: { reference: 'Patient/p1' } })
  } as Resource
}

/** Kinds of codes and of choices, so that every element comes up. */
export const fillings: readonly Omit<Filling, 'text'>[] = [
  { system: snomed, choose: ['CodeableConcept', 'Reference', 'dateTime'] },
  { system: loinc, choose: ['Quantity', 'CodeableConcept', 'Period', 'Range'] },
  { system: 'http://local.example.org/codes', choose: ['string', 'CodeableConcept', 'dateTime'] },
  { system: 'http://local.example.org/codes', choose: ['CodeableConcept', 'Age'] }
]

const concept = (path: string) => [`${path}.coding.display`, `${path}.text`]
/** The elements whose text may stand in the chart: displays, coded results, units. */
export const shown: Readonly<Record<string, readonly string[]>> = {
  Condition: concept('Condition.code'),
  Observation: ['Observation', 'Observation.component'].flatMap((part) => [
    ...concept(`${part}.code`),
    ...concept(`${part}.valueCodeableConcept`),
    `${part}.valueQuantity.unit`,
    `${part}.valueString`
  ]),
  MedicationRequest: concept('MedicationRequest.medicationCodeableConcept'),
  MedicationStatement: concept('MedicationStatement.medicationCodeableConcept'),
  MedicationDispense: concept('MedicationDispense.medicationCodeableConcept'),
  MedicationAdministration: concept('MedicationAdministration.medicationCodeableConcept'),
  AllergyIntolerance: [
    ...concept('AllergyIntolerance.code'),
    ...concept('AllergyIntolerance.reaction.manifestation')
  ],
  Procedure: concept('Procedure.code'),
  Encounter: concept('Encounter.type'),
  DiagnosticReport: concept('DiagnosticReport.code'),
  Immunization: concept('Immunization.vaccineCode'),
  ServiceRequest: concept('ServiceRequest.code')
}
