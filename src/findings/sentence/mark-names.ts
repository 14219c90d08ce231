import { lexemesOf, plainLexeme } from './lexemes.ts'
import type { Lexeme } from './lexemes.ts'
import { markAt } from './sentence.ts'
import type { Marked, Token } from './sentence.ts'

// SNOMED CT semantic tags, which displays carry and sentences may leave out or cut off.
const tag =
  /^\s*\((?:attribute|body structure|clinical drug|disorder|environment|event|finding|medicinal product|morphologic abnormality|observable entity|occupation|organism|person|physical object|procedure|product|qualifier value|regime\/therapy|situation|social concept|specimen|substance)\)?/

/**
 * Marks every place where one of the names stands whole: the same letters and numbers in the same
 * order, whatever stands between them. The longest name counts, and no part of a longer word.
 */
export function markNames(
  marked: Marked,
  names: readonly string[],
  kind: 'name' | 'answer' | 'code'
): Marked {
  const lexemes = lexemesOf(marked.text)
  const wanted = names
    .map((name) => lexemesOf(name).map(({ text }) => plainLexeme(text)))
    .filter((parts) => parts.length > 0)
    .toSorted((one, other) => other.length - one.length)
  const marks: Token[] = [...marked.marks]
  let text = ''
  let from = 0
  for (let at = 0; at < lexemes.length; at += 1) {
    const found = wanted.find((parts) => standsAt(marked.text, lexemes, at, parts))
    const first = lexemes[at]
    const last = lexemes[at + (found?.length ?? 0) - 1]
    if (found === undefined || first === undefined || last === undefined) continue
    text += `${marked.text.slice(from, first.from)} ${markAt(marks.length)} `
    marks.push({ kind })
    from = last.to + endOf(marked.text.slice(last.to))
    at += found.length - 1
  }
  return { text: text + marked.text.slice(from), marks }
}

function standsAt(
  text: string,
  lexemes: readonly Lexeme[],
  at: number,
  parts: readonly string[]
): boolean {
  const first = lexemes[at]
  const last = lexemes[at + parts.length - 1]
  if (first === undefined || last === undefined) return false
  // {INR} is a unit.
  if (/[\p{L}\p{N}{]$/u.test(text.slice(0, first.from))) return false
  if (/^[\p{L}\p{N}]/u.test(text.slice(last.to))) return false
  return parts.every((part, place) => {
    const lexeme = lexemes[at + place]
    if (lexeme === undefined || plainLexeme(lexeme.text) !== part) return false
    const next = lexemes[at + place + 1]
    // A mark or the end of a sentence inside is no name any more.
    return place === parts.length - 1 || !/[\p{Co};!?]|\. /u.test(text.slice(lexeme.to, next?.from))
  })
}

/** How much after the last letter still belongs to the name: a closing bracket, a semantic tag. */
function endOf(rest: string): number {
  const bracket = /^[\]}]/.exec(rest)?.[0].length ?? 0
  return bracket + (tag.exec(rest.slice(bracket))?.[0].length ?? 0)
}
