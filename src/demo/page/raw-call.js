// @ts-check
import { byId, h } from './dom.js'
import { seconds } from './words.js'
/** @import { Exchange } from './wire.d.ts' */

const keptMax = 20
const shownCharactersMax = 200_000

/** The drawer for integrators: what went over the wire, newest first. Escape closes it. */
export class RawCalls {
  #dialog = byId('raw', HTMLDialogElement)
  #choice = byId('raw-choice', HTMLSelectElement)
  #body = byId('raw-body', HTMLElement)
  /** @type {{ readonly name: string, readonly exchange: Exchange }[]} */
  #kept = []

  constructor() {
    byId('raw-open', HTMLButtonElement).addEventListener('click', () => this.#open())
    byId('raw-close', HTMLButtonElement).addEventListener('click', () => this.#dialog.close())
    this.#choice.addEventListener('change', () => this.#draw())
  }

  /**
   * @param {string} name
   * @param {Exchange} exchange
   */
  add(name, exchange) {
    this.#kept = [{ name, exchange }, ...this.#kept].slice(0, keptMax)
    if (this.#dialog.open) this.#list()
  }

  #open() {
    this.#list()
    this.#dialog.showModal()
  }

  #list() {
    this.#choice.replaceChildren(
      ...this.#kept.map(({ name, exchange }, index) =>
        h('option', { value: index }, `${name}: ${exchange.status}, ${seconds(exchange.tookMs)}`)
      )
    )
    this.#draw()
  }

  #draw() {
    const kept = this.#kept[Number(this.#choice.value)]
    if (kept === undefined) {
      this.#body.replaceChildren(h('p', { class: 'empty' }, 'No call has been made yet.'))
      return
    }
    const { request, response, status, tookMs } = kept.exchange
    this.#body.replaceChildren(
      h('p', { class: 'raw-line' }, h('strong', {}, 'POST '), request.url),
      h(
        'p',
        { class: 'raw-line' },
        h('strong', {}, `${status === 0 ? 'no answer' : status}`),
        ` after ${seconds(tookMs)}`
      ),
      h(
        'div',
        { class: 'raw-pair' },
        h(
          'section',
          {},
          h('h3', {}, 'Request headers'),
          json(request.headers),
          h('h3', {}, 'Request'),
          json(request.body)
        ),
        h('section', {}, h('h3', {}, 'Answer'), json(response))
      )
    )
  }
}

/** @param {unknown} value */
function json(value) {
  const text = JSON.stringify(value, null, 2) ?? ''
  const cut = text.length > shownCharactersMax
  return h(
    'pre',
    { tabindex: 0 },
    cut
      ? `${text.slice(0, shownCharactersMax)}\n… ${text.length - shownCharactersMax} characters more`
      : text
  )
}
