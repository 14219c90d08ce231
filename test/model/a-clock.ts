import type { Clock } from '../../src/ground/clock.ts'

/** A clock that stands still until it is told. */
export function aClock(): Clock & { pass(ms: number): void } {
  let atMs = 0
  return {
    nowMs: () => atMs,
    elapsedMs: () => atMs,
    asOf: () => '2026-11-20T12:00:00Z',
    pass(ms) {
      atMs += ms
    }
  }
}
