import { until } from '../ground/deadline.ts'
import type { BoundFinding } from '../findings/bound-finding.ts'
import type { Loss } from '../findings/loss.ts'
import type { ModelEnd } from '../model/model.ts'

/** A finding of the model as it arrives, with references in the place of aliases. */
export interface Arrived {
  readonly finding: BoundFinding
  /** What was lost of it when it was read and bound. */
  readonly lost: readonly Loss[]
  /** Monotonic: when the piece of the stream came that closed it; undefined for a stored one. */
  readonly closedAtMs: number | undefined
}

/** One asking of the model, shared by all equal calls; goes on after the calls were answered. */
export interface Flight {
  readonly source: 'model' | 'stored'
  /** Grows while the model streams. */
  readonly findings: readonly BoundFinding[]
  /** Of findings that fell before they could be looked up in a record: all that was lost of each. */
  readonly rejected: readonly (readonly Loss[])[]
  readonly end: ModelEnd | undefined
  readonly done: Promise<ModelEnd>
  /** Calls with every finding that has arrived, and at once with each that will. */
  follow(listener: (arrived: Arrived) => void): () => void
  /** Resolves when it is over or `signal` aborts; until then somebody waits for it. */
  wait(signal: AbortSignal): Promise<void>
}

/**
 * A flight from the inside. A newer question about the same patient marks it as outdated; it is
 * ended when nobody waits for it, at once or when the last one leaves.
 */
export class OpenFlight implements Flight {
  source: 'model' | 'stored' = 'model'
  readonly rejected: (readonly Loss[])[] = []
  end: ModelEnd | undefined
  done: Promise<ModelEnd> = Promise.resolve(neverEnded)
  readonly ownEnd = new AbortController()
  readonly #arrived: Arrived[] = []
  readonly #listeners = new Set<(arrived: Arrived) => void>()
  readonly #onFault: (thrown: unknown) => void
  #waiting = 0
  #outdated = false

  constructor(onFault: (thrown: unknown) => void) {
    this.#onFault = onFault
  }

  get findings(): readonly BoundFinding[] {
    return this.#arrived.map(({ finding }) => finding)
  }

  get superseded(): boolean {
    return this.ownEnd.signal.aborted
  }

  arrive(arrived: Arrived): void {
    this.#arrived.push(arrived)
    for (const listener of this.#listeners) this.#tell(listener, arrived)
  }

  follow(listener: (arrived: Arrived) => void): () => void {
    for (const arrived of this.#arrived) this.#tell(listener, arrived)
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  async wait(signal: AbortSignal): Promise<void> {
    this.#waiting += 1
    this.#outdated = false
    try {
      await until(this.done, signal)
    } finally {
      this.#waiting -= 1
      this.#endWhenOutdated()
    }
  }

  outdate(): void {
    this.#outdated = true
    this.#endWhenOutdated()
  }

  #endWhenOutdated(): void {
    if (this.#outdated && this.#waiting === 0) this.ownEnd.abort()
  }

  /** One call's fault must not end the thinking that others share. */
  #tell(listener: (arrived: Arrived) => void, arrived: Arrived): void {
    try {
      listener(arrived)
    } catch (thrown) {
      this.#onFault(thrown)
    }
  }
}

/** An adapter that ends without saying how has broken its contract; it counts as unavailable. */
export const neverEnded: ModelEnd = {
  ending: 'unavailable',
  deployment: '',
  elapsedMs: 0,
  couldNotAssess: []
}
