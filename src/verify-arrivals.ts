import type { ClinicalIndex, Moment } from './clinical/clinical-index.ts'
import type { Clock } from './clock.ts'
import type { RejectionReason } from './findings/claim.ts'
import type { VerifiedFinding } from './findings/finding.ts'
import { verifyFinding } from './findings/verify-finding.ts'
import type { Arrived } from './flight.ts'

/** One verdict on one finding of the model; goes to audit and metrics. */
export interface Verdict {
  readonly part: 'review' | 'moment'
  readonly accepted: boolean
  /** Why the finding was dropped; null for one that was verified. */
  readonly reason: RejectionReason | null
  /** Claims of it that did not hold. */
  readonly droppedClaims: readonly RejectionReason[]
  /** From the piece of the stream that closed the finding to this verdict; stored ones have none. */
  readonly afterMs?: number
}

/**
 * Verifies each finding the moment it arrives, against the record of one call: what is verified by
 * then is the answer at the deadline, with nothing left to do.
 */
export class ArrivalVerifier {
  readonly verified: VerifiedFinding[] = []
  readonly verdicts: Verdict[] = []
  verifyMs = 0
  readonly #view: { readonly index: ClinicalIndex; readonly moment: Moment }
  readonly #clock: Clock

  constructor(view: { readonly index: ClinicalIndex; readonly moment: Moment }, clock: Clock) {
    this.#view = view
    this.#clock = clock
  }

  take(part: 'review' | 'moment', { finding, closedAtMs }: Arrived): void {
    const startedMs = this.#clock.elapsedMs()
    const verdict = verifyFinding(finding, this.#view)
    const endedMs = this.#clock.elapsedMs()
    this.verifyMs += endedMs - startedMs
    const after = closedAtMs === undefined ? {} : { afterMs: endedMs - closedAtMs }
    if (verdict.outcome === 'verified') {
      this.verified.push(verdict.finding)
      const { dropped: droppedClaims } = verdict
      this.verdicts.push({ part, accepted: true, reason: null, droppedClaims, ...after })
      return
    }
    const [reason = 'no-support'] = verdict.reasons
    const droppedClaims = verdict.reasons
    this.verdicts.push({ part, accepted: false, reason, droppedClaims, ...after })
  }
}
