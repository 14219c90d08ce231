import { wordsOf } from '../fold.ts'

/** A word, a number with what is written to it, or what stands between. */
export interface Token {
  readonly kind: 'word' | 'number' | 'between'
  readonly text: string
  /** Of a word: folded, without the ending of a genitive. */
  readonly base: string
  /** What follows it directly, for a number: its unit or sign. */
  readonly next: string
}

const pattern =
  /~?D[+-]\d+|\d+(?:[.,]\d+)*[\p{L}\p{M}µμ°]*|[\p{L}][\p{L}\p{M}]*(?:['’][\p{L}\p{M}]+)*\d*(?:[\p{L}\p{M}]{0,2}\d+)*[a-zA-Z]?(?![\p{L}])|[\p{L}][\p{L}\p{M}]*(?:['’][\p{L}\p{M}]+)*|\p{N}+/gu

/** The text in pieces: joined, they are the text. */
export function tokensOf(text: string): readonly Token[] {
  const tokens: Token[] = []
  let at = 0
  for (const match of text.matchAll(pattern)) {
    if (match.index > at) tokens.push(between(text.slice(at, match.index)))
    const [word] = match
    at = match.index + word.length
    const kind = /\p{N}/u.test(word) ? 'number' : 'word'
    const base = kind === 'word' ? wordsOf(word.replace(/['’]s$/iu, '')).join('') : ''
    tokens.push({ kind, text: word, base, next: text.slice(at, at + 12) })
  }
  if (at < text.length) tokens.push(between(text.slice(at)))
  return tokens
}

function between(text: string): Token {
  return { kind: 'between', text, base: '', next: '' }
}
