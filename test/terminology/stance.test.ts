import { describe, expect, test } from 'vitest'
import { stanceAt, stanceOfWhole } from '../../src/terminology/stance.ts'
import type { Stance } from '../../src/terminology/stance.ts'

/* Every row is a label as a problem list may write it; the stance is towards the word of its group. */

const labels: Readonly<Record<string, Readonly<Record<Stance, readonly string[]>>>> = {
  asthma: {
    denied: [
      'No asthma',
      'No known asthma',
      'No history of asthma',
      'No hx of asthma',
      'No evidence of asthma',
      'No current evidence for asthma',
      'No signs of asthma',
      'No asthma, COPD or diabetes',
      'No COPD or asthma',
      'No diabetes, asthma, or COPD',
      'Denies asthma',
      'Patient denies asthma',
      'Denies COPD, asthma',
      'Denied any history of asthma',
      'Asthma denied',
      'Negative for asthma',
      'Neg for asthma',
      'Negative history of asthma',
      'Without asthma',
      'COPD without asthma',
      'Free of asthma',
      'Absence of asthma',
      'Ruled out asthma',
      'Ruled out for asthma',
      'Asthma ruled out',
      'Asthma - ruled out',
      'Asthma (ruled out)',
      'Asthma was ruled out',
      'Asthma has been excluded',
      'Asthma excluded',
      'Asthma: no',
      'Asthma? No',
      'Asthma - none',
      'Asthma: negative',
      'Asthma not present',
      'Asthma unlikely',
      'Asthma never diagnosed',
      'Asthma refuted',
      'Not asthma',
      'Not known to have asthma',
      'Does not have asthma',
      'Patient does not have asthma',
      'Dyspnea not caused by asthma',
      'Cough, not due to asthma',
      'Never had asthma',
      'Never diagnosed with asthma',
      'No longer has asthma',
      'Non asthma',
      '(-) asthma',
      'Screening for asthma',
      'Encounter for screening for asthma',
      'Asthma screening',
      'At risk of asthma',
      'Risk for asthma',
      'Increased risk of asthma',
      'Asthma risk assessment',
      'Family history of asthma',
      'Family hx asthma',
      'FH: asthma',
      'FHx asthma',
      'FH asthma',
      'Mother has asthma',
      'Mother with asthma',
      "Brother's asthma",
      'Maternal asthma',
      'Asthma in mother',
      'Asthma (mother)',
      'Asthma - family history',
      'Asthma, family history',
      'Father had asthma and COPD',
      'Fear of asthma',
      'Tested for asthma',
      'No one in family has asthma'
    ],
    affirmed: [
      'Asthma',
      'Childhood asthma',
      'Severe persistent asthma',
      'Asthma, no exacerbation',
      'No acute exacerbation of asthma',
      'No asthma exacerbation',
      'No complications of asthma',
      'Declined inhaler for asthma',
      'Refuses treatment for asthma',
      'Asthma without status asthmaticus',
      'Asthma, not well controlled',
      'Not well controlled asthma',
      'Non-allergic asthma',
      'Asthma, non-compliant',
      'No fever, has asthma',
      'No known drug allergies; asthma',
      'No known drug allergies, asthma',
      'Denies chest pain but has asthma',
      'Never smoker with asthma',
      'No problems other than asthma',
      'Unable to work due to asthma',
      'Not working because of asthma',
      'History of asthma',
      'H/o asthma',
      'Asthma; family history of eczema',
      'Asthma, family history of eczema',
      'Asthma, no COPD',
      'Mother reports asthma',
      'Per mother, asthma',
      'Known asthma',
      'Asthma attack',
      'Asthma: not resolved',
      'Unresolved asthma'
    ],
    possible: [
      'Suspected asthma',
      'Possible asthma',
      'Probable asthma',
      'Query asthma',
      '?asthma',
      'Asthma?',
      'Rule out asthma',
      'R/o asthma',
      'Asthma, suspected',
      'Asthma (possible)',
      'Asthma vs COPD',
      'Evaluation for asthma',
      'Asthma not ruled out',
      'Cannot rule out asthma',
      'Asthma cannot be excluded',
      'Asthma, not confirmed',
      'Concern for asthma'
    ],
    ended: [
      'Resolved asthma',
      'Asthma resolved',
      'Asthma, resolved',
      'Asthma (resolved)',
      'Asthma - in remission',
      'Asthma, in full remission',
      'Outgrown asthma',
      'Asthma (outgrown)',
      'Inactive asthma',
      'Asthma inactive'
    ]
  },
  hospice: {
    denied: [
      'Hospice declined',
      'Hospice care declined',
      'Declined hospice',
      'Declines hospice',
      'Patient declines hospice',
      'Family declined hospice',
      'Hospice referral declined',
      'Refused hospice',
      'Hospice refused by family',
      'Not a hospice candidate',
      'Not in hospice',
      'Not interested in hospice',
      'Does not want hospice',
      'Hospice offered, patient declined',
      'No hospice',
      'Mother in hospice',
      'Husband in hospice'
    ],
    affirmed: ['Hospice', 'Hospice care', 'Enrolled in hospice', 'Admitted to hospice'],
    possible: ['Considering hospice', 'Evaluation for hospice'],
    ended: ['Discharged from hospice']
  },
  pregnant: {
    denied: [
      'Not pregnant',
      'Not currently pregnant',
      'Patient is not pregnant',
      'Currently not pregnant',
      'Never pregnant',
      'No longer pregnant',
      'Pregnant: no',
      'Pregnant? No',
      'Denies being pregnant',
      'Wife pregnant',
      'Sister is pregnant'
    ],
    affirmed: [
      'Pregnant',
      'Currently pregnant',
      'Pregnant, no prenatal care',
      'Patient is pregnant'
    ],
    possible: ['Possibly pregnant', 'Pregnant?', 'May be pregnant?'],
    ended: []
  }
}

/** Of texts whose words no table knows. */
const wholes: Readonly<Record<Stance, readonly string[]>> = {
  denied: [
    'No history of Asma',
    'Patient denies Asma',
    'Asma: ruled out',
    'Asma bronchiale excluded',
    'Asma - no',
    'Mother has Asma',
    'Family history of Asma',
    'Screening for Asma',
    'Not known to have Asma'
  ],
  affirmed: [
    'Asma',
    'Asma without complication',
    'No complications of Asma',
    'Depression after the death of her mother',
    'Presence of coronary implant without complication',
    'Asma, no exacerbation'
  ],
  possible: ['Suspected Asma', 'Asma?', 'Rule out Asma'],
  ended: ['Resolved Asma', 'Asma bronchiale, resolved', 'Asma in remission']
}

describe('what a label says as a whole', () => {
  const rows = Object.entries(wholes).flatMap(([stance, texts]) =>
    texts.map((text) => ({ stance, text }))
  )
  test.for(rows)('$text: $stance', ({ stance, text }) => {
    expect(stanceOfWhole(text)).toBe(stance)
  })
})

describe('what a label says of what it names', () => {
  const rows = Object.entries(labels).flatMap(([word, byStance]) =>
    Object.entries(byStance).flatMap(([stance, texts]) =>
      texts.map((text) => ({ word, stance, text }))
    )
  )

  test.for(rows)('$text: $stance', ({ word, stance, text }) => {
    const start = text.toLowerCase().indexOf(word)
    expect(stanceAt(text, { start, end: start + word.length })).toBe(stance)
  })
})
