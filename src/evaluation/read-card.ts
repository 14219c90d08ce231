import { indicators } from '../cds-hooks/card.ts'
import type { Indicator } from '../cds-hooks/card.ts'
import { at, listOf, textOf } from './json-value.ts'

/** A card as the evaluation looks at it: from the outside, by what an EHR gets. */
export interface ReadCard {
  readonly indicator: Indicator
  readonly summary: string
  /** As plain text, line by line. */
  readonly detail: string
  /** The rules that it says speak in it: several where further criticals are joined to one. */
  readonly rules: readonly string[]
  /** Several checks of one order that could not be made; it carries the first rule's name. */
  readonly isFolded: boolean
  /** Summary and detail, as sent and as read: what silences look at. */
  readonly words: string
  /** With source, topic and suggestions: what expectations look at. */
  readonly allWords: string
  /** What it says it rests on. */
  readonly references: readonly string[]
}

/** The cards of an answer, or undefined when it is none. */
export function readCards(body: unknown): readonly ReadCard[] | undefined {
  const cards = at(body, 'cards')
  return Array.isArray(cards) ? (cards as unknown[]).map(readCard) : undefined
}

function readCard(card: unknown): ReadCard {
  const summary = textOf(at(card, 'summary')) ?? ''
  const raw = textOf(at(card, 'detail')) ?? ''
  const detail = plainText(raw)
  const provenance = at(at(card, 'extension'), 'org.curbside.provenance')
  const rules = listOf(at(provenance, 'rules')).flatMap((one) => textOf(at(one, 'id')) ?? [])
  const said = at(card, 'indicator')
  const words = [summary, detail, raw].join('\n')
  const source = at(card, 'source')
  const suggestions = listOf(at(card, 'suggestions')).flatMap((one) => [
    textOf(at(one, 'label')),
    ...listOf(at(one, 'actions')).map((action) => textOf(at(action, 'description')))
  ])
  const more = [at(source, 'label'), at(at(source, 'topic'), 'display'), ...suggestions]
  const cited = listOf(at(at(card, 'extension'), 'davinci-crd.associated-resource'))
  return {
    indicator: indicators.find((one) => one === said) ?? 'info',
    summary,
    detail,
    rules: rules.length > 0 ? rules : (/^\*\*Rule ([A-Z]-\d+),/.exec(raw)?.slice(1) ?? []),
    isFolded: /^\s*Why Not checked:/m.test(detail),
    words,
    allWords: [words, ...more.flatMap((one) => textOf(one) ?? [])].join('\n'),
    references: cited.flatMap((one) => textOf(at(one, 'reference')) ?? [])
  }
}

/** Markdown as the clinician reads it. */
function plainText(markdown: string): string {
  return markdown
    .replace(/\u200b/g, '')
    .replace(/\[((?:[^\]\\]|\\.)*)\]\([^)]*\)/g, '$1')
    .replace(/(?<!\\)\*\*/g, '')
    .replace(/\\([\\`*_[\]~|#!])/g, '$1')
    .replace(/&lt;/g, '<')
    .replace(/&gt;/g, '>')
    .replace(/&amp;/g, '&')
}
