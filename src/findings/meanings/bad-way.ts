/** Which way a result goes when it gets worse; none where both ways can be bad. */
export const badWay: Readonly<Record<string, 'up' | 'down'>> = {
  egfr: 'down',
  creatinine: 'up',
  'urea-nitrogen': 'up',
  uacr: 'up',
  hemoglobin: 'down',
  hematocrit: 'down',
  hba1c: 'up',
  ldl: 'up',
  triglycerides: 'up',
  'total-cholesterol': 'up',
  alt: 'up',
  ast: 'up',
  bilirubin: 'up',
  psa: 'up',
  'creatine-kinase': 'up',
  'nt-probnp': 'up',
  lvef: 'down',
  qtc: 'up',
  albumin: 'down',
  'oxygen-saturation': 'down',
  phq9: 'up'
}
