import type { Clock } from '../ground/clock.ts'
import { until } from '../ground/deadline.ts'
import { Budgets, limitReached } from '../model/budget.ts'
import type { ModelBudget } from '../model/budget.ts'
import type { ModelLimit } from '../model/model.ts'
import type { Store } from '../store/store.ts'

/** A model call does not wait longer than this for the database. */
const askWithinMs = 300

interface Given {
  readonly budgets: ReadonlyMap<string, ModelBudget>
  readonly store: Store
  readonly clock: Clock
  readonly onStoreFailure: (thrown: unknown) => void
}

/** Takes the tokens that a call used in the end; without a number the estimate stands. */
export type Settle = (used: number | undefined) => Promise<void>

/**
 * Books each model call on its EHR's budget, in the database: it holds across replicas and
 * restarts, by the minute and the day of UTC. Where the database does not answer in time, this
 * process counts for itself, so that the bill stays bounded and no call waits.
 */
export class ModelBooking {
  readonly #given: Given
  readonly #own: Budgets

  constructor(given: Given) {
    this.#given = given
    this.#own = new Budgets(given)
  }

  /** Books so many estimated tokens, or says which bound they would pass. Never throws. */
  async book(ehrId: string, tokens: number): Promise<Settle | ModelLimit> {
    const { clock, budgets } = this.#given
    const budget = budgets.get(ehrId)
    if (budget === undefined) return () => Promise.resolve()
    const atMs = clock.nowMs()
    const use = await this.#add({ ehrId, atMs, calls: 1, tokens })
    const limit = use === undefined ? undefined : limitReached(budget, use)
    if (limit !== undefined) {
      await this.#add({ ehrId, atMs, calls: -1, tokens: -tokens })
      return limit
    }
    // Counted here as well: the database may be away at the next call.
    const own = this.#own.admit(ehrId, tokens)
    if (use === undefined && typeof own === 'string') return own
    return async (used) => {
      if (typeof own === 'function') own(used)
      const difference = (used ?? tokens) - tokens
      if (use === undefined || difference === 0) return
      await this.#add({ ehrId, atMs, calls: 0, tokens: difference })
    }
  }

  async #add(given: Parameters<Store['addModelUse']>[0]) {
    const { store, onStoreFailure } = this.#given
    try {
      return await until(store.addModelUse(given), AbortSignal.timeout(askWithinMs))
    } catch (thrown) {
      onStoreFailure(thrown)
      return undefined
    }
  }
}
