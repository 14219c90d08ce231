import { vi } from 'vitest'
import { limits } from '../../src/ground/limits.ts'
import { answerWithinMs } from './curbside.ts'
import { holdClock, letClockGo, letPass } from './holdable-clock.ts'

/**
 * While this is held no time passes for the calls of the running Curbsides, however slow the
 * machine is. `pass` ends their waiting for the model: the deadline of each has come, less what is
 * kept back for writing the answer.
 */
export function heldDeadlines(): Disposable & { pass(): void } {
  holdClock()
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
  return {
    pass() {
      const byMs = answerWithinMs - limits.answerReserveMs
      letPass(byMs)
      vi.advanceTimersByTime(byMs)
    },
    [Symbol.dispose]() {
      vi.useRealTimers()
      letClockGo()
    }
  }
}
