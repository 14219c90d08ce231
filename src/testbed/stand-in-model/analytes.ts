import type { ChartText, Reading, Series } from './chart-text.ts'

/*
 * How the scripts recognise what a chart line speaks of: by code, or by the words of its label.
 */

const analytes = {
  hemoglobin: { codes: ['LN 718-7'], label: /^h(a)?emoglobin\b(?!.*a1c)/i },
  mcv: { codes: ['LN 787-2'], label: /\bmcv\b/i },
  ferritin: { codes: ['LN 2276-4'], label: /^ferritin\b/i },
  egfr: {
    codes: ['LN 98979-8', 'LN 62238-1', 'LN 77147-7', 'LN 33914-3'],
    label: /\begfr\b|glomerular filtration/i
  },
  urineAlbumin: { codes: ['LN 9318-7', 'LN 14959-1'], label: /albumin.*creatinine|\buacr\b/i },
  hba1c: { codes: ['LN 4548-4', 'LN 17856-6'], label: /\ba1c\b/i },
  calcium: { codes: ['LN 17861-6', 'LN 49765-1'], label: /^calcium\b/i },
  potassium: { codes: ['LN 2823-3', 'LN 6298-4'], label: /^potassium\b/i },
  sodium: { codes: ['LN 2951-2', 'LN 2947-0'], label: /^sodium\b/i },
  platelets: { codes: ['LN 777-3'], label: /^platelets\b/i },
  albumin: { codes: ['LN 1751-7'], label: /^albumin\b(?!.*creatinine)/i },
  weight: { codes: ['LN 29463-7'], label: /^body weight\b/i },
  systolic: { codes: ['LN 8480-6'], label: /^systolic\b/i }
} as const satisfies Record<string, { codes: readonly string[]; label: RegExp }>

export type Analyte = keyof typeof analytes

export interface NumericReading extends Reading {
  readonly value: number
}

/** Numeric readings of one analyte, newest first, gathered from every line that speaks of it. */
export function readingsOf(chart: ChartText, analyte: Analyte): readonly NumericReading[] {
  const { codes, label } = analytes[analyte]
  const matches = (series: Series) =>
    series.codes.some((code) => codes.some((known) => known === code)) || label.test(series.label)
  return chart.series
    .filter(matches)
    .flatMap((series) => series.readings)
    .filter((reading): reading is NumericReading => typeof reading.value === 'number')
    .toSorted((a, b) => b.day - a.day)
}

/** Active ingredients by class, as they stand in product names. */
export const drugs = {
  ssri: /\b(citalopram|escitalopram|sertraline|fluoxetine|paroxetine|fluvoxamine)\b/i,
  diuretic:
    /\b(hydrochlorothiazide|chlorthalidone|indapamide|furosemide|torsemide|bumetanide|metolazone)\b/i,
  antihypertensive:
    /\b(amlodipine|nifedipine|lisinopril|enalapril|ramipril|losartan|valsartan|olmesartan|metoprolol|atenolol|carvedilol|hydralazine|doxazosin|clonidine)\b/i,
  raisesCalcium: /\b(hydrochlorothiazide|chlorthalidone|indapamide|lithium)\b/i,
  anticoagulant: /\b(warfarin|apixaban|rivaroxaban|dabigatran|edoxaban)\b/i,
  nsaid: /\b(ibuprofen|naproxen|diclofenac|ketorolac|meloxicam|indomethacin|celecoxib)\b/i,
  renin: /\b(lisinopril|enalapril|ramipril|benazepril|captopril|losartan|valsartan|olmesartan)\b/i,
  penicillin: /\b(amoxicillin|ampicillin|penicillin|piperacillin|dicloxacillin)\b/i,
  metformin: /\bmetformin\b/i,
  warfarin: /\bwarfarin\b/i,
  sulfamethoxazole: /\bsulfamethoxazole\b/i,
  clarithromycin: /\bclarithromycin\b/i,
  simvastatin: /\bsimvastatin\b/i
} as const satisfies Record<string, RegExp>
