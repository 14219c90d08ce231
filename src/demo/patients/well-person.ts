import { problems, yearlyVaccines, visits } from './codes.ts'
import type { DemoPatient } from './demo-patient.ts'
import { doctors } from './practice.ts'
import type { Person } from './person.ts'
import { draftOrder, products } from './products.ts'
import { RecordWriter } from './record.ts'
import { screenings } from './screenings.ts'

const person: Person = {
  id: 'margarethe-vaitkus',
  given: ['Margarethe', 'Ona'],
  family: 'Vaitkus',
  sex: 'female',
  age: { years: 47, daysSinceBirthday: 33 },
  race: 'white',
  recordNumber: 'LV-110264',
  memberNumber: 'SUN-14472390',
  phone: '+1-555-555-0119',
  street: '58 Bellflower Way',
  city: 'Larkspur Valley',
  postalCode: '97999'
}

/** Well, seen once a year, screening up to date: the record for which silence is right. */
export function wellPerson(asOf: string): DemoPatient {
  const record = new RecordWriter(person, asOf, doctors.abernethy)
  record.problem(problems.sprainOfAnkle, { since: 1190, until: 1150 })
  record.problem(problems.viralSinusitis, { since: 820, until: 808 })
  const years = [
    { ago: 2480, kg: 63.9, bp: [116, 72] },
    { ago: 2110, kg: 64.4, bp: [114, 72] },
    { ago: 1745, kg: 64.1, bp: [118, 74] },
    { ago: 1380, kg: 64.8, bp: [116, 74] },
    { ago: 1010, kg: 65.0, bp: [118, 74] },
    { ago: 640, kg: 64.6, bp: [116, 72] },
    { ago: 270, kg: 64.9, bp: [118, 74] }
  ] as const
  for (const [index, { ago, kg, bp }] of years.entries()) {
    record.visit(ago, {
      type: visits.generalExamination,
      vitals: { systolic: bp[0], diastolic: bp[1], weightKg: kg, heightCm: 169, pulse: 62 },
      panels: index === 3 || index === 6 ? ['metabolic', 'count', 'lipids'] : [],
      values: index === 6 ? { hba1c: 5.2, thyrotropin: 1.8 } : {},
      vaccines: yearlyVaccines(index)
    })
  }
  record.visit(1190, { type: visits.problem, vitals: { pulse: 72 } })
  record.visit(820, { type: visits.symptom, vitals: { temperature: 37.4 } })
  record.screening(620, screenings.mammogram)
  record.screening(255, screenings.mammogram)
  record.screening(255, screenings.cervicalCytology)
  record.screening(250, screenings.stoolBlood)
  return {
    id: person.id,
    story: 'A well woman of 47, seen every year, screening up to date.',
    promise: 'Silence, at patient-view and at an ibuprofen order.',
    bundle: record.bundle(),
    orders: [
      draftOrder('Ibuprofen 400 mg', products.ibuprofen400, {
        text: '400 mg by mouth up to three times daily as needed',
        timesADay: 3,
        mg: 400,
        asNeeded: true
      })
    ]
  }
}
