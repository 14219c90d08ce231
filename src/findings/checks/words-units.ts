import { isUnit } from '../sentence/read-units.ts'
import { readSentence } from '../sentence/read-sentence.ts'
import type { NumberToken } from '../sentence/sentence.ts'
import { wordsOf } from '../words-held.ts'
import type { WordsHeld } from '../words-held.ts'
import { sameNumber } from './number.ts'

/**
 * Whether every unit after a number is the unit of a verified result with that value. A unit that
 * stands in the name of what was verified, such as a strength, may be said too.
 */
export function unitsAreHeld(text: string, held: WordsHeld): boolean {
  const units = held.quantities.flatMap(({ unit }) => unit ?? [])
  const tokens = readSentence(text, { names: [], codes: [], answers: [], units })
  return tokens
    .filter((token): token is NumberToken => token.kind === 'number')
    .every(({ value, unit }) => {
      if (unit === undefined || wordsOf(unit).every((word) => held.words.has(word))) return true
      return held.quantities.some((one) => sameNumber(value, one.value) && isUnit(unit, one.unit))
    })
}
