import type { Dosage, MedicationRequest } from '@medplum/fhirtypes'
import { concept, patientReference, rxnorm, snomed } from './resources.ts'

/* Products by RxNorm code as the situations name them; in words where they name no product. */
export const products = {
  metformin: ['861007', 'metformin hydrochloride 500 MG Oral Tablet'],
  ibuprofen400: ['197805', 'ibuprofen 400 MG Oral Tablet'],
  ibuprofen: ['197806', 'ibuprofen 600 MG Oral Tablet'],
  naproxen: ['198014', 'naproxen 500 MG Oral Tablet'],
  diclofenacGel: ['', 'diclofenac sodium 0.01 MG/MG Topical Gel'],
  warfarin: ['855332', 'warfarin sodium 5 MG Oral Tablet'],
  apixaban: ['1364445', 'apixaban 5 MG Oral Tablet'],
  apixaban2: ['1364435', 'apixaban 2.5 MG Oral Tablet'],
  dabigatran: ['1037045', 'dabigatran etexilate 150 MG Oral Capsule'],
  omeprazole: ['198051', 'omeprazole 20 MG Delayed Release Oral Capsule'],
  pantoprazole: ['', 'pantoprazole 40 MG Delayed Release Oral Tablet'],
  dexamethasone: ['197579', 'dexamethasone 1.5 MG Oral Tablet'],
  lisinopril: ['314076', 'lisinopril 10 MG Oral Tablet'],
  enalapril: ['858817', 'enalapril maleate 10 MG Oral Tablet'],
  losartan: ['979492', 'losartan potassium 50 MG Oral Tablet'],
  sacubitril: ['1656349', 'sacubitril 97 MG / valsartan 103 MG Oral Tablet'],
  hydrochlorothiazide: ['310798', 'hydrochlorothiazide 25 MG Oral Tablet'],
  spironolactone: ['313096', 'spironolactone 25 MG Oral Tablet'],
  amlodipine: ['197361', 'amlodipine 5 MG Oral Tablet'],
  amlodipine10: ['308135', 'amlodipine 10 MG Oral Tablet'],
  verapamil: ['897683', 'verapamil hydrochloride 80 MG Oral Tablet'],
  diltiazem: ['831102', 'diltiazem hydrochloride 90 MG Oral Tablet'],
  metoprolol: ['866514', 'metoprolol tartrate 50 MG Oral Tablet'],
  propranolol: ['856519', 'propranolol hydrochloride 40 MG Oral Tablet'],
  carvedilol: ['200031', 'carvedilol 6.25 MG Oral Tablet'],
  amoxicillin: ['308191', 'amoxicillin 500 MG Oral Capsule'],
  cefazolin: ['', 'cefazolin 1000 MG Injection'],
  sulfamethoxazole: ['198335', 'sulfamethoxazole 800 MG / trimethoprim 160 MG Oral Tablet'],
  clarithromycin: ['197517', 'clarithromycin 500 MG Oral Tablet'],
  ciprofloxacin: ['309309', 'ciprofloxacin 500 MG Oral Tablet'],
  linezolid: ['', 'linezolid 600 MG Oral Tablet'],
  nitrofurantoin: ['1648759', 'nitrofurantoin 100 MG Oral Capsule'],
  simvastatin: ['198211', 'simvastatin 40 MG Oral Tablet'],
  atorvastatin: ['617311', 'atorvastatin 40 MG Oral Tablet'],
  rosuvastatin: ['', 'rosuvastatin calcium 10 MG Oral Tablet'],
  citalopram: ['200371', 'citalopram 20 MG Oral Tablet'],
  citalopram10: ['283672', 'citalopram 10 MG Oral Tablet'],
  escitalopram: ['349332', 'escitalopram 10 MG Oral Tablet'],
  sertraline: ['312941', 'sertraline 50 MG Oral Tablet'],
  bupropion: ['', 'bupropion hydrochloride 100 MG Oral Tablet'],
  amitriptyline: ['856834', 'amitriptyline hydrochloride 25 MG Oral Tablet'],
  phenelzine: ['312347', 'phenelzine 15 MG Oral Tablet'],
  haloperidol: ['310672', 'haloperidol 5 MG Oral Tablet'],
  ondansetron: ['198052', 'ondansetron 4 MG Oral Tablet'],
  lithium: ['42351', 'lithium carbonate 300 MG Oral Capsule'],
  lorazepam: ['197901', 'lorazepam 1 MG Oral Tablet'],
  flurazepam: ['1298088', 'flurazepam hydrochloride 15 MG Oral Capsule'],
  diphenhydramine: ['1049630', 'diphenhydramine hydrochloride 25 MG Oral Tablet'],
  digoxin: ['197604', 'digoxin 0.125 MG Oral Tablet'],
  amiodarone: ['', 'amiodarone hydrochloride 200 MG Oral Tablet'],
  cyclosporine: ['835925', 'cyclosporine, modified 50 MG Oral Capsule'],
  oxycodoneEr: ['1049502', '12 HR oxycodone hydrochloride 10 MG Extended Release Oral Tablet'],
  oxycodone: ['', 'oxycodone hydrochloride 10 MG Oral Tablet'],
  tramadol: ['', 'tramadol hydrochloride 50 MG Oral Tablet'],
  fentanylPatch: ['197696', '72 HR fentanyl 0.075 MG/HR Transdermal System'],
  naloxone: ['1725059', 'naloxone hydrochloride 40 MG/ML Nasal Spray'],
  buprenorphine: ['351265', 'buprenorphine 8 MG Sublingual Tablet'],
  valproate: ['1099681', 'valproate 250 MG Oral Capsule'],
  isotretinoin: ['197843', 'isotretinoin 10 MG Oral Capsule'],
  contraceptivePill: ['', 'ethinyl estradiol 0.03 MG / levonorgestrel 0.15 MG Oral Tablet'],
  sildenafil: ['', 'sildenafil 50 MG Oral Tablet'],
  nitroglycerin: ['705129', 'nitroglycerin 0.4 MG Sublingual Tablet'],
  tizanidine: ['', 'tizanidine 4 MG Oral Tablet'],
  allopurinol: ['', 'allopurinol 100 MG Oral Tablet'],
  febuxostat: ['', 'febuxostat 40 MG Oral Tablet'],
  azathioprine: ['197388', 'azathioprine 50 MG Oral Tablet'],
  methotrexate: ['105585', 'methotrexate 2.5 MG Oral Tablet'],
  colchicine: ['', 'colchicine 0.6 MG Oral Tablet'],
  clopidogrel: ['309362', 'clopidogrel 75 MG Oral Tablet'],
  glyburide: ['310537', 'glyburide 2.5 MG Oral Tablet'],
  empagliflozin: ['1545658', 'empagliflozin 10 MG Oral Tablet'],
  levothyroxine: ['', 'levothyroxine sodium 0.05 MG Oral Tablet'],
  calcium: ['', 'calcium carbonate 500 MG Chewable Tablet'],
  semaglutide: ['', 'semaglutide 1 MG Injection']
} as const satisfies Record<string, readonly [string, string]>
export type Product = keyof typeof products

/** So many units so many times in a period. */
export function sig(
  units: number,
  times: number,
  {
    per = 'd',
    every = 1,
    unit = 'tablet'
  }: { per?: 'd' | 'wk'; every?: number; unit?: string } = {}
): Dosage {
  const period = per === 'wk' ? 'week' : every === 1 ? 'day' : `${every} days`
  return {
    text: `${units} ${unit}, ${times} per ${period}`,
    timing: { repeat: { frequency: times, period: every, periodUnit: per } },
    ...(unit === 'patch' ? {} : { route: concept(snomed, '26643006', 'Oral route') }),
    doseAndRate: [{ doseQuantity: { value: units, unit } }]
  }
}

/** Of an order; what is given here takes the place of the usual. */
export type OrderGiven = Partial<MedicationRequest>

function request(product: Product, given: OrderGiven): MedicationRequest {
  const [code, display] = products[product]
  return {
    resourceType: 'MedicationRequest',
    status: 'active',
    intent: 'order',
    category: [
      {
        coding: [
          {
            system: 'http://terminology.hl7.org/CodeSystem/medicationrequest-category',
            code: 'community'
          }
        ]
      }
    ],
    medicationCodeableConcept: concept(rxnorm, code, display),
    subject: patientReference,
    authoredOn: '2025-11-03',
    dosageInstruction: [sig(1, 1)],
    ...given
  }
}

/** An active order since a year ago, one a day. */
export const active = (product: Product, given: OrderGiven = {}): MedicationRequest =>
  request(product, given)

/** A draft order of today, one a day. */
export const draft = (product: Product, given: OrderGiven = {}): MedicationRequest =>
  request(product, { status: 'draft', authoredOn: '2026-11-20', ...given })

export const twiceDaily = { dosageInstruction: [sig(1, 2)] }
export const undosed = { dosageInstruction: [] }
