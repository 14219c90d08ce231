import type { Coding, Dosage } from '@medplum/fhirtypes'
import { concept, rxnorm, snomed, ucum } from './codes.ts'
import type { DemoOrder } from './demo-patient.ts'

const rx = (code: string, display: string): Coding => ({ system: rxnorm, code, display })

/** RxNorm products, as the rules' value sets and published FHIR examples know them. */
export const products = {
  acetaminophen500: rx('198440', 'acetaminophen 500 MG Oral Tablet'),
  alendronate10: rx('904419', 'alendronic acid 10 MG Oral Tablet'),
  amlodipine5: rx('197361', 'amlodipine 5 MG Oral Tablet'),
  amoxicillin250: rx('308182', 'amoxicillin 250 MG Oral Capsule'),
  amoxicillin500: rx('308191', 'amoxicillin 500 MG Oral Capsule'),
  apixaban5: rx('1364445', 'apixaban 5 MG Oral Tablet'),
  atorvastatin40: rx('617311', 'atorvastatin 40 MG Oral Tablet'),
  azithromycin250: rx('308460', 'azithromycin 250 MG Oral Tablet'),
  citalopram20: rx('200371', 'citalopram 20 MG Oral Tablet'),
  clarithromycin500: rx('197517', 'clarithromycin 500 MG Oral Tablet'),
  flurazepam15: rx('1298088', 'flurazepam hydrochloride 15 MG Oral Capsule'),
  hydrochlorothiazide25: rx('310798', 'hydrochlorothiazide 25 MG Oral Tablet'),
  ibuprofen200: rx('310965', 'ibuprofen 200 MG Oral Tablet'),
  ibuprofen400: rx('197805', 'ibuprofen 400 MG Oral Tablet'),
  lisinopril10: rx('314076', 'lisinopril 10 MG Oral Tablet'),
  losartan50: rx('979492', 'losartan potassium 50 MG Oral Tablet'),
  metformin500: rx('861007', 'metformin hydrochloride 500 MG Oral Tablet'),
  metoprolol100: rx('866412', '24 HR metoprolol succinate 100 MG Extended Release Oral Tablet'),
  naproxen500: rx('198014', 'naproxen 500 MG Oral Tablet'),
  omeprazole20: rx('198051', 'omeprazole 20 MG Delayed Release Oral Capsule'),
  oxycodone10: rx('1049502', '12 HR oxycodone hydrochloride 10 MG Extended Release Oral Tablet'),
  sertraline50: rx('312941', 'sertraline 50 MG Oral Tablet'),
  simvastatin20: rx('312961', 'simvastatin 20 MG Oral Tablet'),
  simvastatin40: rx('198211', 'simvastatin 40 MG Oral Tablet'),
  spironolactone25: rx('313096', 'spironolactone 25 MG Oral Tablet'),
  sulfamethoxazole: rx('198335', 'sulfamethoxazole 800 MG / trimethoprim 160 MG Oral Tablet'),
  warfarin5: rx('855332', 'warfarin sodium 5 MG Oral Tablet')
} as const

/** How a product is taken. `mg` is one dose; undefined where a product has several ingredients. */
export interface Sig {
  readonly text: string
  readonly timesADay: number
  readonly mg?: number
  readonly asNeeded?: boolean
}

export function dosage({ text, timesADay, mg, asNeeded }: Sig): Dosage {
  const dose = { value: mg ?? 1, unit: mg === undefined ? 'tablet' : 'mg' }
  return {
    sequence: 1,
    text,
    timing: { repeat: { frequency: timesADay, period: 1, periodUnit: 'd' } },
    ...(asNeeded === undefined ? {} : { asNeededBoolean: asNeeded }),
    route: concept({ system: snomed, code: '26643006', display: 'Oral route' }),
    doseAndRate: [
      { doseQuantity: { ...dose, system: ucum, code: mg === undefined ? '{tablet}' : 'mg' } }
    ]
  }
}

/** A draft order: what a clinician picks and has not signed. */
export function draftOrder(label: string, product: Coding, sig: Sig): DemoOrder {
  return {
    label,
    resource: {
      resourceType: 'MedicationRequest',
      status: 'draft',
      intent: 'order',
      medicationCodeableConcept: concept(product),
      dosageInstruction: [dosage(sig)]
    }
  }
}
