/** A run of letters or one number of a text, with its place. */
export interface Lexeme {
  readonly text: string
  readonly from: number
  readonly to: number
}

/** Letters and numbers apart ("a1c" is three), punctuation left out. */
export function lexemesOf(folded: string): readonly Lexeme[] {
  return [...folded.matchAll(/\p{L}+|\d+(?:[.,]\d+)*/gu)].map((match) => ({
    text: match[0],
    from: match.index,
    to: match.index + match[0].length
  }))
}

/** A word without its plural ending; "diabetes", "mass" and "virus" end like that in the singular. */
export function plainLexeme(text: string): string {
  return text.length > 3 && /[^siu]s$/.test(text) ? text.slice(0, -1) : text
}
