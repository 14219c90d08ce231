import { problems, procedures, vaccines, yearlyVaccines, visits } from './codes.ts'
import type { DemoPatient } from './demo-patient.ts'
import { doctors } from './practice.ts'
import type { Person } from './person.ts'
import { draftOrder, products } from './products.ts'
import { RecordWriter } from './record.ts'
import { screenings } from './screenings.ts'

const person: Person = {
  id: 'farideh-moshiri',
  given: ['Farideh'],
  family: 'Moshiri',
  sex: 'female',
  age: { years: 72, daysSinceBirthday: 310 },
  race: 'white',
  recordNumber: 'LV-102745',
  memberNumber: 'SUN-37751940',
  phone: '+1-555-555-0123',
  street: '26 Linden Passage',
  city: 'Alder Falls',
  postalCode: '97998'
}

/** Sodium was steady for years and is low since citalopram was started. */
export function lowSodiumOnCitalopram(asOf: string): DemoPatient {
  const record = new RecordWriter(person, asOf, doctors.tran)
  const depression = record.problem(problems.depression, { since: 268 })
  const hypertension = record.problem(problems.hypertension, { since: 2700 })
  record.problem(problems.osteoarthritisOfHip, { since: 1500 })
  record.problem(problems.pneumonia, { since: 2020, until: 1980 })
  const once = (mg: number) => ({ text: `${mg} mg by mouth once daily`, timesADay: 1, mg })
  record.medication(products.citalopram20, once(20), { since: 262, reason: depression })
  record.medication(products.amlodipine5, once(5), { since: 2380, reason: hypertension })
  const years = [
    { ago: 2380, sodium: 140, kg: 61.7, bp: [146, 84] },
    { ago: 2010, sodium: 139, kg: 61.2, bp: [134, 78] },
    { ago: 1640, sodium: 141, kg: 61.4, bp: [136, 78] },
    { ago: 1270, sodium: 140, kg: 60.9, bp: [132, 76] },
    { ago: 900, sodium: 139, kg: 61.0, bp: [134, 76] },
    { ago: 530, sodium: 140, kg: 60.6, bp: [134, 78] },
    { ago: 262, sodium: 139, kg: 60.3, bp: [132, 76] },
    { ago: 160, sodium: 133, kg: 60.1, bp: [134, 76] },
    { ago: 27, sodium: 130, kg: 60.0, bp: [132, 78] }
  ] as const
  for (const [index, { ago, sodium, kg, bp }] of years.entries()) {
    record.visit(ago, {
      type: visits.followUp,
      reason: ago <= 262 ? depression : hypertension,
      vitals: { systolic: bp[0], diastolic: bp[1], weightKg: kg, pulse: 70 },
      panels: ['metabolic'],
      values: { sodium, chloride: sodium - 37, egfr: 74, potassium: 4.3 },
      vaccines: ago <= 262 ? [] : yearlyVaccines(index),
      procedures: ago === 262 || ago === 160 ? [procedures.depressionScreening] : []
    })
  }
  record.visit(1100, { type: visits.checkUp, vaccines: [vaccines.zoster] })
  record.visit(2020, { type: visits.symptom, vitals: { temperature: 38.8, pulse: 98 } })
  record.visit(1420, { type: visits.checkUp, procedures: [procedures.colonoscopy] })
  record.screening(390, screenings.mammogram)
  return {
    id: person.id,
    story: 'Sodium 139 to 141 for six years, 133 and then 130 since citalopram was started.',
    promise:
      'At patient-view: a finding of the model that no rule makes, the medicine as a possible cause.',
    bundle: record.bundle(),
    orders: [draftOrder('Citalopram 20 mg, renewal', products.citalopram20, once(20))]
  }
}
