import type { MedicationRequest, Observation } from '@medplum/fhirtypes'
import { aProcedure, aServiceRequest, anEncounter } from '../support/events.ts'
import {
  aConcept,
  aCondition,
  aDosage,
  aLabResult,
  icd10,
  loinc,
  notRead,
  snomed
} from '../support/records.ts'
import type { RuleCase } from './a-view.ts'
import { active, draft } from './drugs.ts'

/*
 * Recommendations 4, 5, 7 and 10 of the CDC guideline of 2022, as tell them. Every
 * order lasts 30 days; the visit is of 1 October.
 */

function forDays(days: number, given: Partial<MedicationRequest> = {}): Partial<MedicationRequest> {
  const expectedSupplyDuration = { value: days, unit: 'days', code: 'd' }
  return { dispenseRequest: { expectedSupplyDuration }, ...given }
}

const patch = { dosageInstruction: [aDosage(1, 1)], ...forDays(30) }
const naloxone = active('naloxone', { dosageInstruction: [] })
const fourTablets = forDays(30, { dosageInstruction: [aDosage(1, 4)] })
/** Taken for a year, one tablet a day, 30 days each time. */
const lasting = forDays(30, { authoredOn: '2025-11-20', dosageInstruction: [aDosage(1, 1)] })
const renewal = draft('oxycodoneTablet', forDays(30, { dosageInstruction: [aDosage(1, 1)] }))
const week = (days: number): Partial<MedicationRequest> =>
  forDays(days, { authoredOn: '2026-11-12', dosageInstruction: [aDosage(1, 1)] })
const tested = urine(
  'cocaine',
  '3398-5',
  'Cocaine [Presence] in Urine by Screen method',
  'Negative'
)

function urine(
  id: string,
  code: string,
  display: string,
  valueString: string,
  effectiveDateTime = '2026-06-01'
): Observation {
  return {
    resourceType: 'Observation',
    id,
    status: 'final',
    category: [
      aConcept(
        'http://terminology.hl7.org/CodeSystem/observation-category',
        'laboratory',
        'Laboratory'
      )
    ],
    code: aConcept(loinc, code, display),
    subject: { reference: 'Patient/p1' },
    effectiveDateTime,
    valueString
  }
}

/** A concentration, and the laboratory's flag that it is positive. */
const positiveByFlag = aLabResult('heroin', '19593-3', 25, 'ng/mL', '2026-06-01', {
  interpretation: [
    aConcept(
      'http://terminology.hl7.org/CodeSystem/v3-ObservationInterpretation',
      'POS',
      'Positive'
    )
  ]
})

export const opioidOrderCases: readonly RuleCase[] = [
  {
    name: 'a month of oxycodone of 60 MME a day with naloxone at hand is told for its dose',
    given: { drafts: [draft('oxycodoneTablet', fourTablets)], resources: [naloxone] },
    said: ['R-39 warning'],
    summary: 'Oxycodone ordered for 30 days: opioids add up to 60 MME a day, risk of overdose'
  },
  {
    name: 'the same dose without naloxone is told once, with naloxone',
    given: { drafts: [draft('oxycodoneTablet', fourTablets)] },
    said: ['R-20 warning']
  },
  {
    name: 'naloxone within buprenorphine tablets is none at hand',
    given: {
      drafts: [draft('oxycodoneTablet', fourTablets)],
      resources: [
        active('naloxone', {
          authoredOn: '2026-10-20',
          medicationCodeableConcept: {
            text: 'buprenorphine 8 MG / naloxone 2 MG Sublingual Tablet'
          }
        })
      ]
    },
    said: ['R-20 warning', 'I-partial-full-opioid info']
  },
  {
    name: 'a month of opioids of 45 MME a day is silent',
    given: {
      drafts: [draft('oxycodoneTablet', forDays(30, { dosageInstruction: [aDosage(1, 3)] }))],
      resources: [naloxone]
    },
    said: []
  },
  {
    name: 'a high dose for 27 days with naloxone is silent',
    given: {
      drafts: [draft('oxycodoneTablet', forDays(27, { dosageInstruction: [aDosage(1, 4)] }))],
      resources: [naloxone]
    },
    said: []
  },
  {
    name: 'a high dose for a month in metastatic cancer is silent',
    given: {
      drafts: [draft('fentanylPatch', patch)],
      resources: [
        naloxone,
        active('oxycodoneTablet'),
        aCondition({
          code: aConcept(icd10, 'C79.51', 'Secondary malignant neoplasm of bone')
        })
      ]
    },
    said: []
  },
  {
    name: 'a high dose for a month with an unread medication list is told for what is known',
    given: {
      drafts: [draft('fentanylPatch', patch)],
      states: { medications: notRead('late') }
    },
    said: ['R-19 info missing', 'R-39 warning']
  },
  {
    name: 'an opioid continued after 7 of 10 days without an evaluation is told',
    given: {
      drafts: [renewal],
      resources: [active('tramadol', week(7)), anEncounter()]
    },
    said: ['R-40 warning'],
    summary:
      'Oxycodone ordered, opioids on 7 of the past 10 days: no evaluation of benefits and harms within 90 days found'
  },
  {
    name: 'an opioid continued after 6 of 10 days is silent',
    given: {
      drafts: [renewal],
      resources: [active('tramadol', week(6)), anEncounter()]
    },
    said: ['U-opioids info']
  },
  {
    name: 'seven days of supply without a visit in a year are silent',
    given: {
      drafts: [renewal],
      resources: [active('tramadol', week(7)), anEncounter({ period: { start: '2025-11-01' } })]
    },
    said: ['U-opioids info']
  },
  {
    name: 'an opioid whose evaluation was noted last month is silent',
    given: {
      drafts: [renewal],
      resources: [
        active('tramadol', week(7)),
        anEncounter(),
        aProcedure({
          code: aConcept(
            snomed,
            '454281000124100',
            'Assessment of risk for opioid abuse (procedure)'
          ),
          performedDateTime: '2026-10-20'
        })
      ]
    },
    said: ['U-opioids info']
  },
  {
    name: 'opioids of three months without an evaluation are told, each renewal by itself',
    given: {
      drafts: [renewal],
      resources: [
        ...['2026-08-20', '2026-09-20', '2026-10-20'].map((authoredOn, at) =>
          active('oxycodoneTablet', { ...forDays(30, { authoredOn }), id: `month-${at}` })
        ),
        tested
      ]
    },
    said: ['R-40 warning'],
    summary:
      'Oxycodone ordered, opioids in each of the past 3 months: no evaluation of benefits and harms within 90 days found'
  },
  {
    name: 'an opioid continued with unread procedures cannot be assessed',
    given: {
      drafts: [renewal],
      resources: [active('tramadol', week(7)), anEncounter()],
      states: { procedures: notRead('failed') }
    },
    said: ['R-40 info missing', 'U-opioids info']
  },
  {
    name: 'buprenorphine with naloxone is treatment, not pain therapy to be evaluated',
    given: {
      drafts: [
        draft('oxycodoneTablet', {
          ...forDays(30),
          medicationCodeableConcept: {
            text: 'buprenorphine 8 MG / naloxone 2 MG Sublingual Film'
          }
        })
      ],
      resources: [active('oxycodoneTablet', lasting), anEncounter()]
    },
    said: ['I-partial-full-opioid info']
  },
  {
    name: 'an opioid of a year without a urine drug test is told at its renewal',
    given: { drafts: [renewal], resources: [active('oxycodoneTablet', lasting)] },
    said: ['R-41 warning'],
    summary: 'Oxycodone ordered, lasting opioid therapy: no urine drug test in the record'
  },
  {
    name: 'a first month of an opioid asks for no yearly test',
    given: {
      drafts: [renewal],
      resources: [active('oxycodoneTablet', { ...lasting, authoredOn: '2026-08-23' })]
    },
    said: []
  },
  {
    name: 'a urine drug test of the year keeps the renewal silent',
    given: { drafts: [renewal], resources: [active('oxycodoneTablet', lasting), tested] },
    said: []
  },
  {
    name: 'a urine drug screen that was ordered keeps the renewal silent',
    given: {
      drafts: [renewal],
      resources: [
        active('oxycodoneTablet', lasting),
        aServiceRequest({ code: { text: 'Urine drug screen, 10 panel' }, authoredOn: '2026-11-18' })
      ]
    },
    said: []
  },
  {
    name: 'a urine drug test of more than a year ago counts no longer',
    given: {
      drafts: [renewal],
      resources: [
        active('oxycodoneTablet', lasting),
        { ...tested, effectiveDateTime: '2025-11-19' }
      ]
    },
    said: ['R-41 warning']
  },
  {
    name: 'a lasting opioid in sickle cell disease asks for no test',
    given: {
      drafts: [renewal],
      resources: [
        active('oxycodoneTablet', lasting),
        aCondition({ code: aConcept(snomed, '417425009', 'Hemoglobin SS disease with crisis') })
      ]
    },
    said: []
  },
  {
    name: 'a lasting opioid with unread laboratory results cannot be assessed',
    given: {
      drafts: [renewal],
      resources: [active('oxycodoneTablet', lasting)],
      states: { laboratory: notRead('failed') }
    },
    said: ['R-41 info missing']
  },
  {
    name: 'an EHR that only sends what it likes is told that no test was sent',
    given: {
      drafts: [renewal],
      resources: [active('oxycodoneTablet', lasting)],
      states: {
        laboratory: { state: 'unknown', reason: 'no-access' },
        medications: { state: 'partial', reason: 'as-sent' }
      }
    },
    said: ['R-19 info missing', 'R-41 warning']
  },
  {
    name: 'a urine test positive for phencyclidine is told',
    given: {
      drafts: [renewal],
      resources: [
        active('oxycodoneTablet', lasting),
        urine('pcp', '8237-0', 'Phencyclidine [Presence] in Urine by SAMHSA confirm method', 'POS')
      ]
    },
    said: ['R-42 warning'],
    summary: 'Oxycodone ordered: urine drug test positive for phencyclidine (1 Jun 2026)'
  },
  {
    name: 'a urine test positive for cocaine more than a year ago is silent, for there is a newer one',
    given: {
      drafts: [renewal],
      resources: [
        active('oxycodoneTablet', lasting),
        urine('coke', '70146-6', 'Benzoylecgonine [Mass/volume] in Urine', 'POS', '2025-06-01'),
        tested
      ]
    },
    said: []
  },
  {
    name: 'cocaine that was not detected is silent',
    given: {
      drafts: [renewal],
      resources: [
        active('oxycodoneTablet', lasting),
        urine('coke', '70146-6', 'Benzoylecgonine [Mass/volume] in Urine', 'Not detected')
      ]
    },
    said: []
  },
  {
    name: 'a cocaine level in blood is no urine drug test',
    given: {
      drafts: [renewal],
      resources: [
        active('oxycodoneTablet', lasting),
        tested,
        {
          ...urine('blood', '', 'Cocaine [Presence] in Blood', 'Positive'),
          code: { text: 'Cocaine, blood' }
        }
      ]
    },
    said: []
  },
  {
    name: 'benzodiazepines in the urine that nobody prescribed are told',
    given: {
      drafts: [renewal],
      resources: [
        active('oxycodoneTablet', lasting),
        urine('benzo', '3390-2', 'Benzodiazepines [Presence] in Urine', 'Positive')
      ]
    },
    said: ['R-42 warning']
  },
  {
    name: 'oxycodone in the urine of who takes it is silent',
    given: {
      drafts: [renewal],
      resources: [
        active('oxycodoneTablet', lasting),
        urine('oxy', '58430-0', 'oxyCODONE [Presence] in Urine by Screen method', 'Positive')
      ]
    },
    said: []
  },
  {
    name: 'no oxycodone in the urine after it was prescribed is told',
    given: {
      drafts: [renewal],
      resources: [
        active('oxycodoneTablet', { ...lasting, authoredOn: '2026-05-20' }),
        active('tramadol', { ...lasting, status: 'completed' }),
        urine('oxy', '58430-0', 'oxyCODONE [Presence] in Urine by Screen method', 'Negative')
      ]
    },
    said: ['R-42 warning']
  }
]

export const opioidRecordCases: readonly RuleCase[] = [
  {
    name: 'an opioid of a year without a urine drug test is told in the record',
    given: { resources: [active('oxycodoneTablet', lasting)] },
    said: ['R-41 warning']
  },
  {
    name: 'an opioid of a year with a urine drug test is silent in the record',
    given: { resources: [active('oxycodoneTablet', lasting), tested] },
    said: []
  },
  {
    name: 'an opioid without a known supply asks for no urine drug test',
    given: { resources: [active('oxycodoneTablet', { authoredOn: '2025-11-20' })] },
    said: []
  },
  {
    name: 'an opioid of a year with unread laboratory results cannot be assessed',
    given: {
      resources: [active('oxycodoneTablet', lasting)],
      states: { laboratory: notRead('late') }
    },
    said: ['R-41 info missing']
  },
  {
    name: 'a urine test positive for heroin is told in the record',
    given: {
      resources: [active('oxycodoneTablet', lasting), positiveByFlag]
    },
    said: ['R-42 warning']
  },
  {
    name: 'a urine test positive for heroin without opioid therapy is another matter',
    given: {
      resources: [urine('heroin', '', '', 'Positive')].map((one) => ({
        ...one,
        code: { text: '6-MAM (heroin metabolite), urine' }
      }))
    },
    said: []
  }
]
