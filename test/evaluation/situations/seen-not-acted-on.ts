import type { Situation } from '../case-builder.ts'
import { active, twiceDaily } from '../drugs.ts'
import {
  answer,
  aPerson,
  condition,
  procedure,
  result,
  serviceRequest,
  usualChart
} from '../resources.ts'
import { problems } from './problems.ts'

/* Situations L1 to L6, L11 and L12: results that nobody acted on. */

const service = 'patient-view'
const anyWarning = ['.+']
const colonoscopy = ['73761001', 'Colonoscopy'] as const
const man55 = aPerson('male', '1971-05-05')
const man66 = aPerson('male', '1960-05-05')
/** Screening is up to date where it would else be told. */
const screened = procedure(colonoscopy, '2021-03-02')
const stoolTest = ['29771-3', 'Hemoglobin.gastrointestinal.lower [Presence] in Stool'] as const
const falling = [
  result('egfr', 78, '2025-05-20'),
  result('egfr', 61, '2026-01-10'),
  result('egfr', 47, '2026-11-01')
]
const anemia = [
  result('hemoglobin', 10.4, '2026-10-01'),
  result('mcv', 74, '2026-10-01'),
  result('ferritin', 9, '2026-10-01')
]
const rising = [
  result('psa', 2.8, '2025-03-01'),
  result('psa', 4.6, '2025-12-01'),
  result('psa', 7.9, '2026-08-01')
]

export const seenNotActedOn: readonly Situation[] = [
  {
    folder: 'L01-egfr-fall',
    rule: 'L-01',
    cases: [
      {
        name: 'positive',
        title: 'eGFR 78, 61, 47 in 18 months, nothing else recorded',
        service,
        record: [...usualChart, ...falling],
        expect: [['warning', 'eGFR 78.*47']]
      },
      {
        name: 'twin-since-empagliflozin',
        title: 'eGFR fell by 24 % since empagliflozin was started',
        service,
        record: [
          ...usualChart,
          result('egfr', 62, '2026-03-01'),
          result('egfr', 47, '2026-11-01'),
          active('empagliflozin', { authoredOn: '2026-08-01' })
        ],
        expect: [['info', 'eGFR 62.*47']],
        silent: anyWarning
      },
      {
        name: 'negative-known-kidney-disease',
        title: 'The kidney disease stands on the problem list',
        service,
        record: [...usualChart, ...falling, condition(problems.kidneyDisease3, '2026-02-01')]
      },
      {
        name: 'negative-referred',
        title: 'The person was referred to nephrology',
        service,
        record: [...usualChart, ...falling, serviceRequest('Referral to nephrology', '2026-11-02')]
      },
      {
        name: 'missing-data',
        title: 'eGFR 78, 61, 47, the problem list could not be read',
        service,
        record: [...usualChart, ...falling],
        unread: ['conditions'],
        expect: [['info', 'eGFR 78.*47']],
        silent: anyWarning
      }
    ]
  },
  {
    folder: 'L02-iron-deficiency',
    rule: 'L-02',
    cases: [
      {
        name: 'positive-man',
        title: 'Hb 10.4, MCV 74, ferritin 9 in a man, no endoscopy',
        service,
        person: man55,
        record: [...usualChart, ...anemia],
        expect: [['warning', 'ferritin 9.*endoscopy']]
      },
      {
        name: 'positive-woman-67',
        title: 'Hb 10.4, MCV 74, ferritin 9 in a woman of 67 years, no endoscopy',
        service,
        record: [...usualChart, ...anemia, condition(problems.ironDeficiency, '2026-10-02')],
        expect: [['warning', 'ferritin 9.*endoscopy']]
      },
      {
        name: 'twin-menorrhagia',
        title: 'A woman of 31 years with menorrhagia: information',
        service,
        person: aPerson('female', '1995-01-20'),
        record: [...usualChart, ...anemia, condition(problems.menorrhagia, '2024-05-01')],
        expect: [['info', 'ferritin 9']],
        silent: anyWarning
      },
      {
        name: 'negative-colonoscopy',
        title: 'A colonoscopy four months ago',
        service,
        person: man55,
        record: [...usualChart, ...anemia, procedure(colonoscopy, '2026-07-20')]
      },
      {
        name: 'missing-data',
        title: 'Procedures could not be read',
        service,
        person: man55,
        record: [...usualChart, ...anemia],
        unread: ['procedures'],
        expect: [['info', 'endoscopy|procedures']],
        silent: anyWarning
      }
    ]
  },
  {
    folder: 'L03-psa-rise',
    rule: 'L-03',
    cases: [
      {
        name: 'positive',
        title: 'PSA 2.8, 4.6, 7.9 without repeat or urology',
        service,
        person: man66,
        record: [...usualChart, ...rising, screened],
        expect: [['warning', 'PSA 2\\.8.*7\\.9']]
      },
      {
        name: 'negative-urology',
        title: 'The person was referred to urology',
        service,
        person: man66,
        record: [
          ...usualChart,
          ...rising,
          screened,
          serviceRequest('Referral to urology', '2026-08-10')
        ]
      },
      {
        name: 'negative-known-cancer',
        title: 'Prostate cancer is known',
        service,
        person: man66,
        record: [
          ...usualChart,
          ...rising,
          screened,
          condition(problems.prostateCancer, '2022-01-01')
        ]
      },
      {
        name: 'missing-data',
        title: 'Orders could not be read',
        service,
        person: man66,
        record: [...usualChart, ...rising, screened],
        unread: ['orders'],
        expect: [['info', 'PSA']],
        silent: anyWarning
      }
    ]
  },
  {
    folder: 'L04-hba1c-high',
    rule: 'L-04',
    cases: [
      {
        name: 'positive',
        title: 'HbA1c 9.8 % seven months ago, no repeat, therapy unchanged',
        service,
        record: [
          ...usualChart,
          condition(problems.type2Diabetes),
          active('metformin', twiceDaily),
          result('hba1c', 9.8, '2026-04-15'),
          result('egfr', 82, '2026-04-15'),
          result('uacr', 12, '2026-04-15')
        ],
        expect: [['warning', 'HbA1c 9\\.8']]
      },
      {
        name: 'negative-repeated',
        title: 'HbA1c 9.8 %, then 8.1 %',
        service,
        record: [
          ...usualChart,
          condition(problems.type2Diabetes),
          active('metformin', twiceDaily),
          result('hba1c', 9.8, '2026-04-15'),
          result('hba1c', 8.1, '2026-09-15'),
          result('egfr', 82, '2026-04-15'),
          result('uacr', 12, '2026-04-15')
        ]
      },
      {
        name: 'negative-intensified',
        title: 'Empagliflozin was added since',
        service,
        record: [
          ...usualChart,
          condition(problems.type2Diabetes),
          active('metformin', twiceDaily),
          active('empagliflozin', { authoredOn: '2026-05-01' }),
          result('hba1c', 9.8, '2026-04-15'),
          result('egfr', 82, '2026-04-15'),
          result('uacr', 12, '2026-04-15')
        ]
      },
      {
        name: 'missing-data',
        title: 'The medication list could not be read',
        service,
        record: [
          ...usualChart,
          condition(problems.type2Diabetes),
          result('hba1c', 9.8, '2026-04-15'),
          result('egfr', 82, '2026-04-15'),
          result('uacr', 12, '2026-04-15')
        ],
        unread: ['medications'],
        expect: [['info', 'HbA1c 9\\.8']],
        silent: anyWarning
      }
    ]
  },
  {
    folder: 'L05-positive-stool-test',
    rule: 'L-05',
    cases: [
      {
        name: 'positive',
        title: 'Stool test positive in August, no colonoscopy',
        service,
        record: [...usualChart, answer(stoolTest, 'Positive', '2026-08-01')],
        expect: [['warning', 'stool.*colonoscopy']]
      },
      {
        name: 'negative-colonoscopy',
        title: 'Stool test positive in August, colonoscopy in September',
        service,
        record: [
          ...usualChart,
          answer(stoolTest, 'Positive', '2026-08-01'),
          procedure(colonoscopy, '2026-09-15')
        ]
      },
      {
        name: 'negative-result',
        title: 'Stool test negative',
        service,
        record: [...usualChart, answer(stoolTest, 'Negative', '2026-08-01')]
      },
      {
        name: 'missing-data',
        title: 'Stool test positive, procedures could not be read',
        service,
        record: [...usualChart, answer(stoolTest, 'Positive', '2026-08-01')],
        unread: ['procedures'],
        expect: [['info', 'stool|colonoscopy']],
        silent: anyWarning
      }
    ]
  },
  {
    folder: 'L06-diabetes-kidney-check',
    rule: 'L-06',
    cases: [
      {
        name: 'positive',
        title: 'Diabetes without eGFR and urine albumin for a year',
        service,
        record: [...usualChart, condition(problems.type2Diabetes)],
        expect: [['info', 'eGFR.*uACR']],
        silent: anyWarning
      },
      {
        name: 'negative-both-done',
        title: 'Diabetes with eGFR and urine albumin of this year',
        service,
        record: [
          ...usualChart,
          condition(problems.type2Diabetes),
          result('egfr', 82, '2026-04-15'),
          result('uacr', 12, '2026-04-15')
        ]
      },
      {
        name: 'missing-data',
        title: 'Diabetes, laboratory results could not be read',
        service,
        record: [...usualChart, condition(problems.type2Diabetes)],
        unread: ['laboratory'],
        expect: [['info', 'laboratory|eGFR']],
        silent: anyWarning
      }
    ]
  },
  {
    folder: 'L11-critical-result',
    rule: 'L-11',
    cases: [
      {
        name: 'positive-yesterday',
        title: 'Potassium 6.1 yesterday, nothing after it',
        service,
        record: [...usualChart, result('potassium', 6.1, '2026-11-19')],
        expect: [['critical', 'potassium 6\\.1']]
      },
      {
        name: 'positive-last-week',
        title: 'Potassium 6.1 ten days ago, nothing after it: a warning',
        service,
        record: [...usualChart, result('potassium', 6.1, '2026-11-10')],
        expect: [['warning', 'potassium 6\\.1']]
      },
      {
        name: 'positive-hemoglobin',
        title: 'Haemoglobin from 13.1 to 11.0 in two weeks, nothing after it',
        service,
        record: [
          ...usualChart,
          result('hemoglobin', 13.1, '2026-10-20'),
          result('hemoglobin', 11, '2026-11-02')
        ],
        expect: [['warning', 'Hb 13\\.1.*11']]
      },
      {
        name: 'negative-repeated',
        title: 'Potassium 6.1, repeated at 4.6',
        service,
        record: [
          ...usualChart,
          result('potassium', 6.1, '2026-11-10'),
          result('potassium', 4.6, '2026-11-12')
        ]
      },
      {
        name: 'missing-data',
        title: 'Potassium 6.1, orders could not be read',
        service,
        record: [...usualChart, result('potassium', 6.1, '2026-11-10')],
        unread: ['orders'],
        expect: [['info', 'potassium']],
        silent: anyWarning
      }
    ]
  },
  {
    folder: 'L12-warfarin-inr',
    rule: 'L-12',
    cases: [
      {
        name: 'positive-high',
        title: 'INR 5.2 on warfarin, none after it',
        service,
        record: [...usualChart, active('warfarin'), result('inr', 5.2, '2026-11-10')],
        expect: [['warning', 'INR 5\\.2']]
      },
      {
        name: 'positive-none-for-months',
        title: 'On warfarin, newest INR in July',
        service,
        record: [...usualChart, active('warfarin'), result('inr', 2.4, '2026-07-10')],
        expect: [['warning', 'INR.*12 weeks']]
      },
      {
        name: 'negative-in-range',
        title: 'INR 2.4 three weeks ago',
        service,
        record: [...usualChart, active('warfarin'), result('inr', 2.4, '2026-10-30')]
      },
      {
        name: 'missing-data',
        title: 'On warfarin, laboratory results could not be read',
        service,
        record: [...usualChart, active('warfarin')],
        unread: ['laboratory'],
        expect: [['info', 'INR|laboratory']],
        silent: anyWarning
      }
    ]
  }
]
