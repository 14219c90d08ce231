// @ts-check
import { byId, h } from './dom.js'
import { doseOf, draftName, frequencies, referenceOf, withDose } from './draft-orders.js'
import { DrugPicker } from './drug-picker.js'
import { counted } from './words.js'
/** @import { DraftResource, OrderOption } from './wire.d.ts' */

/**
 * @typedef {{
 *   readonly onPick: (option: OrderOption) => void,
 *   readonly onEdit: (draft: DraftResource) => void,
 *   readonly onRemove: (reference: string) => void,
 *   readonly onSign: () => void
 * }} OrderListeners
 */

/** Order entry: the picker and the drafts with their dose. */
export class OrdersPane {
  #place = byId('orders', HTMLElement)
  #list = h('ul', { class: 'drafts' })
  #foot = h('div', { class: 'drafts-foot' })
  #done = h('p', { class: 'drafts-done', role: 'status' })
  #picker
  #listeners

  /** @param {OrderListeners} listeners */
  constructor(listeners) {
    this.#listeners = listeners
    this.#picker = new DrugPicker(listeners.onPick)
    this.#place.append(
      h('h2', { id: 'orders-heading' }, 'Order entry'),
      this.#picker.element,
      this.#list,
      this.#foot,
      this.#done
    )
  }

  /** @param {readonly OrderOption[]} options */
  offer(options) {
    this.#place.hidden = false
    this.#picker.offer(options)
  }

  /** @param {string} text what could not be done */
  tell(text) {
    this.#foot.append(h('p', { class: 'form-error', role: 'alert' }, text))
  }

  /** @param {string} text what has just been done to the orders; empty: nothing worth saying */
  confirm(text) {
    this.#done.textContent = text
  }

  close() {
    this.#place.hidden = true
  }

  focusPicker() {
    if (!this.#place.hidden) this.#picker.focus()
  }

  /**
   * @param {readonly DraftResource[]} drafts
   * @param {readonly string[]} changed references to point out, after a suggestion
   */
  draw(drafts, changed = []) {
    const focused = document.activeElement?.id ?? ''
    this.#list.replaceChildren(
      ...drafts.map((each) => this.#item(each, changed.includes(referenceOf(each))))
    )
    this.#foot.replaceChildren()
    if (drafts.length > 0) {
      const label = `Sign ${counted(drafts.length, 'order')}`
      this.#foot.append(
        h(
          'button',
          { type: 'button', class: 'main', onclick: () => this.#listeners.onSign() },
          label
        ),
        h('p', {}, 'Signing writes into this demo’s memory only.')
      )
    }
    // A redraw must not throw the keyboard user out of the field.
    if (focused !== '' && document.activeElement === document.body)
      document.getElementById(focused)?.focus()
  }

  /**
   * @param {DraftResource} draft
   * @param {boolean} isChanged
   */
  #item(draft, isChanged) {
    const reference = referenceOf(draft)
    const name = draftName(draft)
    return h(
      'li',
      { class: isChanged ? 'draft changed' : 'draft', 'data-reference': reference },
      h(
        'div',
        { class: 'draft-head' },
        h('span', { class: 'draft-name' }, name),
        isChanged && h('span', { class: 'tag' }, 'changed by a suggestion'),
        h(
          'button',
          {
            type: 'button',
            class: 'quiet',
            'aria-label': `Remove ${name}`,
            onclick: () => this.#listeners.onRemove(reference)
          },
          'Remove'
        )
      ),
      draft.resourceType === 'MedicationRequest' ? this.#doseForm(draft) : ''
    )
  }

  /** @param {DraftResource} draft */
  #doseForm(draft) {
    const dose = doseOf(draft)
    const id = draft.id ?? ''
    const value = h('input', {
      id: `${id}-value`,
      type: 'number',
      min: '0',
      step: 'any',
      value: dose.value
    })
    const unit = h('input', { id: `${id}-unit`, type: 'text', value: dose.unit })
    const times = h(
      'select',
      { id: `${id}-times` },
      h('option', { value: '' }, 'not given'),
      ...Object.entries(frequencies).map(([count, words]) =>
        h('option', { value: count, selected: count === dose.timesPerDay }, words)
      )
    )
    const edited = () =>
      this.#listeners.onEdit(
        withDose(draft, { value: value.value, unit: unit.value, timesPerDay: times.value })
      )
    for (const each of [value, unit, times]) each.addEventListener('change', edited)
    return h(
      'div',
      { class: 'dose' },
      h('label', { class: 'dose-value' }, 'Dose', value),
      h('label', { class: 'dose-unit' }, 'Unit', unit),
      h('label', {}, 'How often', times),
      dose.text !== '' && h('p', { class: 'dose-text' }, dose.text)
    )
  }
}
