// @ts-check
import { byId, h } from './dom.js'
import { ageAndSex } from './words.js'
/** @import { PatientHead } from './wire.d.ts' */

const narrow = globalThis.matchMedia('(max-width: 56rem)')

/** The patients at the left: one tab stop, arrow keys inside, Enter opens. */
export class PatientList {
  #list = byId('patient-list', HTMLUListElement)
  #toggle = byId('patients-toggle', HTMLButtonElement)
  /** @type {(id: string) => void} */
  #onOpen

  /**
   * @param {readonly PatientHead[]} patients
   * @param {string} asOf
   * @param {(id: string) => void} onOpen
   */
  constructor(patients, asOf, onOpen) {
    this.#onOpen = onOpen
    this.#list.append(...patients.map((each, index) => this.#item(each, asOf, index === 0)))
    this.#list.addEventListener('keydown', (event) => this.#key(event))
    this.#toggle.addEventListener('click', () => this.#expand(this.#list.hidden !== false))
    this.#expand(true)
    narrow.addEventListener('change', () => this.#expand(!narrow.matches || !this.#hasOpen()))
  }

  /** @param {string | undefined} id */
  mark(id) {
    for (const item of this.#items()) {
      const isOpen = item.dataset['id'] === id
      item.setAttribute('aria-selected', String(isOpen))
      if (isOpen) this.#makeTabStop(item)
    }
    if (narrow.matches && id !== undefined) this.#expand(false)
  }

  /**
   * @param {PatientHead} patient
   * @param {string} asOf
   * @param {boolean} isFirst
   */
  #item(patient, asOf, isFirst) {
    return h(
      'li',
      {
        role: 'option',
        'aria-selected': 'false',
        tabindex: isFirst ? 0 : -1,
        'data-id': patient.id,
        onclick: () => this.#onOpen(patient.id)
      },
      h('span', { class: 'patient-name' }, patient.name),
      h(
        'span',
        { class: 'patient-age' },
        ageAndSex(patient, asOf),
        patient.deceased && h('span', { class: 'tag' }, 'deceased'),
        patient.slow && h('span', { class: 'tag' }, 'slow model')
      ),
      patient.story !== undefined && h('span', { class: 'patient-story' }, patient.story)
    )
  }

  /** @param {KeyboardEvent} event */
  #key(event) {
    const items = this.#items()
    const at = items.findIndex((each) => each === document.activeElement)
    const current = items[at]
    if (current === undefined) return
    /** @type {Readonly<Record<string, number>>} */
    const targets = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: items.length - 1 }
    const target = targets[event.key]
    if (target !== undefined) {
      event.preventDefault()
      const next = items[Math.min(items.length - 1, Math.max(0, target))]
      if (next === undefined) return
      this.#makeTabStop(next)
      next.focus()
    } else if (event.key === 'Enter' || event.key === ' ') {
      event.preventDefault()
      this.#onOpen(current.dataset['id'] ?? '')
    }
  }

  /** @param {HTMLElement} item */
  #makeTabStop(item) {
    for (const each of this.#items()) each.tabIndex = each === item ? 0 : -1
  }

  #items() {
    return /** @type {HTMLElement[]} */ ([...this.#list.children])
  }

  #hasOpen() {
    return this.#items().some((each) => each.getAttribute('aria-selected') === 'true')
  }

  /** @param {boolean} open */
  #expand(open) {
    if (!open && this.#list.contains(document.activeElement)) this.#toggle.focus()
    this.#list.hidden = !open
    this.#toggle.setAttribute('aria-expanded', String(open))
  }
}
