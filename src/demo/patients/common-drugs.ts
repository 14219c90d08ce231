import type { Coding } from '@medplum/fhirtypes'
import type { DemoOrder } from './demo-patient.ts'
import { draftOrder, products, type Sig } from './products.ts'

const daily = (mg: number): Sig => ({ text: `${mg} mg by mouth once daily`, timesADay: 1, mg })
const times = (timesADay: number, mg: number): Sig => ({
  text: `${mg} mg by mouth ${timesADay} times daily`,
  timesADay,
  mg
})
const asNeeded = (timesADay: number, mg: number): Sig => ({
  text: `${mg} mg by mouth up to ${timesADay} times daily as needed`,
  timesADay,
  mg,
  asNeeded: true
})

const entries: readonly (readonly [string, Coding, Sig])[] = [
  ['Acetaminophen 500 mg', products.acetaminophen500, asNeeded(4, 500)],
  ['Amlodipine 5 mg', products.amlodipine5, daily(5)],
  ['Amoxicillin 500 mg', products.amoxicillin500, times(3, 500)],
  ['Apixaban 5 mg', products.apixaban5, times(2, 5)],
  ['Atorvastatin 40 mg', products.atorvastatin40, daily(40)],
  ['Azithromycin 250 mg', products.azithromycin250, daily(250)],
  ['Citalopram 20 mg', products.citalopram20, daily(20)],
  ['Clarithromycin 500 mg', products.clarithromycin500, times(2, 500)],
  ['Flurazepam 15 mg', products.flurazepam15, asNeeded(1, 15)],
  ['Hydrochlorothiazide 25 mg', products.hydrochlorothiazide25, daily(25)],
  ['Ibuprofen 400 mg', products.ibuprofen400, asNeeded(3, 400)],
  ['Lisinopril 10 mg', products.lisinopril10, daily(10)],
  ['Losartan 50 mg', products.losartan50, daily(50)],
  ['Metformin 500 mg', products.metformin500, times(2, 500)],
  ['Metoprolol succinate 100 mg', products.metoprolol100, daily(100)],
  ['Naproxen 500 mg', products.naproxen500, times(2, 500)],
  ['Omeprazole 20 mg', products.omeprazole20, daily(20)],
  ['Oxycodone ER 10 mg', products.oxycodone10, times(2, 10)],
  ['Sertraline 50 mg', products.sertraline50, daily(50)],
  ['Simvastatin 40 mg', products.simvastatin40, daily(40)],
  ['Spironolactone 25 mg', products.spironolactone25, daily(25)],
  [
    'Sulfamethoxazole-trimethoprim 800/160 mg',
    products.sulfamethoxazole,
    { text: '1 tablet by mouth twice daily', timesADay: 2 }
  ],
  ['Warfarin 5 mg', products.warfarin5, daily(5)]
]

/** What the drug picker offers for every patient, besides the orders of the story. */
export const commonDrugs: readonly DemoOrder[] = entries.map(([label, product, sig]) =>
  draftOrder(label, product, sig)
)
