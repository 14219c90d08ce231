import type { PanelName, Sex, TestName, Values } from './laboratory.ts'
import { panels } from './laboratory.ts'

export interface Whose {
  readonly id: string
  readonly sex: Sex
  readonly ageYears: number
}

/** What a healthy adult's panel shows, and how far it moves from one sample to the next. */
const usual: Readonly<Partial<Record<TestName, readonly [middle: number, spread: number]>>> = {
  sodium: [140, 1.6],
  potassium: [4.2, 0.2],
  chloride: [103, 1.6],
  bicarbonate: [25, 1.4],
  egfr: [88, 3],
  glucose: [91, 5],
  calcium: [9.4, 0.2],
  leukocytes: [6.4, 0.8],
  mcv: [89, 1.4],
  platelets: [245, 18],
  cholesterol: [184, 9],
  triglycerides: [112, 14],
  hdl: [53, 3]
}
const usualHemoglobin = { female: 13.4, male: 14.8 }

/**
 * The values of the panels: those given, the rest as usual. What hangs together is worked out:
 * creatinine from eGFR, hematocrit from hemoglobin, LDL from the other lipids.
 */
export function fillPanels(
  whose: Whose,
  daysAgo: number,
  given: { panels: readonly PanelName[]; values: Values }
): Values {
  const values: Values = { ...given.values }
  const names = given.panels.flatMap((panel): readonly TestName[] => panels[panel].tests)
  for (const name of names) {
    const [middle, spread] = usual[name] ?? []
    if (values[name] !== undefined || middle === undefined || spread === undefined) continue
    values[name] = middle + spread * wobble(`${whose.id} ${name} ${daysAgo}`)
  }
  if (names.includes('hemoglobin')) {
    values.hemoglobin ??=
      usualHemoglobin[whose.sex] + 0.3 * wobble(`${whose.id} hemoglobin ${daysAgo}`)
    values.hematocrit ??= values.hemoglobin * 2.98
  }
  if (values.egfr !== undefined) {
    const ageYears = whose.ageYears - daysAgo / 365.25
    values.creatinine ??= creatinineOf(Math.round(values.egfr), { ...whose, ageYears })
    values.urea ??= 14 * (90 / values.egfr) ** 0.7
  }
  if (names.includes('ldl')) {
    // Friedewald's estimate, mg/dL.
    values.ldl ??= (values.cholesterol ?? 0) - (values.hdl ?? 0) - (values.triglycerides ?? 0) / 5
  }
  return values
}

/**
 * The creatinine (mg/dL) that gives this eGFR: CKD-EPI 2021 (Inker et al., N Engl J Med 2021;
 * 385:1737) solved for creatinine.
 */
function creatinineOf(egfr: number, { sex, ageYears }: Whose): number {
  const [kappa, alpha, factor] = sex === 'female' ? [0.7, -0.241, 1.012] : [0.9, -0.302, 1]
  const ratio = egfr / (142 * 0.9938 ** ageYears * factor)
  return kappa * (ratio <= 1 ? ratio ** (-1 / 1.2) : ratio ** (1 / alpha))
}

/** A pulse as counted on one day: the usual one, a few beats more or less. */
export function pulseOf(whose: Whose, daysAgo: number, usualPulse: number): number {
  return Math.round(usualPulse + 4 * wobble(`${whose.id} pulse ${daysAgo}`))
}

/** A steady small deviation between -1 and 1 for a name: the same record every time. */
function wobble(name: string): number {
  let state = 2_166_136_261
  for (const character of name) {
    state = Math.imul(state ^ (character.codePointAt(0) ?? 0), 16_777_619) >>> 0
  }
  state = Math.imul(state ^ (state >>> 15), 2_246_822_519) >>> 0
  return (state / 2 ** 32) * 2 - 1
}
