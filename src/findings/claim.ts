import type { Absence } from '../clinical/absence.ts'
import type { Concern } from '../model/proposal.ts'

/*
 * A typed claim, bound to the record by reference: the form in which a statement about the patient
 * is verified, stored and verified again. Aliases and day indexes of the chart have been put back.
 */

export type BoundClaim =
  | {
      readonly claim: 'value'
      readonly reference: string
      /** As recorded: a number, or the text of a coded result ("Positive"). */
      readonly value: number | string
      readonly unit: string | null
      readonly date: string
      /** LOINC or other code the statement names, when it names one. */
      readonly code?: string
      readonly component?: string
    }
  | {
      readonly claim: 'trend'
      readonly fromReference: string
      readonly toReference: string
      readonly direction: 'rising' | 'falling' | 'stable'
      readonly from?: number
      readonly to?: number
      readonly fromDate?: string
      readonly toDate?: string
      readonly code?: string
    }
  | {
      readonly claim: 'condition'
      readonly reference: string
      readonly status: 'active' | 'resolved'
      readonly code?: string
    }
  | {
      readonly claim: 'medication'
      readonly reference: string
      readonly status: 'active' | 'stopped'
      readonly code?: string
    }
  | { readonly claim: 'allergy'; readonly reference: string; readonly code?: string }
  | { readonly claim: 'event'; readonly reference: string; readonly date: string | null }
  | { readonly claim: 'order'; readonly reference: string }
  | { readonly claim: 'absence'; readonly absence: Absence }

/** A model's finding after binding: what is stored, and bound to the record again at each call. */
export interface BoundFinding {
  readonly concern: Concern
  readonly indicator: 'info' | 'warning'
  readonly claims: readonly BoundClaim[]
  readonly orderReference: string | null
  /** The model's words. Shown only when they hold nothing that the verified claims do not. */
  readonly reasoning: string
  readonly option: string
  readonly alternative: string | null
}

/** Why a claim or a finding was not believed; each has its counter. */
export const rejectionReasons = [
  'alias-unknown',
  'reference-unknown',
  'kind-mismatch',
  'code-mismatch',
  'name-mismatch',
  'value-mismatch',
  'unit-mismatch',
  'date-mismatch',
  'status-mismatch',
  'trend-mismatch',
  'trend-single-point',
  'absence-contradicted',
  'absence-unknown',
  'order-unknown',
  'no-support',
  'words-unsupported',
  'words-unsafe',
  'topic-time-critical',
  'stale'
] as const
export type RejectionReason = (typeof rejectionReasons)[number]
