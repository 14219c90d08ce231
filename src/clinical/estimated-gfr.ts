import type { Person } from './clinical-index.ts'

/*
 * CKD-EPI 2021, creatinine, without race (Inker, N Engl J Med 2021;385:1737; the coefficients are
 * those of the published equation): 142 × min(Scr/κ, 1)^α × max(Scr/κ, 1)^-1.200 × 0.9938^age,
 * × 1.012 for women.
 */
const women = { kappa: 0.7, alpha: -0.241, factor: 1.012 }
const men = { kappa: 0.9, alpha: -0.302, factor: 1 }

/** The equation is for adults. */
const adultYears = 18

/** eGFR in mL/min/1.73 m2 from a creatinine in mg/dL; undefined without age or sex, or for a child. */
export function estimatedGfr(person: Person, creatinine: number): number | undefined {
  const { ageYears, sex } = person
  if (ageYears === undefined || ageYears < adultYears || creatinine <= 0) return undefined
  if (sex !== 'female' && sex !== 'male') return undefined
  const { kappa, alpha, factor } = sex === 'female' ? women : men
  const ratio = creatinine / kappa
  const value =
    142 * Math.min(ratio, 1) ** alpha * Math.max(ratio, 1) ** -1.2 * 0.9938 ** ageYears * factor
  return Math.round(value)
}
