import type { Coding } from '@medplum/fhirtypes'
import { problems, procedures, vaccines, visits } from './codes.ts'
import type { DemoPatient } from './demo-patient.ts'
import { doctors } from './practice.ts'
import type { Person } from './person.ts'
import { draftOrder, products } from './products.ts'
import { RecordWriter } from './record.ts'

const ageDays = 8 * 365 + 2 + 76

const person: Person = {
  id: 'lena-tsosie',
  given: ['Lena', 'Rose'],
  family: 'Tsosie',
  sex: 'female',
  age: { years: 8, daysSinceBirthday: 76 },
  race: 'american-indian',
  recordNumber: 'LV-121006',
  memberNumber: 'SUN-83300517',
  phone: '+1-555-555-0118',
  street: '410 Cottonwood Loop',
  city: 'Alder Falls',
  postalCode: '97998'
}

const { hepatitisBChild, rotavirus, dtap, hib, pneumococcal13, polio, influenza } = vaccines
const { mmr, varicella, hepatitisAChild } = vaccines

/** Well child visits: age in days, length or height, weight, vaccines of the US schedule. */
const wellVisits: readonly (readonly [number, number, number, readonly Coding[]])[] = [
  [3, 50, 3.3, [hepatitisBChild]],
  [32, 54, 4.3, [hepatitisBChild]],
  [61, 57.5, 5.2, [rotavirus, dtap, hib, pneumococcal13, polio]],
  [122, 62.5, 6.5, [rotavirus, dtap, hib, pneumococcal13, polio]],
  [184, 66, 7.4, [hepatitisBChild, dtap, pneumococcal13, polio, influenza]],
  [276, 70, 8.5, [influenza]],
  [368, 74, 9.3, [mmr, varicella, hepatitisAChild, hib, pneumococcal13]],
  [460, 77.5, 9.9, [dtap]],
  [552, 81, 10.6, [hepatitisAChild]],
  [735, 86, 12.1, [influenza]],
  [1100, 94.5, 14.2, [influenza]],
  [1465, 101.5, 16.3, [influenza, dtap, polio, mmr, varicella]],
  [1830, 108, 18.4, [influenza]],
  [2200, 114.5, 20.9, [influenza]],
  [2560, 121, 23.4, [influenza]],
  [2930, 127, 26.2, [influenza]]
]

/** A healthy child of eight with a sore throat: nothing to say. */
export function child(asOf: string): DemoPatient {
  const record = new RecordWriter(person, asOf, doctors.tran)
  record.problem(problems.atopicDermatitis, { since: 2500, until: 1300 })
  record.problem(problems.otitisMedia, { since: 1920, until: 1905 })
  record.problem(problems.viralPharyngitis, { since: 800, until: 792 })
  const throat = record.problem(problems.streptococcalThroat, { since: 2 })
  for (const [atDays, heightCm, weightKg, given] of wellVisits) {
    const pressed = atDays >= 1100 ? { systolic: 94 + Math.round(atDays / 400), diastolic: 58 } : {}
    record.visit(ageDays - atDays, {
      type: visits.wellChild,
      vitals: { heightCm, weightKg, ...pressed },
      values: atDays === 368 ? { hemoglobin: 12.4 } : {},
      vaccines: given
    })
  }
  record.visit(1920, { type: visits.symptom, vitals: { temperature: 38.7, weightKg: 14.9 } })
  record.visit(800, { type: visits.symptom, vitals: { temperature: 38.0, weightKg: 22.2 } })
  record.visit(2, {
    type: visits.symptom,
    reason: throat,
    vitals: { temperature: 38.9, weightKg: 26.6, pulse: 104 },
    procedures: [procedures.throatCulture]
  })
  return {
    id: person.id,
    story: 'A healthy girl of eight with streptococcal sore throat and no allergy.',
    promise: 'Silence: at patient-view and at the amoxicillin order.',
    bundle: record.bundle(),
    orders: [
      draftOrder('Amoxicillin 250 mg', products.amoxicillin250, {
        text: '500 mg (2 capsules) by mouth twice daily for 10 days',
        timesADay: 2,
        mg: 500
      })
    ]
  }
}
