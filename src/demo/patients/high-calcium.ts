import { problems, procedures, yearlyVaccines, visits } from './codes.ts'
import type { DemoPatient } from './demo-patient.ts'
import { doctors } from './practice.ts'
import type { Person } from './person.ts'
import { draftOrder, products } from './products.ts'
import { RecordWriter } from './record.ts'
import { screenings } from './screenings.ts'

const person: Person = {
  id: 'eileen-macfarlane',
  given: ['Eileen', 'Moira'],
  family: 'Macfarlane-Roy',
  sex: 'female',
  age: { years: 64, daysSinceBirthday: 230 },
  race: 'white',
  recordNumber: 'LV-103391',
  memberNumber: 'SUN-28846017',
  phone: '+1-555-555-0121',
  street: '9 Orchard Gate',
  city: 'Larkspur Valley',
  postalCode: '97999'
}

/** Calcium high three times, thin bones and a kidney stone: seen by three doctors, never together. */
export function highCalciumUnexplained(asOf: string): DemoPatient {
  const record = new RecordWriter(person, asOf, doctors.tran)
  const stone = record.problem(problems.kidneyStone, { since: 1420, until: 1380 })
  const bones = record.problem(problems.osteoporosis, { since: 430 })
  record.problem(problems.hyperlipidemia, { since: 2300 })
  record.medication(
    products.alendronate10,
    { text: '10 mg by mouth once daily before breakfast', timesADay: 1, mg: 10 },
    { since: 425, reason: bones }
  )
  record.medication(
    products.atorvastatin40,
    { text: '40 mg by mouth once daily', timesADay: 1, mg: 40 },
    { since: 2280 }
  )
  const years = [
    { ago: 2280, calcium: 9.8, kg: 68.4, bp: [128, 78] },
    { ago: 1900, calcium: 10.0, kg: 68.1, bp: [126, 76] },
    { ago: 1540, calcium: 10.1, kg: 68.3, bp: [128, 78] },
    { ago: 1160, calcium: 10.3, kg: 67.9, bp: [130, 78] },
    { ago: 790, calcium: 10.7, kg: 67.6, bp: [128, 76] },
    { ago: 425, calcium: 10.9, kg: 67.8, bp: [130, 78] },
    { ago: 36, calcium: 11.2, kg: 67.5, bp: [132, 78] }
  ] as const
  for (const [index, { ago, calcium, kg, bp }] of years.entries()) {
    record.visit(ago, {
      type: visits.generalExamination,
      vitals: { systolic: bp[0], diastolic: bp[1], weightKg: kg, pulse: 70 },
      panels: ['metabolic'],
      values: { calcium, egfr: 80 - index, albumin: 4.2 },
      vaccines: yearlyVaccines(index)
    })
  }
  record.visit(1420, {
    type: visits.emergency,
    emergency: true,
    doctor: doctors.osei,
    reason: stone,
    vitals: { systolic: 138, diastolic: 84, pulse: 98 }
  })
  record.measure(440, procedures.boneDensityScan, {
    code: '80946-7',
    display: 'DXA Hip-L T-score BMD',
    value: -2.8,
    unit: '{T-score}',
    category: 'imaging'
  })
  record.visit(1750, { type: visits.checkUp, procedures: [procedures.colonoscopy] })
  record.screening(300, screenings.mammogram)
  record.screening(480, screenings.cervicalCytology)
  return {
    id: person.id,
    story: 'Calcium 10.7, 10.9, 11.2 over two years, with osteoporosis and a past kidney stone.',
    promise:
      'At patient-view: a finding of the model that no rule makes, from the three values together.',
    bundle: record.bundle(),
    orders: [
      draftOrder('Atorvastatin 40 mg, renewal', products.atorvastatin40, {
        text: '40 mg by mouth once daily',
        timesADay: 1,
        mg: 40
      })
    ]
  }
}
