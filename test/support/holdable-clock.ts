import type { Clock } from '../../src/ground/clock.ts'
import { systemClock } from '../../src/ground/clock.ts'

let heldAtMs: number | undefined
let passedMs = 0

/** The machine's clock, except that a test can hold it and let time pass (heldDeadlines). */
export function holdableClock(asOf?: string): Clock {
  return {
    ...systemClock(asOf),
    elapsedMs: () => (heldAtMs ?? performance.now()) + passedMs
  }
}

/** No time passes from here on but what `letPass` adds. */
export function holdClock(): void {
  heldAtMs = performance.now()
}

export function letPass(byMs: number): void {
  passedMs += byMs
}

export function letClockGo(): void {
  heldAtMs = undefined
}
