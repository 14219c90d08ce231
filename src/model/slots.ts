/** At most so many calls at once; a bounded number waits, in the order they came. */
export class Slots {
  readonly #atOnceMax: number
  readonly #waitingMax: number
  readonly #waiting = new Set<() => void>()
  #taken = 0

  constructor(given: { readonly atOnceMax: number; readonly waitingMax: number }) {
    this.#atOnceMax = given.atOnceMax
    this.#waitingMax = given.waitingMax
  }

  get taken(): number {
    return this.#taken
  }

  get waiting(): number {
    return this.#waiting.size
  }

  /**
   * A slot, as the function that gives it back, to be called once. `full`: too many wait already.
   * `ended`: `signal` came first.
   */
  take(signal: AbortSignal): Promise<(() => void) | 'full' | 'ended'> {
    if (signal.aborted) return Promise.resolve('ended')
    if (this.#taken < this.#atOnceMax) {
      this.#taken += 1
      return Promise.resolve(() => this.#giveBack())
    }
    if (this.#waiting.size >= this.#waitingMax) return Promise.resolve('full')
    return new Promise((resolve) => {
      const onEnd = (): void => {
        this.#waiting.delete(onTurn)
        resolve('ended')
      }
      const onTurn = (): void => {
        signal.removeEventListener('abort', onEnd)
        resolve(() => this.#giveBack())
      }
      this.#waiting.add(onTurn)
      signal.addEventListener('abort', onEnd, { once: true })
    })
  }

  /** The slot goes to the first that waits; then the number taken stays as it is. */
  #giveBack(): void {
    const [first] = this.#waiting
    if (first === undefined) {
      this.#taken -= 1
      return
    }
    this.#waiting.delete(first)
    first()
  }
}
