import type {
  AllergyIntolerance,
  CodeableConcept,
  Condition,
  Dosage,
  MedicationRequest,
  MedicationStatement,
  Observation,
  Patient,
  Quantity,
  Resource
} from '@medplum/fhirtypes'
import type { DataState } from '../../src/cds-hooks/prefetch.ts'
import { recordKinds } from '../../src/record/record-kinds.ts'
import type { PatientRecord, RecordCounts } from '../../src/record/patient-record.ts'
import type { RecordKind } from '../../src/record/record-kinds.ts'
import type { OrderInContext } from '../../src/cds-hooks/context.ts'

/*
 * Builders of records for tests. Each takes what matters to the test and fills in the rest with
 * what a real R4 server sends (US Core shape). Every builder makes a fresh object. Procedures,
 * dispenses, encounters, immunizations, reports and service requests: events.ts.
 */

export const loinc = 'http://loinc.org'
export const snomed = 'http://snomed.info/sct'
export const rxnorm = 'http://www.nlm.nih.gov/research/umls/rxnorm'
export const icd10 = 'http://hl7.org/fhir/sid/icd-10-cm'
export const cvx = 'http://hl7.org/fhir/sid/cvx'
export const hl7 = 'http://terminology.hl7.org/CodeSystem'

/** The patient that every builder speaks of. */
export const subject = { reference: 'Patient/p1' }

/** A CodeableConcept of one coding, without `text`, as some EHRs send it. */
export function aConcept(system: string, code: string, display: string): CodeableConcept {
  return { coding: [{ system, code, display }] }
}

/** A woman of 67 at the end of 2026, with id `p1`. */
export function aPatient(given: Partial<Patient> = {}): Patient & { readonly id: string } {
  return { resourceType: 'Patient', id: 'p1', gender: 'female', birthDate: '1959-03-02', ...given }
}

/** An active, confirmed problem: type 2 diabetes by default. */
export function aCondition(given: Partial<Condition> = {}): Condition {
  return {
    resourceType: 'Condition',
    id: 'c1',
    clinicalStatus: aClinicalStatus('active'),
    verificationStatus: aConcept(`${hl7}/condition-ver-status`, 'confirmed', 'Confirmed'),
    category: [aConcept(`${hl7}/condition-category`, 'problem-list-item', 'Problem List Item')],
    code: aConcept(snomed, '44054006', 'Diabetes mellitus type 2 (disorder)'),
    subject,
    onsetDateTime: '2018-05-04',
    ...given
  }
}

/** A Condition's clinicalStatus or an allergy's: `active`, `resolved`, `inactive` … */
export function aClinicalStatus(
  code: string,
  of: 'condition' | 'allergyintolerance' = 'condition'
): CodeableConcept {
  return aConcept(`${hl7}/${of}-clinical`, code, code)
}

/** A quantity whose unit is UCUM. */
export function aQuantity(value: number, unit: string): Quantity {
  return { value, unit, system: 'http://unitsofmeasure.org', code: unit }
}

function aCategory(code: 'laboratory' | 'vital-signs'): CodeableConcept[] {
  return [aConcept(`${hl7}/observation-category`, code, code)]
}

/** A final laboratory result: eGFR 52 by default. */
export function anObservation(given: Partial<Observation> = {}): Observation {
  return {
    resourceType: 'Observation',
    id: 'o1',
    status: 'final',
    category: aCategory('laboratory'),
    code: aConcept(loinc, '98979-8', 'Glomerular filtration rate/1.73 sq M.predicted'),
    subject,
    effectiveDateTime: '2026-10-01T09:00:00Z',
    ...(given.component === undefined && { valueQuantity: aQuantity(52, 'mL/min/{1.73_m2}') }),
    ...given
  }
}

/** In few words: `aLabResult('o2', '2823-3', 5.4, 'mmol/L', '2026-10-01')`. */
export function aLabResult(
  id: string,
  code: string,
  value: number,
  unit: string,
  date: string,
  given: Partial<Observation> = {}
): Observation {
  return anObservation({
    id,
    code: aConcept(loinc, code, code),
    effectiveDateTime: date,
    valueQuantity: aQuantity(value, unit),
    ...given
  })
}

/** A vital sign of one value: weight, heart rate. */
export function aVitalSign(
  id: string,
  code: string,
  value: number,
  unit: string,
  date: string
): Observation {
  return aLabResult(id, code, value, unit, date, { category: aCategory('vital-signs') })
}

/** A blood pressure panel with its two components, diastolic first, as some EHRs send it. */
export function aBloodPressure(
  id: string,
  systolic: number,
  diastolic: number,
  date: string
): Observation {
  const component = (code: string, display: string, value: number) => ({
    code: aConcept(loinc, code, display),
    valueQuantity: aQuantity(value, 'mm[Hg]')
  })
  return anObservation({
    id,
    category: aCategory('vital-signs'),
    code: aConcept(loinc, '85354-9', 'Blood pressure panel with all children optional'),
    effectiveDateTime: date,
    component: [
      component('8462-4', 'Diastolic blood pressure', diastolic),
      component('8480-6', 'Systolic blood pressure', systolic)
    ]
  })
}

const metformin = aConcept(rxnorm, '861007', 'metformin hydrochloride 500 MG Oral Tablet')

/** An active order: metformin 500 mg twice a day by default. */
export function aMedicationRequest(given: Partial<MedicationRequest> = {}): MedicationRequest {
  return {
    resourceType: 'MedicationRequest',
    id: 'm1',
    status: 'active',
    intent: 'order',
    ...(given.medicationReference === undefined && {
      medicationCodeableConcept: structuredClone(metformin)
    }),
    subject,
    authoredOn: '2025-11-03T10:00:00Z',
    dosageInstruction: [aDosage(1, 2)],
    ...given
  }
}

/** An active order of a drug: `aPrescription('m2', '855332', 'warfarin sodium 5 MG Oral Tablet')`. */
export function aPrescription(
  id: string,
  code: string,
  display: string,
  given: Partial<MedicationRequest> = {}
): MedicationRequest {
  const medicationCodeableConcept = aConcept(rxnorm, code, display)
  return aMedicationRequest({ id, medicationCodeableConcept, ...given })
}

/** A draft order of a drug, as the hook's context brings it. */
export function aDraft(
  id: string,
  code: string,
  display: string,
  given: Partial<MedicationRequest> = {}
): MedicationRequest {
  return aPrescription(id, code, display, { status: 'draft', ...given })
}

/** So many tablets so many times a day, by mouth. */
export function aDosage(tablets: number, timesADay: number): Dosage {
  return {
    timing: { repeat: { frequency: timesADay, period: 1, periodUnit: 'd' } },
    route: aConcept(snomed, '26643006', 'Oral route'),
    doseAndRate: [{ doseQuantity: { value: tablets, unit: 'tablet' } }]
  }
}

/** What the patient says is taken: ibuprofen over the counter by default. */
export function aMedicationStatement(
  given: Partial<MedicationStatement> = {}
): MedicationStatement {
  return {
    resourceType: 'MedicationStatement',
    id: 's1',
    status: 'active',
    medicationCodeableConcept: aConcept(rxnorm, '197805', 'ibuprofen 400 MG Oral Tablet'),
    subject,
    effectivePeriod: { start: '2026-09-01' },
    ...given
  }
}

/** An active allergy: penicillin with anaphylaxis by default. */
export function anAllergy(given: Partial<AllergyIntolerance> = {}): AllergyIntolerance {
  const manifestation = [aConcept(snomed, '39579001', 'Anaphylaxis (disorder)')]
  return {
    resourceType: 'AllergyIntolerance',
    id: 'a1',
    clinicalStatus: aClinicalStatus('active', 'allergyintolerance'),
    category: ['medication'],
    code: aConcept(snomed, '373270004', 'Penicillin -class of antibiotic- (substance)'),
    patient: subject,
    recordedDate: '2012-06-01',
    reaction: [{ manifestation, severity: 'severe' }],
    ...given
  }
}

/** One order of the hook's context. */
export function anOrder(resource: Resource, selected = true): OrderInContext {
  return { reference: referenceOf(resource), selected, standing: 'draft', resource }
}

/** What aRecord takes: everything is optional. */
export interface RecordGiven {
  readonly patient?: Patient & { readonly id: string }
  readonly resources?: readonly Resource[]
  readonly supporting?: ReadonlyMap<string, Resource>
  /** Otherwise `present` where there is data and `empty` elsewhere. */
  readonly states?: Partial<Record<RecordKind, DataState>>
  readonly counts?: Partial<RecordCounts>
}

/** A record read whole: resources in the order of a real one, a gap for every state not known. */
export function aRecord(given: RecordGiven = {}): PatientRecord {
  const resources = (given.resources ?? []).toSorted((one, other) =>
    referenceOf(one) < referenceOf(other) ? -1 : 1
  )
  const present = new Set<RecordKind>(['patient', ...resources.map(kindOf)])
  const stateOf = (kind: RecordKind): DataState =>
    given.states?.[kind] ?? { state: present.has(kind) ? 'present' : 'empty' }
  return {
    patient: given.patient ?? aPatient(),
    resources,
    supporting: given.supporting ?? new Map(),
    states: Object.fromEntries(recordKinds.map((kind) => [kind, stateOf(kind)])) as Record<
      RecordKind,
      DataState
    >,
    gaps: recordKinds.flatMap((kind) => {
      const state = stateOf(kind)
      return state.state === 'partial' || state.state === 'unknown' ? [{ kind, state }] : []
    }),
    counts: {
      fromPrefetch: resources.length + 1,
      fromFhir: 0,
      fhirRequests: 0,
      otherPatient: 0,
      restricted: 0,
      unreadable: 0,
      enteredInError: 0,
      ...given.counts
    }
  }
}

/** Not read at all: `aRecord({ states: { laboratory: notRead() } })`. */
export function notRead(reason: 'late' | 'failed' | 'not-read' = 'late'): DataState {
  return { state: 'unknown', reason }
}

function referenceOf(resource: Resource): string {
  return `${resource.resourceType}/${resource.id ?? ''}`
}

const kindsByType: Readonly<Record<string, RecordKind>> = {
  Condition: 'conditions',
  MedicationRequest: 'medications',
  MedicationStatement: 'statements',
  MedicationDispense: 'statements',
  AllergyIntolerance: 'allergies',
  Encounter: 'encounters',
  Procedure: 'procedures',
  Immunization: 'immunizations',
  DiagnosticReport: 'reports'
}

function kindOf(resource: Resource): RecordKind {
  if (resource.resourceType !== 'Observation') return kindsByType[resource.resourceType] ?? 'orders'
  const coded = resource.category?.flatMap((category) => category.coding ?? []) ?? []
  return coded.some((coding) => coding.code === 'vital-signs') ? 'vitals' : 'laboratory'
}
