// @ts-check
import { h } from './dom.js'
/** @import { DraftResource, OrderOption } from './wire.d.ts' */

const shownMax = 12

/**
 * Type-ahead over the orders that may be written (WAI-ARIA combobox with a list: arrows choose, Enter picks,
 * Escape closes).
 */
export class DrugPicker {
  #input = h('input', {
    id: 'picker',
    type: 'text',
    role: 'combobox',
    autocomplete: 'off',
    spellcheck: 'false',
    placeholder: 'Type a drug or order',
    'aria-expanded': 'false',
    'aria-autocomplete': 'list',
    'aria-controls': 'picker-list'
  })
  #list = h('ul', {
    id: 'picker-list',
    role: 'listbox',
    'aria-label': 'Matching orders',
    hidden: true
  })
  /** @type {readonly OrderOption[]} */
  #options = []
  /** @type {readonly OrderOption[]} */
  #shown = []
  #at = -1
  /** @type {(option: OrderOption) => void} */
  #onPick

  /** @param {(option: OrderOption) => void} onPick */
  constructor(onPick) {
    this.#onPick = onPick
    this.#input.addEventListener('input', () => this.#open())
    this.#input.addEventListener('focus', () => this.#open())
    this.#input.addEventListener('click', () => this.#open())
    this.#input.addEventListener('blur', () => this.#close())
    this.#input.addEventListener('keydown', (event) => this.#key(event))
  }

  get element() {
    return h(
      'div',
      { class: 'picker' },
      h('label', { for: 'picker' }, 'Add an order ', h('kbd', {}, '/')),
      this.#input,
      this.#list
    )
  }

  /** @param {readonly OrderOption[]} options */
  offer(options) {
    this.#options = options
    this.#input.value = ''
    this.#close()
  }

  focus() {
    this.#input.focus()
    this.#input.select()
  }

  #open() {
    const words = this.#input.value
      .toLowerCase()
      .split(/\s+/)
      .filter((word) => word !== '')
    this.#shown = this.#options
      .filter((each) => words.every((word) => searchText(each).includes(word)))
      .slice(0, shownMax)
    this.#at = words.length > 0 && this.#shown.length > 0 ? 0 : -1
    this.#draw()
  }

  #draw() {
    /** @type {Node[]} */
    const rows = this.#shown.map((option, index) => {
      const code = rxnormCode(option.resource)
      return h(
        'li',
        {
          id: `picker-${index}`,
          role: 'option',
          'aria-selected': String(index === this.#at),
          // Before blur, which would close the list under the pointer.
          onmousedown: (/** @type {MouseEvent} */ event) => {
            event.preventDefault()
            this.#pick(option)
          }
        },
        h('span', { class: 'option-name' }, option.label),
        h('span', { class: 'option-note' }, [option.origin, code].filter(Boolean).join(' · '))
      )
    })
    if (rows.length === 0) rows.push(h('li', { class: 'empty' }, 'No order of that name'))
    this.#list.replaceChildren(...rows)
    this.#list.hidden = false
    this.#input.setAttribute('aria-expanded', 'true')
    if (this.#at === -1) this.#input.removeAttribute('aria-activedescendant')
    else this.#input.setAttribute('aria-activedescendant', `picker-${this.#at}`)
    this.#list.children[this.#at]?.scrollIntoView({ block: 'nearest' })
  }

  #close() {
    this.#list.hidden = true
    this.#at = -1
    this.#input.setAttribute('aria-expanded', 'false')
    this.#input.removeAttribute('aria-activedescendant')
  }

  /** @param {KeyboardEvent} event */
  #key(event) {
    const isOpen = !this.#list.hidden
    if (event.key === '/' && this.#input.value === '') {
      // The key that leads here, pressed when already here.
      event.preventDefault()
    } else if (event.key === 'Escape' && isOpen) {
      event.stopPropagation()
      this.#close()
    } else if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault()
      if (!isOpen) return this.#open()
      const step = event.key === 'ArrowDown' ? 1 : -1
      this.#at = Math.min(this.#shown.length - 1, Math.max(0, this.#at + step))
      this.#draw()
    } else if (event.key === 'Enter' && isOpen) {
      event.preventDefault()
      const option = this.#shown[this.#at]
      if (option !== undefined) this.#pick(option)
    }
  }

  /** @param {OrderOption} option */
  #pick(option) {
    this.#input.value = ''
    this.#close()
    this.#onPick(option)
  }
}

/** @param {OrderOption} option */
function searchText(option) {
  return `${option.label} ${rxnormCode(option.resource)}`.toLowerCase()
}

/** @param {DraftResource} resource */
function rxnormCode(resource) {
  const concept =
    /** @type {{ coding?: readonly { system?: string, code?: string }[] } | undefined} */ (
      resource['medicationCodeableConcept']
    )
  const coding = concept?.coding?.find(
    (each) => each.system === 'http://www.nlm.nih.gov/research/umls/rxnorm'
  )
  return coding?.code === undefined ? '' : `RxNorm ${coding.code}`
}
