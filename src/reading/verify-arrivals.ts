import type { ClinicalIndex, Moment } from '../clinical/clinical-index.ts'
import type { Clock } from '../ground/clock.ts'
import type { RejectionReason } from '../findings/claim.ts'
import type { VerifiedFinding } from '../findings/finding.ts'
import type { ReadFinding } from '../findings/merge-findings.ts'
import { speaksReassuringly } from '../findings/check-words.ts'
import { verifyFinding } from '../findings/verify-finding.ts'
import type { Arrived } from './flight.ts'
import type { ChartPart } from '../ground/chart-part.ts'

/** One verdict on one finding of the model; goes to audit and metrics. */
export interface Verdict {
  readonly part: ChartPart
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
  readonly verified: ReadFinding[] = []
  readonly verdicts: Verdict[] = []
  verifyMs = 0
  readonly #view: { readonly index: ClinicalIndex; readonly moment: Moment }
  readonly #clock: Clock

  constructor(view: { readonly index: ClinicalIndex; readonly moment: Moment }, clock: Clock) {
    this.#view = view
    this.#clock = clock
  }

  take(part: ChartPart, { finding, closedAtMs }: Arrived): void {
    const startedMs = this.#clock.elapsedMs()
    const verdict = verifyFinding(finding, this.#view)
    const endedMs = this.#clock.elapsedMs()
    this.verifyMs += endedMs - startedMs
    const after = closedAtMs === undefined ? {} : { afterMs: endedMs - closedAtMs }
    if (verdict.outcome === 'verified' && !isWordless(verdict.finding, verdict.dropped)) {
      this.verified.push({ ...verdict.finding, part })
      const { dropped: droppedClaims } = verdict
      this.verdicts.push({ part, accepted: true, reason: null, droppedClaims, ...after })
      return
    }
    const droppedClaims = verdict.outcome === 'verified' ? verdict.dropped : verdict.reasons
    const reason =
      verdict.outcome === 'verified' ? 'words-unsafe' : (droppedClaims[0] ?? 'no-support')
    this.verdicts.push({ part, accepted: false, reason, droppedClaims, ...after })
  }
}

/**
 * Nothing of what the model wanted to say may be shown, and not for want of evidence: orders to the
 * reader, links, markup. True facts stand beside it, but who chose them is not to be trusted. What
 * says that all is well is kept, to be set against the rules.
 */
function isWordless(finding: VerifiedFinding, dropped: readonly RejectionReason[]): boolean {
  return (
    finding.reasoning === undefined &&
    finding.option === undefined &&
    dropped.includes('words-unsafe') &&
    !dropped.includes('words-unsupported') &&
    !speaksReassuringly(finding.bound)
  )
}
