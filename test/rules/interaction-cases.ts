import type { RuleCase } from './a-view.ts'
import { egfr } from './a-view.ts'
import { active, draft, onceDaily } from './drugs.ts'
import {
  aConcept,
  aCondition,
  aLabResult,
  aPatient,
  aQuantity,
  icd10,
  notRead,
  snomed
} from '../support/records.ts'

/* Pairs of drugs: situations 3, 6, 10, 11, 16 to 18, 27 to 30, 33, 36 and 37. */

const medicationsUnread = { medications: notRead('failed') }
const potassium = (value: number, date = '2026-11-10') =>
  aLabResult('k', '2823-3', value, 'mmol/L', date)
const qtc = (value: number) => aLabResult('qtc', '8636-3', value, 'ms', '2026-11-10')
const at50 = aPatient({ birthDate: '1976-01-01' })
const lowMagnesium = aLabResult('mg', '19123-9', 1.2, 'mg/dL', '2026-11-10', {
  referenceRange: [{ low: aQuantity(1.7, 'mg/dL'), high: aQuantity(2.4, 'mg/dL') }]
})

const bleeding: readonly RuleCase[] = [
  {
    name: 'naproxen on apixaban with eGFR 24 names bleeding and kidneys on one card',
    given: { drafts: [draft('naproxen')], resources: [active('apixaban'), egfr(24, '2026-10-01')] },
    said: ['R-03 critical'],
    summary:
      'Naproxen ordered, apixaban active (3 Nov 2025): bleeding, and harm to kidneys at eGFR 24 (1 Oct 2026)'
  },
  {
    name: 'naproxen on apixaban with eGFR 30 is a bleeding risk only',
    given: { drafts: [draft('naproxen')], resources: [active('apixaban'), egfr(30, '2026-10-01')] },
    said: ['R-03 warning']
  },
  {
    name: 'naproxen on apixaban without an eGFR is still told',
    given: { drafts: [draft('naproxen')], resources: [active('apixaban')] },
    said: ['R-03 warning']
  },
  {
    name: 'apixaban on naproxen with eGFR 24 is critical too',
    given: { drafts: [draft('apixaban')], resources: [active('naproxen'), egfr(24, '2026-10-01')] },
    said: ['R-03 critical']
  },
  {
    name: 'topical diclofenac on apixaban is silent',
    given: {
      drafts: [draft('diclofenacGel', { dosageInstruction: [] })],
      resources: [active('apixaban'), egfr(24, '2026-10-01')]
    },
    said: []
  },
  {
    name: 'apixaban with an unread medication list cannot be checked',
    given: { drafts: [draft('apixaban')], states: medicationsUnread },
    said: ['R-03 info missing']
  }
]

const pressure: readonly RuleCase[] = [
  {
    name: 'losartan on lisinopril is dual blockade',
    given: { drafts: [draft('losartan')], resources: [active('lisinopril')] },
    said: ['R-06 warning'],
    summary:
      'Losartan ordered, lisinopril active (3 Nov 2025): dual blockade, risk to kidneys and potassium'
  },
  {
    name: 'lisinopril on losartan is dual blockade too',
    given: { drafts: [draft('lisinopril')], resources: [active('losartan')] },
    said: ['R-06 warning']
  },
  {
    name: 'losartan after a stopped lisinopril is silent',
    given: {
      drafts: [draft('losartan')],
      resources: [active('lisinopril', { status: 'stopped' })]
    },
    said: []
  },
  {
    name: 'losartan with an unread medication list cannot be checked',
    given: { drafts: [draft('losartan')], states: medicationsUnread },
    said: ['R-06 info missing']
  },
  {
    name: 'verapamil on metoprolol is told',
    given: { drafts: [draft('verapamil')], resources: [active('metoprolol')] },
    said: ['R-33 warning']
  },
  {
    name: 'metoprolol on diltiazem is told',
    given: { drafts: [draft('metoprolol')], resources: [active('diltiazem')] },
    said: ['R-33 warning']
  },
  {
    name: 'amlodipine on metoprolol is silent',
    given: { drafts: [draft('amlodipine')], resources: [active('metoprolol')] },
    said: []
  },
  {
    name: 'metoprolol with an unread medication list cannot be checked',
    given: { drafts: [draft('metoprolol')], states: medicationsUnread },
    said: ['R-33 info missing']
  }
]

const heartRhythm: readonly RuleCase[] = [
  {
    name: 'haloperidol on escitalopram with potassium 3.1 is told',
    given: { drafts: [draft('haloperidol')], resources: [active('escitalopram'), potassium(3.1)] },
    said: ['R-10 warning'],
    summary:
      'Haloperidol ordered, escitalopram active (3 Nov 2025): QT risk, potassium 3.1 mmol/L (10 Nov 2026)'
  },
  {
    name: 'ondansetron on escitalopram with potassium 3.1 is told',
    given: { drafts: [draft('ondansetron')], resources: [active('escitalopram'), potassium(3.1)] },
    said: ['R-10 warning']
  },
  {
    name: 'escitalopram on ondansetron with potassium 3.1 is told once',
    given: { drafts: [draft('escitalopram')], resources: [active('ondansetron'), potassium(3.1)] },
    said: ['R-10 warning']
  },
  {
    name: 'both ordered together have one finding',
    given: { drafts: [draft('escitalopram'), draft('ondansetron')], resources: [potassium(3.1)] },
    said: ['R-10 warning']
  },
  {
    name: 'a long QT on the problem list is enough',
    given: {
      drafts: [draft('ondansetron')],
      resources: [
        active('escitalopram'),
        aCondition({ code: aConcept(icd10, 'I45.81', 'Long QT syndrome') })
      ]
    },
    said: ['R-10 warning']
  },
  {
    name: 'a QTc of 510 ms is enough',
    given: { drafts: [draft('haloperidol')], resources: [active('escitalopram'), qtc(510)] },
    said: ['R-10 warning']
  },
  {
    name: 'potassium 4.2 and QTc 410 are silent',
    given: {
      drafts: [draft('haloperidol')],
      resources: [active('escitalopram'), potassium(4.2), qtc(410)]
    },
    said: []
  },
  {
    name: 'potassium of exactly 3.5 is not low',
    given: { drafts: [draft('haloperidol')], resources: [active('escitalopram'), potassium(3.5)] },
    said: []
  },
  {
    name: 'a low potassium of last spring says nothing of today',
    given: {
      drafts: [draft('ondansetron')],
      resources: [active('escitalopram'), potassium(3.1, '2026-04-01')]
    },
    said: []
  },
  {
    name: 'haloperidol on escitalopram without potassium and QTc cannot be assessed',
    given: { drafts: [draft('haloperidol')], resources: [active('escitalopram')] },
    said: ['R-10 info missing']
  },
  {
    name: 'citalopram 80 mg a day on ondansetron is critical',
    given: {
      drafts: [draft('citalopram10', eightTimes())],
      resources: [active('ondansetron')],
      patient: at50
    },
    said: ['R-09 warning', 'R-11 critical']
  },
  {
    name: 'ondansetron on citalopram 80 mg a day is critical',
    given: { drafts: [draft('ondansetron')], resources: [active('citalopram10', eightTimes())] },
    said: ['R-11 critical']
  },
  {
    name: 'ondansetron on citalopram 40 mg a day is silent',
    given: { drafts: [draft('ondansetron')], resources: [active('citalopram')] },
    said: []
  },
  {
    name: 'citalopram without a dose on ondansetron is not called high',
    given: {
      drafts: [draft('ondansetron')],
      resources: [active('citalopram', { dosageInstruction: [] })]
    },
    said: []
  },
  {
    name: 'citalopram 80 mg a day with an unread medication list cannot be checked',
    given: {
      drafts: [draft('citalopram10', eightTimes())],
      states: medicationsUnread,
      patient: at50
    },
    said: ['R-09 warning', 'R-10 info missing']
  }
]

const potassiumAndDigoxin: readonly RuleCase[] = [
  {
    name: 'trimethoprim on spironolactone at 67 years is told',
    given: { drafts: [draft('sulfamethoxazole')], resources: [active('spironolactone')] },
    said: ['R-16 warning']
  },
  {
    name: 'lisinopril on trimethoprim at 67 years is told',
    given: { drafts: [draft('lisinopril')], resources: [active('sulfamethoxazole')] },
    said: ['R-16 warning']
  },
  {
    name: 'trimethoprim on lisinopril from 65 years on is told',
    given: {
      drafts: [draft('sulfamethoxazole')],
      resources: [active('lisinopril')],
      patient: aPatient({ birthDate: '1961-11-20' })
    },
    said: ['R-16 warning']
  },
  {
    name: 'trimethoprim on lisinopril at 64 years is silent',
    given: {
      drafts: [draft('sulfamethoxazole')],
      resources: [active('lisinopril')],
      patient: aPatient({ birthDate: '1961-11-21' })
    },
    said: []
  },
  {
    name: 'trimethoprim on lisinopril without an age cannot be assessed',
    given: {
      drafts: [draft('sulfamethoxazole')],
      resources: [active('lisinopril')],
      patient: ageless()
    },
    said: ['R-16 info missing']
  },
  {
    name: 'amiodarone on digoxin is told with eGFR',
    given: {
      drafts: [draft('amiodarone', onceDaily)],
      resources: [active('digoxin'), egfr(48, '2026-10-01')]
    },
    said: ['R-17 warning']
  },
  {
    name: 'digoxin on clarithromycin is told',
    given: { drafts: [draft('digoxin')], resources: [active('clarithromycin')] },
    said: ['R-17 warning']
  },
  {
    name: 'amiodarone after a stopped digoxin is silent',
    given: { drafts: [draft('amiodarone')], resources: [active('digoxin', { status: 'stopped' })] },
    said: []
  },
  {
    name: 'cyclosporine on digoxin is told',
    given: { drafts: [draft('cyclosporine')], resources: [active('digoxin'), potassium(4.1)] },
    said: ['R-18 warning']
  },
  {
    name: 'digoxin on cyclosporine with potassium 3.1 is critical',
    given: { drafts: [draft('digoxin')], resources: [active('cyclosporine'), potassium(3.1)] },
    said: ['R-18 critical'],
    summary:
      'Digoxin ordered, cyclosporine active (3 Nov 2025): low potassium, risk of digoxin toxicity'
  },
  {
    name: 'cyclosporine on digoxin with a magnesium below its range is critical',
    given: {
      drafts: [draft('cyclosporine')],
      resources: [active('digoxin'), potassium(4.1), lowMagnesium]
    },
    said: ['R-18 critical']
  },
  {
    name: 'cyclosporine eye drops on digoxin are silent',
    given: {
      drafts: [draft('cyclosporineEye', { dosageInstruction: [] })],
      resources: [active('digoxin')]
    },
    said: []
  },
  {
    name: 'digoxin with an unread medication list has one finding',
    given: { drafts: [draft('digoxin')], states: medicationsUnread },
    said: ['R-17 info missing'],
    summary:
      'Digoxin ordered: could not be checked against amiodarone or clarithromycin and cyclosporine, record incomplete'
  }
]

const toxic: readonly RuleCase[] = [
  {
    name: 'sertraline on phenelzine is critical',
    given: { drafts: [draft('sertraline')], resources: [active('phenelzine')] },
    said: ['R-27 critical']
  },
  {
    name: 'linezolid on sertraline is critical',
    given: { drafts: [draft('linezolid')], resources: [active('sertraline')] },
    said: ['R-27 critical']
  },
  {
    name: 'sertraline after a stopped phenelzine is silent',
    given: {
      drafts: [draft('sertraline')],
      resources: [active('phenelzine', { status: 'stopped' })]
    },
    said: []
  },
  {
    name: 'sertraline with an unread medication list cannot be checked',
    given: { drafts: [draft('sertraline')], states: medicationsUnread },
    said: ['R-27 info missing']
  },
  {
    name: 'allopurinol on azathioprine is critical',
    given: { drafts: [draft('allopurinol')], resources: [active('azathioprine')] },
    said: ['R-28 critical']
  },
  {
    name: 'azathioprine on febuxostat is critical',
    given: { drafts: [draft('azathioprine')], resources: [active('febuxostat')] },
    said: ['R-28 critical']
  },
  {
    name: 'allopurinol without a thiopurine is silent',
    given: { drafts: [draft('allopurinol')], resources: [active('metoprolol')] },
    said: []
  },
  {
    name: 'allopurinol with an unread medication list cannot be checked',
    given: { drafts: [draft('allopurinol')], states: medicationsUnread },
    said: ['R-28 info missing']
  },
  {
    name: 'trimethoprim-sulfamethoxazole on weekly methotrexate is critical',
    given: { drafts: [draft('sulfamethoxazole')], resources: [active('methotrexate', weekly())] },
    said: ['R-29 critical']
  },
  {
    name: 'methotrexate on trimethoprim-sulfamethoxazole is critical',
    given: { drafts: [draft('methotrexate', weekly())], resources: [active('sulfamethoxazole')] },
    said: ['R-29 critical']
  },
  {
    name: 'methotrexate every day is critical',
    given: { drafts: [draft('methotrexate', onceDaily)] },
    said: ['R-29 critical'],
    summary: 'Methotrexate ordered every day: outside of cancer it is taken once a week'
  },
  {
    name: 'methotrexate once a week is silent',
    given: { drafts: [draft('methotrexate', weekly())] },
    said: []
  },
  {
    name: 'methotrexate every day in active cancer is silent',
    given: {
      drafts: [draft('methotrexate', onceDaily)],
      resources: [
        aCondition({ code: aConcept(snomed, '91861009', 'Acute myeloid leukemia (disorder)') })
      ]
    },
    said: []
  },
  {
    name: 'weekly methotrexate with an unread medication list cannot be checked',
    given: { drafts: [draft('methotrexate', weekly())], states: medicationsUnread },
    said: ['R-29 info missing']
  },
  {
    name: 'hydrochlorothiazide on lithium is told',
    given: { drafts: [draft('hydrochlorothiazide')], resources: [active('lithium')] },
    said: ['R-30 warning']
  },
  {
    name: 'lithium on lisinopril is told',
    given: { drafts: [draft('lithium')], resources: [active('lisinopril')] },
    said: ['R-30 warning']
  },
  {
    name: 'ibuprofen on lithium is told',
    given: { drafts: [draft('ibuprofen')], resources: [active('lithium')] },
    said: ['R-30 warning']
  },
  {
    name: 'lithium on amlodipine is silent',
    given: { drafts: [draft('lithium')], resources: [active('amlodipine')] },
    said: []
  },
  {
    name: 'lithium with an unread medication list cannot be checked',
    given: { drafts: [draft('lithium')], states: medicationsUnread },
    said: ['R-30 info missing']
  },
  {
    name: 'clarithromycin on colchicine with eGFR 22 is critical',
    given: {
      drafts: [draft('clarithromycin')],
      resources: [active('colchicine'), egfr(22, '2026-10-01')]
    },
    said: ['R-36 critical']
  },
  {
    name: 'colchicine on clarithromycin with eGFR 80 is told',
    given: {
      drafts: [draft('colchicine')],
      resources: [active('clarithromycin'), egfr(80, '2026-10-01')]
    },
    said: ['R-36 warning']
  },
  {
    name: 'colchicine on clarithromycin without an eGFR is told',
    given: { drafts: [draft('colchicine')], resources: [active('clarithromycin')] },
    said: ['R-36 warning']
  },
  {
    name: 'colchicine without clarithromycin is silent',
    given: { drafts: [draft('colchicine')], resources: [active('allopurinol')] },
    said: []
  },
  {
    name: 'omeprazole on clopidogrel is for information',
    given: { drafts: [draft('omeprazole')], resources: [active('clopidogrel')] },
    said: ['R-37 info']
  },
  {
    name: 'clopidogrel on omeprazole is for information',
    given: { drafts: [draft('clopidogrel')], resources: [active('omeprazole')] },
    said: ['R-37 info']
  },
  {
    name: 'pantoprazole on clopidogrel is silent',
    given: { drafts: [draft('pantoprazole')], resources: [active('clopidogrel')] },
    said: []
  },
  {
    name: 'clopidogrel with an unread medication list cannot be checked',
    given: { drafts: [draft('clopidogrel')], states: medicationsUnread },
    said: ['R-37 info missing']
  }
]

export const interactionCases: readonly RuleCase[] = [
  ...bleeding,
  ...pressure,
  ...heartRhythm,
  ...potassiumAndDigoxin,
  ...toxic
]

/** Four tablets twice a day: 80 mg of citalopram 10 mg. */
function eightTimes() {
  const timing = { repeat: { frequency: 2, period: 1, periodUnit: 'd' as const } }
  return {
    dosageInstruction: [{ timing, doseAndRate: [{ doseQuantity: { value: 4, unit: 'tablet' } }] }]
  }
}

function weekly() {
  const timing = { repeat: { frequency: 1, period: 1, periodUnit: 'wk' as const } }
  return {
    dosageInstruction: [{ timing, doseAndRate: [{ doseQuantity: { value: 6, unit: 'tablet' } }] }]
  }
}

function ageless() {
  const patient = aPatient()
  delete patient.birthDate
  return patient
}
