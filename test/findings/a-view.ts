import type { Resource } from '@medplum/fhirtypes'
import type { Aliases, AliasTarget } from '../../src/chart/chart.ts'
import { chartTime } from '../../src/chart/chart-time.ts'
import { buildClinicalIndex } from '../../src/clinical/build-clinical-index.ts'
import { clinicalDate, dateOfEpochDay } from '../../src/clinical/clinical-date.ts'
import type { ClinicalDate } from '../../src/clinical/clinical-date.ts'
import { readDraftOrders } from '../../src/clinical/read-draft-orders.ts'
import type { BoundFact, BoundFinding } from '../../src/findings/bound-finding.ts'
import type { DoorView } from '../../src/findings/meanings/meaning.ts'
import { embeddedKnowledge } from '../../src/knowledge/embedded.ts'
import {
  aCondition,
  aDraft,
  aLabResult,
  anAllergy,
  anOrder,
  aPrescription,
  aRecord
} from '../support/records.ts'
import type { RecordGiven } from '../support/records.ts'

export const asOf = '2026-11-20T12:00:00Z'
export const egfrUnit = 'mL/min/{1.73_m2}'

/** What claims are verified against, built as in production from a record. */
export function aView(
  resources: readonly Resource[] = aStory(),
  given: Omit<RecordGiven, 'resources'> & { readonly drafts?: readonly Resource[] } = {}
): DoorView {
  const { drafts = [], ...rest } = given
  const record = aRecord({ resources, ...rest })
  const draftOrders = readDraftOrders(
    drafts.map((draft) => anOrder(draft)),
    record.supporting
  )
  return {
    index: buildClinicalIndex(record, asOf),
    knowledge: embeddedKnowledge,
    moment: { hook: drafts.length === 0 ? 'patient-view' : 'order-select', draftOrders }
  }
}

/** A falling eGFR beside metformin, diabetes and an allergy; potassium steady. */
export function aStory(): Resource[] {
  return [
    aLabResult('e1', '98979-8', 78, egfrUnit, '2024-03-12'),
    aLabResult('e2', '98979-8', 61.4, egfrUnit, '2025-03-10'),
    aLabResult('e3', '98979-8', 47.26, egfrUnit, '2026-02-01'),
    aLabResult('k1', '2823-3', 4.4, 'mmol/L', '2025-03-10'),
    aLabResult('k2', '2823-3', 4.5, 'mmol/L', '2026-02-01'),
    aCondition({ id: 'c1' }),
    aPrescription('m1', '861007', 'metformin hydrochloride 500 MG Oral Tablet'),
    anAllergy({ id: 'a1' })
  ]
}

export const aWarfarinDraft = (): Resource =>
  aDraft('d1', '855332', 'warfarin sodium 5 MG Oral Tablet')

const basis = { role: 'basis', of: null } as const

export const aTrend: BoundFact = {
  kind: 'trend',
  ...basis,
  readings: [{ reference: 'Observation/e1' }, { reference: 'Observation/e3' }],
  direction: 'falling'
}

export const aDrug: BoundFact = {
  kind: 'drug',
  ...basis,
  reference: 'MedicationRequest/m1',
  status: 'active',
  dose: null,
  form: null,
  started: null
}

/** A bound finding on the story: the eGFR falls, and nobody has acted on it. */
export function aBound(given: Partial<BoundFinding> = {}): BoundFinding {
  return {
    facts: [aTrend, aDrug],
    meanings: [
      {
        relation: 'worsening',
        subjects: [0],
        objects: [],
        effect: null,
        detail: null,
        concept: null
      }
    ],
    settle: [
      {
        action: 'repeat-test',
        target: { kind: 'entry', reference: 'Observation/e3' },
        insteadOf: null,
        question: null,
        inDays: 0,
        when: null
      }
    ],
    options: [],
    urgency: 'today',
    ...given
  }
}

/** Aliases of a chart of the same day. */
export function someAliases(targets: Readonly<Record<string, AliasTarget>>): Aliases {
  const time = chartTime({ profile: 'minimised', today: onDay(asOf), days: () => [] })
  return {
    resolve: (alias) => new Map(Object.entries(targets)).get(alias),
    dateOf: (day) => time.dateOf(day),
    daysBack: (days) => dateOfEpochDay(onDay(asOf).epochDay - days).iso
  }
}

export function onDay(iso: string): ClinicalDate {
  const date = clinicalDate(iso)
  if (date === undefined) throw new Error('not a date')
  return date
}
