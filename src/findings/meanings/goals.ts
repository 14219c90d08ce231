import type { Result } from '../../clinical/clinical-index.ts'
import type { HoldingRow } from './meaning.ts'

/** A usual goal: at or above `below` it is not reached. Looser goals are the clinician's to choose. */
export interface Goal {
  readonly below: number
  readonly row: HoldingRow
}

const pressure = {
  title: '2017 ACC/AHA guideline for high blood pressure in adults',
  section: '8.1.5',
  url: 'https://doi.org/10.1161/HYP.0000000000000065',
  date: '2017-11-13',
  read: 'not re-read'
} as const
const glucose = {
  title: 'ADA Standards of Care in Diabetes',
  section: '6',
  url: 'https://doi.org/10.2337/dc26-SINT',
  date: '2026',
  read: 'not re-read'
} as const

const goals: Readonly<Record<string, Goal>> = {
  systolic: { below: 130, row: { id: 'GOAL-systolic', version: '1.0', source: pressure } },
  diastolic: { below: 80, row: { id: 'GOAL-diastolic', version: '1.0', source: pressure } },
  hba1c: { below: 7, row: { id: 'GOAL-hba1c', version: '1.0', source: glucose } }
}

/** The goal of a result, where there is a usual one. */
export function goalOf({ analyte }: Result): Goal | undefined {
  return goals[analyte]
}
