// @ts-check
import { cardView } from './card-view.js'
import { byId, h } from './dom.js'
import { postFeedback } from './ehr-api.js'
import { counted } from './words.js'
/** @import { CardState } from './card-view.js' */
/** @import { Answer } from './hook-calls.js' */
/** @import { Card, Exchange, Suggestion } from './wire.d.ts' */

/** @type {CardState} */
const untouched = { accepted: [], isOverriding: false, sent: '' }
const order = ['critical', 'warning', 'info']

/** Brings the cards to where the user is, without a trace in the address. */
export function toTheCards() {
  const heading = byId('cards-heading', HTMLElement)
  heading.scrollIntoView()
  heading.focus({ preventScroll: true })
}

/** The cards of the open chart, of all hooks together, worst first; and what became of them. */
export class CardsPane {
  #body = byId('cards-body', HTMLElement)
  #said = byId('cards-said', HTMLElement)
  #below = byId('cards-below', HTMLButtonElement)
  /** @type {Map<Card, CardState>} */
  #states = new Map()
  /** @type {readonly Answer[]} */
  #answers = []
  /** @type {(suggestion: Suggestion) => string} */
  #applySuggestion
  /** @type {(name: string, exchange: Exchange) => void} */
  #onExchange

  /**
   * @param {{
   *   readonly applySuggestion: (suggestion: Suggestion) => string,
   *   readonly onExchange: (name: string, exchange: Exchange) => void
   * }} given `applySuggestion` returns what it could not do, or nothing
   */
  constructor({ applySuggestion, onExchange }) {
    this.#applySuggestion = applySuggestion
    this.#onExchange = onExchange
    this.#below.addEventListener('click', toTheCards)
  }

  /** @param {readonly Answer[]} answers */
  draw(answers) {
    const before = this.#words()
    this.#answers = answers
    const shown = new Set(this.#cards().map(({ card }) => card))
    for (const card of this.#states.keys()) if (!shown.has(card)) this.#states.delete(card)
    this.#redraw()
    const words = this.#words()
    if (words !== before) this.#said.textContent = words
  }

  /** Each card once: what a newer call says again replaces what an older one said. */
  #cards() {
    /** @type {Map<string, { card: Card, answer: Answer }>} */
    const byWords = new Map()
    for (const answer of this.#answers.toSorted((a, b) => Number(a.call) - Number(b.call))) {
      for (const card of answer.cards) {
        byWords.set(`${card.indicator}|${card.summary}|${card.source.topic?.code ?? ''}`, {
          card,
          answer
        })
      }
    }
    return [...byWords.values()].toSorted(
      (a, b) => order.indexOf(a.card.indicator) - order.indexOf(b.card.indicator)
    )
  }

  #redraw() {
    const cards = this.#cards()
    const waiting = this.#answers.some((each) => each.state === 'waiting')
    const failed = this.#answers.filter((each) => each.state === 'failed')
    const unreadable = this.#answers.reduce((sum, each) => sum + each.unreadable, 0)
    this.#pointBelow(cards.map(({ card }) => card))
    this.#body.replaceChildren(
      waiting
        ? h(
            'p',
            { class: 'waiting' },
            h('span', { class: 'pulse', 'aria-hidden': 'true' }),
            'Asking Curbside…'
          )
        : '',
      ...failed.map((each) =>
        h(
          'p',
          { class: 'failure' },
          h('strong', {}, each.said),
          each.hook === 'patient-view'
            ? ' This chart was not checked.'
            : ' This order was not checked.'
        )
      ),
      unreadable > 0
        ? h(
            'p',
            { class: 'failure' },
            `${counted(unreadable, 'card')} could not be read and ${unreadable === 1 ? 'is' : 'are'} not shown.`
          )
        : '',
      ...cards.map(({ card, answer }, index) =>
        cardView(
          card,
          { key: `card-${answer.call}-${index}`, hook: answer.hook, state: this.#stateOf(card) },
          {
            onAccept: (...given) => void this.#accept(answer, ...given),
            onOverriding: (of, open) => this.#overriding(of, open),
            onOverride: (of, given) => void this.#override(answer, of, given)
          }
        )
      ),
      cards.length === 0 && !waiting && failed.length === 0 && this.#answers.length > 0
        ? h(
            'div',
            { class: 'no-cards' },
            h('p', {}, h('strong', {}, 'No cards')),
            h(
              'p',
              {},
              'Curbside sent none. This is not reassurance: it reads only what the record holds, and its review may still be running.'
            )
          )
        : '',
      this.#answers.length === 0
        ? h('p', { class: 'empty' }, 'Cards appear here when a chart is opened.')
        : ''
    )
  }

  /**
   * On a narrow panel the cards are under the orders: what waits there is said where the order is written.
   * @param {readonly Card[]} cards
   */
  #pointBelow(cards) {
    const open = cards.filter((card) => this.#stateOf(card).overridden === undefined)
    const counts = order
      .map((word) => ({ word, count: open.filter((each) => each.indicator === word).length }))
      .filter(({ count }) => count > 0)
    this.#below.hidden = counts.length === 0
    this.#below.className = `cards-below cards-below-${counts[0]?.word ?? 'info'}`
    this.#below.textContent = `Decision support: ${counts.map(({ word, count }) => `${count} ${word}`).join(', ')} ↓`
  }

  /** For people who do not see the cards arrive. */
  #words() {
    if (this.#answers.length === 0 || this.#answers.some((each) => each.state === 'waiting'))
      return ''
    const failed = this.#answers.filter((each) => each.state === 'failed').map((each) => each.said)
    const cards = this.#cards().map(({ card }) => `${card.indicator}: ${card.summary}`)
    return [
      ...failed,
      cards.length === 0 ? 'No cards' : counted(cards.length, 'card'),
      ...cards
    ].join('. ')
  }

  /** @param {Card} card */
  #stateOf(card) {
    return this.#states.get(card) ?? untouched
  }

  /**
   * @param {Card} card
   * @param {Partial<CardState>} change
   */
  #become(card, change) {
    this.#states.set(card, { ...this.#stateOf(card), ...change })
    this.#redraw()
  }

  /**
   * @param {Card} card
   * @param {boolean} open
   */
  #overriding(card, open) {
    this.#become(card, { isOverriding: open })
    if (!open) this.#articleOf(card)?.querySelector('button')?.focus()
  }

  /** @param {Card} card */
  #articleOf(card) {
    return [...this.#body.querySelectorAll('article')].find(
      (each) => each.dataset['uuid'] === card.uuid
    )
  }

  /**
   * @param {Answer} answer
   * @param {Card} card
   * @param {Suggestion} suggestion
   * @param {number} index
   */
  async #accept(answer, card, suggestion, index) {
    this.#become(card, { accepted: [...this.#stateOf(card).accepted, String(index)] })
    const failure = this.#applySuggestion(suggestion)
    if (failure !== '') return this.#become(card, { sent: failure })
    // Without both uuids there is nothing that feedback could name.
    if (card.uuid === undefined || suggestion.uuid === undefined) return
    const entry = {
      card: card.uuid,
      outcome: 'accepted',
      acceptedSuggestions: [{ id: suggestion.uuid }]
    }
    await this.#send(answer, card, entry)
  }

  /**
   * @param {Answer} answer
   * @param {Card} card
   * @param {{ readonly code?: string, readonly comment: string }} given
   */
  async #override(answer, card, given) {
    const reason = card.overrideReasons?.find((each) => each.code === given.code)
    const overrideReason = {
      ...(reason === undefined ? {} : { reason }),
      ...(given.comment === '' ? {} : { userComment: given.comment })
    }
    const words = [reason?.display ?? reason?.code ?? '', given.comment]
      .filter((part) => part !== '')
      .join('. ')
    this.#become(card, { overridden: words, isOverriding: false })
    this.#articleOf(card)?.querySelector('a')?.focus()
    await this.#send(answer, card, { card: card.uuid, outcome: 'overridden', overrideReason })
  }

  /**
   * @param {Answer} answer
   * @param {Card} card
   * @param {Readonly<Record<string, unknown>>} entry
   */
  async #send(answer, card, entry) {
    this.#become(card, { sent: 'Telling Curbside…' })
    const exchange = await postFeedback(answer.serviceId, entry).catch(() => undefined)
    if (exchange !== undefined) this.#onExchange(`${answer.hook} feedback`, exchange)
    const isSent = exchange !== undefined && exchange.status >= 200 && exchange.status < 300
    this.#become(card, {
      sent: isSent ? 'Curbside was told.' : `Curbside could not be told (${exchange?.status ?? 0}).`
    })
  }
}
