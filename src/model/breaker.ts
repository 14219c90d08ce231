import type { Clock } from '../ground/clock.ts'

export const breakerStates = ['closed', 'open', 'half-open'] as const
export type BreakerState = (typeof breakerStates)[number]

/** How one admitted call turned out; `abandoned` says nothing about the service. */
export type Outcome = 'answered' | 'failed' | 'abandoned'

interface Given {
  readonly clock: Clock
  /** So many failures, with no answer between them, open it. */
  readonly failuresMax: number
  /** Only failures of the last so many milliseconds count. */
  readonly withinMs: number
  /** How long it stays open before one call may try. */
  readonly openForMs: number
  readonly onChange: (state: BreakerState) => void
}

/**
 * Stops asking a deployment that does not answer. Open: nothing is sent. After a while one call may
 * try (half-open): its answer closes the breaker, its failure opens it again.
 */
export class Breaker {
  readonly #given: Given
  #state: BreakerState = 'closed'
  #failedAtMs: number[] = []
  #openedAtMs = 0

  constructor(given: Given) {
    this.#given = given
  }

  get state(): BreakerState {
    return this.#state
  }

  /** Whether a call would be admitted now; admits nothing. */
  mayAdmit(): boolean {
    if (this.#state === 'half-open') return false
    return this.#state === 'closed' || this.#openForMs() >= this.#given.openForMs
  }

  /** Admits a call, or undefined: nothing may be sent. The outcome must be told, once. */
  admit(): ((outcome: Outcome) => void) | undefined {
    if (!this.mayAdmit()) return undefined
    if (this.#state === 'closed') return (outcome) => this.#told(outcome)
    this.#become('half-open')
    return (outcome) => this.#probeTold(outcome)
  }

  /** Of a call that was sent while closed; what it says once the breaker has opened is old news. */
  #told(outcome: Outcome): void {
    if (this.#state !== 'closed' || outcome === 'abandoned') return
    if (outcome === 'answered') {
      this.#failedAtMs = []
      return
    }
    const { clock, failuresMax, withinMs } = this.#given
    const nowMs = clock.elapsedMs()
    this.#failedAtMs = [...this.#failedAtMs.filter((atMs) => nowMs - atMs < withinMs), nowMs]
    if (this.#failedAtMs.length >= failuresMax) this.#open()
  }

  #probeTold(outcome: Outcome): void {
    if (outcome === 'failed') this.#open()
    // Nothing was learned: the next call may try at once.
    else if (outcome === 'abandoned') this.#become('open')
    else this.#become('closed')
  }

  #open(): void {
    this.#openedAtMs = this.#given.clock.elapsedMs()
    this.#failedAtMs = []
    this.#become('open')
  }

  #openForMs(): number {
    return this.#given.clock.elapsedMs() - this.#openedAtMs
  }

  #become(state: BreakerState): void {
    if (state === this.#state) return
    this.#state = state
    this.#given.onChange(state)
  }
}
