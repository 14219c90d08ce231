import type { SuggestedAction } from './rule.ts'

/*
 * The tests that rules suggest. Codes: LOINC, those of the situations in the clinical reference;
 * displays are LOINC's long common names.
 */

const loinc = 'http://loinc.org'

/** Suggests an eGFR. */
export const addEgfr = testToAdd(
  '98979-8',
  'Glomerular filtration rate/1.73 sq M.predicted [Volume Rate/Area] in Serum, Plasma or Blood by Creatinine-based formula (CKD-EPI 2021)',
  'Order an eGFR'
)

/** Suggests a urine albumin to creatinine ratio. */
export const addUacr = testToAdd(
  '9318-7',
  'Albumin/Creatinine [Mass Ratio] in Urine',
  'Order a urine albumin to creatinine ratio'
)

/** Suggests an INR. */
export const addInr = testToAdd(
  '6301-6',
  'INR in Platelet poor plasma by Coagulation assay',
  'Order an INR'
)

/** Suggests an HbA1c. */
export const addHbA1c = testToAdd(
  '4548-4',
  'Hemoglobin A1c/Hemoglobin.total in Blood',
  'Order an HbA1c'
)

/** Suggests a ferritin. */
export const addFerritin = testToAdd(
  '2276-4',
  'Ferritin [Mass/volume] in Serum or Plasma',
  'Order a ferritin'
)

/** Suggests a serum potassium. */
export const addPotassium = testToAdd(
  '2823-3',
  'Potassium [Moles/volume] in Serum or Plasma',
  'Order a potassium'
)

/** Suggests a serum magnesium. */
export const addMagnesium = testToAdd(
  '19123-9',
  'Magnesium [Mass/volume] in Serum or Plasma',
  'Order a magnesium'
)

/** Suggests a creatinine. */
export const addCreatinine = testToAdd(
  '2160-0',
  'Creatinine [Mass/volume] in Serum or Plasma',
  'Order a creatinine'
)

/** Suggests a digoxin level. */
export const addDigoxinLevel = testToAdd(
  '10535-3',
  'Digoxin [Mass/volume] in Serum or Plasma',
  'Order a digoxin level'
)

/** Suggests a PSA. */
export const addPsa = testToAdd(
  '2857-1',
  'Prostate specific Ag [Mass/volume] in Serum or Plasma',
  'Order a PSA'
)

/** Suggests a haemoglobin. */
export const addHemoglobin = testToAdd(
  '718-7',
  'Hemoglobin [Mass/volume] in Blood',
  'Order a hemoglobin'
)

function testToAdd(code: string, display: string, label: string): SuggestedAction {
  return { type: 'add-test', label, test: { system: loinc, code, display } }
}
