import type { MedicationRequest } from '@medplum/fhirtypes'
import type { Situation } from '../case-builder.ts'
import { active, draft, sig, twiceDaily, undosed } from '../drugs.ts'
import { aPerson, concept, condition, icd10, usualChart } from '../resources.ts'
import { problems } from './problems.ts'

/* Situations 19 to 24: opioids, pregnancy. */

const service = 'order-select'
const anyWarning = ['.+']
const woman31 = aPerson('female', '1995-01-20')
const pregnancy = condition(problems.pregnancy, '2026-08-03')
const known = active('tramadol', { authoredOn: '2026-10-10' })
const unreadCard = [['info', 'could not be checked|checks could not be made']] as const

export const opioidsAndPregnancy: readonly Situation[] = [
  {
    folder: '19-opioid-benzodiazepine',
    rule: 'R-19',
    cases: [
      {
        name: 'positive',
        title: 'Extended-release oxycodone on flurazepam',
        service,
        drafts: [draft('oxycodoneEr', twiceDaily)],
        record: [...usualChart, known, active('flurazepam')],
        expect: [['warning', 'oxycodone.*flurazepam']]
      },
      {
        name: 'positive-benzodiazepine-ordered',
        title: 'Flurazepam on extended-release oxycodone',
        service,
        drafts: [draft('flurazepam')],
        record: [...usualChart, active('oxycodoneEr', twiceDaily), active('naloxone', undosed)],
        expect: [['warning', 'flurazepam.*oxycodone']]
      },
      {
        name: 'negative-none-active',
        title: 'Extended-release oxycodone without a benzodiazepine',
        service,
        drafts: [draft('oxycodoneEr')],
        record: [...usualChart, active('tramadol', { authoredOn: '2026-10-10' })]
      },
      ...(
        [
          ['palliative-care', problems.palliativeCare],
          ['cancer-pain', problems.cancerPain],
          ['sickle-cell', problems.sickleCell]
        ] as const
      ).map(([name, problem]) => ({
        name: `negative-${name}`,
        title: `Extended-release oxycodone on flurazepam: ${problem[2]}`,
        service: 'order-select' as const,
        drafts: [draft('oxycodoneEr', twiceDaily)],
        record: [...usualChart, active('flurazepam'), condition(problem)]
      })),
      {
        name: 'missing-data',
        title: 'Extended-release oxycodone, the medication list could not be read',
        service,
        drafts: [draft('oxycodoneEr')],
        record: [...usualChart],
        unread: ['medications'],
        expect: unreadCard,
        silent: anyWarning
      }
    ]
  },
  {
    folder: '20-opioid-dose',
    rule: 'R-20',
    cases: [
      {
        name: 'positive',
        title: 'A fentanyl patch of 75 micrograms an hour without naloxone',
        service,
        drafts: [draft('fentanylPatch', patch())],
        record: [...usualChart, active('oxycodone', { authoredOn: '2026-10-10' })],
        expect: [['warning', 'MME.*naloxone']]
      },
      {
        name: 'negative-with-naloxone',
        title: 'A fentanyl patch with naloxone at hand',
        service,
        drafts: [draft('fentanylPatch', patch())],
        record: [
          ...usualChart,
          active('oxycodone', { authoredOn: '2026-10-10' }),
          active('naloxone', undosed)
        ]
      },
      {
        name: 'negative-low-dose',
        title: 'Oxycodone 10 mg three times a day: 45 MME',
        service,
        drafts: [draft('oxycodone', { dosageInstruction: [sig(1, 3)] })],
        record: [...usualChart]
      },
      {
        name: 'missing-data',
        title: 'Oxycodone without a dose',
        service,
        drafts: [draft('oxycodone', undosed)],
        record: [...usualChart, known],
        expect: [['info', 'MME|opioid']],
        silent: anyWarning
      }
    ]
  },
  {
    folder: '21-first-opioid',
    rule: 'R-21',
    cases: [
      {
        name: 'positive-extended-release',
        title: 'Extended-release oxycodone as the first opioid',
        service,
        drafts: [draft('oxycodoneEr')],
        record: [...usualChart],
        expect: [['warning', 'oxycodone']]
      },
      {
        name: 'positive-ten-days',
        title: 'Ten days of oxycodone for pain after an operation',
        service,
        drafts: [draft('oxycodone', afterOperation(10))],
        record: [...usualChart],
        expect: [['warning', 'oxycodone.*10 days']]
      },
      {
        name: 'negative-three-days',
        title: 'Three days of oxycodone for pain after an operation',
        service,
        drafts: [draft('oxycodone', afterOperation(3))],
        record: [...usualChart]
      },
      {
        name: 'missing-data',
        title: 'Extended-release oxycodone, the medication list could not be read',
        service,
        drafts: [draft('oxycodoneEr')],
        record: [...usualChart],
        unread: ['medications'],
        expect: unreadCard,
        silent: anyWarning
      }
    ]
  },
  {
    folder: '22-statin-pregnancy',
    rule: 'R-22',
    cases: [
      {
        name: 'positive',
        title: 'Atorvastatin in a current pregnancy: a warning, no contraindication',
        service,
        person: woman31,
        drafts: [draft('atorvastatin')],
        record: [...usualChart, pregnancy],
        expect: [['warning', 'atorvastatin.*pregnan|pregnan.*atorvastatin']]
      },
      {
        name: 'negative-not-pregnant',
        title: 'Atorvastatin for a woman who is not pregnant',
        service,
        person: woman31,
        drafts: [draft('atorvastatin')],
        record: [...usualChart]
      },
      {
        name: 'missing-data',
        title: 'Atorvastatin at 31 years, problems could not be read',
        service,
        person: woman31,
        drafts: [draft('atorvastatin')],
        record: [...usualChart],
        unread: ['conditions'],
        expect: [['info', 'pregnan']],
        silent: anyWarning
      }
    ]
  },
  {
    folder: '23-ace-inhibitor-pregnancy',
    rule: 'R-23',
    cases: [
      ...(['lisinopril', 'losartan'] as const).map((product) => ({
        name: `positive-${product}`,
        title: `${product} in a current pregnancy`,
        service: 'order-select' as const,
        person: woman31,
        drafts: [draft(product)],
        record: [...usualChart, condition(problems.pregnancyIcd, '2026-08-03')],
        expect: [['critical' as const, product] as const]
      })),
      {
        name: 'negative-pregnancy-ended',
        title: 'Lisinopril after a pregnancy that ended',
        service,
        person: woman31,
        drafts: [draft('lisinopril')],
        record: [...usualChart, condition(problems.pregnancy, '2025-02-01', '2025-10-20')]
      },
      {
        name: 'missing-data',
        title: 'Lisinopril at 31 years, problems could not be read',
        service,
        person: woman31,
        drafts: [draft('lisinopril')],
        record: [...usualChart],
        unread: ['conditions'],
        expect: [['info', 'pregnan']],
        silent: anyWarning
      }
    ]
  },
  {
    folder: '24-teratogen-pregnancy',
    rule: 'R-24',
    cases: [
      ...(['valproate', 'isotretinoin'] as const).map((product) => ({
        name: `positive-${product}`,
        title: `${product} in a current pregnancy`,
        service: 'order-select' as const,
        person: woman31,
        drafts: [draft(product, twiceDaily)],
        record: [...usualChart, pregnancy],
        expect: [['critical' as const, product] as const]
      })),
      {
        name: 'positive-no-contraception',
        title: 'Isotretinoin at 31 years without contraception',
        service,
        person: woman31,
        drafts: [draft('isotretinoin')],
        record: [...usualChart],
        expect: [['warning', 'isotretinoin.*contracepti']]
      },
      {
        name: 'negative-contraceptive-pill',
        title: 'Isotretinoin with a contraceptive pill',
        service,
        person: woman31,
        drafts: [draft('isotretinoin')],
        record: [...usualChart, active('contraceptivePill')]
      },
      {
        name: 'negative-man',
        title: 'Valproate for a man',
        service,
        person: aPerson('male', '1995-01-20'),
        drafts: [draft('valproate', twiceDaily)],
        record: [...usualChart]
      },
      {
        name: 'missing-data',
        title: 'Isotretinoin at 31 years, the medication list could not be read',
        service,
        person: woman31,
        drafts: [draft('isotretinoin')],
        record: [...usualChart],
        unread: ['medications'],
        expect: [['info', 'contracepti']],
        silent: anyWarning
      }
    ]
  }
]

function patch(): Partial<MedicationRequest> {
  return { dosageInstruction: [sig(1, 1, { every: 3, unit: 'patch' })] }
}

function afterOperation(days: number): Partial<MedicationRequest> {
  return {
    reasonCode: [concept(icd10, 'G89.18', 'Other acute postprocedural pain')],
    dispenseRequest: { expectedSupplyDuration: { value: days, unit: 'days', code: 'd' } }
  }
}
