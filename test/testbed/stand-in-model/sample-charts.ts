/** Chart texts written by hand in the grammar of the chart, for the stand-in's tests. */
export const ironChart = chart('61y male', [
  'PROBLEMS',
  '[C1] Essential hypertension (SCT 59621000) active since D-2150',
  'MEDICATIONS',
  '[M1] amlodipine 5 MG Oral Tablet (RX 197361) active since D-2120; 5 mg/d',
  'RESULTS',
  'Hemoglobin [Mass/volume] in Blood (LN 718-7) g/dL: 10.4 D-34 [O9]; 11.5 D-330 [O8]; 12.7 D-660 [O7]; 14.7 D-2120 [O2]; +3 older min 13.6 max 14.4; change -29 % in 2086 d',
  'MCV [Entitic volume] by Automated count (LN 787-2) fL: 74 D-34 [O10]; 77 D-330 [O6]',
  'Ferritin [Mass/volume] in Serum or Plasma (LN 2276-4) ng/mL: 9 D-34 [O11]',
  'ABSENCES',
  '[X1] no colonoscopy (searched D-3650 to D0, 0 hits)'
])

export const calciumChart = chart('64y female', [
  'PROBLEMS',
  '[C2] Osteoporosis (SCT 64859006) active since D-430',
  'MEDICATIONS',
  '[M1] alendronic acid 10 MG Oral Tablet (RX 904419) active since D-425; 10 mg/d',
  'RESULTS',
  'Calcium [Mass/volume] in Serum or Plasma (LN 17861-6) mg/dL: 11.2 D-36 [O30]; 10.9 D-425 [O20]; 10.7 D-790 [O12]; 10.3 D-1160 [O5]',
  'RESOLVED PROBLEMS',
  '[C1] Kidney stone (SCT 95570007) resolved since D-1420 until D-1380',
  'ABSENCES',
  '[X2] no parathyroid hormone (searched D-730 to D0, 0 hits)'
])

export const potassiumChart = chart('46y male', [
  'PROBLEMS',
  '[C1] Essential hypertension (SCT 59621000) active since D-1900',
  'MEDICATIONS',
  '[M1] 24 HR metoprolol succinate 100 MG Extended Release Oral Tablet (RX 866412) active since D-560; 100 mg/d',
  '[M2] lisinopril 10 MG Oral Tablet (RX 314076) active since D-1300; 20 mg/d',
  '[M3] amlodipine 5 MG Oral Tablet (RX 197361) active since D-1880; 10 mg/d',
  'RESULTS',
  'Potassium [Moles/volume] in Serum or Plasma (LN 2823-3) mmol/L: 3.1 D-24 [O40]; 3.2 D-245 [O31]; 3.3 D-560 [O22]; 3.5 D-930 [O13]',
  'VITALS',
  'Systolic blood pressure (LN 8480-6) mm[Hg]: 156 D-24 [O41]; 154 D-245 [O32]',
  'Diastolic blood pressure (LN 8462-4) mm[Hg]: 98 D-24 [O41]; 96 D-245 [O32]'
])

export const sodiumChart = chart('72y female', [
  'PROBLEMS',
  '[C2] Depressive disorder (SCT 35489007) active since D-268',
  'MEDICATIONS',
  '[M1] citalopram 20 MG Oral Tablet (RX 200371) active since D-262; 20 mg/d',
  'RESULTS',
  'Sodium [Moles/volume] in Serum or Plasma (LN 2951-2) mmol/L: 130 D-27 [O90]; 133 D-160 [O80]; 139 D-262 [O70]; 140 D-530 [O60]'
])

export const kidneyChart = chart('63y male', [
  'MEDICATIONS',
  '[M1] naproxen 500 MG Oral Tablet (RX 198014) active since D-600; 1000 mg/d',
  'RESULTS',
  'eGFR (LN 98979-8) mL/min/1.73m2: 47 D-18 [O7]; 61 D-262 [O6]; 78 D-560 [O5]; 80 D-920 [O4]',
  'ABSENCES',
  '[X1] no urine albumin (searched D-730 to D0, 0 hits)'
])

export const glucoseChart = chart('55y male', [
  'PROBLEMS',
  '[C1] Type 2 diabetes mellitus (SCT 44054006) active since D-2230',
  'RESULTS',
  'Hemoglobin A1c/Hemoglobin.total in Blood (LN 4548-4) %: 9.8 D-214 [O8]; 8.2 D-690 [O7]'
])

export const weightChart = chart('70y male', [
  'RESULTS',
  'Platelets [#/volume] in Blood (LN 777-3) 10*3/uL: 468 D-10 [O4]; 390 D-200 [O3]',
  'Albumin [Mass/volume] in Serum or Plasma (LN 1751-7) g/dL: 3.1 D-10 [O5]; 4.0 D-300 [O2]',
  'VITALS',
  'Body weight (LN 29463-7) kg: 68 D-10 [O6]; 70 D-60 [O9]; 76 D-240 [O1]'
])

export const wellChart = chart('47y female', [
  'RESULTS',
  'Hemoglobin [Mass/volume] in Blood (LN 718-7) g/dL: 13.4 D-270 [O2]; 13.5 D-1380 [O1]',
  'VITALS',
  'Systolic blood pressure (LN 8480-6) mm[Hg]: 118 D-270 [O3]'
])

export const emptyChart = chart('30y male', ['PROBLEMS', '[C1] Asthma active since D-900'])

export function chart(patient: string, lines: readonly string[]): readonly string[] {
  return [
    'CHART day 0 is today; D-14 is 14 days ago; every line of the record carries its alias in [ ]',
    `PATIENT ${patient}`,
    ...lines
  ]
}

export function without(lines: readonly string[], words: RegExp): readonly string[] {
  return lines.filter((line) => !words.test(line))
}

export function asks(part: 'review' | 'moment', lines: readonly string[]): string {
  return `Give your findings.\nASK ${part}\n<<<CHART\n${lines.join('\n')}\nCHART>>>`
}

export function withOrder(lines: readonly string[], ...orders: readonly string[]): string {
  return asks('moment', [...lines, 'MOMENT order-select', ...orders])
}
