import type { Situation } from '../case-builder.ts'
import { active, draft, sig, twiceDaily } from '../drugs.ts'
import { aPerson, condition, procedure, result, usualChart } from '../resources.ts'
import { problems } from './problems.ts'

/* Situations 10, 11, 15 to 18, 31, 34 and 36: rhythm, potassium, digoxin. */

const service = 'order-select'
const anyWarning = ['.+']
const at50 = aPerson('female', '1976-01-01')
const lowPotassium = result('potassium', 3.1, '2026-11-10')
const kidneys = result('egfr', 84, '2026-10-20')
/** 80 mg a day of citalopram 10 mg. */
const eighty = { dosageInstruction: [sig(4, 2)] }
const unreadCard = [['info', 'could not be checked|checks could not be made']] as const

export const heartAndElectrolytes: readonly Situation[] = [
  {
    folder: '10-qt-pair',
    rule: 'R-10',
    cases: [
      ...(['haloperidol', 'ondansetron'] as const).map((product) => ({
        name: `positive-${product}`,
        title: `${product} on escitalopram with potassium 3.1`,
        service: 'order-select' as const,
        drafts: [draft(product)],
        record: [...usualChart, active('escitalopram'), lowPotassium],
        expect: [['warning' as const, 'QT.*potassium 3\\.1'] as const]
      })),
      {
        name: 'positive-long-qt',
        title: 'Ondansetron on escitalopram with a long QT on the problem list',
        service,
        drafts: [draft('ondansetron')],
        record: [
          ...usualChart,
          active('escitalopram'),
          condition(problems.longQt),
          result('potassium', 4.2, '2026-11-10')
        ],
        expect: [['warning', 'QT']]
      },
      {
        name: 'negative-normal',
        title: 'Haloperidol on escitalopram with potassium 4.2 and QTc 410',
        service,
        drafts: [draft('haloperidol')],
        record: [
          ...usualChart,
          active('escitalopram'),
          result('potassium', 4.2, '2026-11-10'),
          result('qtc', 410, '2026-11-10')
        ]
      },
      {
        name: 'missing-data',
        title: 'Haloperidol on escitalopram without potassium and ECG',
        service,
        drafts: [draft('haloperidol')],
        record: [...usualChart, active('escitalopram')],
        expect: [['info', 'QT']],
        silent: anyWarning
      }
    ]
  },
  {
    folder: '11-citalopram-ondansetron',
    rule: 'R-11',
    cases: [
      {
        name: 'positive',
        title: 'Ondansetron on citalopram 80 mg a day',
        service,
        person: at50,
        drafts: [draft('ondansetron')],
        record: [...usualChart, active('citalopram10', eighty)],
        expect: [['critical', 'citalopram']]
      },
      {
        name: 'negative-low-dose',
        title: 'Ondansetron on citalopram 20 mg a day',
        service,
        person: at50,
        drafts: [draft('ondansetron')],
        record: [...usualChart, active('citalopram')]
      },
      {
        name: 'missing-data',
        title: 'Ondansetron is ordered, the medication list could not be read',
        service,
        person: at50,
        drafts: [draft('ondansetron')],
        record: [...usualChart],
        unread: ['medications'],
        expect: unreadCard,
        silent: anyWarning
      }
    ]
  },
  {
    folder: '15-spironolactone-potassium',
    rule: 'R-15',
    cases: [
      {
        name: 'positive-5-8',
        title: 'Spironolactone on lisinopril with potassium 5.8',
        service,
        drafts: [draft('spironolactone')],
        record: [
          ...usualChart,
          active('lisinopril'),
          result('potassium', 5.8, '2026-11-10'),
          kidneys
        ],
        expect: [['critical', 'potassium 5\\.8']]
      },
      {
        name: 'positive-5-4',
        title: 'Spironolactone on lisinopril with potassium 5.4',
        service,
        drafts: [draft('spironolactone')],
        record: [
          ...usualChart,
          active('lisinopril'),
          result('potassium', 5.4, '2026-11-10'),
          kidneys
        ],
        expect: [['warning', 'potassium 5\\.4']]
      },
      {
        name: 'positive-egfr-26',
        title: 'Spironolactone on lisinopril with potassium 4.3 and eGFR 26',
        service,
        drafts: [draft('spironolactone')],
        record: [
          ...usualChart,
          active('lisinopril'),
          result('potassium', 4.3, '2026-11-10'),
          result('egfr', 26, '2026-10-01')
        ],
        expect: [['warning', 'eGFR 26']]
      },
      {
        name: 'negative-heart-failure',
        title: 'Spironolactone with potassium 4.3, eGFR 70 and LVEF 30 %',
        service,
        drafts: [draft('spironolactone')],
        record: [
          ...usualChart,
          condition(problems.heartFailure),
          active('lisinopril'),
          active('carvedilol', twiceDaily),
          result('potassium', 4.3, '2026-11-10'),
          result('egfr', 70, '2026-10-01'),
          result('lvef', 30, '2026-10-01')
        ]
      },
      {
        name: 'missing-data',
        title: 'Spironolactone on lisinopril without any potassium',
        service,
        drafts: [draft('spironolactone')],
        record: [...usualChart, active('lisinopril'), kidneys],
        expect: [['info', 'potassium']],
        silent: anyWarning
      }
    ]
  },
  {
    folder: '16-trimethoprim-potassium',
    rule: 'R-16',
    cases: [
      ...(['spironolactone', 'lisinopril'] as const).map((product) => ({
        name: `positive-${product}`,
        title: `Trimethoprim-sulfamethoxazole on ${product} at 67 years`,
        service: 'order-select' as const,
        drafts: [draft('sulfamethoxazole', twiceDaily)],
        record: [...usualChart, active(product), result('potassium', 4.4, '2026-11-10'), kidneys],
        expect: [['warning' as const, product] as const]
      })),
      {
        name: 'negative-64-years',
        title: 'Trimethoprim-sulfamethoxazole on lisinopril at 50 years',
        service,
        person: at50,
        drafts: [draft('sulfamethoxazole', twiceDaily)],
        record: [...usualChart, active('lisinopril'), kidneys]
      },
      {
        name: 'missing-data',
        title: 'Trimethoprim-sulfamethoxazole at 67 years, the medication list could not be read',
        service,
        drafts: [draft('sulfamethoxazole', twiceDaily)],
        record: [...usualChart, kidneys],
        unread: ['medications'],
        expect: unreadCard,
        silent: anyWarning
      }
    ]
  },
  {
    folder: '17-digoxin-amiodarone',
    rule: 'R-17',
    cases: [
      ...(['amiodarone', 'clarithromycin'] as const).map((product) => ({
        name: `positive-${product}`,
        title: `${product} is ordered on digoxin, eGFR falling`,
        service: 'order-select' as const,
        drafts: [draft(product)],
        record: [
          ...usualChart,
          active('digoxin'),
          result('egfr', 66, '2026-04-01'),
          result('egfr', 48, '2026-10-01'),
          result('potassium', 4.2, '2026-10-01')
        ],
        expect: [['warning' as const, `${product}.*digoxin`] as const]
      })),
      {
        name: 'negative-digoxin-stopped',
        title: 'Amiodarone after digoxin was stopped',
        service,
        drafts: [draft('amiodarone')],
        record: [...usualChart, active('digoxin', { status: 'stopped' })]
      },
      {
        name: 'missing-data',
        title: 'Digoxin is ordered, the medication list could not be read',
        service,
        drafts: [draft('digoxin')],
        record: [...usualChart],
        unread: ['medications'],
        expect: unreadCard,
        silent: anyWarning
      }
    ]
  },
  {
    folder: '18-digoxin-cyclosporine',
    rule: 'R-18',
    cases: [
      {
        name: 'positive-low-potassium',
        title: 'Cyclosporine on digoxin with potassium 3.1',
        service,
        drafts: [draft('cyclosporine', twiceDaily)],
        record: [...usualChart, active('digoxin'), lowPotassium],
        expect: [['critical', 'digoxin']]
      },
      {
        name: 'positive-low-magnesium',
        title: 'Cyclosporine on digoxin with magnesium 1.2',
        service,
        drafts: [draft('cyclosporine', twiceDaily)],
        record: [
          ...usualChart,
          active('digoxin'),
          result('potassium', 4.1, '2026-11-10'),
          result('magnesium', 1.2, '2026-11-10')
        ],
        expect: [['critical', 'magnesium']]
      },
      {
        name: 'positive-high-calcium',
        title: 'Digoxin on cyclosporine with calcium 11.4',
        service,
        drafts: [draft('digoxin')],
        record: [
          ...usualChart,
          active('cyclosporine', twiceDaily),
          result('potassium', 4.1, '2026-11-10'),
          result('calcium', 11.4, '2026-11-10')
        ],
        expect: [['critical', 'calcium']]
      },
      {
        name: 'positive-normal-electrolytes',
        title: 'Cyclosporine on digoxin with normal electrolytes',
        service,
        drafts: [draft('cyclosporine', twiceDaily)],
        record: [...usualChart, active('digoxin'), result('potassium', 4.1, '2026-11-10')],
        expect: [['warning', 'digoxin']]
      },
      {
        name: 'negative-no-digoxin',
        title: 'Cyclosporine without digoxin',
        service,
        drafts: [draft('cyclosporine', twiceDaily)],
        record: [...usualChart, lowPotassium]
      },
      {
        name: 'missing-data',
        title: 'Cyclosporine is ordered, the medication list could not be read',
        service,
        drafts: [draft('cyclosporine', twiceDaily)],
        record: [...usualChart],
        unread: ['medications'],
        expect: unreadCard,
        silent: anyWarning
      }
    ]
  },
  {
    folder: '31-dabigatran-valve',
    rule: 'R-31',
    cases: [
      {
        name: 'positive',
        title: 'Dabigatran with a mechanical heart valve on the problem list',
        service,
        drafts: [draft('dabigatran', twiceDaily)],
        record: [...usualChart, kidneys, condition(problems.mechanicalValve, '2019-04-02')],
        expect: [['critical', 'dabigatran.*valve']]
      },
      {
        name: 'positive-as-procedure',
        title: 'Dabigatran, the mechanical valve stands among the procedures',
        service,
        drafts: [draft('dabigatran', twiceDaily)],
        record: [
          ...usualChart,
          kidneys,
          procedure(['699347000', 'Mechanical prosthetic heart valve'], '2019-04-02')
        ],
        expect: [['critical', 'dabigatran.*valve']]
      },
      {
        name: 'negative-fibrillation',
        title: 'Dabigatran in atrial fibrillation without a valve',
        service,
        drafts: [draft('dabigatran', twiceDaily)],
        record: [...usualChart, kidneys, condition(problems.fibrillation)]
      },
      {
        name: 'missing-data',
        title: 'Dabigatran, problems could not be read',
        service,
        drafts: [draft('dabigatran', twiceDaily)],
        record: [...usualChart, kidneys],
        unread: ['conditions'],
        expect: unreadCard,
        silent: anyWarning
      }
    ]
  },
  {
    folder: '34-propranolol-asthma',
    rule: 'R-34',
    cases: [
      {
        name: 'positive',
        title: 'Propranolol in asthma',
        service,
        drafts: [draft('propranolol', twiceDaily)],
        record: [...usualChart, condition(problems.asthma)],
        expect: [['critical', 'propranolol.*asthma|asthma.*propranolol']]
      },
      {
        name: 'negative-metoprolol',
        title: 'Metoprolol in asthma',
        service,
        drafts: [draft('metoprolol', twiceDaily)],
        record: [...usualChart, condition(problems.asthma)]
      },
      {
        name: 'negative-no-asthma',
        title: 'Propranolol without asthma',
        service,
        drafts: [draft('propranolol', twiceDaily)],
        record: [...usualChart]
      },
      {
        name: 'missing-data',
        title: 'Propranolol, problems could not be read',
        service,
        drafts: [draft('propranolol', twiceDaily)],
        record: [...usualChart],
        unread: ['conditions'],
        expect: [['info', 'asthma']],
        silent: anyWarning
      }
    ]
  },
  {
    folder: '36-colchicine-clarithromycin',
    rule: 'R-36',
    cases: [
      {
        name: 'positive',
        title: 'Clarithromycin on colchicine with eGFR 22',
        service,
        drafts: [draft('clarithromycin', twiceDaily)],
        record: [...usualChart, active('colchicine'), result('egfr', 22, '2026-10-01')],
        expect: [['critical', 'colchicine']]
      },
      {
        name: 'negative-allopurinol',
        title: 'Colchicine on allopurinol',
        service,
        drafts: [draft('colchicine')],
        record: [...usualChart, active('allopurinol'), result('egfr', 82, '2026-10-01')]
      },
      {
        name: 'missing-data',
        title: 'Colchicine is ordered, the medication list could not be read',
        service,
        drafts: [draft('colchicine')],
        record: [...usualChart, result('egfr', 82, '2026-10-01')],
        unread: ['medications'],
        expect: unreadCard,
        silent: anyWarning
      }
    ]
  }
]
