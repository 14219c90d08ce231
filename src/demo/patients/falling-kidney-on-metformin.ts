import { problems, procedures, vaccines, visits } from './codes.ts'
import type { DemoPatient } from './demo-patient.ts'
import { doctors } from './practice.ts'
import type { Person } from './person.ts'
import { draftOrder, products } from './products.ts'
import { RecordWriter } from './record.ts'
import { screenings } from './screenings.ts'

const person: Person = {
  id: 'marisol-quintanilla',
  given: ['Marisol', 'Beatriz'],
  family: 'Quintanilla Ortega',
  sex: 'female',
  age: { years: 67, daysSinceBirthday: 141 },
  race: 'white',
  hispanic: true,
  recordNumber: 'LV-104233',
  memberNumber: 'SUN-77120934',
  phone: '+1-555-555-0111',
  street: '48 Heron Bend Road',
  city: 'Larkspur Valley',
  postalCode: '97999'
}

/** Diabetes for many years, kidney function falling at every visit, metformin unchanged. */
export function fallingKidneyOnMetformin(asOf: string): DemoPatient {
  const record = new RecordWriter(person, asOf, doctors.abernethy)
  const diabetes = record.problem(problems.type2Diabetes, { since: 3180 })
  const hypertension = record.problem(problems.hypertension, { since: 2600 })
  record.problem(problems.kidneyDisease3, { since: 720 })
  record.problem(problems.acuteBronchitis, { since: 1490, until: 1470 })
  const metformin = { text: '1000 mg by mouth twice daily with meals', timesADay: 2, mg: 1000 }
  record.medication(products.metformin500, metformin, { since: 2440, reason: diabetes })
  const amlodipine = { text: '5 mg by mouth once daily', timesADay: 1, mg: 5 }
  record.medication(products.amlodipine5, amlodipine, { since: 1410, reason: hypertension })
  const atorvastatin = { text: '40 mg by mouth at bedtime', timesADay: 1, mg: 40 }
  record.medication(products.atorvastatin40, atorvastatin, { since: 2070 })

  const years = [
    { ago: 2440, egfr: 68, hba1c: 7.9, uacr: 22, kg: 78.2, bp: [142, 84] },
    { ago: 2070, egfr: 64, hba1c: 7.2, uacr: 31, kg: 77.4, bp: [136, 80] },
    { ago: 1410, egfr: 57, hba1c: 7.1, uacr: 58, kg: 76.9, bp: [144, 86] },
    { ago: 1030, egfr: 52, hba1c: 7.3, uacr: 84, kg: 76.5, bp: [134, 78] },
    { ago: 720, egfr: 45, hba1c: 7.2, uacr: 121, kg: 76.1, bp: [132, 78] },
    { ago: 400, egfr: 38, hba1c: 7.4, uacr: 166, kg: 75.8, bp: [134, 80] },
    { ago: 190, egfr: 31, hba1c: 7.3, uacr: 204, kg: 75.3, bp: [132, 76] },
    { ago: 21, egfr: 24, hba1c: 7.4, uacr: 231, kg: 75.1, bp: [134, 78] }
  ] as const
  for (const { ago, egfr, hba1c, uacr, kg, bp } of years) {
    record.visit(ago, {
      reason: diabetes,
      vitals: { systolic: bp[0], diastolic: bp[1], weightKg: kg, pulse: 74 },
      panels: ['metabolic'],
      values: { egfr, hba1c, urineAlbumin: uacr, glucose: 28.7 * hba1c - 62, potassium: 4.6 }
    })
  }
  record.visit(1490, { type: visits.symptom, reason: diabetes, vitals: { temperature: 37.8 } })
  for (const ago of [1820, 1450, 1090, 735, 370, 45]) {
    record.visit(ago, { type: visits.checkUp, vaccines: [vaccines.influenza] })
  }
  record.visit(2200, { type: visits.checkUp, procedures: [procedures.colonoscopy] })
  record.screening(420, screenings.mammogram)
  return {
    id: person.id,
    story: 'Diabetes for nine years; eGFR fell from 68 to 24, metformin went on at full dose.',
    promise: 'At the metformin order: a critical card, eGFR 24, contraindicated below 30.',
    bundle: record.bundle(),
    orders: [
      draftOrder('Metformin 500 mg, renewal', products.metformin500, metformin),
      draftOrder('Amlodipine 5 mg, renewal', products.amlodipine5, amlodipine)
    ]
  }
}
