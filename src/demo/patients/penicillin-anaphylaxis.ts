import { problems, yearlyVaccines, visits } from './codes.ts'
import type { DemoPatient } from './demo-patient.ts'
import { anaphylaxis, penicillins } from './allergens.ts'
import { doctors } from './practice.ts'
import type { Person } from './person.ts'
import { draftOrder, products } from './products.ts'
import { RecordWriter } from './record.ts'
import { screenings } from './screenings.ts'

const person: Person = {
  id: 'yuki-hasegawa',
  given: ['Yuki'],
  family: 'Hasegawa-Brandt',
  sex: 'female',
  age: { years: 34, daysSinceBirthday: 17 },
  race: 'asian',
  recordNumber: 'LV-115530',
  memberNumber: 'SUN-90244171',
  phone: '+1-555-555-0114',
  street: '1630 Quarry Hill Avenue, Unit 5',
  city: 'Larkspur Valley',
  postalCode: '97999'
}

/** Anaphylaxis to a penicillin nine years ago, and a sinus infection now. */
export function penicillinAnaphylaxis(asOf: string): DemoPatient {
  const record = new RecordWriter(person, asOf, doctors.tran)
  record.allergy({
    coding: penicillins,
    since: 3290,
    manifestation: anaphylaxis,
    severity: 'severe',
    criticality: 'high'
  })
  const rhinitis = record.problem(problems.allergicRhinitis, { since: 2400 })
  const sinusitis = record.problem(problems.viralSinusitis, { since: 12 })
  record.problem(problems.viralPharyngitis, { since: 1300, until: 1288 })
  record.problem(problems.sprainOfAnkle, { since: 640, until: 605 })
  record.medication(
    products.azithromycin250,
    { text: '250 mg by mouth once daily for 5 days', timesADay: 1, mg: 250 },
    { since: 1299, until: 1294, completed: true }
  )
  const years = [
    { ago: 2190, kg: 57.2, bp: [112, 70] },
    { ago: 1825, kg: 57.6, bp: [110, 68] },
    { ago: 1460, kg: 58.1, bp: [114, 72] },
    { ago: 1095, kg: 58.0, bp: [112, 70] },
    { ago: 725, kg: 58.4, bp: [116, 74] },
    { ago: 350, kg: 58.3, bp: [114, 72] }
  ] as const
  for (const [index, { ago, kg, bp }] of years.entries()) {
    record.visit(ago, {
      type: visits.generalExamination,
      vitals: { systolic: bp[0], diastolic: bp[1], weightKg: kg, heightCm: 163, pulse: 66 },
      panels: index % 2 === 0 ? ['metabolic'] : ['count'],
      vaccines: yearlyVaccines(index)
    })
  }
  record.visit(1299, { type: visits.symptom, vitals: { temperature: 38.1, pulse: 88 } })
  record.visit(640, { type: visits.problem, vitals: { systolic: 118, diastolic: 74 } })
  record.visit(2400, { type: visits.problem, reason: rhinitis })
  record.visit(3, {
    type: visits.symptom,
    reason: sinusitis,
    vitals: { systolic: 112, diastolic: 70, temperature: 37.9, pulse: 84 }
  })
  record.screening(700, screenings.cervicalCytology)
  return {
    id: person.id,
    story: 'Anaphylaxis to a penicillin nine years ago; sinusitis for twelve days.',
    promise: 'At the amoxicillin order: a critical card. Azithromycin stays silent.',
    bundle: record.bundle(),
    orders: [
      draftOrder('Amoxicillin 500 mg', products.amoxicillin500, {
        text: '500 mg by mouth three times daily for 7 days',
        timesADay: 3,
        mg: 500
      }),
      draftOrder('Azithromycin 250 mg', products.azithromycin250, {
        text: '250 mg by mouth once daily for 5 days',
        timesADay: 1,
        mg: 250
      })
    ]
  }
}
