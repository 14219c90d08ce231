import { numberWords } from './number-words.ts'
import { foldSentence } from './fold-sentence.ts'
import { markNames } from './mark-names.ts'
import { markDates } from './read-dates.ts'
import { unitAfterNumber, unitAlone } from './read-units.ts'
import { markedToken } from './sentence.ts'
import type { Marked, NumberToken, Token } from './sentence.ts'

/** What a sentence is read with: what the claim it belongs to is called and measured in. */
export interface Lexicon {
  readonly names: readonly string[]
  readonly codes: readonly string[]
  /** The recorded words of a coded result. */
  readonly answers: readonly string[]
  /** Units as recorded. */
  readonly units: readonly string[]
}

/** Reads a sentence into tokens. Total: what cannot be read stays a word or a sign. */
export function readSentence(text: string, lexicon: Lexicon): readonly Token[] {
  const folded: Marked = { text: withComparators(foldSentence(text)), marks: [] }
  const named = markNames(folded, lexicon.names.map(foldSentence), 'name')
  const answered = markNames(named, lexicon.answers.map(foldSentence), 'answer')
  const coded = markNames(answered, lexicon.codes.map(foldSentence), 'code')
  return tokensOf(markDates(coded), lexicon.units)
}

// A comparison is part of a value only right before its number: 60 may be "lower than 87".
const comparisons: readonly (readonly [RegExp, string])[] = [
  [/\b(?:no|not) (?:more|greater) than (?=\d)|\b(?:at most|maximum of) (?=\d)/g, '<='],
  [/\b(?:no|not) less than (?=\d)|\b(?:at least|minimum of) (?=\d)/g, '>='],
  [/\b(?:less than|fewer than|below|under|beneath) (?=\d)/g, '<'],
  [/\b(?:more than|greater than|above|over|exceed(?:s|ed|ing)|beyond) (?=\d)/g, '>']
]

const withComparators = (folded: string): string =>
  comparisons.reduce((text, [words, sign]) => text.replace(words, sign), folded)

const patterns = {
  mark: /\p{Co}/uy,
  /** A unit that begins with digits: thousands in a microlitre. */
  power: /x?10[*^]\d/uy,
  number: /(<=|>=|<|>)?\s*((?<![\p{L}\p{N})\]])[-+])?(\d+(?:[.,']\d+)*|\.\d+)/uy,
  word: /\p{L}[\p{L}\p{N}]*/uy,
  sign: /[^\s]/uy
}

function tokensOf({ text, marks }: Marked, units: readonly string[]): readonly Token[] {
  const tokens: Token[] = []
  let at = 0
  const take = (pattern: RegExp): RegExpExecArray | null => {
    pattern.lastIndex = at
    return pattern.exec(text)
  }
  while (at < text.length) {
    if (text.charAt(at) === ' ') {
      at += 1
      continue
    }
    const mark = take(patterns.mark)
    const token = mark === null ? undefined : markedToken(mark[0], marks)
    if (token !== undefined) {
      tokens.push(token)
      at += 1
      continue
    }
    const power = take(patterns.power) === null ? undefined : unitAlone(text.slice(at), units)
    if (power !== undefined) {
      tokens.push({ kind: 'unit', unit: power.unit })
      at += power.length
      continue
    }
    const number = take(patterns.number)
    if (number !== null) {
      const read = readNumber(number)
      at += read.length
      const unit = unitAfterNumber(text.slice(at), units)
      at += unit?.length ?? 0
      tokens.push({ ...read.token, ...(unit !== undefined && { unit: unit.unit }) })
      continue
    }
    const unit = unitAlone(text.slice(at), units)
    if (unit !== undefined) {
      tokens.push({ kind: 'unit', unit: unit.unit })
      at += unit.length
      continue
    }
    const word = take(patterns.word)?.[0]
    if (word !== undefined) tokens.push(wordToken(word))
    else tokens.push({ kind: 'sign', sign: text.charAt(at) })
    at += word?.length ?? 1
  }
  return tokens
}

function wordToken(word: string): Token {
  const value = Object.hasOwn(numberWords, word) ? numberWords[word] : undefined
  return value === undefined ? { kind: 'word', word } : { kind: 'number', value, decimals: 0 }
}

/** English numbers: a comma before three digits groups, any other one is a decimal comma. */
function readNumber([whole, comparator, sign, digits = '']: RegExpExecArray): {
  readonly token: NumberToken
  readonly length: number
} {
  const grouped = /^\d{1,3}(?:[,']\d{3})+(?:\.\d+)?(?!\d)/.exec(digits)?.[0]
  const plain = /^(?:\d+(?:[.,]\d+)?|\.\d+)/.exec(digits)?.[0] ?? digits
  const written = grouped ?? plain
  const value = (grouped ?? '').replace(/[,']/g, '') || plain.replace(',', '.')
  return {
    token: {
      kind: 'number',
      value: Number(value) * (sign === '-' ? -1 : 1),
      decimals: value.split('.')[1]?.length ?? 0,
      ...(comparator !== undefined && { comparator: comparator as '<' })
    },
    length: whole.length - digits.length + written.length
  }
}
