import type {
  AllergyIntolerance,
  CodeableConcept,
  Condition,
  DiagnosticReport,
  Encounter,
  MedicationStatement,
  Observation,
  Patient,
  Procedure,
  ServiceRequest
} from '@medplum/fhirtypes'

/*
 * FHIR R4 as US Core has it, of one invented person. Codes are those of the situations; where a
 * situation names none, the thing is written in words, as EHRs do.
 */

export const loinc = 'http://loinc.org'
export const snomed = 'http://snomed.info/sct'
export const icd10 = 'http://hl7.org/fhir/sid/icd-10-cm'
export const rxnorm = 'http://www.nlm.nih.gov/research/umls/rxnorm'
const ucum = 'http://unitsofmeasure.org'
const hl7 = 'http://terminology.hl7.org/CodeSystem'
const usCore = 'http://hl7.org/fhir/us/core/StructureDefinition'

export const patientReference = { reference: 'Patient/evaluation-patient' }

/** A code with its words; without a code, the words alone. */
export function concept(system: string, code: string, display: string): CodeableConcept {
  return code === '' ? { text: display } : { coding: [{ system, code, display }], text: display }
}

const term = (system: string, code: string): CodeableConcept => ({
  coding: [{ system: `${hl7}/${system}`, code }]
})

const races = {
  white: ['2106-3', 'White'],
  black: ['2054-5', 'Black or African American'],
  asian: ['2028-9', 'Asian']
} as const

/** Also what the swaps of equal treatment are made with. */
export function aPerson(
  gender: 'female' | 'male' | 'unknown',
  birthDate: string | undefined,
  race: keyof typeof races = 'white',
  language = 'en'
): Patient {
  const [code, display] = races[race]
  return {
    resourceType: 'Patient',
    id: 'evaluation-patient',
    meta: { profile: [`${usCore}/us-core-patient`] },
    extension: [
      {
        url: `${usCore}/us-core-race`,
        extension: [
          {
            url: 'ombCategory',
            valueCoding: { system: 'urn:oid:2.16.840.1.113883.6.238', code, display }
          },
          { url: 'text', valueString: display }
        ]
      }
    ],
    identifier: [{ system: 'http://hospital.example/mrn', value: 'E-2026-1' }],
    name: [{ family: 'Evaluation', given: ['Person'] }],
    gender,
    ...(birthDate === undefined ? {} : { birthDate }),
    communication: [{ language: { coding: [{ system: 'urn:ietf:bcp:47', code: language }] } }]
  }
}

export function condition(
  [system, code, display]: readonly [string, string, string],
  onset = '2018-05-04',
  resolved?: string
): Condition {
  return {
    resourceType: 'Condition',
    clinicalStatus: term('condition-clinical', resolved === undefined ? 'active' : 'resolved'),
    verificationStatus: term('condition-ver-status', 'confirmed'),
    category: [term('condition-category', 'problem-list-item')],
    code: concept(system, code, display),
    subject: patientReference,
    onsetDateTime: onset,
    ...(resolved === undefined ? {} : { abatementDateTime: resolved }),
    recordedDate: onset
  }
}

/** Name, LOINC code, unit, reference range. */
const tests = {
  egfr: ['98979-8', 'Glomerular filtration rate (CKD-EPI 2021)', 'mL/min/{1.73_m2}', 60, undefined],
  creatinine: ['2160-0', 'Creatinine [Mass/volume] in Serum or Plasma', 'mg/dL', 0.6, 1.3],
  sodium: ['2951-2', 'Sodium [Moles/volume] in Serum or Plasma', 'mmol/L', 135, 145],
  potassium: ['2823-3', 'Potassium [Moles/volume] in Serum or Plasma', 'mmol/L', 3.5, 5.1],
  magnesium: ['19123-9', 'Magnesium [Mass/volume] in Serum or Plasma', 'mg/dL', 1.7, 2.4],
  calcium: ['17861-6', 'Calcium [Mass/volume] in Serum or Plasma', 'mg/dL', 8.6, 10.2],
  hemoglobin: ['718-7', 'Hemoglobin [Mass/volume] in Blood', 'g/dL', 12, 17.5],
  mcv: ['787-2', 'MCV [Entitic volume] by Automated count', 'fL', 80, 100],
  ferritin: ['2276-4', 'Ferritin [Mass/volume] in Serum or Plasma', 'ng/mL', 13, 150],
  psa: ['2857-1', 'Prostate specific Ag [Mass/volume] in Serum or Plasma', 'ng/mL', 0, 4],
  hba1c: ['4548-4', 'Hemoglobin A1c/Hemoglobin.total in Blood', '%', 4, 5.6],
  uacr: ['9318-7', 'Albumin/Creatinine [Mass Ratio] in Urine', 'mg/g', 0, 30],
  inr: ['6301-6', 'INR in Platelet poor plasma by Coagulation assay', '{INR}', 0.9, 1.1],
  lvef: ['10230-1', 'Left ventricular Ejection fraction', '%', 55, 70],
  qtc: ['8636-3', 'Q-T interval corrected', 'ms', undefined, 450],
  weight: ['29463-7', 'Body weight', 'kg', undefined, undefined]
} as const
export type Test = keyof typeof tests

/** A result of a day. Weight is a vital sign, the rest comes from the laboratory. */
export function result(
  test: Test,
  value: number,
  date: string,
  status: Observation['status'] = 'final'
) {
  const [code, display, unit, low, high] = tests[test]
  const quantity = (number: number) => ({ value: number, unit, system: ucum, code: unit })
  const range = {
    ...(low === undefined ? {} : { low: quantity(low) }),
    ...(high === undefined ? {} : { high: quantity(high) })
  }
  const observation: Observation = {
    resourceType: 'Observation',
    status,
    category: [term('observation-category', test === 'weight' ? 'vital-signs' : 'laboratory')],
    code: concept(loinc, code, display),
    subject: patientReference,
    effectiveDateTime: date.includes('T') ? date : `${date}T08:15:00Z`,
    valueQuantity: quantity(value),
    ...(Object.keys(range).length === 0 ? {} : { referenceRange: [range] })
  }
  return observation
}

/** A result in words, or a score; `category` as US Core has it for this kind. */
export function answer(
  [code, display]: readonly [string, string],
  value: string | number,
  date: string,
  category = 'laboratory'
): Observation {
  return {
    resourceType: 'Observation',
    status: 'final',
    category: [term('observation-category', category)],
    code: concept(loinc, code, display),
    subject: patientReference,
    effectiveDateTime: date,
    ...(typeof value === 'number' ? { valueInteger: value } : { valueString: value })
  }
}

export function bloodPressure(systolic: number, diastolic: number, date: string): Observation {
  const component = (code: string, display: string, value: number) => ({
    code: concept(loinc, code, display),
    valueQuantity: { value, unit: 'mm[Hg]', system: ucum, code: 'mm[Hg]' }
  })
  return {
    resourceType: 'Observation',
    status: 'final',
    category: [term('observation-category', 'vital-signs')],
    code: concept(loinc, '85354-9', 'Blood pressure panel with all children optional'),
    subject: patientReference,
    effectiveDateTime: date,
    component: [
      component('8462-4', 'Diastolic blood pressure', diastolic),
      component('8480-6', 'Systolic blood pressure', systolic)
    ]
  }
}

export function allergy(
  [system, code, display]: readonly [string, string, string],
  [manifestation, severity]: readonly [readonly [string, string], 'mild' | 'severe'],
  recorded: string
): AllergyIntolerance {
  return {
    resourceType: 'AllergyIntolerance',
    clinicalStatus: term('allergyintolerance-clinical', 'active'),
    verificationStatus: term('allergyintolerance-verification', 'confirmed'),
    category: ['medication'],
    code: concept(system, code, display),
    patient: patientReference,
    recordedDate: recorded,
    reaction: [{ manifestation: [concept(snomed, ...manifestation)], severity }]
  }
}

export function procedure([code, display]: readonly [string, string], date: string): Procedure {
  return {
    resourceType: 'Procedure',
    status: 'completed',
    code: concept(snomed, code, display),
    subject: patientReference,
    performedDateTime: date
  }
}

export function encounter(date: string, type = 'Office visit'): Encounter {
  return {
    resourceType: 'Encounter',
    status: 'finished',
    class: { system: `${hl7}/v3-ActCode`, code: 'AMB', display: 'ambulatory' },
    type: [{ text: type }],
    subject: patientReference,
    period: { start: `${date}T09:00:00Z`, end: `${date}T09:30:00Z` }
  }
}

export function serviceRequest(display: string, authoredOn: string, code = ''): ServiceRequest {
  return {
    resourceType: 'ServiceRequest',
    status: 'active',
    intent: 'order',
    code: concept(snomed, code, display),
    subject: patientReference,
    authoredOn
  }
}

export function report(
  [code, display]: readonly [string, string],
  date: string,
  status: DiagnosticReport['status'] = 'final'
): DiagnosticReport {
  return {
    resourceType: 'DiagnosticReport',
    status,
    category: [term('v2-0074', 'LAB')],
    code: concept(loinc, code, display),
    subject: patientReference,
    effectiveDateTime: date,
    issued: `${date}T12:00:00Z`
  }
}

/** What the patient says is taken, such as drugs without prescription. */
export function statement(
  [code, display]: readonly [string, string],
  since: string
): MedicationStatement {
  return {
    resourceType: 'MedicationStatement',
    status: 'active',
    medicationCodeableConcept: concept(rxnorm, code, display),
    subject: patientReference,
    effectivePeriod: { start: since }
  }
}

/** What every chart holds: a visit, a blood pressure, a normal sodium. */
export const usualChart = [
  encounter('2026-10-05'),
  bloodPressure(126, 78, '2026-10-05'),
  result('sodium', 140, '2026-10-05')
]
