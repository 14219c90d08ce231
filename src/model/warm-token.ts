import type { BearerToken } from './bearer-token.ts'
import { tokenInTime } from './bearer-token.ts'
import { endingOfError } from './ending-of-error.ts'

export type TokenState = 'unknown' | 'ready' | 'misconfigured' | 'unavailable'

/**
 * Fetches the token ahead of the calls, at start and then again and again, so that no call waits
 * for Entra and a wrong identity is known before the first patient. The provider refreshes a token
 * by itself when it is asked within two minutes of its end; so it is asked every minute.
 */
export class WarmToken {
  readonly #bearerToken: BearerToken
  readonly #onFailure: (state: TokenState, thrown: unknown) => void
  readonly #everyMs: number
  readonly #withinMs: number
  readonly #stopping = new AbortController()
  #state: TokenState = 'unknown'
  #timer: NodeJS.Timeout | undefined

  constructor(given: {
    readonly bearerToken: BearerToken
    readonly everyMs: number
    /** Of one fetch. */
    readonly withinMs: number
    readonly onFailure: (state: TokenState, thrown: unknown) => void
  }) {
    this.#bearerToken = given.bearerToken
    this.#onFailure = given.onFailure
    this.#everyMs = given.everyMs
    this.#withinMs = given.withinMs
  }

  get state(): TokenState {
    return this.#state
  }

  /** Begins; its timer does not keep the process alive. */
  start(): void {
    void this.#fetch()
  }

  stop(): void {
    this.#stopping.abort()
    clearTimeout(this.#timer)
  }

  async #fetch(): Promise<void> {
    const { signal } = this.#stopping
    try {
      await tokenInTime(this.#bearerToken, signal, this.#withinMs)
      this.#state = 'ready'
    } catch (thrown) {
      if (signal.aborted) return
      this.#state = endingOfError(thrown) === 'misconfigured' ? 'misconfigured' : 'unavailable'
      this.#onFailure(this.#state, thrown)
    }
    if (signal.aborted) return
    this.#timer = setTimeout(() => void this.#fetch(), this.#everyMs)
    this.#timer.unref()
  }
}
