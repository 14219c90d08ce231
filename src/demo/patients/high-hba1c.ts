import { problems, procedures, yearlyVaccines, visits } from './codes.ts'
import type { DemoPatient } from './demo-patient.ts'
import { doctors } from './practice.ts'
import type { Person } from './person.ts'
import { draftOrder, products } from './products.ts'
import { RecordWriter } from './record.ts'

const person: Person = {
  id: 'harjit-dhaliwal',
  given: ['Harjit', 'Singh'],
  family: 'Dhaliwal',
  sex: 'male',
  age: { years: 55, daysSinceBirthday: 301 },
  race: 'asian',
  recordNumber: 'LV-107719',
  memberNumber: 'SUN-20057846',
  phone: '+1-555-555-0117',
  street: '2214 Vineyard Row',
  city: 'Larkspur Valley',
  postalCode: '97999'
}

/** A high HbA1c came back after the visit; the visits since were about a shoulder and a shot. */
export function highHba1cNotActedOn(asOf: string): DemoPatient {
  const record = new RecordWriter(person, asOf, doctors.osei)
  const diabetes = record.problem(problems.type2Diabetes, { since: 2230 })
  record.problem(problems.hyperlipidemia, { since: 2230 })
  record.problem(problems.obesity, { since: 2230 })
  record.problem(problems.fractureOfForearm, { since: 150, until: 104 })
  const metformin = { text: '500 mg by mouth twice daily with meals', timesADay: 2, mg: 500 }
  record.medication(products.metformin500, metformin, { since: 2200, reason: diabetes })
  record.medication(
    products.atorvastatin40,
    { text: '40 mg by mouth once daily', timesADay: 1, mg: 40 },
    { since: 2200 }
  )
  const years = [
    { ago: 2200, hba1c: 7.6, uacr: 12, kg: 97.8, bp: [132, 82] },
    { ago: 1810, hba1c: 6.9, uacr: 11, kg: 96.2, bp: [130, 80] },
    { ago: 1440, hba1c: 7.1, uacr: 14, kg: 96.9, bp: [128, 80] },
    { ago: 1080, hba1c: 7.4, uacr: 15, kg: 98.0, bp: [130, 78] },
    { ago: 690, hba1c: 8.2, uacr: 19, kg: 99.3, bp: [132, 80] },
    { ago: 214, hba1c: 9.8, uacr: 24, kg: 100.6, bp: [134, 82] }
  ] as const
  for (const [index, { ago, hba1c, uacr, kg, bp }] of years.entries()) {
    record.visit(ago, {
      reason: diabetes,
      vitals: { systolic: bp[0], diastolic: bp[1], weightKg: kg, pulse: 76 },
      panels: index % 3 === 2 ? ['metabolic', 'lipids'] : ['metabolic'],
      values: { egfr: 91 - index, hba1c, urineAlbumin: uacr, glucose: 28.7 * hba1c - 62 },
      vaccines: yearlyVaccines(index)
    })
  }
  record.visit(150, { type: visits.problem, doctor: doctors.tran, vitals: { pulse: 82 } })
  record.visit(104, { type: visits.followUp, doctor: doctors.tran })
  record.visit(38, { type: visits.checkUp, vaccines: yearlyVaccines(0) })
  record.visit(1600, { type: visits.checkUp, procedures: [procedures.colonoscopy] })
  return {
    id: person.id,
    story: 'HbA1c 9.8 % seven months ago; three visits since, metformin unchanged, no repeat.',
    promise: 'At patient-view: a warning with the value, its age and the unchanged treatment.',
    bundle: record.bundle(),
    orders: [draftOrder('Metformin 500 mg, renewal', products.metformin500, metformin)]
  }
}
