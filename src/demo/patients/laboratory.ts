import { loinc } from './codes.ts'

export type Sex = 'female' | 'male'

/** One test: how it is coded, its unit (UCUM) and the reference range that a report would print. */
export interface Test {
  readonly code: string
  readonly display: string
  readonly unit: string
  readonly digits: number
  readonly range?: { readonly low?: number; readonly high?: number }
  readonly rangeOf?: Readonly<Record<Sex, { readonly low: number; readonly high: number }>>
}

export const tests = {
  sodium: test('2951-2', 'Sodium [Moles/volume] in Serum or Plasma', 'mmol/L', 0, 135, 145),
  potassium: test('2823-3', 'Potassium [Moles/volume] in Serum or Plasma', 'mmol/L', 1, 3.5, 5.1),
  chloride: test('2075-0', 'Chloride [Moles/volume] in Serum or Plasma', 'mmol/L', 0, 98, 107),
  bicarbonate: test(
    '2028-9',
    'Carbon dioxide, total [Moles/volume] in Serum or Plasma',
    'mmol/L',
    0,
    21,
    32
  ),
  urea: test('3094-0', 'Urea nitrogen [Mass/volume] in Serum or Plasma', 'mg/dL', 0, 7, 25),
  creatinine: {
    ...test('2160-0', 'Creatinine [Mass/volume] in Serum or Plasma', 'mg/dL', 2),
    rangeOf: { female: { low: 0.5, high: 1.1 }, male: { low: 0.6, high: 1.3 } }
  },
  egfr: {
    ...test(
      '98979-8',
      'Glomerular filtration rate/1.73 sq M.predicted [Volume Rate/Area] in Serum, Plasma or Blood by Creatinine-based formula (CKD-EPI 2021)',
      'mL/min/{1.73_m2}',
      0
    ),
    range: { low: 60 }
  },
  glucose: test('2345-7', 'Glucose [Mass/volume] in Serum or Plasma', 'mg/dL', 0, 70, 99),
  calcium: test('17861-6', 'Calcium [Mass/volume] in Serum or Plasma', 'mg/dL', 1, 8.6, 10.3),
  albumin: test('1751-7', 'Albumin [Mass/volume] in Serum or Plasma', 'g/dL', 1, 3.5, 5),
  leukocytes: test(
    '6690-2',
    'Leukocytes [#/volume] in Blood by Automated count',
    '10*3/uL',
    1,
    4,
    11
  ),
  hemoglobin: {
    ...test('718-7', 'Hemoglobin [Mass/volume] in Blood', 'g/dL', 1),
    rangeOf: { female: { low: 12, high: 15.5 }, male: { low: 13.5, high: 17.5 } }
  },
  hematocrit: {
    ...test('4544-3', 'Hematocrit [Volume Fraction] of Blood by Automated count', '%', 1),
    rangeOf: { female: { low: 36, high: 46 }, male: { low: 41, high: 53 } }
  },
  mcv: test('787-2', 'MCV [Entitic volume] by Automated count', 'fL', 0, 80, 100),
  platelets: test(
    '777-3',
    'Platelets [#/volume] in Blood by Automated count',
    '10*3/uL',
    0,
    150,
    400
  ),
  cholesterol: test('2093-3', 'Cholesterol [Mass/volume] in Serum or Plasma', 'mg/dL', 0),
  triglycerides: test('2571-8', 'Triglyceride [Mass/volume] in Serum or Plasma', 'mg/dL', 0),
  hdl: test('2085-9', 'Cholesterol in HDL [Mass/volume] in Serum or Plasma', 'mg/dL', 0),
  ldl: test('18262-6', 'Cholesterol in LDL [Mass/volume] in Serum or Plasma', 'mg/dL', 0),
  hba1c: test('4548-4', 'Hemoglobin A1c/Hemoglobin.total in Blood', '%', 1, 4, 5.6),
  urineAlbumin: {
    ...test('9318-7', 'Albumin/Creatinine [Mass Ratio] in Urine', 'mg/g', 0),
    range: { high: 30 }
  },
  ferritin: {
    ...test('2276-4', 'Ferritin [Mass/volume] in Serum or Plasma', 'ng/mL', 0),
    rangeOf: { female: { low: 15, high: 150 }, male: { low: 30, high: 400 } }
  },
  thyrotropin: test(
    '3016-3',
    'Thyrotropin [Units/volume] in Serum or Plasma',
    'u[IU]/mL',
    1,
    0.4,
    4.5
  ),
  inr: test('6301-6', 'INR in Platelet poor plasma by Coagulation assay', '{INR}', 1)
} as const satisfies Record<string, Test>

export type TestName = keyof typeof tests
export type Values = Partial<Record<TestName, number>>

/** What is reported together, under one DiagnosticReport. */
export const panels = {
  metabolic: {
    coding: {
      system: loinc,
      code: '51990-0',
      display: 'Basic metabolic panel - Blood'
    },
    tests: [
      ...(['sodium', 'potassium', 'chloride', 'bicarbonate', 'urea', 'creatinine'] as const),
      ...(['egfr', 'glucose', 'calcium'] as const)
    ]
  },
  count: {
    coding: {
      system: loinc,
      code: '58410-2',
      display: 'CBC panel - Blood by Automated count'
    },
    tests: ['leukocytes', 'hemoglobin', 'hematocrit', 'mcv', 'platelets'] as const
  },
  lipids: {
    coding: {
      system: loinc,
      code: '57698-3',
      display: 'Lipid panel with direct LDL - Serum or Plasma'
    },
    tests: ['cholesterol', 'triglycerides', 'hdl', 'ldl'] as const
  }
} as const

export type PanelName = keyof typeof panels

function test(
  code: string,
  display: string,
  unit: string,
  digits: number,
  low?: number,
  high?: number
): Test {
  const range = {
    ...(low === undefined ? {} : { low }),
    ...(high === undefined ? {} : { high })
  }
  return { code, display, unit, digits, ...(low === undefined ? {} : { range }) }
}
