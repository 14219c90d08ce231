import { expect, test } from 'vitest'
import { buildClinicalIndex } from '../../src/clinical/build-clinical-index.ts'
import { aMedicationRequest, aRecord } from '../support/records.ts'

function read(text: string) {
  const resources = [aMedicationRequest({ medicationCodeableConcept: { text } })]
  const index = buildClinicalIndex(aRecord({ resources }), '2026-11-20T09:00:00Z')
  return {
    ingredients: index.medications[0]?.ingredients.join(', '),
    recognised: index.unrecognised.length === 0
  }
}

test.for([
  ['multivitamin tablet', 'multivitamin'],
  ['Vitamin C 500 mg', 'ascorbic acid'],
  ['sennosides 8.6 mg tablet', 'senna'],
  ['normal saline 1000 mL', 'sodium chloride'],
  ['artificial tears', 'artificial tears'],
  ['omega-3 fish oil 1000 mg', 'omega-3 fatty acids'],
  ['lidocaine-prilocaine 2.5-2.5 % cream', 'lidocaine, prilocaine'],
  ['polymyxin B-trimethoprim eye drops', 'polymyxin b, trimethoprim'],
  ['bupivacaine 0.5 % injection', 'bupivacaine'],
  ['Excedrin Migraine', 'acetaminophen, aspirin, caffeine'],
  ["Goody's Extra Strength", 'acetaminophen, aspirin, caffeine'],
  ['Goody’s PM', 'acetaminophen, diphenhydramine'],
  ['BC Powder', 'aspirin, caffeine'],
  ['influenza vaccine, quadrivalent', 'influenza vaccine'],
  ['COVID-19 mRNA vacc', 'covid-19 vaccine'],
  ['Tdap', 'diphtheria toxoid, pertussis vaccine, tetanus toxoid'],
  ['MMR', 'measles vaccine, mumps vaccine, rubella vaccine'],
  ['tetanus and diphtheria toxoids', 'diphtheria toxoid, tetanus toxoid'],
  ['Fluzone High-Dose', 'influenza vaccine'],
  ['FluMist', 'influenza vaccine live'],
  ['Shingrix', 'zoster vaccine'],
  ['Prevnar 20', 'pneumococcal vaccine']
] as const)('"%s" is %s', ([text, ingredients]) => {
  expect(read(text)).toEqual({ ingredients, recognised: true })
})

test.for([
  'allergenic extract vaccine',
  'OneTouch Ultra test strips',
  'blood-glucose meter kit',
  'lancets 33G',
  'BD pen needle 31G x 5 mm',
  'gauze pad 4x4'
])('"%s" has no ingredient that was missed', (text) => {
  expect(read(text)).toEqual({ ingredients: '', recognised: true })
})

test.for([
  'Foomab 40 mg prefilled syringe',
  'Foomab 0.5 mL disposable syringe',
  'Foomab 40 mg with gauze',
  'Foomab'
])('"%s" is a drug that is not known', (text) => {
  expect(read(text).recognised).toBe(false)
})
