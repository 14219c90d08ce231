// @ts-check
import { h, svg } from './dom.js'
import { markdown, outsideLink } from './markdown.js'
import { overrideForm } from './override-form.js'
/** @import { Card, Link, Suggestion } from './wire.d.ts' */

/**
 * @typedef {{
 *   readonly accepted: readonly string[],
 *   readonly overridden?: string,
 *   readonly isOverriding: boolean,
 *   readonly sent: string
 * }} CardState what the user has done with a card, kept while it is shown
 *
 * @typedef {{
 *   readonly onAccept: (card: Card, suggestion: Suggestion, index: number) => void,
 *   readonly onOverriding: (card: Card, open: boolean) => void,
 *   readonly onOverride: (card: Card, given: { readonly code?: string, readonly comment: string }) => void
 * }} CardListeners
 */

const labelMax = 9

/** Shape, colour and word each tell the indicator alone. */
const indicators = {
  critical: { word: 'Critical', shape: 'M5 1h6l4 4v6l-4 4H5l-4-4V5z', mark: 'M8 4v5M8 11.4v.6' },
  warning: { word: 'Warning', shape: 'M8 1 15.5 15H.5z', mark: 'M8 6v4M8 12.2v.5' },
  info: { word: 'Info', shape: 'M8 1a7 7 0 1 0 0 14A7 7 0 1 0 8 1z', mark: 'M8 7v5M8 4v.6' }
}

/**
 * One card as an EHR draws it: indicator in colour, sign and word; text as nodes; what can be done.
 * @param {Card} card
 * @param {{ readonly key: string, readonly hook: string, readonly state: CardState }} shown
 * @param {CardListeners} listeners
 */
export function cardView(card, { key, hook, state }, listeners) {
  const { shape, mark, word } = indicators[card.indicator]
  const isDone = state.overridden !== undefined
  const detail = card.detail === undefined ? undefined : detailView(card.detail)
  return h(
    'article',
    {
      class: `card card-${card.indicator}${isDone ? ' card-done' : ''}`,
      'aria-labelledby': `${key}-summary`,
      'data-uuid': card.uuid
    },
    h(
      'header',
      { class: 'card-head' },
      h('span', { class: 'indicator' }, sign(shape, mark), word),
      isFromAi(card) && h('span', { class: 'tag tag-ai' }, 'AI-assisted'),
      h('span', { class: 'card-hook' }, hook === 'patient-view' ? 'on opening' : 'on ordering')
    ),
    h('h3', { id: `${key}-summary` }, card.summary),
    detail,
    !isDone && suggestionButtons(card, state, listeners),
    linkList((card.links ?? []).filter((each) => !isLinked(detail, each))),
    !isLinked(detail, card.source) &&
      h(
        'p',
        { class: 'card-source' },
        'Source: ',
        card.source.url === undefined
          ? card.source.label
          : outsideLink(card.source.url, card.source.label)
      ),
    isDone
      ? h('p', { class: 'card-outcome' }, `Overridden: ${state.overridden}`)
      : overridePart(card, key, state, listeners),
    state.sent !== '' && h('p', { class: 'card-sent' }, state.sent)
  )
}

/**
 * The card's text. A short bold word that begins a paragraph ("Why …") stands in the margin, where the eye
 * looks for it; the line that says where the card comes from is quieter than what it says.
 * @param {string} text
 */
function detailView(text) {
  const detail = h('div', { class: 'card-detail' }, markdown(text))
  for (const paragraph of detail.querySelectorAll('p')) {
    const [lead] = paragraph.childNodes
    const isLabel =
      lead instanceof HTMLElement &&
      lead.localName === 'strong' &&
      lead.nextSibling !== null &&
      lead.textContent.length <= labelMax
    if (isLabel) paragraph.classList.add('labelled')
  }
  const first = detail.querySelector('p')
  if (/^(Rule \S+, version|AI-assisted)/.test(first?.textContent ?? '')) {
    first?.classList.add('provenance')
  }
  return detail
}

/**
 * Whether the card's own text already holds this link under the same name.
 * @param {HTMLElement | undefined} detail
 * @param {{ readonly url?: string, readonly label: string }} link
 */
function isLinked(detail, { url, label }) {
  return [...(detail?.querySelectorAll('a') ?? [])].some(
    (each) => each.getAttribute('href') === url && each.textContent.startsWith(label)
  )
}

/**
 * @param {Card} card
 * @param {CardState} state
 * @param {CardListeners} listeners
 */
function suggestionButtons(card, state, listeners) {
  const suggestions = card.suggestions ?? []
  if (suggestions.length === 0) return undefined
  const isUsedUp = card.selectionBehavior === 'at-most-one' && state.accepted.length > 0
  return h(
    'ul',
    { class: 'suggestions', 'aria-label': 'Suggestions' },
    ...suggestions.map((suggestion, index) => {
      const isAccepted = state.accepted.includes(String(index))
      const does = (suggestion.actions ?? [])
        .flatMap((each) => each.description ?? [])
        .filter((text) => text !== suggestion.label)
      return h(
        'li',
        {},
        h(
          'button',
          {
            type: 'button',
            class: suggestion.isRecommended === true ? 'main' : '',
            disabled: isAccepted || isUsedUp,
            onclick: () => listeners.onAccept(card, suggestion, index)
          },
          isAccepted ? `✓ ${suggestion.label}` : suggestion.label
        ),
        does.length > 0 && h('span', { class: 'suggestion-note' }, does.join('; '))
      )
    })
  )
}

/**
 * @param {Card} card
 * @param {string} key
 * @param {CardState} state
 * @param {CardListeners} listeners
 */
function overridePart(card, key, state, listeners) {
  // Feedback names the card by its uuid; without one there is nothing to say no to.
  if (card.uuid === undefined || state.accepted.length > 0) return undefined
  if (!state.isOverriding) {
    return h(
      'button',
      {
        type: 'button',
        class: 'quiet',
        id: `${key}-override`,
        'aria-expanded': 'false',
        onclick: () => listeners.onOverriding(card, true)
      },
      'Override…'
    )
  }
  return overrideForm(card, key, {
    onCancel: () => listeners.onOverriding(card, false),
    onSend: (given) => listeners.onOverride(card, given)
  })
}

/**
 * @param {string} shape
 * @param {string} mark
 */
function sign(shape, mark) {
  return svg(
    'svg',
    { viewBox: '0 0 16 16', width: 14, height: 14, class: 'sign', 'aria-hidden': 'true' },
    svg('path', { d: shape, class: 'sign-shape' }),
    svg('path', { d: mark, class: 'sign-mark' })
  )
}

/** @param {readonly Link[]} links */
function linkList(links) {
  if (links.length === 0) return undefined
  return h(
    'ul',
    { class: 'card-links', 'aria-label': 'Links' },
    ...links.map((link) =>
      h(
        'li',
        {},
        link.type === 'absolute'
          ? outsideLink(link.url, link.label)
          : h('span', {}, `${link.label} (SMART app; this demo launches none)`)
      )
    )
  )
}

/**
 * The card says so itself, in its source or at the start of its detail.
 * @param {Card} card
 */
function isFromAi(card) {
  return /AI-assisted/i.test(card.source.label) || /^\W*AI-assisted/i.test(card.detail ?? '')
}
