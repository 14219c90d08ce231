import { problems, procedures, yearlyVaccines, visits } from './codes.ts'
import type { DemoPatient } from './demo-patient.ts'
import { doctors } from './practice.ts'
import type { Person } from './person.ts'
import { draftOrder, products } from './products.ts'
import { RecordWriter } from './record.ts'

const person: Person = {
  id: 'kealoha-nakamura',
  given: ['Kealoha'],
  family: 'Nakamura-Pua',
  sex: 'male',
  age: { years: 46, daysSinceBirthday: 64 },
  race: 'pacific-islander',
  recordNumber: 'LV-113377',
  memberNumber: 'SUN-59008126',
  phone: '+1-555-555-0122',
  street: '701 Breakwater Drive',
  city: 'Larkspur Valley',
  postalCode: '97999'
}

/** Three medicines do not hold the pressure, and potassium is low without any diuretic. */
export function lowPotassiumInHypertension(asOf: string): DemoPatient {
  const record = new RecordWriter(person, asOf, doctors.abernethy)
  const hypertension = record.problem(problems.hypertension, { since: 1900 })
  record.problem(problems.viralPharyngitis, { since: 1150, until: 1141 })
  const once = (mg: number) => ({ text: `${mg} mg by mouth once daily`, timesADay: 1, mg })
  record.medication(products.amlodipine5, once(10), { since: 1880, reason: hypertension })
  record.medication(products.lisinopril10, once(20), { since: 1300, reason: hypertension })
  record.medication(products.metoprolol100, once(100), { since: 560, reason: hypertension })
  const years = [
    { ago: 2240, potassium: 3.9, kg: 86.1, bp: [138, 86] },
    { ago: 1880, potassium: 3.8, kg: 86.8, bp: [152, 96] },
    { ago: 1590, potassium: 3.7, kg: 86.3, bp: [148, 94] },
    { ago: 1300, potassium: 3.6, kg: 87.0, bp: [156, 98] },
    { ago: 930, potassium: 3.5, kg: 86.6, bp: [150, 94] },
    { ago: 560, potassium: 3.3, kg: 87.1, bp: [158, 98] },
    { ago: 245, potassium: 3.2, kg: 86.9, bp: [154, 96] },
    { ago: 24, potassium: 3.1, kg: 87.3, bp: [156, 98] }
  ] as const
  for (const [index, { ago, potassium, kg, bp }] of years.entries()) {
    record.visit(ago, {
      reason: hypertension,
      vitals: { systolic: bp[0], diastolic: bp[1], weightKg: kg, pulse: 70 },
      panels: ['metabolic'],
      values: { potassium, bicarbonate: 26 + index / 2, egfr: 96 - index },
      vaccines: yearlyVaccines(index)
    })
  }
  record.visit(1150, { type: visits.symptom, vitals: { temperature: 37.7 } })
  record.visit(300, { type: visits.checkUp, procedures: [procedures.colonoscopy] })
  return {
    id: person.id,
    story: 'Blood pressure 156/98 on three medicines, potassium 3.3, 3.2, 3.1 without a diuretic.',
    promise:
      'The model needs longer than the answer may take: its finding comes when the chart is opened again.',
    slow: true,
    bundle: record.bundle(),
    orders: [draftOrder('Amlodipine 5 mg, renewal', products.amlodipine5, once(10))]
  }
}
