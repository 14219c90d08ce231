import { anaphylaxis, penicillins } from './allergens.ts'
import { problems, procedures, yearlyVaccines, visits } from './codes.ts'
import type { DemoPatient } from './demo-patient.ts'
import { doctors } from './practice.ts'
import type { Person } from './person.ts'
import { draftOrder, products } from './products.ts'
import { RecordWriter } from './record.ts'

const person: Person = {
  id: 'tobias-lindqvist',
  given: ['Tobias', 'Emanuel'],
  family: 'Lindqvist',
  sex: 'male',
  age: { years: 52, daysSinceBirthday: 259 },
  race: 'white',
  recordNumber: 'LV-112098',
  memberNumber: 'SUN-48811062',
  phone: '+1-555-555-0115',
  street: '905 Tamarack Terrace',
  city: 'Alder Falls',
  postalCode: '97998'
}

/** The same allergy entry as its twin, but amoxicillin was taken since, without trouble. */
export function penicillinTolerated(asOf: string): DemoPatient {
  const record = new RecordWriter(person, asOf, doctors.abernethy)
  record.allergy({
    coding: penicillins,
    since: 3420,
    manifestation: anaphylaxis,
    severity: 'severe',
    criticality: 'high'
  })
  const hypertension = record.problem(problems.hypertension, { since: 1990 })
  const bronchitis = record.problem(problems.acuteBronchitis, { since: 812, until: 795 })
  record.problem(problems.sprainOfAnkle, { since: 1500, until: 1460 })
  const amoxicillin = {
    text: '500 mg by mouth three times daily for 7 days',
    timesADay: 3,
    mg: 500
  }
  record.medication(products.amoxicillin500, amoxicillin, {
    since: 811,
    until: 804,
    completed: true,
    reason: bronchitis,
    doctor: doctors.osei
  })
  record.medication(
    products.losartan50,
    { text: '50 mg by mouth once daily', timesADay: 1, mg: 50 },
    { since: 1960, reason: hypertension }
  )
  const years = [
    { ago: 1960, kg: 91.8, bp: [150, 94] },
    { ago: 1640, kg: 91.1, bp: [132, 82] },
    { ago: 1275, kg: 90.7, bp: [130, 80] },
    { ago: 910, kg: 90.9, bp: [132, 82] },
    { ago: 545, kg: 90.2, bp: [128, 80] },
    { ago: 180, kg: 90.4, bp: [130, 80] }
  ] as const
  for (const [index, { ago, kg, bp }] of years.entries()) {
    record.visit(ago, {
      type: visits.followUp,
      reason: hypertension,
      vitals: { systolic: bp[0], diastolic: bp[1], weightKg: kg, pulse: 70 },
      panels: index % 2 === 0 ? ['metabolic'] : ['metabolic', 'count'],
      vaccines: yearlyVaccines(index)
    })
  }
  record.visit(811, {
    type: visits.symptom,
    doctor: doctors.osei,
    reason: bronchitis,
    vitals: { temperature: 38.4, pulse: 92 },
    procedures: [procedures.chestXray]
  })
  record.visit(795, { type: visits.followUp, reason: bronchitis, vitals: { temperature: 36.8 } })
  record.visit(1500, { type: visits.problem, procedures: [procedures.ankleXray] })
  record.visit(1120, { type: visits.checkUp, procedures: [procedures.colonoscopy] })
  return {
    id: person.id,
    story: 'A penicillin allergy on the list since nine years; amoxicillin taken two years ago.',
    promise: 'At the amoxicillin order: an info card that asks to reconcile the allergy entry.',
    bundle: record.bundle(),
    orders: [draftOrder('Amoxicillin 500 mg', products.amoxicillin500, amoxicillin)]
  }
}
