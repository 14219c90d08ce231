import type { LostPart } from '../model/proposal/words.ts'

/*
 * What was lost of a model's answer, and why. Nothing costs more than itself: a loss names the
 * smallest part that fell. Only counts and kinds are kept, never the words.
 */

/** Why a part fell; each has its counter. */
export const lossReasons = [
  // Reading the answer
  'malformed',
  'over-limit',
  'instructing-line',
  // Binding and facts
  'alias-unknown',
  'reference-unknown',
  'kind-mismatch',
  'code-mismatch',
  'name-mismatch',
  'value-mismatch',
  'unit-mismatch',
  'date-mismatch',
  'status-mismatch',
  'dose-mismatch',
  'form-mismatch',
  'order-mismatch',
  'patient-mismatch',
  'computed-mismatch',
  'trend-mismatch',
  'trend-single-point',
  'absence-contradicted',
  'absence-unknown',
  'order-unknown',
  'search-contradicted',
  'search-unknown',
  'fact-missing',
  // Concepts, meanings, options
  'concept-unknown',
  'concept-left-out',
  'slots-unfit',
  'relation-contradicted',
  'relation-unsupported',
  'option-unsafe',
  'option-not-covered',
  'option-cannot-assess',
  'option-needless',
  'must-not-stop-abruptly',
  'topic-time-critical',
  // The finding as a whole
  'no-support',
  'no-meaning',
  'not-about-the-order',
  'too-long',
  'stale'
] as const
export type LossReason = (typeof lossReasons)[number]

export interface Loss {
  readonly part: LostPart
  readonly reason: LossReason
}
