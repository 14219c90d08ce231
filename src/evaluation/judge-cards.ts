import { indicators } from '../cds-hooks/card.ts'
import type { EvaluationCase, Expectation, Silence } from './case.ts'
import type { ReadCard } from './read-card.ts'

export interface Judged {
  readonly expectations: readonly { readonly wanted: Expectation; readonly met: boolean }[]
  /** Silences that a card broke. */
  readonly broken: readonly Silence[]
  /** In the order of the cards: should it not have been shown? */
  readonly isFalse: readonly boolean[]
}

/**
 * Compares the cards of a call with its case. A card is false when a silence
 * forbids it, or when it is a warning or critical and nothing expected it.
 */
export function judgeCards(one: EvaluationCase, cards: readonly ReadCard[]): Judged {
  const broken = one.silent.filter((silence) => cards.some((card) => breaks(card, silence)))
  return {
    expectations: one.expect.map((wanted) => ({
      wanted,
      met: cards.some((card) => meets(card, wanted))
    })),
    broken,
    isFalse: cards.map(
      (card) =>
        one.silent.some((silence) => breaks(card, silence)) ||
        (isLoud(card) && !one.expect.some((wanted) => isAbout(card, wanted)))
    )
  }
}

/** A card may meet several expectations: one finding has many words. */
function meets(card: ReadCard, wanted: Expectation): boolean {
  const loudEnough = indicators.indexOf(card.indicator) >= indicators.indexOf(wanted.indicator)
  return loudEnough && isAbout(card, wanted)
}

function isAbout(card: ReadCard, { rule, pattern }: Expectation): boolean {
  const isOfRule = rule === undefined || card.rules.includes(rule) || card.isFolded
  return isOfRule && pattern.test(card.allWords)
}

function breaks(card: ReadCard, { anyCard, pattern }: Silence): boolean {
  return anyCard || (isLoud(card) && pattern.test(card.words))
}

const isLoud = ({ indicator }: ReadCard): boolean => indicator !== 'info'
