import type { Clock } from '../ground/clock.ts'
import { passDoor } from '../findings/door.ts'
import type { Loss, LossReason } from '../findings/loss.ts'
import type { DoorView } from '../findings/meanings/meaning.ts'
import type { ReadFinding } from '../findings/merge-findings.ts'
import type { ChartPart } from '../ground/chart-part.ts'
import type { Arrived } from './flight.ts'

/** One verdict on one finding of the model; goes to audit and metrics. */
export interface Verdict {
  readonly part: ChartPart
  readonly accepted: boolean
  /** Why the finding was dropped; null for one that may be shown. */
  readonly reason: LossReason | null
  /** Every part of it that was lost, and why. */
  readonly lost: readonly Loss[]
  /** From the piece of the stream that closed the finding to this verdict; stored ones have none. */
  readonly afterMs?: number
}

/**
 * Takes each finding through the door the moment it arrives, against the record of one call: what
 * has passed by then is the answer at the deadline, with nothing left to do.
 */
export class ArrivalVerifier {
  readonly verified: ReadFinding[] = []
  readonly verdicts: Verdict[] = []
  verifyMs = 0
  readonly #view: DoorView
  readonly #clock: Clock

  constructor(view: DoorView, clock: Clock) {
    this.#view = view
    this.#clock = clock
  }

  take(part: ChartPart, { finding, lost: before, closedAtMs }: Arrived): void {
    const startedMs = this.#clock.elapsedMs()
    const verdict = passDoor(finding, this.#view)
    const endedMs = this.#clock.elapsedMs()
    this.verifyMs += endedMs - startedMs
    const after = closedAtMs === undefined ? {} : { afterMs: endedMs - closedAtMs }
    const lost = [...before, ...verdict.lost]
    if (verdict.outcome === 'shown') this.verified.push({ ...verdict.finding, part })
    this.verdicts.push({ ...verdictOf(part, verdict.outcome === 'shown', lost), ...after })
  }
}

/** That nothing was left of it; what was lost before says why. */
const empties: ReadonlySet<LossReason> = new Set(['no-support', 'no-meaning', 'malformed'])

/** The verdict on a finding of which this was lost: the reason is the first that tells most. */
export function verdictOf(part: ChartPart, accepted: boolean, lost: readonly Loss[]): Verdict {
  if (accepted) return { part, accepted, reason: null, lost }
  const whole = lost.findLast((loss) => loss.part === 'finding')?.reason
  const told = lost.find((loss) => loss.part !== 'finding')?.reason
  const reason = whole === undefined || empties.has(whole) ? (told ?? whole) : whole
  return { part, accepted, reason: reason ?? 'no-support', lost }
}
