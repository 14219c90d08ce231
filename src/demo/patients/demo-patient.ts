import type { Bundle, CodeableConcept, Dosage, Resource } from '@medplum/fhirtypes'

/** An order for the drug picker: becomes a MedicationRequest once it has an id and a subject. */
export interface DraftOrderTemplate {
  readonly resourceType: 'MedicationRequest'
  readonly status: 'draft'
  readonly intent: 'order'
  readonly medicationCodeableConcept: CodeableConcept
  readonly dosageInstruction?: Dosage[]
}

export interface DemoOrder {
  readonly label: string
  readonly resource: DraftOrderTemplate
}

/** An invented person with a record of years, written for one story. */
export interface DemoPatient {
  /** Of the Patient resource. */
  readonly id: string
  /** What the record holds, in a sentence. */
  readonly story: string
  /** What the screen will show. */
  readonly promise: string
  /** The finding takes longer than the answer may: it comes with the next call. */
  readonly slow?: boolean
  readonly bundle: Bundle<Resource & { id: string }>
  readonly orders: readonly DemoOrder[]
}
