import { expect, test } from 'vitest'
import { classesOf, ingredientsOfClass, labelOfClass } from '../../src/clinical/drug-classes.ts'
import brands from '../../src/terminology/brands.json' with { type: 'json' }
import drugCodes from '../../src/terminology/drug-codes.json' with { type: 'json' }
import { ingredientNamed } from '../../src/terminology/drug-names.ts'
import names from '../../src/terminology/drug-names.json' with { type: 'json' }
import { embeddedTerminology } from '../../src/terminology/terminology.ts'
import { rxnorm, snomed } from '../support/records.ts'

function drug(display: string, code?: string) {
  const codes = code === undefined ? [] : [{ system: rxnorm, code }]
  return embeddedTerminology.recogniseDrug({ codes, texts: display === '' ? [] : [display] })
}

test.for([
  ['Metformin hydrochloride 500 MG Oral Tablet', 'metformin', '500 mg'],
  [
    '24 HR metoprolol succinate 100 MG Extended Release Oral Tablet [Toprol]',
    'metoprolol',
    '100 mg'
  ],
  ['Penicillin V Potassium 250 MG Oral Tablet', 'penicillin v', '250 mg'],
  ['diphenhydrAMINE Hydrochloride 25 MG Oral Tablet', 'diphenhydramine', '25 mg'],
  ['72 HR Fentanyl 0.075 MG/HR Transdermal System', 'fentanyl', '0.075 mg/h'],
  ['0.4 ML Enoxaparin sodium 100 MG/ML Prefilled Syringe', 'enoxaparin', '100 mg/mL'],
  ['1 ML Epoetin Alfa 4000 UNT/ML Injection [Epogen]', 'epoetin alfa', '4000 unit/mL'],
  ['levothyroxine sodium 50 MCG tablet', 'levothyroxine', '0.05 mg'],
  ['methotrexate 1 g injection', 'methotrexate', '1000 mg'],
  ['Carbamazepine[Tegretol]', 'carbamazepine', undefined],
  ['Prinivil 10 mg', 'lisinopril', '10 mg'],
  ['paracetamol 500 mg tablet', 'acetaminophen', '500 mg']
] as const)('reads ingredient and strength out of "%s"', ([display, ingredient, strength]) => {
  const recognised = drug(display)
  expect(recognised.ingredients).toEqual([ingredient])
  expect(recognised.complete).toBe(true)
  expect(recognised.strength && `${recognised.strength.value} ${recognised.strength.unit}`).toBe(
    strength
  )
})

test.for([
  [
    'lisinopril 10 MG / hydrochlorothiazide 12.5 MG Oral Tablet',
    ['hydrochlorothiazide', 'lisinopril']
  ],
  [
    'amLODIPine 5 MG / Hydrochlorothiazide 12.5 MG / Olmesartan medoxomil 20 MG Oral Tablet',
    ['amlodipine', 'hydrochlorothiazide', 'olmesartan']
  ],
  [
    'insulin isophane, human 70 UNT/ML / insulin, regular, human 30 UNT/ML Injectable Suspension',
    ['insulin isophane', 'insulin regular']
  ],
  ['sulfamethoxazole 800 MG / trimethoprim 160 MG', ['sulfamethoxazole', 'trimethoprim']],
  ['Tylenol PM Pill', ['acetaminophen', 'diphenhydramine']]
] as const)('knows every ingredient of "%s", and no strength of the whole', ([display, names]) => {
  expect(drug(display)).toEqual({ ingredients: names, complete: true })
})

test('knows product and ingredient codes where no text stands', () => {
  expect(drug('', '861007')).toMatchObject({
    ingredients: ['metformin'],
    strength: { value: 500, unit: 'mg' }
  })
  expect(drug('', '198335').ingredients).toEqual(['sulfamethoxazole', 'trimethoprim'])
  expect(drug('', '29046').ingredients).toEqual(['lisinopril'])
})

test('believes the words a clinician reads when the code says another drug', () => {
  expect(drug('Tramadol Hydrochloride 50 MG Oral Tablet', '833036').ingredients).toEqual([
    'tramadol'
  ])
})

test('a code counts only in RxNorm', () => {
  const codes = [{ system: 'urn:local', code: '861007' }]
  expect(embeddedTerminology.recogniseDrug({ codes, texts: [] }).ingredients).toEqual([])
})

test('says that a drug, or a part of one, is not known', () => {
  expect(drug('Zorblaxin 5 MG Oral Tablet')).toMatchObject({ ingredients: [], complete: false })
  const partly = drug('lisinopril 10 MG / zorblaxin 5 MG Oral Tablet')
  expect(partly).toMatchObject({ ingredients: ['lisinopril'], complete: false })
  expect(partly.strength).toBeUndefined()
})

test('does not take a salt for an ingredient', () => {
  expect(drug('diclofenac potassium 50 MG').ingredients).toEqual(['diclofenac'])
  expect(drug('potassium chloride 20 MEQ Extended Release Tablet')).toMatchObject({
    ingredients: ['potassium chloride'],
    strength: { value: 20, unit: 'meq' }
  })
})

test.for([
  ['Allergy to penicillin', ['penicillin']],
  ['Penicillin V', ['penicillin', 'penicillin v']],
  ['Sulfa antibiotics', ['sulfonamide-antibiotic']],
  ['Aspirin', ['aspirin']],
  ['NSAIDs', ['nsaid']],
  ['ACE inhibitor', ['ace-inhibitor']],
  ['Peanut', []],
  ['Shellfish allergy', []]
] as const)('knows the substances of "%s"', ([text, substances]) => {
  expect(embeddedTerminology.recogniseSubstances({ codes: [], texts: [text] })).toEqual(substances)
})

test("an allergy's code speaks only where its text names nothing", () => {
  const codes = [{ system: snomed, code: '91936005' }]
  expect(embeddedTerminology.recogniseSubstances({ codes, texts: [] })).toEqual(['penicillin'])
  expect(
    embeddedTerminology.recogniseSubstances({ codes, texts: ['Allergy to sulfonamide'] })
  ).toEqual(['sulfonamide-antibiotic'])
})

test('classes hold their members, and a class name from an allergy is its own class', () => {
  expect(classesOf('lisinopril')).toContain('ace-inhibitor')
  expect(classesOf('warfarin')).toEqual(['vitamin-k-antagonist', 'anticoagulant'])
  expect(classesOf('penicillin')).toEqual(['penicillin'])
  expect(classesOf('zorblaxin')).toEqual([])
  expect(ingredientsOfClass('statin').has('rosuvastatin')).toBe(true)
  expect(labelOfClass('ppi')).toBe('proton pump inhibitor')
})

test('the data files agree: every coded ingredient, alias and brand is a known ingredient', () => {
  const named = [
    ...Object.keys(drugCodes.named),
    ...Object.keys(drugCodes.valueSets),
    ...Object.values(names.aliases),
    ...Object.values(names.shorthand),
    ...Object.keys(brands.brands),
    ...Object.keys(brands.alsoNames)
  ].flatMap((list) => list.split(', '))
  expect(named.length).toBeGreaterThan(2000)
  expect(named.filter((name) => ingredientNamed(name) !== name)).toEqual([])
})

test('no RxNorm code stands for two drugs', () => {
  const codes = [drugCodes.named, drugCodes.valueSets].flatMap((table) =>
    Object.entries(table).flatMap(([drug, list]) => list.split(' ').map((code) => [code, drug]))
  )
  const byCode = Map.groupBy(codes, ([code]) => code)
  const doubtful = [...byCode].filter(([, rows]) => new Set(rows.map(([, drug]) => drug)).size > 1)
  expect(doubtful.map(([code]) => code)).toEqual([])
})
