import type { Situation } from '../case-builder.ts'
import { active, twiceDaily } from '../drugs.ts'
import {
  allergy,
  answer,
  aPerson,
  bloodPressure,
  condition,
  encounter,
  procedure,
  report,
  result,
  rxnorm,
  serviceRequest,
  usualChart
} from '../resources.ts'
import { problems } from './problems.ts'

/* Situations L7 to L10 and L13 to L16, and what could get lost at discharge. */

const service = 'patient-view'
const anyWarning = ['.+']
const rash = ['271807003', 'Eruption of skin'] as const
const phq9 = ['44261-6', 'Patient Health Questionnaire 9 item (PHQ-9) total score'] as const
const metabolicPanel = ['51990-0', 'Basic metabolic panel - Blood'] as const
const woman58 = aPerson('female', '1968-03-02')
const man60 = aPerson('male', '1966-05-05')
const colonoscopy = ['73761001', 'Colonoscopy'] as const
const mammogram = ['39153-2', 'MG Breast Screening'] as const
const smear = ['10524-7', 'Cervical cytology'] as const

export const careGaps: readonly Situation[] = [
  {
    folder: 'L07-reduced-ejection-fraction',
    rule: 'L-07',
    cases: [
      {
        name: 'positive',
        title: 'LVEF 35 % without beta blocker and ACE inhibitor',
        service,
        record: [...usualChart, result('lvef', 35, '2026-05-01')],
        expect: [['info', 'LVEF 35']],
        silent: anyWarning
      },
      {
        name: 'negative-both',
        title: 'LVEF 35 % with carvedilol and lisinopril',
        service,
        record: [
          ...usualChart,
          condition(problems.heartFailure),
          result('lvef', 35, '2026-05-01'),
          active('carvedilol', twiceDaily),
          active('lisinopril')
        ]
      },
      {
        name: 'missing-data',
        title: 'LVEF 35 %, the medication list could not be read',
        service,
        record: [...usualChart, result('lvef', 35, '2026-05-01')],
        unread: ['medications'],
        expect: [['info', 'LVEF|medication']],
        silent: anyWarning
      }
    ]
  },
  {
    folder: 'L08-vascular-disease-statin',
    rule: 'L-08',
    cases: [
      {
        name: 'positive',
        title: 'Coronary disease without a statin',
        service,
        record: [...usualChart, condition(problems.coronaryDisease)],
        expect: [['info', 'statin']],
        silent: anyWarning
      },
      {
        name: 'positive-infarction',
        title: 'After a myocardial infarction, without a statin',
        service,
        record: [...usualChart, condition(problems.myocardialInfarction)],
        expect: [['info', 'statin']],
        silent: anyWarning
      },
      {
        name: 'negative-atorvastatin',
        title: 'Coronary disease with atorvastatin',
        service,
        record: [...usualChart, condition(problems.coronaryDisease), active('atorvastatin')]
      },
      {
        name: 'negative-statin-allergy',
        title: 'Coronary disease with an allergy to atorvastatin',
        service,
        record: [
          ...usualChart,
          condition(problems.coronaryDisease),
          allergy([rxnorm, '83367', 'atorvastatin'], [rash, 'mild'], '2019-01-10')
        ]
      },
      {
        name: 'negative-rhabdomyolysis',
        title: 'Coronary disease after rhabdomyolysis',
        service,
        record: [
          ...usualChart,
          condition(problems.coronaryDisease),
          condition(problems.rhabdomyolysis, '2020-01-10', '2020-02-10')
        ]
      },
      {
        name: 'missing-data',
        title: 'Coronary disease, the medication list could not be read',
        service,
        record: [...usualChart, condition(problems.coronaryDisease)],
        unread: ['medications'],
        expect: [['info', 'statin|medication']],
        silent: anyWarning
      }
    ]
  },
  {
    folder: 'L09-fibrillation-anticoagulant',
    rule: 'L-09',
    cases: [
      {
        name: 'positive-woman',
        title: 'Atrial fibrillation and hypertension at 67 years, no anticoagulant',
        service,
        record: [...usualChart, condition(problems.fibrillation), condition(problems.hypertension)],
        expect: [['warning', 'fibrillation.*anticoagulant']]
      },
      {
        name: 'positive-man',
        title: 'Atrial fibrillation, hypertension and diabetes in a man of 60 years',
        service,
        person: man60,
        record: [
          ...usualChart,
          condition(problems.fibrillationIcd),
          condition(problems.hypertension),
          condition(problems.type2Diabetes),
          result('egfr', 82, '2026-04-15'),
          result('uacr', 12, '2026-04-15')
        ],
        expect: [['warning', 'fibrillation.*anticoagulant']]
      },
      {
        name: 'negative-apixaban',
        title: 'Atrial fibrillation with apixaban',
        service,
        record: [
          ...usualChart,
          condition(problems.fibrillation),
          condition(problems.hypertension),
          active('apixaban', twiceDaily)
        ]
      },
      {
        name: 'negative-low-score',
        title: 'Atrial fibrillation in a man of 60 years without anything else',
        service,
        person: man60,
        record: [...usualChart, condition(problems.fibrillation)]
      },
      {
        name: 'missing-data',
        title: 'Atrial fibrillation, the medication list could not be read',
        service,
        record: [...usualChart, condition(problems.fibrillation), condition(problems.hypertension)],
        unread: ['medications'],
        expect: [['info', 'anticoagulant|medication']],
        silent: anyWarning
      }
    ]
  },
  {
    folder: 'L10-blood-pressure',
    rule: 'L-10',
    cases: [
      {
        name: 'positive',
        title: '152/88 and 148/92 at the last two visits, therapy unchanged',
        service,
        record: [
          condition(problems.hypertension),
          active('amlodipine'),
          encounter('2026-06-01'),
          bloodPressure(152, 88, '2026-06-01'),
          encounter('2026-10-01'),
          bloodPressure(148, 92, '2026-10-01')
        ],
        expect: [['info', '148/92']],
        silent: anyWarning
      },
      {
        name: 'negative-controlled',
        title: '152/88, then 126/78',
        service,
        record: [
          ...usualChart,
          condition(problems.hypertension),
          active('amlodipine'),
          encounter('2026-06-01'),
          bloodPressure(152, 88, '2026-06-01')
        ]
      },
      {
        name: 'negative-therapy-changed',
        title: 'Two high values, lisinopril added in between',
        service,
        record: [
          condition(problems.hypertension),
          active('amlodipine'),
          active('lisinopril', { authoredOn: '2026-06-02' }),
          encounter('2026-06-01'),
          bloodPressure(152, 88, '2026-06-01'),
          encounter('2026-10-01'),
          bloodPressure(148, 92, '2026-10-01')
        ]
      },
      {
        name: 'missing-data',
        title: 'Two high values, the medication list could not be read',
        service,
        record: [
          condition(problems.hypertension),
          encounter('2026-06-01'),
          bloodPressure(152, 88, '2026-06-01'),
          encounter('2026-10-01'),
          bloodPressure(148, 92, '2026-10-01')
        ],
        unread: ['medications'],
        expect: [['info', '148/92|medication']],
        silent: anyWarning
      }
    ]
  },
  {
    folder: 'L13-screening-overdue',
    rule: 'L-13',
    cases: [
      {
        name: 'positive',
        title: 'Colonoscopy of 2012, mammogram of 2022, smear of 2020: one card',
        service,
        person: woman58,
        record: [
          ...usualChart,
          procedure(colonoscopy, '2012-02-01'),
          report(mammogram, '2022-05-01'),
          report(smear, '2020-05-01')
        ],
        expect: [['info', 'screening.*colorectal.*breast.*cervical']],
        silent: anyWarning
      },
      {
        name: 'negative-up-to-date',
        title: 'All screening is up to date',
        service,
        person: woman58,
        record: [
          ...usualChart,
          procedure(colonoscopy, '2019-02-01'),
          report(mammogram, '2025-05-01'),
          report(smear, '2024-05-01')
        ]
      },
      {
        name: 'negative-hysterectomy',
        title: 'After a hysterectomy no smear is due',
        service,
        person: woman58,
        record: [
          ...usualChart,
          procedure(colonoscopy, '2019-02-01'),
          report(mammogram, '2025-05-01'),
          report(smear, '2015-05-01'),
          procedure(['236886002', 'Hysterectomy'], '2016-03-01')
        ]
      },
      {
        name: 'negative-colon-cancer',
        title: 'Known colon cancer: no colorectal screening',
        service,
        person: man60,
        record: [
          ...usualChart,
          procedure(colonoscopy, '2012-02-01'),
          condition(problems.colonCancer, '2013-02-01')
        ]
      },
      {
        name: 'missing-data',
        title: 'Procedures could not be read: nothing is called overdue, and the gap is said',
        service,
        person: woman58,
        record: [...usualChart, report(mammogram, '2022-05-01'), report(smear, '2024-05-01')],
        unread: ['procedures'],
        expect: [],
        silent: ['.+', 'overdue']
      }
    ]
  },
  {
    folder: 'L14-weight-loss',
    rule: 'L-14',
    cases: [
      {
        name: 'positive',
        title: 'From 80 kg to 74.4 kg in eight months without a reason',
        service,
        person: man60,
        record: [
          ...usualChart,
          result('weight', 80, '2026-03-01'),
          result('weight', 74.4, '2026-11-01')
        ],
        expect: [['info', '80 kg.*74\\.4 kg']],
        silent: anyWarning
      },
      {
        name: 'negative-stable',
        title: 'From 80 kg to 78 kg',
        service,
        person: man60,
        record: [
          ...usualChart,
          result('weight', 80, '2026-03-01'),
          result('weight', 78, '2026-11-01')
        ]
      },
      {
        name: 'negative-semaglutide',
        title: 'A loss on semaglutide',
        service,
        person: man60,
        record: [
          ...usualChart,
          active('semaglutide', { dosageInstruction: [] }),
          result('weight', 80, '2026-03-01'),
          result('weight', 74.4, '2026-11-01')
        ]
      },
      {
        name: 'missing-data',
        title: 'Vital signs could not be read: no loss is claimed, and the gap is said',
        service,
        person: man60,
        record: [...usualChart],
        unread: ['vitals'],
        expect: [],
        silent: ['.+']
      }
    ]
  },
  {
    folder: 'L15-severe-depression-score',
    rule: 'L-15',
    cases: [
      {
        name: 'positive',
        title: 'PHQ-9 22 in September, no follow-up; sent with the laboratory results',
        service,
        person: man60,
        record: [...usualChart, answer(phq9, 22, '2026-09-01')],
        expect: [['warning', 'PHQ-9 22']]
      },
      {
        name: 'positive-survey',
        title: 'PHQ-9 22 in September, no follow-up; category survey as in US Core',
        service,
        person: man60,
        record: [...usualChart, answer(phq9, 22, '2026-09-01', 'survey')],
        expect: [['warning', 'PHQ-9 22']]
      },
      {
        name: 'negative-psychiatry',
        title: 'PHQ-9 22, then a visit at psychiatry',
        service,
        person: man60,
        record: [
          ...usualChart,
          answer(phq9, 22, '2026-09-01'),
          encounter('2026-09-08', 'Psychiatry follow-up visit')
        ]
      },
      {
        name: 'negative-referral',
        title: 'PHQ-9 22 with a referral on the same day',
        service,
        person: man60,
        record: [
          ...usualChart,
          answer(phq9, 22, '2026-09-01'),
          serviceRequest('Referral to mental health counseling service', '2026-09-01')
        ]
      },
      {
        name: 'missing-data',
        title: 'PHQ-9 22, orders could not be read',
        service,
        person: man60,
        record: [...usualChart, answer(phq9, 22, '2026-09-01')],
        unread: ['orders'],
        expect: [['info', 'PHQ-9']],
        silent: anyWarning
      }
    ]
  },
  {
    folder: 'L16-opioid-use-disorder',
    rule: 'L-16',
    cases: [
      {
        name: 'positive',
        title: 'Opioid misuse disorder without medication for it',
        service,
        person: man60,
        record: [...usualChart, condition(problems.opioidMisuse)],
        expect: [['warning', 'opioid.*buprenorphine']]
      },
      {
        name: 'negative-buprenorphine',
        title: 'Opioid misuse disorder on buprenorphine',
        service,
        person: man60,
        record: [
          ...usualChart,
          condition(problems.opioidMisuse),
          active('buprenorphine', twiceDaily)
        ]
      },
      {
        name: 'missing-data',
        title: 'Opioid misuse disorder, the medication list could not be read',
        service,
        person: man60,
        record: [...usualChart, condition(problems.opioidMisuse)],
        unread: ['medications'],
        expect: [['info', 'opioid|medication']],
        silent: anyWarning
      }
    ]
  },
  {
    folder: 'D01-pending-results',
    rule: 'D-01',
    cases: [
      {
        name: 'positive',
        title: 'A metabolic panel is preliminary at discharge',
        service: 'encounter-discharge',
        context: { encounterId: 'stay' },
        record: [...usualChart, report(metabolicPanel, '2026-11-18', 'preliminary')],
        expect: [['warning', 'pending']]
      },
      {
        name: 'negative-final',
        title: 'All reports are final',
        service: 'encounter-discharge',
        context: { encounterId: 'stay' },
        record: [...usualChart, report(metabolicPanel, '2026-11-18')]
      },
      {
        name: 'missing-data',
        title: 'Reports could not be read',
        service: 'encounter-discharge',
        context: { encounterId: 'stay' },
        record: [...usualChart],
        unread: ['reports'],
        expect: [['info', 'pending']],
        silent: anyWarning
      }
    ]
  },
  {
    folder: 'D02-same-drug-twice',
    rule: 'D-02',
    cases: [
      {
        name: 'positive',
        title: 'Two strengths of amlodipine are active at discharge',
        service: 'encounter-discharge',
        context: { encounterId: 'stay' },
        record: [...usualChart, active('amlodipine'), active('amlodipine10')],
        expect: [['info', 'amlodipine']],
        silent: anyWarning
      },
      {
        name: 'negative-one-stopped',
        title: 'One of the two was stopped',
        service: 'encounter-discharge',
        context: { encounterId: 'stay' },
        record: [...usualChart, active('amlodipine'), active('amlodipine10', { status: 'stopped' })]
      },
      {
        name: 'missing-data',
        title: 'The medication list could not be read',
        service: 'encounter-discharge',
        context: { encounterId: 'stay' },
        record: [...usualChart],
        unread: ['medications'],
        expect: [['info', 'medication|twice']],
        silent: anyWarning
      }
    ]
  }
]
