import { problems, procedures, vaccines, visits } from './codes.ts'
import type { DemoPatient } from './demo-patient.ts'
import { doctors } from './practice.ts'
import type { Person } from './person.ts'
import { draftOrder, products } from './products.ts'
import { RecordWriter } from './record.ts'

const person: Person = {
  id: 'desmond-okonkwo',
  given: ['Desmond', 'Ikenna'],
  family: 'Okonkwo-Hale',
  sex: 'male',
  age: { years: 74, daysSinceBirthday: 88 },
  race: 'black',
  recordNumber: 'LV-101877',
  memberNumber: 'SUN-55013341',
  phone: '+1-555-555-0112',
  street: '212 Old Ferry Lane',
  city: 'Larkspur Valley',
  postalCode: '97999'
}

/** Atrial fibrillation on warfarin, a bleed three years ago, a knee that hurts. */
export function bleedingOnWarfarin(asOf: string): DemoPatient {
  const record = new RecordWriter(person, asOf, doctors.osei)
  const fibrillation = record.problem(problems.atrialFibrillation, { since: 2300 })
  record.problem(problems.hypertension, { since: 3300 })
  record.problem(problems.hyperlipidemia, { since: 2900 })
  const bleed = record.problem(problems.gastrointestinalBleeding, { since: 1128, until: 1100 })
  const knee = record.problem(problems.osteoarthritisOfKnee, { since: 900 })
  const daily = (mg: number, text = `${mg} mg by mouth once daily`) => ({ text, timesADay: 1, mg })
  record.medication(products.warfarin5, daily(5, '5 mg by mouth every evening'), {
    since: 1080,
    reason: fibrillation
  })
  record.medication(products.warfarin5, daily(5, '5 mg by mouth every evening'), {
    since: 2290,
    until: 1128,
    reason: fibrillation
  })
  record.medication(products.metoprolol100, daily(100), { since: 2290, reason: fibrillation })
  record.medication(products.amlodipine5, daily(5), { since: 1900 })
  record.medication(products.simvastatin20, daily(20, '20 mg by mouth at bedtime'), { since: 2880 })
  record.medication(products.omeprazole20, daily(20), { since: 1126, until: 760, reason: bleed })

  writeVisits(record, { fibrillation, bleed, knee })
  return {
    id: person.id,
    story: 'Warfarin for atrial fibrillation, a gastrointestinal bleed three years ago, knee pain.',
    promise: 'At the ibuprofen order: a critical card that names warfarin and the earlier bleed.',
    bundle: record.bundle(),
    orders
  }
}

function writeVisits(
  record: RecordWriter,
  { fibrillation, bleed, knee }: { fibrillation: string; bleed: string; knee: string }
): void {
  record.visit(2290, {
    reason: fibrillation,
    vitals: { systolic: 146, diastolic: 88, weightKg: 88.4, heightCm: 178, pulse: 104 },
    panels: ['metabolic', 'count'],
    procedures: [procedures.echocardiography]
  })
  record.visit(1128, {
    type: visits.emergency,
    emergency: true,
    reason: bleed,
    vitals: { systolic: 108, diastolic: 64, pulse: 112 },
    panels: ['count'],
    values: { hemoglobin: 9.1, mcv: 86, inr: 4.4 }
  })
  record.visit(1098, {
    type: visits.followUp,
    reason: bleed,
    values: { hemoglobin: 11.2, inr: 1.1 }
  })
  const years = [
    { ago: 1860, egfr: 76, kg: 88.0, bp: [134, 80] },
    { ago: 1500, egfr: 75, kg: 87.6, bp: [132, 78] },
    { ago: 780, egfr: 73, kg: 86.9, bp: [130, 78] },
    { ago: 410, egfr: 72, kg: 87.2, bp: [134, 76] },
    { ago: 52, egfr: 71, kg: 87.0, bp: [132, 78] }
  ] as const
  for (const { ago, egfr, kg, bp } of years) {
    record.visit(ago, {
      type: visits.checkUp,
      vitals: { systolic: bp[0], diastolic: bp[1], weightKg: kg, pulse: 72 },
      panels: ['metabolic'],
      values: { egfr, hemoglobin: 14.1 }
    })
  }
  const controls = [2.2, 2.8, 2.5, 2.4, 2.9, 2.6, 2.3, 2.7, 2.5, 2.6, 2.4, 2.8, 2.5, 2.6]
  for (const [index, inr] of controls.entries()) {
    record.visit(12 + 42 * (controls.length - 1 - index), {
      type: visits.followUp,
      reason: fibrillation,
      values: { inr }
    })
  }
  for (const ago of [1450, 1090, 735, 370, 40]) {
    record.visit(ago, { type: visits.checkUp, vaccines: [vaccines.influenza] })
  }
  record.visit(1110, { type: visits.followUp, procedures: [procedures.colonoscopy] })
  record.visit(900, {
    type: visits.problem,
    reason: knee,
    vitals: { systolic: 132, diastolic: 80 }
  })
}

const orders = [
  draftOrder('Ibuprofen 400 mg for the knee', products.ibuprofen400, {
    text: '400 mg by mouth three times daily with food',
    timesADay: 3,
    mg: 400
  }),
  draftOrder('Acetaminophen 500 mg for the knee', products.acetaminophen500, {
    text: '1000 mg by mouth three times daily',
    timesADay: 3,
    mg: 1000
  }),
  draftOrder('Sulfamethoxazole-trimethoprim', products.sulfamethoxazole, {
    text: '1 tablet by mouth twice daily for 7 days',
    timesADay: 2
  })
]
