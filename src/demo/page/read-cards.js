// @ts-check
/** @import { Card } from './wire.d.ts' */

const order = ['critical', 'warning', 'info']

/**
 * The cards of an answer, worst first. A card that breaks the rules a client must check is not drawn as
 * if it were whole (CDS Hooks 2.0.1: an unknown selectionBehavior is an error); it is counted.
 * @param {unknown} response
 * @returns {{ readonly cards: readonly Card[], readonly unreadable: number } | undefined} undefined: no answer of the standard
 */
export function readCards(response) {
  const list = /** @type {{ cards?: unknown } | null | undefined} */ (response)?.cards
  if (!Array.isArray(list)) return undefined
  const cards = list.filter(isCard)
  return {
    cards: cards.toSorted((a, b) => order.indexOf(a.indicator) - order.indexOf(b.indicator)),
    unreadable: list.length - cards.length
  }
}

/**
 * @param {unknown} value
 * @returns {value is Card}
 */
function isCard(value) {
  const card = /** @type {Partial<Card> | null | undefined} */ (value)
  if (typeof card?.summary !== 'string' || card.summary === '') return false
  if (card.indicator === undefined || !order.includes(card.indicator)) return false
  if (typeof card.source?.label !== 'string') return false
  if (card.suggestions === undefined) return true
  return card.selectionBehavior === 'at-most-one' || card.selectionBehavior === 'any'
}

/**
 * What an answer without cards says, for a person: never a reassurance.
 * @param {number} status
 * @param {unknown} response
 */
export function failureWords(status, response) {
  if (status === 0)
    return typeof response === 'string' ? response : 'Curbside could not be reached.'
  const outcome = /** @type {{ issue?: readonly { diagnostics?: string }[] } | null} */ (
    typeof response === 'object' ? response : null
  )
  const said = outcome?.issue?.[0]?.diagnostics
  return `Curbside could not answer (${status}${said === undefined ? '' : `: ${said}`}).`
}
