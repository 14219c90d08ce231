import type { Token } from './sentence.ts'

const marks = {
  name: 'NAME',
  answer: 'ANSWER',
  code: 'CODE',
  date: 'DATE',
  number: 'NUMBER',
  unit: 'UNIT'
} as const

/** The tokens as one line again, in which capitals stand for what was read. */
export function lineOf(tokens: readonly Token[]): string {
  return tokens
    .map((token) => {
      if (token.kind === 'word') return token.word
      return token.kind === 'sign' ? token.sign : marks[token.kind]
    })
    .join(' ')
}
