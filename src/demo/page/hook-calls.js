// @ts-check
import { referenceOf } from './draft-orders.js'
import { postHook } from './ehr-api.js'
import { failureWords, readCards } from './read-cards.js'
/** @import { Card, DraftResource, Exchange } from './wire.d.ts' */

/**
 * @typedef {{
 *   readonly hook: string,
 *   readonly call: string,
 *   readonly selections: readonly string[],
 *   readonly startedMs: number,
 *   readonly state: 'waiting' | 'answered' | 'failed',
 *   readonly serviceId: string,
 *   readonly cards: readonly Card[],
 *   readonly unreadable: number,
 *   readonly said: string
 * }} Answer
 */

/**
 * Hook calls of the open chart. order-select speaks of the orders just picked, so its answer stays with
 * those orders until they are asked about again or are gone: picking a second drug must not take away a
 * warning about the first. An answer that comes after its patient or order has changed is dropped.
 */
export class HookCalls {
  /** @type {Map<string, Answer>} by call */
  #answers = new Map()
  #calls = 0
  #dropped = 0
  #session = ''
  /** @type {() => void} */
  #onChange
  /** @type {(hook: string, exchange: Exchange) => void} */
  #onExchange

  /** @param {{ readonly onChange: () => void, readonly onExchange: (hook: string, exchange: Exchange) => void }} listeners */
  constructor({ onChange, onExchange }) {
    this.#onChange = onChange
    this.#onExchange = onExchange
  }

  /** @param {string} session */
  useSession(session) {
    this.#session = session
  }

  get dropped() {
    return this.#dropped
  }

  /** @returns {readonly Answer[]} */
  get answers() {
    return [...this.#answers.values()]
  }

  /** Another patient, or none: nothing of the last one stays. */
  clear() {
    this.#answers.clear()
    this.#onChange()
  }

  /** No order is being written any more. */
  forgetOrders() {
    this.#dropWhere((each) => each.hook !== 'patient-view')
    this.#onChange()
  }

  /**
   * @param {string} hook
   * @param {{
   *   readonly patientId: string,
   *   readonly prefetch: string,
   *   readonly draftOrders?: readonly DraftResource[],
   *   readonly selections?: readonly string[]
   * }} given
   */
  async ask(hook, given) {
    this.#calls += 1
    const call = String(this.#calls)
    const selections = given.selections ?? []
    const drafts = (given.draftOrders ?? []).map(referenceOf)
    this.#dropWhere(
      (each) =>
        each.hook === hook &&
        each.selections.every((one) => selections.includes(one) || !drafts.includes(one))
    )
    const waiting = {
      hook,
      call,
      selections,
      startedMs: performance.now(),
      serviceId: '',
      cards: [],
      unreadable: 0,
      said: ''
    }
    this.#answers.set(call, { ...waiting, state: 'waiting' })
    this.#onChange()
    const exchange = await postHook({ hook, ...given, session: this.#session, call }).catch(noEhr)
    this.#onExchange(hook, exchange)
    if (!this.#answers.has(call)) {
      this.#dropped += 1
      this.#onChange()
      return
    }
    const read = exchange.status === 200 ? readCards(exchange.response) : undefined
    const { serviceId } = exchange
    if (read === undefined) {
      const said =
        exchange.status === 200
          ? 'Curbside answered with something that is no CDS Hooks response.'
          : failureWords(exchange.status, exchange.response)
      this.#answers.set(call, { ...waiting, state: 'failed', serviceId, said })
    } else {
      this.#answers.set(call, { ...waiting, state: 'answered', serviceId, ...read })
    }
    this.#onChange()
  }

  /** @param {(answer: Answer) => boolean} isGone */
  #dropWhere(isGone) {
    for (const [call, answer] of this.#answers) if (isGone(answer)) this.#answers.delete(call)
  }
}

/** @returns {Exchange} */
function noEhr() {
  return {
    status: 0,
    tookMs: 0,
    serviceId: '',
    request: { url: '', headers: {}, body: null },
    response: 'The EHR itself did not answer.'
  }
}
