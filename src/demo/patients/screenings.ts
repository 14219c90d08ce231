/** Results in words of screening tests, as US practices record them. */
export const screenings = {
  mammogram: {
    code: '39153-2',
    display: 'MG Breast Screening',
    text: 'Benign findings, BI-RADS 2',
    category: 'imaging'
  },
  cervicalCytology: {
    code: '10524-7',
    display: 'Microscopic observation [Identifier] in Cervix by Cyto stain',
    text: 'Negative for intraepithelial lesion or malignancy'
  },
  stoolBlood: {
    code: '29771-3',
    display: 'Hemoglobin.gastrointestinal.lower [Presence] in Stool by Immunoassay',
    text: 'Negative'
  }
} as const
