import type { ClinicalDate } from './clinical-date.ts'

/** Something that was looked for and not found: re-queried whenever it is verified. */
export interface Absence {
  readonly kind: 'result' | 'procedure' | 'problem' | 'medication' | 'order'
  /** Analyte, or the key of a named value set that code resolves. */
  readonly key: string
  /** How it is called on a card: "ferritin", "colonoscopy". */
  readonly label: string
  /** Looked for from this day on. */
  readonly since: ClinicalDate
}
