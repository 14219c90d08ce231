// @ts-check
import { h } from './dom.js'
/** @import { Card } from './wire.d.ts' */

/**
 * Why not: one of the card's own reasons, words of the user's, or both.
 * @param {Card} card
 * @param {string} key
 * @param {{
 *   readonly onCancel: () => void,
 *   readonly onSend: (given: { readonly code?: string, readonly comment: string }) => void
 * }} listeners
 */
export function overrideForm(card, key, { onCancel, onSend }) {
  const reasons = (card.overrideReasons ?? []).filter((each) => each.code !== undefined)
  const comment = h('textarea', { id: `${key}-comment`, rows: 2, maxlength: 2000 })
  const missing = h('p', { class: 'form-error', role: 'alert' })
  const radios = reasons.map((reason, index) =>
    h('input', {
      type: 'radio',
      name: `${key}-reason`,
      id: `${key}-reason-${index}`,
      value: reason.code
    })
  )
  const form = h(
    'form',
    {
      class: 'override',
      'aria-label': 'Why this card is overridden',
      onsubmit: (/** @type {SubmitEvent} */ event) => {
        event.preventDefault()
        const chosen = radios.find((each) => each.checked)
        const said = comment.value.trim()
        if (chosen === undefined && said === '') {
          missing.textContent = 'Choose a reason or write one.'
          return
        }
        onSend({ ...(chosen === undefined ? {} : { code: chosen.value }), comment: said })
      },
      onkeydown: (/** @type {KeyboardEvent} */ event) => {
        if (event.key !== 'Escape') return
        event.stopPropagation()
        onCancel()
      }
    },
    radios.length > 0 &&
      h(
        'fieldset',
        {},
        h('legend', {}, 'Reason'),
        ...radios.map((radio, index) =>
          h(
            'label',
            { class: 'reason', for: radio.id },
            radio,
            reasons[index]?.display ?? reasons[index]?.code ?? ''
          )
        )
      ),
    h('label', { for: comment.id }, 'Comment', radios.length > 0 ? ' (optional)' : '', comment),
    missing,
    h(
      'div',
      { class: 'override-buttons' },
      h('button', { type: 'submit', class: 'main' }, 'Override'),
      h('button', { type: 'button', class: 'quiet', onclick: onCancel }, 'Keep the card')
    )
  )
  queueMicrotask(() => {
    form.scrollIntoView({ block: 'nearest' })
    ;(radios[0] ?? comment).focus({ preventScroll: true })
  })
  return form
}
