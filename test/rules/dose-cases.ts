import type { RuleCase } from './a-view.ts'
import { egfr } from './a-view.ts'
import { active, draft, onceDaily } from './drugs.ts'
import { aProcedure } from '../support/events.ts'
import {
  aConcept,
  aCondition,
  aDosage,
  aLabResult,
  aPatient,
  aVitalSign,
  icd10,
  notRead,
  snomed
} from '../support/records.ts'

/* Doses, kidneys, pregnancy and age: situations 9, 14, 15, 20 to 22, 24, 32, 34, 35 and 38. */

const medicationsUnread = { medications: notRead('failed') }
const undosed = { dosageInstruction: [] }
const at50 = aPatient({ birthDate: '1976-01-01' })
const at60 = aPatient({ birthDate: '1965-12-01' })
const at82 = aPatient({ birthDate: '1944-01-01' })
const youngWoman = aPatient({ birthDate: '1995-01-20' })
const pregnancy = aCondition({
  id: 'pregnancy',
  code: aConcept(snomed, '77386006', 'Pregnancy (finding)'),
  onsetDateTime: '2026-08-03'
})
const fibrillation = aCondition({
  id: 'af',
  code: aConcept(snomed, '49436004', 'Atrial fibrillation (disorder)')
})
const thrombosis = aCondition({
  id: 'vte',
  code: aConcept(snomed, '706870000', 'Acute pulmonary embolism (disorder)')
})
const hospice = aCondition({
  id: 'hospice',
  code: aConcept(icd10, 'Z51.5', 'Encounter for palliative care')
})
const potassium = (value: number, date = '2026-11-10') =>
  aLabResult('k', '2823-3', value, 'mmol/L', date)
const weight = (value: number, date = '2026-10-01') =>
  aVitalSign('weight', '29463-7', value, 'kg', date)
const creatinine = (value: number) => aLabResult('crea', '2160-0', value, 'mg/dL', '2026-10-01')

const doses: readonly RuleCase[] = [
  {
    name: 'citalopram 40 mg a day at 72 years is above the limit',
    given: { drafts: [draft('citalopram')], patient: aPatient({ birthDate: '1954-05-05' }) },
    said: ['R-09 warning'],
    summary: 'Citalopram 40 mg a day ordered: at most 20 mg a day at 72 years, QT prolongation'
  },
  {
    name: 'citalopram 20 mg a day at 67 years is silent',
    given: { drafts: [draft('citalopram', onceDaily)] },
    said: []
  },
  {
    name: 'citalopram 40 mg a day at 60 years is silent',
    given: { drafts: [draft('citalopram')], patient: at60 },
    said: []
  },
  {
    name: 'citalopram 60 mg a day at 50 years is above the limit for everyone',
    given: {
      drafts: [draft('citalopram', { dosageInstruction: [aDosage(3, 1)] })],
      patient: at50
    },
    said: ['R-09 warning']
  },
  {
    name: 'citalopram without a dose at 67 years cannot be checked',
    given: { drafts: [draft('citalopram', undosed)] },
    said: ['R-09 info missing']
  },
  {
    name: 'simvastatin 40 mg on amlodipine is above 20 mg',
    given: { drafts: [draft('simvastatin', onceDaily)], resources: [active('amlodipine')] },
    said: ['R-14 warning'],
    summary:
      'Simvastatin ordered, amlodipine active (3 Nov 2025): simvastatin 40 mg a day, limit 20 mg with amlodipine, myopathy'
  },
  {
    name: 'verapamil on simvastatin 40 mg is above 10 mg',
    given: { drafts: [draft('verapamil')], resources: [active('simvastatin', onceDaily)] },
    said: ['R-14 warning']
  },
  {
    name: 'half a tablet of simvastatin 40 mg on amlodipine is exactly the limit',
    given: {
      drafts: [draft('simvastatin', { dosageInstruction: [aDosage(0.5, 1)] })],
      resources: [active('amlodipine')]
    },
    said: []
  },
  {
    name: 'a tablet of 40 mg without a dose on amlodipine is told',
    given: { drafts: [draft('amlodipine')], resources: [active('simvastatin', undosed)] },
    said: ['R-14 warning']
  },
  {
    name: 'a tablet of 10 mg without a dose on amlodipine cannot be assessed',
    given: { drafts: [draft('amlodipine')], resources: [active('simvastatin10', undosed)] },
    said: ['R-14 info missing']
  },
  {
    name: 'rosuvastatin on amlodipine is silent',
    given: { drafts: [draft('rosuvastatin')], resources: [active('amlodipine')] },
    said: []
  },
  {
    name: 'apixaban 5 mg at 82 years and 55 kg is to be reduced',
    given: {
      drafts: [draft('apixaban')],
      resources: [fibrillation, weight(55), creatinine(1)],
      patient: at82
    },
    said: ['R-32 warning'],
    summary:
      'Apixaban full dose ordered; age 82 and weight 60 kg or less: 2.5 mg twice a day, bleeding risk'
  },
  {
    name: 'apixaban 5 mg at 82 years, 61 kg and creatinine 1.4 is silent',
    given: {
      drafts: [draft('apixaban')],
      resources: [fibrillation, weight(61), creatinine(1.4)],
      patient: at82
    },
    said: []
  },
  {
    name: 'apixaban 5 mg at 82 years and creatinine of exactly 1.5 is to be reduced',
    given: {
      drafts: [draft('apixaban')],
      resources: [fibrillation, weight(70), creatinine(1.5)],
      patient: at82
    },
    said: ['R-32 warning']
  },
  {
    name: 'apixaban 5 mg for pulmonary embolism is silent',
    given: {
      drafts: [draft('apixaban')],
      resources: [thrombosis, weight(55), creatinine(1.8)],
      patient: at82
    },
    said: []
  },
  {
    name: 'apixaban 5 mg at 82 years without weight and creatinine cannot be assessed',
    given: { drafts: [draft('apixaban')], resources: [fibrillation], patient: at82 },
    said: ['R-32 info missing']
  },
  {
    name: 'apixaban 5 mg at 67 years without weight and creatinine is silent',
    given: { drafts: [draft('apixaban')], resources: [fibrillation, weight(80)] },
    said: []
  },
  {
    name: 'apixaban 2.5 mg with no criterion in atrial fibrillation is for information',
    given: {
      drafts: [draft('apixaban2')],
      resources: [fibrillation, weight(80), creatinine(1)]
    },
    said: ['R-32 info']
  },
  {
    name: 'apixaban 2.5 mg with two criteria is silent',
    given: {
      drafts: [draft('apixaban2')],
      resources: [fibrillation, weight(55), creatinine(1)],
      patient: at82
    },
    said: []
  }
]

const opioids: readonly RuleCase[] = [
  {
    name: 'a fentanyl patch of 75 mcg an hour is 180 MME without naloxone',
    given: {
      drafts: [draft('fentanylPatch', onePatch())],
      resources: [active('oxycodoneTablet', onceDaily)]
    },
    said: ['R-20 warning'],
    summary: 'Fentanyl ordered: opioids add up to 195 MME a day, no naloxone found'
  },
  {
    name: 'a fentanyl patch with naloxone active is silent',
    given: {
      drafts: [draft('fentanylPatch', onePatch())],
      resources: [active('oxycodoneTablet', onceDaily), active('naloxone', undosed)]
    },
    said: []
  },
  {
    name: 'a fentanyl patch with naloxone ordered beside it is silent',
    given: {
      drafts: [draft('fentanylPatch', onePatch()), draft('naloxone', undosed)],
      resources: [active('oxycodoneTablet', onceDaily)]
    },
    said: []
  },
  {
    name: 'ordered and active opioids add up, each by its factor',
    given: {
      drafts: [draft('tramadol', { dosageInstruction: [aDosage(2, 2)] })],
      resources: [active('oxycodoneTablet')]
    },
    said: ['R-20 warning']
  },
  {
    name: 'a renewal is not counted twice',
    given: { drafts: [draft('oxycodoneTablet')], resources: [active('oxycodoneTablet')] },
    said: []
  },
  {
    name: 'opioids of 45 MME a day are silent',
    given: { drafts: [draft('oxycodoneTablet', { dosageInstruction: [aDosage(1, 3)] })] },
    said: []
  },
  {
    name: 'opioids of exactly 50 MME a day are told',
    given: {
      drafts: [draft('tramadol')],
      resources: [active('oxycodoneTablet')]
    },
    said: ['R-20 warning']
  },
  {
    name: 'a high dose in hospice care is silent',
    given: {
      drafts: [draft('fentanylPatch', onePatch())],
      resources: [active('oxycodoneTablet'), hospice]
    },
    said: []
  },
  {
    name: 'an opioid without a dose cannot be added up',
    given: {
      drafts: [draft('oxycodoneTablet', undosed)],
      resources: [active('tramadol', onceDaily)]
    },
    said: ['R-20 info missing', 'U-opioids info']
  },
  {
    name: 'a fentanyl patch with an unread medication list cannot be checked',
    given: { drafts: [draft('fentanylPatch', onePatch())], states: medicationsUnread },
    said: ['R-19 info missing']
  },
  {
    name: 'extended-release oxycodone as the first opioid is told',
    given: { drafts: [draft('oxycodone')] },
    said: ['R-21 warning']
  },
  {
    name: 'extended-release oxycodone after an opioid of last month is silent',
    given: {
      drafts: [draft('oxycodone')],
      resources: [active('tramadol', { status: 'completed', authoredOn: '2026-10-20' })]
    },
    said: []
  },
  {
    name: 'an opioid that ended half a year ago does not count',
    given: {
      drafts: [draft('oxycodone')],
      resources: [active('tramadol', { status: 'completed', authoredOn: '2026-05-20' })]
    },
    said: ['R-21 warning']
  },
  {
    name: 'ten days of oxycodone for acute pain are told',
    given: { drafts: [draft('oxycodoneTablet', forAcutePain(10))] },
    said: ['R-21 warning']
  },
  {
    name: 'seven days of oxycodone for acute pain are silent',
    given: { drafts: [draft('oxycodoneTablet', forAcutePain(7))] },
    said: []
  },
  {
    name: 'buprenorphine for opioid use disorder is no first opioid',
    given: {
      drafts: [draft('oxycodone')],
      resources: [
        aCondition({
          code: aConcept(snomed, '191865004', 'Opioid misuse disorder (disorder)')
        })
      ]
    },
    said: ['C-oud-opioid info']
  }
]

const kidneysAndPotassium: readonly RuleCase[] = [
  {
    name: 'spironolactone on lisinopril with potassium 5.4 is told',
    given: { drafts: [draft('spironolactone')], resources: [active('lisinopril'), potassium(5.4)] },
    said: ['R-15 warning'],
    summary: 'Potassium 5.4 (10 Nov 2026): spironolactone may raise potassium dangerously'
  },
  {
    name: 'spironolactone on lisinopril with potassium 5.8 is critical',
    given: { drafts: [draft('spironolactone')], resources: [active('lisinopril'), potassium(5.8)] },
    said: ['R-15 critical']
  },
  {
    name: 'spironolactone with potassium of exactly 5.0 is silent',
    given: { drafts: [draft('spironolactone')], resources: [active('lisinopril'), potassium(5)] },
    said: []
  },
  {
    name: 'spironolactone on lisinopril with eGFR 26 is told',
    given: {
      drafts: [draft('spironolactone')],
      resources: [active('lisinopril'), potassium(4.3), egfr(26, '2026-10-01')]
    },
    said: ['R-15 warning']
  },
  {
    name: 'lisinopril on spironolactone with potassium 5.4 is told',
    given: { drafts: [draft('lisinopril')], resources: [active('spironolactone'), potassium(5.4)] },
    said: ['R-15 warning']
  },
  {
    name: 'spironolactone with potassium 4.3, eGFR 70 and LVEF 30 is silent',
    given: {
      drafts: [draft('spironolactone')],
      resources: [
        active('lisinopril'),
        potassium(4.3),
        egfr(70, '2026-10-01'),
        aLabResult('lvef', '10230-1', 30, '%', '2026-10-01')
      ]
    },
    said: []
  },
  {
    name: 'spironolactone on lisinopril without a potassium cannot be assessed',
    given: { drafts: [draft('spironolactone')], resources: [active('lisinopril')] },
    said: ['R-15 info missing']
  },
  {
    name: 'nitrofurantoin with eGFR 24 is told',
    given: { drafts: [draft('nitrofurantoin')], resources: [egfr(24, '2026-10-01')] },
    said: ['R-35 warning']
  },
  {
    name: 'nitrofurantoin with eGFR 30 is silent',
    given: { drafts: [draft('nitrofurantoin')], resources: [egfr(30, '2026-10-01')] },
    said: []
  },
  {
    name: 'nitrofurantoin without an eGFR at 67 years cannot be assessed',
    given: { drafts: [draft('nitrofurantoin')] },
    said: ['R-35 info missing']
  },
  {
    name: 'nitrofurantoin without an eGFR for a young woman is silent',
    given: { drafts: [draft('nitrofurantoin')], patient: youngWoman },
    said: []
  },
  {
    name: 'nitrofurantoin with unread laboratory results cannot be assessed',
    given: {
      drafts: [draft('nitrofurantoin')],
      patient: youngWoman,
      states: { laboratory: notRead('failed') }
    },
    said: ['R-35 info missing']
  }
]

const peopleAndDrugs: readonly RuleCase[] = [
  {
    name: 'atorvastatin in a current pregnancy is a warning, no contraindication',
    given: { drafts: [draft('atorvastatin')], resources: [pregnancy], patient: youngWoman },
    said: ['R-22 warning']
  },
  {
    name: 'atorvastatin for a young woman who is not pregnant is silent',
    given: { drafts: [draft('atorvastatin')], patient: youngWoman },
    said: []
  },
  {
    name: 'atorvastatin for a young woman with an unread problem list cannot be checked',
    given: {
      drafts: [draft('atorvastatin')],
      patient: youngWoman,
      states: { conditions: notRead() }
    },
    said: ['R-22 info missing']
  },
  {
    name: 'valproate in a current pregnancy is critical',
    given: { drafts: [draft('valproate')], resources: [pregnancy], patient: youngWoman },
    said: ['R-24 critical']
  },
  {
    name: 'isotretinoin at 31 years without contraception is told',
    given: { drafts: [draft('isotretinoin')], patient: youngWoman },
    said: ['R-24 warning']
  },
  {
    name: 'isotretinoin with a contraceptive pill is silent',
    given: {
      drafts: [draft('isotretinoin')],
      resources: [active('contraceptivePill')],
      patient: youngWoman
    },
    said: []
  },
  {
    name: 'isotretinoin with an intrauterine device is silent',
    given: {
      drafts: [draft('isotretinoin')],
      resources: [
        aProcedure({
          code: { text: 'Insertion of intrauterine contraceptive device' }
        })
      ],
      patient: youngWoman
    },
    said: []
  },
  {
    name: 'valproate that is renewed asks for no contraception again',
    given: {
      drafts: [draft('valproate')],
      resources: [active('valproate')],
      patient: youngWoman
    },
    said: []
  },
  {
    name: 'valproate at 67 years and for men is silent',
    given: { drafts: [draft('valproate')] },
    said: []
  },
  {
    name: 'isotretinoin with an unread medication list cannot be checked for contraception',
    given: { drafts: [draft('isotretinoin')], patient: youngWoman, states: medicationsUnread },
    said: ['R-24 info missing']
  },
  {
    name: 'propranolol in asthma is contraindicated',
    given: { drafts: [draft('propranolol')], resources: [asthma()] },
    said: ['R-34 critical']
  },
  {
    name: 'metoprolol in asthma is silent',
    given: { drafts: [draft('metoprolol')], resources: [asthma()] },
    said: []
  },
  {
    name: 'propranolol without asthma is silent',
    given: { drafts: [draft('propranolol')] },
    said: []
  },
  {
    name: 'propranolol with an unread problem list cannot be checked',
    given: { drafts: [draft('propranolol')], states: { conditions: notRead('failed') } },
    said: ['R-34 info missing']
  },
  {
    name: 'diphenhydramine at 67 years is for information',
    given: { drafts: [draft('diphenhydramine')] },
    said: ['R-38 info']
  },
  {
    name: 'glyburide at 67 years is for information',
    given: { drafts: [draft('glyburide')] },
    said: ['R-38 info']
  },
  {
    name: 'lorazepam at 64 years is silent',
    given: { drafts: [draft('lorazepam')], patient: aPatient({ birthDate: '1961-11-21' }) },
    said: []
  },
  {
    name: 'amitriptyline that is already taken is silent',
    given: { drafts: [draft('amitriptyline')], resources: [active('amitriptyline')] },
    said: []
  },
  {
    name: 'a cream of diphenhydramine is silent',
    given: { drafts: [draft('diphenhydramineCream', undosed)] },
    said: []
  },
  {
    name: 'lorazepam in hospice care is silent',
    given: { drafts: [draft('lorazepam')], resources: [hospice] },
    said: []
  }
]

export const doseCases: readonly RuleCase[] = [
  ...doses,
  ...opioids,
  ...kidneysAndPotassium,
  ...peopleAndDrugs
]

function asthma() {
  return aCondition({ code: aConcept(snomed, '195967001', 'Asthma (disorder)') })
}

function onePatch() {
  const timing = { repeat: { frequency: 1, period: 3, periodUnit: 'd' as const } }
  return {
    dosageInstruction: [{ timing, doseAndRate: [{ doseQuantity: { value: 1, unit: 'patch' } }] }]
  }
}

function forAcutePain(days: number) {
  return {
    reasonCode: [aConcept(icd10, 'G89.18', 'Other acute postprocedural pain')],
    dispenseRequest: { expectedSupplyDuration: { value: days, unit: 'days', code: 'd' } }
  }
}
