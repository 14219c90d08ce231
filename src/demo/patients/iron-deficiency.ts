import { problems, vaccines, visits } from './codes.ts'
import type { DemoPatient } from './demo-patient.ts'
import { doctors } from './practice.ts'
import type { Person } from './person.ts'
import { draftOrder, products } from './products.ts'
import { RecordWriter } from './record.ts'

const person: Person = {
  id: 'piotr-wasilewski',
  given: ['Piotr', 'Andrzej'],
  family: 'Wasilewski',
  sex: 'male',
  age: { years: 61, daysSinceBirthday: 203 },
  race: 'white',
  recordNumber: 'LV-109402',
  memberNumber: 'SUN-31877205',
  phone: '+1-555-555-0113',
  street: '7 Cooperage Street',
  city: 'Alder Falls',
  postalCode: '97998'
}

/** Hemoglobin slides over years of short visits; each visit is about something else. */
export function ironDeficiencyNeverWorkedUp(asOf: string): DemoPatient {
  const record = new RecordWriter(person, asOf, doctors.tran)
  const hypertension = record.problem(problems.hypertension, { since: 2150 })
  const hip = record.problem(problems.osteoarthritisOfHip, { since: 1260 })
  record.problem(problems.hyperlipidemia, { since: 2150 })
  record.problem(problems.pneumonia, { since: 1700, until: 1660 })
  record.medication(
    products.amlodipine5,
    { text: '5 mg by mouth once daily', timesADay: 1, mg: 5 },
    { since: 2120, reason: hypertension }
  )
  record.medication(
    products.atorvastatin40,
    { text: '40 mg by mouth once daily', timesADay: 1, mg: 40 },
    { since: 2120 }
  )
  const years = [
    { ago: 2120, hb: 14.7, mcv: 90, kg: 84.6, bp: [148, 90], why: hypertension },
    { ago: 1755, hb: 14.4, mcv: 89, kg: 84.1, bp: [134, 82], why: hypertension },
    { ago: 1390, hb: 14.1, mcv: 87, kg: 83.9, bp: [132, 80], why: hypertension },
    { ago: 1025, hb: 13.6, mcv: 85, kg: 83.8, bp: [130, 80], why: hip },
    { ago: 660, hb: 12.7, mcv: 81, kg: 83.2, bp: [132, 78], why: hypertension },
    { ago: 330, hb: 11.5, mcv: 77, kg: 83.0, bp: [128, 76], why: hip },
    { ago: 34, hb: 10.4, mcv: 74, kg: 82.6, bp: [126, 74], why: hypertension }
  ] as const
  for (const { ago, hb, mcv, kg, bp, why } of years) {
    record.visit(ago, {
      reason: why,
      vitals: { systolic: bp[0], diastolic: bp[1], weightKg: kg, pulse: 78 },
      panels: ['metabolic', 'count'],
      values: { hemoglobin: hb, mcv, egfr: 82, ...(ago === 34 ? { ferritin: 9 } : {}) }
    })
  }
  for (const ago of [1460, 1095, 730, 375]) {
    record.visit(ago, { type: visits.checkUp, vaccines: [vaccines.influenza] })
  }
  record.visit(1700, { type: visits.symptom, vitals: { temperature: 38.6, pulse: 96 } })
  record.visit(1260, { type: visits.problem, reason: hip, vaccines: [vaccines.tetanus] })
  return {
    id: person.id,
    story: 'A man of 61 whose hemoglobin fell from 14.7 to 10.4; ferritin 9, never an endoscopy.',
    promise:
      'At patient-view: a warning with hemoglobin, MCV and ferritin, and the missing work-up.',
    bundle: record.bundle(),
    orders: [
      draftOrder('Acetaminophen 500 mg for the hip', products.acetaminophen500, {
        text: '1000 mg by mouth twice daily',
        timesADay: 2,
        mg: 1000
      })
    ]
  }
}
