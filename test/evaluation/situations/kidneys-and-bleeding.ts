import type { Situation } from '../case-builder.ts'
import { active, draft, twiceDaily, undosed } from '../drugs.ts'
import { aPerson, condition, result, statement, usualChart } from '../resources.ts'
import { problems } from './problems.ts'

/* Situations 1 to 4, 12 and 35: kidneys and bleeding. */

const service = 'order-select'
const man55 = aPerson('male', '1971-05-05')
const anyWarning = ['.+']

export const kidneysAndBleeding: readonly Situation[] = [
  {
    folder: '01-metformin-egfr',
    rule: 'R-01',
    cases: [
      {
        name: 'positive',
        title: 'Metformin is ordered, newest eGFR 24',
        service,
        drafts: [draft('metformin', twiceDaily)],
        record: [
          ...usualChart,
          condition(problems.type2Diabetes),
          result('egfr', 41, '2026-02-03'),
          result('egfr', 24, '2026-11-01')
        ],
        expect: [['critical', 'eGFR 24.*contraindicated']]
      },
      {
        name: 'edge-start-at-38',
        title: 'Metformin is started at eGFR 38',
        service,
        drafts: [draft('metformin', twiceDaily)],
        record: [
          ...usualChart,
          condition(problems.type2Diabetes),
          result('egfr', 38, '2026-11-01')
        ],
        expect: [['warning', 'eGFR 38.*not recommended']]
      },
      {
        name: 'negative-egfr-52',
        title: 'Metformin is started at eGFR 52',
        service,
        drafts: [draft('metformin', twiceDaily)],
        record: [...usualChart, condition(problems.type2Diabetes), result('egfr', 52, '2026-11-01')]
      },
      {
        name: 'negative-egfr-60',
        title: 'Metformin is started at eGFR 60',
        service,
        drafts: [draft('metformin', twiceDaily)],
        record: [...usualChart, condition(problems.type2Diabetes), result('egfr', 60, '2026-11-01')]
      },
      {
        name: 'missing-data',
        title: 'Metformin is ordered, no eGFR was ever recorded',
        service,
        drafts: [draft('metformin', twiceDaily)],
        record: [...usualChart, condition(problems.type2Diabetes)],
        expect: [['info', 'kidney function cannot be assessed']],
        silent: anyWarning
      }
    ]
  },
  {
    folder: '02-nsaid-warfarin',
    rule: 'R-02',
    cases: [
      {
        name: 'positive-over-65',
        title: 'Ibuprofen on warfarin at 67 years, no gastroprotection',
        service,
        drafts: [draft('ibuprofen')],
        record: [...usualChart, active('warfarin'), result('inr', 2.4, '2026-11-01')],
        expect: [['critical', 'ibuprofen.*warfarin']]
      },
      {
        name: 'positive-bleeding-history',
        title: 'Ibuprofen on warfarin at 55 years after a bleeding ulcer',
        service,
        person: man55,
        drafts: [draft('ibuprofen')],
        record: [
          ...usualChart,
          active('warfarin'),
          condition(problems.upperBleeding, '2019-02-01', '2019-04-01')
        ],
        expect: [['critical', 'ibuprofen.*warfarin']]
      },
      {
        name: 'positive-steroid',
        title: 'Ibuprofen on warfarin and dexamethasone at 55 years',
        service,
        person: man55,
        drafts: [draft('ibuprofen')],
        record: [...usualChart, active('warfarin'), active('dexamethasone')],
        expect: [['critical', 'ibuprofen.*warfarin']]
      },
      {
        name: 'positive-over-the-counter',
        title: 'Warfarin is ordered, ibuprofen is bought without prescription',
        service,
        drafts: [draft('warfarin')],
        record: [
          ...usualChart,
          statement(['197805', 'ibuprofen 400 MG Oral Tablet'], '2026-09-01'),
          result('inr', 1.0, '2026-11-18')
        ],
        expect: [['critical', 'ibuprofen']]
      },
      {
        name: 'twin-with-omeprazole',
        title: 'Ibuprofen on warfarin with omeprazole: to be assessed',
        service,
        drafts: [draft('ibuprofen')],
        record: [...usualChart, active('warfarin'), active('omeprazole')],
        expect: [['warning', 'ibuprofen.*warfarin']]
      },
      {
        name: 'negative-topical-diclofenac',
        title: 'A diclofenac gel on warfarin',
        service,
        drafts: [draft('diclofenacGel', undosed)],
        record: [...usualChart, active('warfarin')]
      },
      {
        name: 'negative-warfarin-stopped',
        title: 'Ibuprofen after warfarin was stopped',
        service,
        drafts: [draft('ibuprofen')],
        record: [...usualChart, active('warfarin', { status: 'stopped' })]
      },
      {
        name: 'missing-data',
        title: 'Ibuprofen is ordered, the medication list could not be read',
        service,
        drafts: [draft('ibuprofen')],
        record: [...usualChart],
        unread: ['medications'],
        expect: [['info', 'could not be checked|checks could not be made']],
        silent: anyWarning
      }
    ]
  },
  {
    folder: '03-nsaid-apixaban-kidneys',
    rule: 'R-03',
    cases: [
      {
        name: 'positive',
        title: 'Naproxen on apixaban with eGFR 24: bleeding and kidneys on one card',
        service,
        drafts: [draft('naproxen', twiceDaily)],
        record: [
          ...usualChart,
          active('apixaban', twiceDaily),
          condition(problems.kidneyDisease4),
          condition(problems.fibrillation),
          result('egfr', 24, '2026-10-01')
        ],
        expect: [['critical', 'bleeding.*kidney.*eGFR 24']]
      },
      {
        name: 'twin-normal-kidneys',
        title: 'Naproxen on apixaban with eGFR 82: bleeding alone',
        service,
        drafts: [draft('naproxen', twiceDaily)],
        record: [...usualChart, active('apixaban', twiceDaily), result('egfr', 82, '2026-10-01')],
        expect: [['warning', 'naproxen.*apixaban']]
      },
      {
        name: 'negative-topical-diclofenac',
        title: 'A diclofenac gel on apixaban',
        service,
        drafts: [draft('diclofenacGel', undosed)],
        record: [...usualChart, active('apixaban', twiceDaily), result('egfr', 24, '2026-10-01')]
      },
      {
        name: 'missing-data',
        title: 'Apixaban is ordered, the medication list could not be read',
        service,
        drafts: [draft('apixaban', twiceDaily)],
        record: [...usualChart],
        unread: ['medications'],
        expect: [['info', 'could not be checked|checks could not be made']],
        silent: anyWarning
      }
    ]
  },
  {
    folder: '04-nsaid-ace-diuretic-kidneys',
    rule: 'R-04',
    cases: [
      {
        name: 'positive',
        title: 'Ibuprofen on lisinopril and hydrochlorothiazide with eGFR 52',
        service,
        drafts: [draft('ibuprofen')],
        record: [
          ...usualChart,
          condition(problems.hypertension),
          active('lisinopril'),
          active('hydrochlorothiazide'),
          result('egfr', 52, '2026-10-01')
        ],
        expect: [['warning', 'eGFR 52.*kidney']]
      },
      {
        name: 'negative-no-diuretic',
        title: 'Ibuprofen on lisinopril with eGFR 90',
        service,
        drafts: [draft('ibuprofen')],
        record: [
          ...usualChart,
          condition(problems.hypertension),
          active('lisinopril'),
          result('egfr', 90, '2026-10-01')
        ]
      },
      {
        name: 'missing-data',
        title: 'Ibuprofen on lisinopril and hydrochlorothiazide without any eGFR',
        service,
        drafts: [draft('ibuprofen')],
        record: [...usualChart, active('lisinopril'), active('hydrochlorothiazide')],
        expect: [['info', 'eGFR']],
        silent: anyWarning
      }
    ]
  },
  {
    folder: '12-trimethoprim-warfarin',
    rule: 'R-12',
    cases: [
      {
        name: 'positive',
        title: 'Trimethoprim-sulfamethoxazole on warfarin',
        service,
        drafts: [draft('sulfamethoxazole', twiceDaily)],
        record: [...usualChart, active('warfarin'), result('inr', 2.6, '2026-11-10')],
        expect: [['critical', 'warfarin']]
      },
      {
        name: 'negative-metformin',
        title: 'Trimethoprim-sulfamethoxazole without an interacting drug',
        service,
        drafts: [draft('sulfamethoxazole', twiceDaily)],
        record: [...usualChart, active('metformin'), result('egfr', 82, '2026-10-01')]
      },
      {
        name: 'missing-data',
        title: 'Trimethoprim-sulfamethoxazole, the medication list could not be read',
        service,
        drafts: [draft('sulfamethoxazole', twiceDaily)],
        record: [...usualChart],
        unread: ['medications'],
        expect: [['info', 'could not be checked|checks could not be made']],
        silent: anyWarning
      }
    ]
  },
  {
    folder: '35-nitrofurantoin-egfr',
    rule: 'R-35',
    cases: [
      {
        name: 'positive',
        title: 'Nitrofurantoin is ordered, eGFR 24',
        service,
        drafts: [draft('nitrofurantoin', twiceDaily)],
        record: [...usualChart, result('egfr', 24, '2026-10-01')],
        expect: [['warning', 'nitrofurantoin']]
      },
      {
        name: 'negative-egfr-82',
        title: 'Nitrofurantoin is ordered, eGFR 82',
        service,
        drafts: [draft('nitrofurantoin', twiceDaily)],
        record: [...usualChart, result('egfr', 82, '2026-10-01')]
      },
      {
        name: 'missing-data',
        title: 'Nitrofurantoin is ordered at 67 years without any eGFR',
        service,
        drafts: [draft('nitrofurantoin', twiceDaily)],
        record: [...usualChart],
        expect: [['info', 'nitrofurantoin']],
        silent: anyWarning
      }
    ]
  }
]
