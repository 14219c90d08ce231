import { problems, procedures, yearlyVaccines, visits } from './codes.ts'
import type { DemoPatient } from './demo-patient.ts'
import { doctors } from './practice.ts'
import type { Person } from './person.ts'
import { draftOrder, products } from './products.ts'
import { RecordWriter } from './record.ts'

const person: Person = {
  id: 'ronaldo-freire',
  given: ['Ronaldo'],
  family: 'Baptista Freire',
  sex: 'male',
  age: { years: 63, daysSinceBirthday: 190 },
  race: 'black',
  hispanic: true,
  recordNumber: 'LV-106650',
  memberNumber: 'SUN-71965503',
  phone: '+1-555-555-0120',
  street: '1177 Lower Mill Road',
  city: 'Alder Falls',
  postalCode: '97998'
}

/** eGFR 78, 61, 47 within eighteen months, on naproxen; nobody has named the kidneys yet. */
export function fallingFiltrationUnnamed(asOf: string): DemoPatient {
  const record = new RecordWriter(person, asOf, doctors.osei)
  const hypertension = record.problem(problems.hypertension, { since: 2050 })
  const knee = record.problem(problems.osteoarthritisOfKnee, { since: 610 })
  record.problem(problems.acuteBronchitis, { since: 1330, until: 1312 })
  record.medication(
    products.amlodipine5,
    { text: '5 mg by mouth once daily', timesADay: 1, mg: 5 },
    { since: 2040, reason: hypertension }
  )
  record.medication(
    products.naproxen500,
    { text: '500 mg by mouth twice daily', timesADay: 2, mg: 500 },
    { since: 600, reason: knee }
  )
  const years = [
    { ago: 2040, egfr: 84, kg: 82.0, bp: [150, 92] },
    { ago: 1650, egfr: 83, kg: 82.5, bp: [132, 82] },
    { ago: 1280, egfr: 81, kg: 82.9, bp: [130, 80] },
    { ago: 920, egfr: 80, kg: 83.1, bp: [134, 82] },
    { ago: 560, egfr: 78, kg: 83.4, bp: [134, 84] },
    { ago: 262, egfr: 61, kg: 83.0, bp: [136, 84] },
    { ago: 18, egfr: 47, kg: 83.2, bp: [138, 84] }
  ] as const
  for (const [index, { ago, egfr, kg, bp }] of years.entries()) {
    record.visit(ago, {
      reason: index < 5 ? hypertension : knee,
      vitals: { systolic: bp[0], diastolic: bp[1], weightKg: kg, pulse: 72 },
      panels: ['metabolic'],
      values: { egfr },
      vaccines: yearlyVaccines(index)
    })
  }
  record.visit(1330, {
    type: visits.symptom,
    vitals: { temperature: 38.2 },
    procedures: [procedures.chestXray]
  })
  record.visit(600, { type: visits.problem, reason: knee })
  record.visit(1090, { type: visits.checkUp, procedures: [procedures.colonoscopy] })
  return {
    id: person.id,
    story:
      'eGFR 78, 61 and 47 in eighteen months while taking naproxen; no urine albumin, no problem entry.',
    promise:
      'At patient-view: a warning with the fall, and options to repeat it and measure urine albumin.',
    bundle: record.bundle(),
    orders: [
      draftOrder('Acetaminophen 500 mg', products.acetaminophen500, {
        text: '1000 mg by mouth twice daily',
        timesADay: 2,
        mg: 1000
      })
    ]
  }
}
