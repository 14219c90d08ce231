import type { Clock } from '../ground/clock.ts'
import { limits } from '../ground/limits.ts'

interface Lateness {
  readonly atMs: number
  readonly byMs: number
}

/**
 * How much of a call's time is kept back for what follows the model: more while this process is
 * busy. Many calls that came together end together; the last of them is told of its end when the
 * others have been served, and by that much everything after it is late too. So the worst delay of
 * the last seconds is added, within bounds.
 */
export class AnswerReserve {
  readonly #clock: Clock
  #seen: readonly Lateness[] = []

  constructor(clock: Clock) {
    this.#clock = clock
  }

  /** Milliseconds to keep back in a call that must be answered `withinMs` after its arrival. */
  ms(withinMs: number): number {
    const worstMs = Math.max(0, ...this.#recent().map(({ byMs }) => byMs))
    const mostMs = Math.max(limits.answerReserveMs, withinMs * limits.answerReserveShareMax)
    return Math.min(limits.answerReserveMs + worstMs, mostMs)
  }

  /** A call stopped waiting for the model so many milliseconds after it should have. */
  late(byMs: number): void {
    if (byMs < limits.answerLateFromMs) return
    // A delay that a later, longer one outdoes tells nothing more. So the list stays short.
    const worse = this.#recent().filter((seen) => seen.byMs > byMs)
    this.#seen = [...worse, { atMs: this.#clock.elapsedMs(), byMs }]
  }

  #recent(): readonly Lateness[] {
    const sinceMs = this.#clock.elapsedMs() - limits.answerLateForMs
    return this.#seen.filter(({ atMs }) => atMs >= sinceMs)
  }
}
