import type { Situation } from '../case-builder.ts'
import { active, draft, sig, twiceDaily, undosed } from '../drugs.ts'
import { allergy, aPerson, condition, result, snomed, rxnorm, usualChart } from '../resources.ts'
import { problems } from './problems.ts'

/* Situations 8, 9, 14, 32 and 38: allergies, doses and age. */

const service = 'order-select'
const anyWarning = ['.+']
const penicillin = [snomed, '373270004', 'Penicillin'] as const
const anaphylaxis = ['39579001', 'Anaphylaxis'] as const
const rash = ['271807003', 'Eruption of skin'] as const
const at72 = aPerson('female', '1954-05-05')
const at82 = aPerson('male', '1944-01-01')
const kidneys = result('egfr', 84, '2026-10-20')

export const allergiesAndDoses: readonly Situation[] = [
  {
    folder: '08-penicillin-allergy',
    rule: 'R-08',
    cases: [
      {
        name: 'positive',
        title: 'Amoxicillin after anaphylaxis to penicillin',
        service,
        drafts: [draft('amoxicillin', twiceDaily)],
        record: [...usualChart, allergy(penicillin, [anaphylaxis, 'severe'], '2012-06-01')],
        expect: [['critical', 'amoxicillin']]
      },
      {
        name: 'positive-rxnorm-substance',
        title: 'Amoxicillin after anaphylaxis, the allergy coded as an RxNorm ingredient',
        service,
        drafts: [draft('amoxicillin', twiceDaily)],
        record: [
          ...usualChart,
          allergy([rxnorm, '7984', 'penicillin V'], [anaphylaxis, 'severe'], '2012-06-01')
        ],
        expect: [['critical', 'amoxicillin']]
      },
      {
        name: 'twin-tolerated-since',
        // One course does not prove that anaphylaxis would not come again: it stays a warning.
        title: 'Amoxicillin was taken after the anaphylaxis was recorded',
        service,
        drafts: [draft('amoxicillin', twiceDaily)],
        record: [
          ...usualChart,
          allergy(penicillin, [anaphylaxis, 'severe'], '2012-06-01'),
          active('amoxicillin', { status: 'completed', authoredOn: '2024-02-03' })
        ],
        expect: [['warning', 'amoxicillin']]
      },
      {
        name: 'negative-cefazolin-old-rash',
        title: 'Cefazolin after a mild rash 14 years ago',
        service,
        drafts: [draft('cefazolin', undosed)],
        record: [...usualChart, allergy(penicillin, [rash, 'mild'], '2012-06-01')]
      },
      {
        name: 'negative-no-allergy',
        title: 'Amoxicillin without any allergy',
        service,
        drafts: [draft('amoxicillin', twiceDaily)],
        record: [...usualChart]
      },
      {
        name: 'missing-data',
        title: 'Amoxicillin, the allergies could not be read',
        service,
        drafts: [draft('amoxicillin', twiceDaily)],
        record: [...usualChart],
        unread: ['allergies'],
        expect: [['info', 'could not be checked|cannot be|not known']],
        silent: anyWarning
      }
    ]
  },
  {
    folder: '09-citalopram-age',
    rule: 'R-09',
    cases: [
      {
        name: 'positive',
        title: 'Citalopram 20 mg twice a day at 72 years',
        service,
        person: at72,
        drafts: [draft('citalopram', twiceDaily)],
        record: [...usualChart],
        expect: [['warning', 'citalopram 40 mg.*20 mg']]
      },
      {
        name: 'negative-20-mg',
        title: 'Citalopram 20 mg once a day at 72 years',
        service,
        person: at72,
        drafts: [draft('citalopram')],
        record: [...usualChart]
      },
      {
        name: 'negative-younger',
        title: 'Citalopram 40 mg a day at 50 years',
        service,
        person: aPerson('female', '1976-01-01'),
        drafts: [draft('citalopram', twiceDaily)],
        record: [...usualChart]
      },
      {
        name: 'missing-data',
        title: 'Citalopram at 72 years without a dose',
        service,
        person: at72,
        drafts: [draft('citalopram', undosed)],
        record: [...usualChart],
        expect: [['info', 'citalopram']],
        silent: anyWarning
      }
    ]
  },
  {
    folder: '14-simvastatin-limit',
    rule: 'R-14',
    cases: [
      {
        name: 'positive-amlodipine',
        title: 'Simvastatin 40 mg is ordered on amlodipine',
        service,
        drafts: [draft('simvastatin')],
        record: [...usualChart, active('amlodipine')],
        expect: [['warning', 'simvastatin.*amlodipine.*20 mg']]
      },
      {
        name: 'positive-verapamil',
        title: 'Verapamil is ordered on simvastatin 40 mg',
        service,
        drafts: [draft('verapamil')],
        record: [...usualChart, active('simvastatin')],
        expect: [['warning', 'verapamil.*simvastatin.*10 mg']]
      },
      {
        name: 'negative-rosuvastatin',
        title: 'Rosuvastatin is ordered on amlodipine',
        service,
        drafts: [draft('rosuvastatin')],
        record: [...usualChart, active('amlodipine')]
      },
      {
        name: 'negative-at-limit',
        title: 'Half a tablet of simvastatin 40 mg on amlodipine',
        service,
        drafts: [draft('simvastatin', { dosageInstruction: [sig(0.5, 1)] })],
        record: [...usualChart, active('amlodipine')]
      },
      {
        name: 'missing-data',
        title: 'Simvastatin 40 mg, the medication list could not be read',
        service,
        drafts: [draft('simvastatin')],
        record: [...usualChart],
        unread: ['medications'],
        expect: [['info', 'could not be checked|checks could not be made']],
        silent: anyWarning
      }
    ]
  },
  {
    folder: '32-apixaban-dose',
    rule: 'R-32',
    cases: [
      {
        name: 'positive',
        title: 'Apixaban 5 mg at 82 years and 55 kg',
        service,
        person: at82,
        drafts: [draft('apixaban', twiceDaily)],
        record: [
          ...usualChart,
          condition(problems.fibrillation),
          result('weight', 55, '2026-10-01'),
          result('creatinine', 1, '2026-10-01')
        ],
        expect: [['warning', 'apixaban.*2.5 mg']]
      },
      {
        name: 'twin-under-dosed',
        title: 'Apixaban 2.5 mg at 67 years without any criterion',
        service,
        drafts: [draft('apixaban2', twiceDaily)],
        record: [
          ...usualChart,
          condition(problems.fibrillation),
          result('weight', 80, '2026-10-01'),
          result('creatinine', 1, '2026-10-01')
        ],
        expect: [['info', 'apixaban']],
        silent: anyWarning
      },
      {
        name: 'negative-one-criterion',
        title: 'Apixaban 5 mg at 82 years, 70 kg and creatinine 1.1',
        service,
        person: at82,
        drafts: [draft('apixaban', twiceDaily)],
        record: [
          ...usualChart,
          condition(problems.fibrillationIcd),
          result('weight', 70, '2026-10-01'),
          result('creatinine', 1.1, '2026-10-01')
        ]
      },
      {
        name: 'negative-pulmonary-embolism',
        title: 'Apixaban 5 mg for pulmonary embolism: no dose reduction',
        service,
        person: at82,
        drafts: [draft('apixaban', twiceDaily)],
        record: [
          ...usualChart,
          condition(problems.pulmonaryEmbolism, '2026-11-18'),
          result('weight', 55, '2026-10-01'),
          result('creatinine', 1.8, '2026-10-01')
        ]
      },
      {
        name: 'missing-data',
        title: 'Apixaban 5 mg at 82 years, weight and creatinine never recorded',
        service,
        person: at82,
        drafts: [draft('apixaban', twiceDaily)],
        record: [...usualChart, condition(problems.fibrillation)],
        expect: [['info', 'apixaban']],
        silent: anyWarning
      }
    ]
  },
  {
    folder: '38-high-risk-older',
    rule: 'R-38',
    cases: [
      ...(['diphenhydramine', 'lorazepam', 'glyburide', 'amitriptyline'] as const).map(
        (product) => ({
          name: `positive-${product}`,
          title: `${product} is ordered at 67 years: information, never an interruption`,
          service: 'order-select' as const,
          drafts: [draft(product)],
          record: [...usualChart, kidneys],
          expect: [['info' as const, product] as const],
          silent: anyWarning
        })
      ),
      {
        name: 'negative-younger',
        title: 'Lorazepam at 50 years',
        service,
        person: aPerson('male', '1976-01-01'),
        drafts: [draft('lorazepam')],
        record: [...usualChart]
      },
      {
        name: 'negative-palliative-care',
        title: 'Lorazepam in palliative care',
        service,
        drafts: [draft('lorazepam')],
        record: [...usualChart, condition(problems.palliativeCare)]
      },
      {
        name: 'missing-data',
        title: 'Glyburide for a person without a birth date: nothing is claimed',
        service,
        person: aPerson('female', undefined),
        drafts: [draft('glyburide')],
        record: [...usualChart, kidneys],
        expect: [['info', 'age|birth']],
        silent: anyWarning
      }
    ]
  }
]
