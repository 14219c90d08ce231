import type { Resource } from '@medplum/fhirtypes'
import { clinicalDate, dateOfEpochDay } from '../../src/clinical/clinical-date.ts'
import type { ClinicalDate } from '../../src/clinical/clinical-date.ts'
import type {
  Allergy,
  ClinicalIndex,
  Code,
  DraftOrder,
  Event,
  Medication,
  Moment,
  Problem,
  Result
} from '../../src/clinical/clinical-index.ts'
import { deidentify } from '../../src/chart/deidentify.ts'
import type { DeidentifyGiven } from '../../src/chart/deidentify.ts'
import type { Deidentified } from '../../src/chart/chart.ts'
import { aRecord, cvx, icd10, loinc, rxnorm, snomed } from '../support/records.ts'

/*
 * A clinical index written by hand, so that the chart's text is tested on its own. Days are counted
 * from `today`, as in the chart.
 */

export const today = clinicalDate('2026-11-20') as ClinicalDate

export function day(index: number): ClinicalDate {
  return dateOfEpochDay(today.epochDay + index)
}

export function month(index: number): ClinicalDate {
  const { iso, epochDay } = day(index)
  return { iso: iso.slice(0, 7), epochDay }
}

const systems = { SCT: snomed, RX: rxnorm, LN: loinc, I10: icd10, CVX: cvx }

/** `code('SCT 44054006')`. */
export function code(text: string): Code[] {
  const [mark = '', value = ''] = text.split(' ')
  return [{ system: systems[mark as keyof typeof systems] ?? mark, code: value }]
}

export function aProblem(given: Partial<Problem> = {}): Problem {
  return {
    kind: 'problem',
    reference: 'Condition/c1',
    label: 'Type 2 diabetes mellitus',
    codes: code('SCT 44054006'),
    status: 'active',
    social: false,
    onset: day(-2920),
    ...given
  }
}

export function anAllergyFact(given: Partial<Allergy> = {}): Allergy {
  return {
    kind: 'allergy',
    reference: 'AllergyIntolerance/a1',
    label: 'Penicillin',
    codes: code('SCT 373270004'),
    status: 'active',
    criticality: 'high',
    substances: ['penicillin'],
    reactions: ['Anaphylaxis'],
    severe: true,
    date: day(-5000),
    ...given
  }
}

export function aMedication(given: Partial<Medication> = {}): Medication {
  return {
    kind: 'medication',
    reference: 'MedicationRequest/m1',
    label: 'Metformin 500 MG Oral Tablet',
    codes: code('RX 861007'),
    source: 'request',
    status: 'active',
    ingredients: ['metformin'],
    route: 'systemic',
    started: day(-1000),
    repeats: [],
    ...given
  }
}

/** A result, and what its series is called when that is not its own label. */
export type NamedResult = Result & { readonly seriesLabel?: string }

export function aResult(
  reference: string,
  value: number,
  at: number,
  given: Partial<NamedResult> = {}
): NamedResult {
  const date = day(at)
  return {
    kind: 'result',
    reference: `Observation/${reference}`,
    label: 'Glomerular filtration rate',
    codes: code('LN 98979-8'),
    analyte: 'egfr',
    category: 'laboratory',
    value,
    recorded: { value, unit: 'mL/min/1.73m2' },
    status: 'final',
    date,
    sortMs: date.epochDay * 86_400_000,
    ...given
  }
}

export function anEvent(given: Partial<Event> = {}): Event {
  return {
    kind: 'procedure',
    reference: 'Procedure/p1',
    label: 'Colonoscopy',
    codes: code('SCT 73761001'),
    status: 'completed',
    date: day(-900),
    ...given
  }
}

export interface IndexGiven extends Partial<Omit<ClinicalIndex, 'results'>> {
  readonly results?: readonly NamedResult[]
}

/** A woman of 67. Results are put into their series by analyte. */
export function anIndex(given: IndexGiven = {}): ClinicalIndex {
  const { results = [], ...rest } = given
  const series = Map.groupBy(results, (result) => result.analyte)
  return {
    asOf: today,
    person: {
      reference: 'Patient/p1',
      sex: 'female',
      ageYears: 67,
      birth: clinicalDate('1959-03-02') as ClinicalDate,
      deceased: false
    },
    problems: [],
    allergies: [],
    medications: [],
    events: [],
    byReference: new Map(),
    states: aRecord().states,
    unrecognised: [],
    ...rest,
    results: new Map(
      [...series].map(([analyte, readings]) => [
        analyte,
        { analyte, label: readings[0]?.seriesLabel ?? readings[0]?.label ?? '', readings }
      ])
    )
  }
}

export function aMoment(draftOrders: readonly DraftOrder[] = [], hook = 'order-select'): Moment {
  return draftOrders.length === 0
    ? { hook: 'patient-view', draftOrders: [] }
    : { hook, draftOrders }
}

export function aDraftOrder(medication: Medication, selected = true): DraftOrder {
  const { reference } = medication
  const [resourceType = '', id = ''] = reference.split('/')
  return { reference, selected, medication, resource: { resourceType, id } as Resource }
}

/** De-identifies, with a record that holds no identifiers unless one is given. */
export function chartOf(given: Partial<DeidentifyGiven> = {}): Deidentified {
  const outcome = deidentify({
    index: anIndex(),
    moment: aMoment(),
    record: aRecord(),
    absences: [],
    profile: 'minimised',
    charactersMax: 100_000,
    ...given
  })
  if (outcome.outcome !== 'clean') throw new Error(`the gate closed with ${outcome.hits} hits`)
  return outcome.value
}
