import { problems, procedures, vaccines, visits } from './codes.ts'
import type { DemoPatient } from './demo-patient.ts'
import { doctors } from './practice.ts'
import type { Person } from './person.ts'
import { draftOrder, products } from './products.ts'
import { RecordWriter } from './record.ts'
import { screenings } from './screenings.ts'

const person: Person = {
  id: 'amara-nwachukwu',
  given: ['Amara', 'Chidinma'],
  family: 'Nwachukwu-Field',
  sex: 'female',
  age: { years: 31, daysSinceBirthday: 120 },
  race: 'black',
  recordNumber: 'LV-118845',
  memberNumber: 'SUN-66390218',
  phone: '+1-555-555-0116',
  street: '33 Saltmarsh Crescent',
  city: 'Larkspur Valley',
  postalCode: '97999'
}

/** Known hypertension, eighteen weeks pregnant; lisinopril was stopped when she knew. */
export function hypertensionInPregnancy(asOf: string): DemoPatient {
  const record = new RecordWriter(person, asOf, doctors.abernethy)
  const hypertension = record.problem(problems.hypertension, { since: 1080 })
  const pregnancy = record.problem(problems.pregnancy, { since: 126 })
  record.problem(problems.viralSinusitis, { since: 1450, until: 1436 })
  const lisinopril = { text: '10 mg by mouth once daily', timesADay: 1, mg: 10 }
  record.medication(products.lisinopril10, lisinopril, {
    since: 1065,
    until: 88,
    reason: hypertension
  })
  const years = [
    { ago: 1830, kg: 66.4, bp: [128, 80] },
    { ago: 1460, kg: 67.0, bp: [134, 84] },
    { ago: 1065, kg: 67.7, bp: [148, 94] },
    { ago: 700, kg: 67.1, bp: [126, 78] },
    { ago: 335, kg: 67.5, bp: [124, 78] }
  ] as const
  for (const [index, { ago, kg, bp }] of years.entries()) {
    record.visit(ago, {
      type: visits.generalExamination,
      vitals: { systolic: bp[0], diastolic: bp[1], weightKg: kg, heightCm: 168, pulse: 74 },
      panels: index % 2 === 0 ? ['metabolic'] : ['metabolic', 'count'],
      values: { egfr: 108 },
      vaccines: [vaccines.influenza]
    })
  }
  record.visit(1450, { type: visits.symptom, vitals: { temperature: 37.6 } })
  writePrenatalVisits(record, pregnancy)
  record.screening(420, screenings.cervicalCytology)
  return {
    id: person.id,
    story: 'Eighteen weeks pregnant with known hypertension; blood pressure is rising again.',
    promise: 'At the lisinopril order: a critical card, harm to the fetus in current pregnancy.',
    bundle: record.bundle(),
    orders: [
      draftOrder('Lisinopril 10 mg', products.lisinopril10, lisinopril),
      draftOrder('Acetaminophen 500 mg', products.acetaminophen500, {
        text: '500 mg by mouth up to three times daily as needed',
        timesADay: 3,
        mg: 500,
        asNeeded: true
      })
    ]
  }
}

function writePrenatalVisits(record: RecordWriter, pregnancy: string): void {
  record.visit(88, {
    type: visits.firstPrenatal,
    reason: pregnancy,
    vitals: { systolic: 128, diastolic: 80, weightKg: 67.9, pulse: 80 },
    panels: ['count', 'metabolic'],
    values: { hemoglobin: 12.8, egfr: 124 },
    procedures: [procedures.fetalUltrasound]
  })
  record.visit(58, {
    type: visits.prenatal,
    reason: pregnancy,
    vitals: { systolic: 134, diastolic: 86, weightKg: 68.8, pulse: 82 }
  })
  record.visit(30, {
    type: visits.prenatal,
    reason: pregnancy,
    vitals: { systolic: 142, diastolic: 90, weightKg: 70.1, pulse: 84 },
    values: { urineAlbumin: 9 }
  })
  record.visit(4, {
    type: visits.prenatal,
    reason: pregnancy,
    vitals: { systolic: 148, diastolic: 92, weightKg: 71.2, pulse: 84 },
    panels: ['metabolic'],
    values: { egfr: 127 }
  })
}
