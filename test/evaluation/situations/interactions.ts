import type { MedicationRequest } from '@medplum/fhirtypes'
import type { CaseGiven, Situation } from '../case-builder.ts'
import { active, draft, sig, twiceDaily } from '../drugs.ts'
import type { Product } from '../drugs.ts'
import { condition, result, usualChart } from '../resources.ts'
import { problems } from './problems.ts'

/* Pairs of drugs without further conditions: situations 5 to 7, 13, 25 to 28, 30, 33 and 37. */

const service = 'order-select'

interface Pair {
  readonly folder: string
  readonly rule: string
  readonly indicator: 'info' | 'warning' | 'critical'
  readonly ordered: Product
  readonly present: Product
  /** Words that the card must have. */
  readonly words: string
  /** A drug beside which the order is silent. */
  readonly harmless: Product
  readonly more?: readonly CaseGiven[]
}

const pairs: readonly Pair[] = [
  {
    folder: '05-two-ace-inhibitors',
    rule: 'R-05',
    indicator: 'warning',
    ordered: 'enalapril',
    present: 'lisinopril',
    words: 'enalapril.*lisinopril',
    harmless: 'amlodipine'
  },
  {
    folder: '06-arb-ace-inhibitor',
    rule: 'R-06',
    indicator: 'warning',
    ordered: 'losartan',
    present: 'lisinopril',
    words: 'losartan.*lisinopril',
    harmless: 'amlodipine'
  },
  {
    folder: '07-sacubitril-ace-inhibitor',
    rule: 'R-07',
    indicator: 'critical',
    ordered: 'sacubitril',
    present: 'lisinopril',
    words: 'sacubitril.*lisinopril',
    harmless: 'carvedilol'
  },
  {
    folder: '13-clarithromycin-simvastatin',
    rule: 'R-13',
    indicator: 'critical',
    ordered: 'clarithromycin',
    present: 'simvastatin',
    words: 'clarithromycin.*simvastatin',
    harmless: 'rosuvastatin'
  },
  {
    folder: '25-sildenafil-nitrate',
    rule: 'R-25',
    indicator: 'critical',
    ordered: 'sildenafil',
    present: 'nitroglycerin',
    words: 'sildenafil.*nitroglycerin',
    harmless: 'metoprolol'
  },
  {
    folder: '26-ciprofloxacin-tizanidine',
    rule: 'R-26',
    indicator: 'critical',
    ordered: 'ciprofloxacin',
    present: 'tizanidine',
    words: 'ciprofloxacin.*tizanidine',
    harmless: 'metoprolol'
  },
  {
    folder: '27-sertraline-maoi',
    rule: 'R-27',
    indicator: 'critical',
    ordered: 'sertraline',
    present: 'phenelzine',
    words: 'sertraline.*phenelzine',
    harmless: 'metoprolol',
    more: [
      {
        name: 'positive-linezolid',
        title: 'Linezolid is ordered on sertraline',
        service,
        drafts: [draft('linezolid', twiceDaily)],
        record: [...usualChart, active('sertraline')],
        expect: [['critical', 'linezolid.*sertraline']]
      }
    ]
  },
  {
    folder: '28-allopurinol-azathioprine',
    rule: 'R-28',
    indicator: 'critical',
    ordered: 'allopurinol',
    present: 'azathioprine',
    words: 'allopurinol.*azathioprine',
    harmless: 'metoprolol',
    more: [
      {
        name: 'positive-febuxostat',
        title: 'Febuxostat is ordered on azathioprine',
        service,
        drafts: [draft('febuxostat')],
        record: [...usualChart, active('azathioprine')],
        expect: [['critical', 'febuxostat.*azathioprine']]
      }
    ]
  },
  {
    folder: '30-lithium-thiazide',
    rule: 'R-30',
    indicator: 'warning',
    ordered: 'hydrochlorothiazide',
    present: 'lithium',
    words: 'hydrochlorothiazide.*lithium',
    harmless: 'amlodipine',
    more: (['ibuprofen', 'lisinopril'] as const).map((product) => ({
      name: `positive-${product}`,
      title: `${product} is ordered on lithium`,
      service,
      drafts: [draft(product)],
      record: [...usualChart, active('lithium', twiceDaily)],
      expect: [['warning', `${product}.*lithium`]]
    }))
  },
  {
    folder: '33-verapamil-beta-blocker',
    rule: 'R-33',
    indicator: 'warning',
    ordered: 'verapamil',
    present: 'metoprolol',
    words: 'verapamil.*metoprolol',
    harmless: 'atorvastatin',
    more: [
      {
        name: 'positive-diltiazem',
        title: 'Diltiazem is ordered on metoprolol',
        service,
        drafts: [draft('diltiazem')],
        record: [...usualChart, active('metoprolol', twiceDaily)],
        expect: [['warning', 'diltiazem.*metoprolol']]
      }
    ]
  },
  {
    folder: '37-omeprazole-clopidogrel',
    rule: 'R-37',
    indicator: 'info',
    ordered: 'omeprazole',
    present: 'clopidogrel',
    words: 'clopidogrel',
    harmless: 'metoprolol',
    more: [
      {
        name: 'negative-pantoprazole',
        title: 'Pantoprazole is ordered on clopidogrel',
        service,
        drafts: [draft('pantoprazole')],
        record: [...usualChart, active('clopidogrel')]
      }
    ]
  }
]

const kidneys = result('egfr', 84, '2026-10-20')

export const interactions: readonly Situation[] = [
  ...pairs.map(situationOf),
  {
    folder: '29-methotrexate',
    rule: 'R-29',
    cases: [
      {
        name: 'positive-trimethoprim',
        title: 'Trimethoprim-sulfamethoxazole on weekly methotrexate',
        service,
        drafts: [draft('sulfamethoxazole', twiceDaily)],
        record: [...usualChart, kidneys, active('methotrexate', weekly())],
        expect: [['critical', 'methotrexate']]
      },
      {
        name: 'positive-daily',
        title: 'Methotrexate is ordered every day',
        service,
        drafts: [draft('methotrexate')],
        record: [...usualChart, kidneys],
        expect: [['critical', 'methotrexate.*(daily|every day)']]
      },
      {
        name: 'negative-weekly',
        title: 'Methotrexate is ordered once a week',
        service,
        drafts: [draft('methotrexate', weekly())],
        record: [...usualChart, kidneys]
      },
      {
        name: 'negative-daily-in-leukemia',
        title: 'Methotrexate every day in acute leukemia',
        service,
        drafts: [draft('methotrexate')],
        record: [...usualChart, kidneys, condition(problems.leukemia, '2026-06-01')]
      },
      {
        name: 'missing-data',
        title: 'Weekly methotrexate, the medication list could not be read',
        service,
        drafts: [draft('methotrexate', weekly())],
        record: [...usualChart, kidneys],
        unread: ['medications'],
        expect: [['info', 'could not be checked|checks could not be made']],
        silent: ['.+']
      }
    ]
  }
]

function situationOf(pair: Pair): Situation {
  const { folder, rule, indicator, ordered, present, words, harmless, more = [] } = pair
  const record = (product: Product, given: Partial<MedicationRequest> = {}) => [
    ...usualChart,
    kidneys,
    active(product, given)
  ]
  const drafts = [draft(ordered)]
  return {
    folder,
    rule,
    cases: [
      {
        name: 'positive',
        title: `${ordered} is ordered, ${present} is active`,
        service,
        drafts,
        record: record(present),
        expect: [[indicator, words]]
      },
      {
        name: 'positive-at-signing',
        title: `${ordered} is about to be signed, ${present} is active`,
        service: 'order-sign',
        drafts,
        record: record(present),
        expect: [[indicator, words]]
      },
      {
        name: 'negative-stopped',
        title: `${ordered} is ordered after ${present} was stopped`,
        service,
        drafts,
        record: record(present, { status: 'stopped' })
      },
      {
        name: `negative-${harmless}`,
        title: `${ordered} is ordered, ${harmless} is active`,
        service,
        drafts,
        record: record(harmless)
      },
      {
        name: 'missing-data',
        title: `${ordered} is ordered, the medication list could not be read`,
        service,
        drafts,
        record: [...usualChart, kidneys],
        unread: ['medications'],
        expect: [['info', 'could not be checked|checks could not be made']],
        silent: ['.+']
      },
      ...more
    ]
  }
}

function weekly(): Partial<MedicationRequest> {
  return { dosageInstruction: [sig(6, 1, { per: 'wk' })] }
}
