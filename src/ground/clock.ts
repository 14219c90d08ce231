import { randomUUID } from 'node:crypto'

/** The only source of time. Tests bring their own, so that every station can be replayed. */
export interface Clock {
  /** Wall clock in milliseconds since 1970: tokens, deadlines, audit. */
  nowMs(): number
  /** Monotonic milliseconds, for measuring. */
  elapsedMs(): number
  /** The clinical clock as an ISO instant: "today" for rules, chart and verifier. */
  asOf(): string
}

/** The only source of identifiers. */
export interface Ids {
  newUuid(): string
}

/** The machine's clock; `asOf` fixes the clinical clock only (development.asOf). */
export function systemClock(asOf?: string): Clock {
  return {
    nowMs: () => Date.now(),
    elapsedMs: () => performance.now(),
    asOf: () => asOf ?? new Date(Date.now()).toISOString()
  }
}

export const randomIds: Ids = { newUuid: () => randomUUID() }
